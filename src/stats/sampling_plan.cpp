#include "stats/sampling_plan.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <numeric>
#include <string>

#include "stats/inputs.hpp"
#include "stats/resampling.hpp"
#include "stats/sampling.hpp"

namespace assay::stats {
namespace {

double as_real(std::int64_t count) {
    return static_cast<double>(count);
}

double total_of(std::span<const PlannedStratum> strata) {
    double out = 0;
    for (const auto& each : strata) {
        out += as_real(each.population);
    }
    return out;
}

std::int64_t fewest_of(const PlannedStratum& stratum) {
    return std::min<std::int64_t>(2, stratum.population);
}

/// What each stratum should get of the rows, before it is whole.
std::vector<double> weights(std::span<const PlannedStratum> strata, Allocation allocation) {
    std::vector<double> out;
    for (const auto& each : strata) {
        const double spread = allocation == Allocation::Neyman ? each.deviation : 1;
        out.push_back(as_real(each.population) * spread);
    }
    const bool flat = std::ranges::all_of(out, [](double each) { return each <= 0; });
    return flat && allocation == Allocation::Neyman ? weights(strata, Allocation::Proportional)
                                                    : out;
}

/// Shares out rows by weight. Strata whose part lies beyond their bounds take the bound, and the
/// others share what is left, until none is beyond.
class BoundedParts {
  public:
    BoundedParts(std::span<const PlannedStratum> strata, std::vector<double> weight, double rows)
        : strata_(strata),
          weight_(std::move(weight)),
          rows_(rows),
          part_(strata.size(), 0),
          fixed_(strata.size(), false) {}

    std::vector<double> find() {
        do {
            share_what_is_left();
        } while (fix_those_beyond());
        return part_;
    }

  private:
    double bound_of(std::size_t i) const {
        return std::clamp(part_[i], as_real(fewest_of(strata_[i])), as_real(strata_[i].population));
    }
    void share_what_is_left() {
        double left = rows_;
        double sum = 0;
        for (std::size_t i = 0; i < part_.size(); ++i) {
            left -= fixed_[i] ? part_[i] : 0;
            sum += fixed_[i] ? 0 : weight_[i];
        }
        for (std::size_t i = 0; i < part_.size(); ++i) {
            const double share = sum > 0 ? weight_[i] / sum : 0;
            part_[i] = fixed_[i] ? part_[i] : left * share;
        }
    }
    /// Fixes the side that the bounds ask more of in sum, or both where they balance: the other
    /// side may come back inside once that is settled.
    bool fix_those_beyond() {
        double surplus = 0;
        for (std::size_t i = 0; i < part_.size(); ++i) {
            surplus += fixed_[i] ? 0 : bound_of(i) - part_[i];
        }
        bool changed = false;
        for (std::size_t i = 0; i < part_.size(); ++i) {
            const double off = fixed_[i] ? 0 : bound_of(i) - part_[i];
            if (off != 0 && off * surplus >= 0) {
                part_[i] += off;
                fixed_[i] = true;
                changed = true;
            }
        }
        return changed;
    }

    std::span<const PlannedStratum> strata_;
    std::vector<double> weight_;
    double rows_;
    std::vector<double> part_;
    std::vector<bool> fixed_;
};

double width_of(std::span<const PlannedStratum> strata, std::span<const std::int64_t> rows,
                double confidence) {
    const double population = total_of(strata);
    double variance = 0;
    double degrees = 0;
    for (std::size_t i = 0; i < strata.size(); ++i) {
        const double n = as_real(rows[i]);
        const double weight = as_real(strata[i].population) / population;
        const double left = 1 - n / as_real(strata[i].population);
        variance += weight * weight * left * strata[i].deviation * strata[i].deviation / n;
        degrees += n - 1;
    }
    return variance > 0
               ? 2 * t_for_degrees(std::max(1.0, degrees), confidence) * std::sqrt(variance)
               : 0;
}

}  // namespace

double t_for_degrees(double degrees, double confidence) {
    const double tail = 0.5 + confidence / 2;
    return degrees < 1e6 ? boost::math::quantile(boost::math::students_t(degrees), tail)
                         : normal_quantile(tail);
}

Result<std::vector<std::int64_t>> allocate(std::span<const PlannedStratum> strata,
                                           std::int64_t rows, Allocation allocation) {
    std::int64_t fewest = 0;
    std::int64_t population = 0;
    for (const auto& each : strata) {
        fewest += fewest_of(each);
        population += each.population;
    }
    if (rows > population) {
        return fail(ErrorCode::InvalidInput,
                    std::to_string(rows) + " rows are more than the " + std::to_string(population) +
                        " there are",
                    "ask for fewer");
    }
    if (rows < fewest) {
        return fail(ErrorCode::InvalidInput,
                    std::to_string(rows) + (rows == 1 ? " row is" : " rows are") + " too few for " +
                        std::to_string(strata.size()) +
                        (strata.size() == 1 ? " stratum" : " strata"),
                    "two rows of each are needed to tell how it varies: ask for " +
                        std::to_string(fewest) + " or more");
    }
    const auto parts = BoundedParts(strata, weights(strata, allocation), as_real(rows)).find();
    std::vector<std::int64_t> out;
    std::vector<std::size_t> order(strata.size());
    std::iota(order.begin(), order.end(), 0);
    std::int64_t left = rows;
    for (std::size_t i = 0; i < strata.size(); ++i) {
        const auto whole = static_cast<std::int64_t>(std::floor(parts[i] + 1e-9));
        out.push_back(std::clamp(whole, fewest_of(strata[i]), strata[i].population));
        left -= out.back();
    }
    std::ranges::stable_sort(order, std::ranges::greater{},
                             [&](std::size_t i) { return parts[i] - std::floor(parts[i] + 1e-9); });
    for (std::size_t at = 0; left > 0; at = (at + 1) % order.size()) {
        const auto i = order[at];
        const bool room = out[i] < strata[i].population;
        out[i] += room ? 1 : 0;
        left -= room ? 1 : 0;
    }
    return out;
}

Result<double> expected_width(std::span<const PlannedStratum> strata, std::int64_t rows,
                              Allocation allocation, double confidence) {
    TRY(check_confidence(confidence));
    return width_of(strata, TRY(allocate(strata, rows, allocation)), confidence);
}

Result<std::int64_t> rows_for_width(std::span<const PlannedStratum> strata, double width,
                                    Allocation allocation, double confidence) {
    TRY(check_confidence(confidence));
    if (!(width > 0)) {
        return fail(ErrorCode::InvalidInput, "a width of " + std::to_string(width),
                    "ask for a width above 0");
    }
    std::int64_t low = 0;
    std::int64_t high = 0;
    for (const auto& each : strata) {
        low += fewest_of(each);
        high += each.population;
    }
    while (low < high) {
        const auto middle = low + (high - low) / 2;
        if (TRY(expected_width(strata, middle, allocation, confidence)) <= width) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return high;
}

double planning_deviation(double deviation, std::int64_t rows) {
    return deviation * std::sqrt(1 + 2 / as_real(std::max<std::int64_t>(1, rows)));
}

std::vector<std::size_t> draw_rows(std::size_t population, std::size_t rows, Random& random) {
    std::vector<std::size_t> out;
    out.reserve(rows);
    for (std::size_t at = 0; at < population && out.size() < rows; ++at) {
        const auto left = static_cast<double>(population - at);
        if (random.uniform() * left < static_cast<double>(rows - out.size())) {
            out.push_back(at);
        }
    }
    return out;
}

}  // namespace assay::stats
