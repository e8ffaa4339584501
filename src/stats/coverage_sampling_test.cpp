#include <cmath>

#include "stats/coverage_cases.hpp"
#include "stats/sampling.hpp"

namespace assay::stats::coverage {
namespace {

/// A population in strata; a few values for each of many rows, so that a share is one too.
struct Population {
    std::vector<std::vector<double>> strata;
    double mean() const {
        double sum = 0;
        double rows = 0;
        for (const auto& each : strata) {
            rows += static_cast<double>(each.size());
            for (const double value : each) {
                sum += value;
            }
        }
        return sum / rows;
    }
};

Stratum sampled(const std::vector<double>& values, std::int64_t rows, Random& random) {
    Stratum out{.population = static_cast<std::int64_t>(values.size()), .sampled = rows};
    const auto drawn = draw_rows(values.size(), static_cast<std::size_t>(rows), random);
    for (const auto row : drawn) {
        out.mean += values[row] / static_cast<double>(rows);
    }
    for (const auto row : drawn) {
        out.variance += std::pow(values[row] - out.mean, 2) / static_cast<double>(rows - 1);
    }
    return out;
}

/// Draws from the population by an allocation whose deviations are known roughly.
std::vector<Stratum> sample(const Population& population, std::int64_t rows, Allocation how,
                            Random& random) {
    std::vector<PlannedStratum> plan;
    for (std::size_t i = 0; i < population.strata.size(); ++i) {
        plan.push_back({.population = static_cast<std::int64_t>(population.strata[i].size()),
                        .deviation = 1 + static_cast<double>(i)});
    }
    const auto allocated = sure(allocate(plan, rows, how));
    std::vector<Stratum> out;
    for (std::size_t i = 0; i < allocated.size(); ++i) {
        out.push_back(sampled(population.strata[i], allocated[i], random));
    }
    return out;
}

Population amounts(const std::vector<std::size_t>& sizes, bool skewed, Random& random) {
    Population out;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        out.strata.emplace_back();
        for (std::size_t row = 0; row < sizes[i]; ++row) {
            const double z = random.normal();
            const double scale = 1 + static_cast<double>(i);
            out.strata.back().push_back(5 * scale + scale * (skewed ? std::exp(z) : z));
        }
    }
    return out;
}

Population answers(const std::vector<std::size_t>& sizes, double most, Random& random) {
    Population out;
    for (const auto size : sizes) {
        const double chance = most * random.uniform();
        out.strata.emplace_back();
        for (std::size_t row = 0; row < size; ++row) {
            out.strata.back().push_back(random.uniform() < chance ? 1 : 0);
        }
    }
    return out;
}

Row mean_row(const std::vector<std::size_t>& sizes, std::int64_t rows, bool skewed, Allocation how,
             const std::string& situation, Promise promise) {
    return simulate("mean of a sample", situation, promise, [&](Random& random) {
        const auto population = amounts(sizes, skewed, random);
        return Trial{sampled_mean(sample(population, rows, how, random), kConfidence),
                     population.mean()};
    });
}

Row share_row(const std::vector<std::size_t>& sizes, std::int64_t rows, double most, Allocation how,
              const std::string& situation) {
    return simulate("share of a sample", situation, Promise::Nominal, [&](Random& random) {
        const auto population = answers(sizes, most, random);
        return Trial{sampled_share(sample(population, rows, how, random), kConfidence),
                     population.mean()};
    });
}

}  // namespace

std::vector<Row> samples() {
    constexpr auto kProportional = Allocation::Proportional;
    constexpr auto kNeyman = Allocation::Neyman;
    return {
        mean_row({2000}, 40, false, kProportional, "40 of 2,000 rows, normal", Promise::Nominal),
        mean_row({100}, 60, false, kProportional, "60 of 100 rows, normal", Promise::Nominal),
        mean_row({2000}, 200, true, kProportional, "200 of 2,000 rows, log-normal", Promise::None),
        mean_row({2000}, 30, true, kProportional, "30 of 2,000 rows, log-normal", Promise::None),
        mean_row({1000, 600, 200}, 60, false, kNeyman, "60 of 1,800 rows, 3 strata, Neyman",
                 Promise::Nominal),
        share_row({2000}, 100, 1, kProportional, "100 of 2,000 rows, share uniform in 0 to 1"),
        share_row({200}, 120, 1, kProportional, "120 of 200 rows, share uniform in 0 to 1"),
        share_row({2000}, 200, 0.1, kProportional, "200 of 2,000 rows, share uniform in 0 to 0.1"),
        share_row({1000, 600, 200}, 90, 1, kProportional,
                  "90 of 1,800 rows, 3 strata, shares uniform"),
        share_row({1000, 600, 200}, 90, 1, kNeyman,
                  "90 of 1,800 rows, 3 strata, Neyman, shares uniform"),
        share_row({1000, 600, 200, 200}, 200, 0.2, kProportional,
                  "200 of 2,000 rows, 4 strata, shares uniform in 0 to 0.2")};
}

}  // namespace assay::stats::coverage
