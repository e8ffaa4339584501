// Seconds of statistics, as JSON, on tables that a peer reads too:
//   stats_bench auc FOLDER ROWS REPLICATES                 reads scores and labels
//   stats_bench joint FOLDER DRAWS GROUPS COORDINATES      reads means, influence, covariance and
//                                                          weights; writes draws
//   stats_bench sketch FOLDER ROWS                         reads reference and current

#include <fmt/format.h>

#include <exception>
#include <future>
#include <string>
#include <string_view>

#include "bench/raw.hpp"
#include "bench/timing.hpp"
#include "stats/joint.hpp"
#include "stats/quantile_sketch.hpp"
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

assay::stats::QuantileSketch sketched(const std::vector<double>& values) {
    assay::stats::QuantileSketch sketch;
    sketch.add(values);
    return sketch;
}

void time_sketch(const std::string& folder, std::size_t rows) {
    const auto reference = bench::read<double>(folder + "/reference", rows);
    const auto current = bench::read<double>(folder + "/current", rows);
    assay::stats::QuantileSketch first;
    assay::stats::QuantileSketch second;
    const double making = bench::least_seconds(kTimes, [&] {
        auto other = std::async(std::launch::async, [&] { return sketched(reference); });
        second = sketched(current);
        first = other.get();
    });
    assay::stats::SketchDistances told;
    double error = 0;
    const double seconds = bench::least_seconds(kTimes, [&] {
        const auto a = first.ranked();
        const auto b = second.ranked();
        error = a.error + b.error;
        told = assay::stats::distances(a, b);
    });
    fmt::print("{{\"build\": {}, \"seconds\": {}, \"error\": {}", making, seconds, error);
    const auto say = [](const char* name, const assay::stats::Bounded& each) {
        fmt::print(", \"{}\": {}, \"{}_bound\": {}", name, each.value, name, each.bound);
    };
    say("ks", told.kolmogorov_smirnov);
    say("wasserstein", told.wasserstein);
    say("psi", told.population_stability);
    say("js", told.jensen_shannon);
    fmt::print("}}\n");
}

}  // namespace

int main(int count, char** words) try {
    const std::vector<std::string> given(words + 1, words + count);
    if (given.size() == 4 && given[0] == "auc") {
        time_auc(given[1], std::stoul(given[2]), std::stoi(given[3]));
    } else if (given.size() == 5 && given[0] == "joint") {
        time_joint(given[1], std::stoul(given[2]), std::stoul(given[3]), std::stoul(given[4]));
    } else if (given.size() == 3 && given[0] == "sketch") {
        time_sketch(given[1], std::stoul(given[2]));
    } else {
        fmt::print(stderr, "stats_bench auc|joint|sketch FOLDER SIZES...\n");
        return 2;
    }
    return 0;
} catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 2;
}
