// Seconds of two statistics, as JSON, on tables that a peer reads too:
//   stats_bench auc FOLDER ROWS REPLICATES                 reads scores and labels
//   stats_bench joint FOLDER DRAWS GROUPS COORDINATES      reads means, influence, covariance and
//                                                          weights; writes draws

#include <fmt/format.h>

#include <exception>
#include <string>
#include <string_view>

#include "bench/raw.hpp"
#include "bench/timing.hpp"
#include "stats/joint.hpp"
#include "stats/ranking.hpp"

namespace {

using assay::stats::Matrix;

constexpr int kTimes = 3;

Matrix matrix(const std::string& file, std::size_t rows, std::size_t columns) {
    Matrix out(rows, columns);
    out.cells = bench::read<double>(file, rows * columns);
    return out;
}

void time_auc(const std::string& folder, std::size_t rows, int replicates) {
    const auto scores = bench::read<double>(folder + "/scores", rows);
    const auto labels = bench::read<std::uint8_t>(folder + "/labels", rows);
    assay::stats::Estimate estimate;
    const double seconds = bench::least_seconds(kTimes, [&] {
        estimate = assay::stats::auc_bootstrap(scores, labels, replicates, 0.90, 0).value();
    });
    fmt::print("{{\"seconds\": {}, \"low\": {}, \"high\": {}}}\n", seconds, estimate.low,
               estimate.high);
}

void time_joint(const std::string& folder, std::size_t draws, std::size_t groups,
                std::size_t coordinates) {
    const assay::stats::JointInput input{
        .means = bench::read<double>(folder + "/means", coordinates),
        .influence = matrix(folder + "/influence", groups, coordinates),
        .covariance = matrix(folder + "/covariance", coordinates, coordinates)};
    const auto weights = bench::read<std::uint8_t>(folder + "/weights", draws * groups);
    const double drawing =
        bench::least_seconds(kTimes, [&] { assay::stats::poisson_weights(draws, groups, 0); });
    Matrix out;
    const double seconds =
        bench::least_seconds(kTimes, [&] { out = assay::stats::joint_draws(input, weights, 0); });
    bench::write(folder + "/draws", out.cells);
    fmt::print("{{\"weights\": {}, \"seconds\": {}}}\n", drawing, seconds);
}

}  // namespace

int main(int count, char** words) try {
    const std::vector<std::string> given(words + 1, words + count);
    if (given.size() == 4 && given[0] == "auc") {
        time_auc(given[1], std::stoul(given[2]), std::stoi(given[3]));
    } else if (given.size() == 5 && given[0] == "joint") {
        time_joint(given[1], std::stoul(given[2]), std::stoul(given[3]), std::stoul(given[4]));
    } else {
        fmt::print(stderr, "stats_bench auc|joint FOLDER SIZES...\n");
        return 2;
    }
    return 0;
} catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 2;
}
