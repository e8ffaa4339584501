#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <map>

#include "stats/resampling.hpp"
#include "validate/kinds_sample_test.hpp"

// Simulated evaluations of classes and of numbers. The truth is that of a table so large that its
// own error does not count, or is worked out.

namespace assay::validate {
namespace {

constexpr int kTimes = 2000;

/// Rows of clusters of three that share some of their luck.
ClassRows simulated_classes(std::size_t clusters, std::uint64_t seed) {
    ClassRows out;
    Random random(seed, "simulated classes");
    for (std::size_t cluster = 0; cluster < clusters; ++cluster) {
        const double shared = random.normal();
        for (int row = 0; row < 3; ++row) {
            std::array<double, 3> chance{std::exp(random.normal() + 0.4), std::exp(random.normal()),
                                         std::exp(random.normal() - 0.5)};
            const double sum = chance[0] + chance[1] + chance[2];
            for (std::size_t k = 0; k < 3; ++k) {
                chance[k] /= sum;
                out.probability[k].push_back(chance[k]);
            }
            const double luck = std::sqrt(0.5) * (shared + random.normal());
            out.label.push_back(drawn(chance, stats::normal_cdf(luck)));
            out.cluster.push_back(static_cast<std::int32_t>(cluster));
        }
    }
    return out;
}

/// Errors that are skewed and heteroscedastic, and shared in clusters of three. The skewness of the
/// noise is about six times `skew`; squared, the errors are skewed far more.
NumberRows simulated_numbers(std::size_t clusters, double skew, std::uint64_t seed) {
    NumberRows out;
    Random random(seed, "simulated numbers");
    for (std::size_t cluster = 0; cluster < clusters; ++cluster) {
        const double shared = random.normal();
        for (int row = 0; row < 3; ++row) {
            const double signal = 4 + 2 * random.normal();
            const double noise = std::sqrt(0.5) * (shared + random.normal());
            const double spread = 0.5 + 0.3 * std::abs(signal - 4);
            out.predicted.push_back(signal);
            out.label.push_back(signal + spread * (noise + skew * (noise * noise - 1)));
            out.low.push_back(signal - spread);
            out.high.push_back(signal + spread);
            out.cluster.push_back(static_cast<std::int32_t>(cluster));
        }
    }
    return out;
}

using Estimates = std::map<std::string, stats::Estimate>;

/// Shares of ranges that may hold the truth.
struct Bounds {
    double least = 0.86, most = 0.94;
};

/// Counts how often each range holds the truth; `harder` names those that are held to other bounds.
void expect_coverage(const Estimates& truth,
                     const std::function<Estimates(std::uint64_t seed)>& draw,
                     const std::map<std::string, Bounds>& harder = {}) {
    std::map<std::string, int> held;
    for (int time = 0; time < kTimes; ++time) {
        for (const auto& [name, found] : draw(static_cast<std::uint64_t>(time) + 1)) {
            const double wanted = truth.at(name).value;
            held[name] += found.low <= wanted && wanted <= found.high ? 1 : 0;
        }
    }
    for (const auto& [name, times] : held) {
        const auto found = harder.find(name);
        const Bounds bounds = found == harder.end() ? Bounds{} : found->second;
        EXPECT_GE(times, static_cast<int>(bounds.least * kTimes)) << name;
        EXPECT_LE(times, static_cast<int>(bounds.most * kTimes)) << name;
        ::testing::Test::RecordProperty(name, times);
    }
}

Estimates of_classes(const ClassRows& rows) {
    auto input = rows.input();
    const auto made = evaluate(input);
    EXPECT_TRUE(made);
    const auto& model = made->models.front();
    return {{"accuracy", model.accuracy},
            {"macro F1", model.macro_f1},
            {"macro recall", model.macro_recall},
            {"F1 of a class", model.classes[2].f1},
            {"precision of a class", model.classes[2].precision},
            {"one-vs-rest AUC", model.classes[1].auc},
            {"macro AUC", model.macro_auc},
            {"log loss", model.log_loss},
            {"Brier score", model.brier}};
}

TEST(Coverage, RangesOfClassesHoldTheTruthNineTimesInTen) {
    expect_coverage(of_classes(simulated_classes(200000, 0)),
                    [](std::uint64_t seed) { return of_classes(simulated_classes(150, seed)); });
}

Estimates of_numbers(const NumberRows& rows) {
    const auto made = evaluate(rows.input());
    EXPECT_TRUE(made);
    const auto& model = made->models.front();
    return {{"MAE", model.mae},
            {"RMSE", model.rmse},
            {"R2", model.r2},
            {"median absolute error", model.median_absolute_error},
            {"bias", model.bias},
            {"pinball", model.quantiles.front().loss},
            {"inside the range", model.range->inside}};
}

/// Strongly skewed errors: the mean squared error has a skewness that few clusters hardly show.
constexpr double kSkew = 0.3;

Estimates truth_of_numbers() {
    return of_numbers(simulated_numbers(200000, kSkew, 0));
}

TEST(Coverage, RangesOfNumbersHoldTheTruthNineTimesInTen) {
    expect_coverage(truth_of_numbers(), [](std::uint64_t seed) {
        return of_numbers(simulated_numbers(150, kSkew, seed));
    });
}

TEST(Coverage, RangesOfNumbersHoldTheTruthWithFewClustersToo) {
    expect_coverage(truth_of_numbers(), [](std::uint64_t seed) {
        return of_numbers(simulated_numbers(40, kSkew, seed));
    });
}

/// What no method that was tried mends: below nominal, as docs/evaluate.md says.
TEST(Coverage, RangesOfSquaredErrorsFromTwentyClustersAreTooShort) {
    const Bounds short_of_it{.least = 0.83, .most = 0.89};
    expect_coverage(
        truth_of_numbers(),
        [](std::uint64_t seed) { return of_numbers(simulated_numbers(20, kSkew, seed)); },
        {{"RMSE", short_of_it}, {"R2", short_of_it}});
}

}  // namespace
}  // namespace assay::validate
