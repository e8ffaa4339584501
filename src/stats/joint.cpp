#include "stats/joint.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

#include "base/random.hpp"
#include "stats/poisson.hpp"

namespace assay::stats {
namespace {

using Dense = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Spectrum = Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>;

// Directions with less than this share of the largest eigenvalue are rounding, not variance.
constexpr double kNoVariance = 1e-12;

Eigen::VectorXd standard_deviations(const Eigen::MatrixXd& covariance) {
    return covariance.diagonal().unaryExpr(
        [](double variance) { return variance > 0 ? std::sqrt(variance) : 0.0; });
}

// Scale is taken out first: money and AUC differ by ten orders of magnitude, and a cut on
// eigenvalues of the covariance itself would drop the smaller one.
Eigen::MatrixXd correlation(const Eigen::MatrixXd& covariance, const Eigen::VectorXd& sd) {
    Eigen::MatrixXd out = covariance;
    for (Eigen::Index i = 0; i < out.rows(); ++i) {
        for (Eigen::Index j = 0; j < out.cols(); ++j) {
            const double scale = sd(i) * sd(j);
            const double value = (covariance(i, j) + covariance(j, i)) / 2;
            out(i, j) = scale > 0 && std::isfinite(value) ? value / scale : 0.0;
        }
    }
    return out;
}

// (weights - 1) * influence, in blocks of draws that stay in the cache.
Dense bootstrap_deviations(std::span<const std::uint8_t> weights, const Matrix& influence) {
    constexpr Eigen::Index kBlock = 64;
    const auto groups = static_cast<Eigen::Index>(influence.rows);
    const auto coordinates = static_cast<Eigen::Index>(influence.columns);
    const auto draws = static_cast<Eigen::Index>(weights.size()) / groups;
    const Eigen::Map<const Dense> shares(influence.cells.data(), groups, coordinates);
    const Eigen::Map<
        const Eigen::Matrix<std::uint8_t, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>
        counts(weights.data(), draws, groups);

    Dense deviations(draws, coordinates);
    for (Eigen::Index start = 0; start < draws; start += kBlock) {
        const Eigen::Index size = std::min(kBlock, draws - start);
        const Dense block = counts.middleRows(start, size).cast<double>().array() - 1.0;
        deviations.middleRows(start, size).noalias() = block * shares;
    }
    return deviations;
}

void remove_mean(Dense& draws) {
    const Eigen::RowVectorXd mean = draws.colwise().mean();
    draws.rowwise() -= mean;
}

Eigen::MatrixXd sample_covariance(const Dense& draws) {
    return draws.transpose() * draws / std::max(1.0, static_cast<double>(draws.rows() - 1));
}

// Draws turned into their eigen-coordinates with unit variance; directions that the draws lack are
// filled with standard normals, so that every direction of the target can be reached.
Dense whitened(const Dense& draws, std::uint64_t seed) {
    const Spectrum spectrum(sample_covariance(draws));
    const double least = kNoVariance * std::max(0.0, spectrum.eigenvalues().maxCoeff());
    Dense white = draws * spectrum.eigenvectors();
    Random random(seed, "joint");
    for (Eigen::Index k = 0; k < white.cols(); ++k) {
        if (spectrum.eigenvalues()(k) > least) {
            white.col(k) /= std::sqrt(spectrum.eigenvalues()(k));
        } else {
            for (Eigen::Index draw = 0; draw < white.rows(); ++draw) {
                white(draw, k) = random.normal();
            }
        }
    }
    remove_mean(white);
    // The normals are uncorrelated with the rest only on average; this makes it exact.
    const Spectrum left(sample_covariance(white));
    const Eigen::VectorXd shrink = left.eigenvalues().unaryExpr(
        [](double value) { return value > kNoVariance ? 1 / std::sqrt(value) : 0.0; });
    const Eigen::MatrixXd decorrelate =
        left.eigenvectors() * shrink.asDiagonal() * left.eigenvectors().transpose();
    return white * decorrelate * spectrum.eigenvectors().transpose();
}

// Symmetric root of the nearest positive semi-definite matrix, its rows scaled back to unit
// length: each coordinate keeps its own variance even where the target was indefinite.
Eigen::MatrixXd root_of_nearest(const Eigen::MatrixXd& target) {
    const Spectrum spectrum(target);
    const Eigen::VectorXd roots = spectrum.eigenvalues().unaryExpr(
        [](double value) { return value > 0 ? std::sqrt(value) : 0.0; });
    Eigen::MatrixXd root =
        spectrum.eigenvectors() * roots.asDiagonal() * spectrum.eigenvectors().transpose();
    for (Eigen::Index i = 0; i < root.rows(); ++i) {
        const double length = root.row(i).norm();
        if (length > 0 && target(i, i) > 0) {
            root.row(i) /= length;
        }
    }
    return root;
}

}  // namespace

std::vector<std::uint8_t> poisson_weights(std::size_t draws, std::size_t groups,
                                          std::uint64_t seed) {
    const PoissonTable poisson(1.0);
    Random random(seed, "poisson weights");
    std::vector<std::uint8_t> weights(draws * groups);
    for (std::size_t i = 0; i + 1 < weights.size(); i += 2) {
        const std::uint64_t bits = random.next();
        weights[i] = static_cast<std::uint8_t>(poisson(static_cast<std::uint32_t>(bits)));
        weights[i + 1] =
            static_cast<std::uint8_t>(poisson(static_cast<std::uint32_t>(bits >> 32U)));
    }
    if (weights.size() % 2 == 1) {
        weights.back() =
            static_cast<std::uint8_t>(poisson(static_cast<std::uint32_t>(random.next())));
    }
    return weights;
}

Matrix joint_draws(const JointInput& input, std::span<const std::uint8_t> weights,
                   std::uint64_t seed) {
    const std::size_t coordinates = input.means.size();
    ASSAY_CHECK(input.influence.columns == coordinates && input.influence.rows > 0);
    ASSAY_CHECK(input.covariance.rows == coordinates && input.covariance.columns == coordinates);
    ASSAY_CHECK(weights.size() % input.influence.rows == 0);
    const std::size_t draws = weights.size() / input.influence.rows;
    Matrix out(draws, coordinates);
    if (coordinates == 0 || draws == 0) {
        return out;
    }

    Dense deviations = bootstrap_deviations(weights, input.influence);
    remove_mean(deviations);
    const Eigen::VectorXd drawn_sd = standard_deviations(sample_covariance(deviations));
    deviations *= drawn_sd.unaryExpr([](double sd) { return sd > 0 ? 1 / sd : 0.0; }).asDiagonal();

    const auto size = static_cast<Eigen::Index>(coordinates);
    const Eigen::MatrixXd target =
        Eigen::Map<const Dense>(input.covariance.cells.data(), size, size);
    const Eigen::VectorXd target_sd = standard_deviations(target);
    const Eigen::MatrixXd root = root_of_nearest(correlation(target, target_sd));
    const Dense shaped =
        whitened(deviations, seed) * root.transpose() * target_sd.asDiagonal().toDenseMatrix();

    Random random(seed, "joint scale");
    for (std::size_t draw = 0; draw < draws; ++draw) {
        const double scale =
            input.degrees > 0 ? std::sqrt(input.degrees / random.chi_squared(input.degrees)) : 1.0;
        for (std::size_t k = 0; k < coordinates; ++k) {
            out.at(draw, k) = input.means[k] + scale * shaped(static_cast<Eigen::Index>(draw),
                                                              static_cast<Eigen::Index>(k));
        }
    }
    return out;
}

}  // namespace assay::stats
