#include "stats/square_table.hpp"

#include <Eigen/Dense>
#include <boost/math/distributions/chi_squared.hpp>

namespace assay::stats {
namespace {

Result<> check(std::span<const double> counts, std::size_t classes) {
    if (counts.size() != classes * classes) {
        return fail(ErrorCode::InvalidInput, "the table of paired answers is not square",
                    "give one count for each pair of classes");
    }
    for (const double each : counts) {
        if (!(each >= 0)) {
            return fail(ErrorCode::InvalidInput, "a count of paired answers is negative",
                        "counts are 0 or more");
        }
    }
    return {};
}

}  // namespace

Result<Homogeneity> stuart_maxwell(std::span<const double> counts, std::size_t classes) {
    TRY(check(counts, classes));
    const auto size = static_cast<Eigen::Index>(classes);
    const Eigen::Map<const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>
        table(counts.data(), size, size);
    const Eigen::VectorXd first = table.rowwise().sum();
    const Eigen::VectorXd second = table.colwise().sum();
    const Eigen::VectorXd gap = first - second;
    Eigen::MatrixXd variance = -(table + table.transpose());
    for (Eigen::Index i = 0; i < size; ++i) {
        variance(i, i) = first(i) + second(i) - 2 * table(i, i);
    }
    // The matrix is a Laplacian: the gaps lie in its range, one null direction for each group of
    // classes that are never mixed up. Its pseudo-inverse equals leaving one class of each out.
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(variance);
    const double most = classes > 0 ? solver.eigenvalues().cwiseAbs().maxCoeff() : 0;
    Homogeneity out;
    constexpr double kZero = 1e-10;
    for (Eigen::Index i = 0; i < size; ++i) {
        const double scale = solver.eigenvalues()(i);
        if (scale > kZero * most) {
            const double along = solver.eigenvectors().col(i).dot(gap);
            out.statistic += along * along / scale;
            ++out.degrees;
        }
    }
    if (out.degrees > 0) {
        const boost::math::chi_squared chi(static_cast<double>(out.degrees));
        out.p = boost::math::cdf(boost::math::complement(chi, out.statistic));
    }
    return out;
}

}  // namespace assay::stats
