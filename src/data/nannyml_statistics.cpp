#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "data/peer_statistics.hpp"
#include "stats/distance.hpp"
#include "stats/histogram.hpp"

namespace assay::data {
namespace {

// Samples from here on are binned.
constexpr std::size_t kBinnedFrom = 10'000;
constexpr std::size_t kFineBins = 10'000;

/// NannyML: Doane over the reference, or its values; what lies in none of them is one bin more.
Shares nannyml_shares(const Asked& asked, NamedStatistic& out) {
    Shares shares;
    if (asked.numbers) {
        const auto edges = stats::doane_edges(asked.numbers->reference);
        out.bins =
            fmt::format("{}, Doane over the reference, and one for the rest", edges.size() - 1);
        shares = shares_in(*asked.numbers, edges);
    } else {
        const auto all = shares_of(*asked.levels);
        for (std::size_t level = 0; level < all.reference.size(); ++level) {
            if (asked.levels->reference[level] > 0) {
                shares.reference.push_back(all.reference[level]);
                shares.current.push_back(all.current[level]);
            }
        }
        out.bins = fmt::format("{} values of the reference, and one for the rest",
                               shares.reference.size());
    }
    const double held = std::accumulate(shares.current.begin(), shares.current.end(), 0.0);
    if (held < 1) {
        shares.reference.push_back(0);
        shares.current.push_back(1 - held);
    }
    return shares;
}

/// Both distribution functions at the upper edges of many equal bins over the reference's range.
struct FineSteps {
    std::vector<double> edges, reference, current;
    double below = 0;  // share of current rows below the range
};

FineSteps fine_steps(const Samples& numbers, NamedStatistic& out) {
    out.bins = fmt::format("{} equal bins over the reference", kFineBins);
    FineSteps steps;
    steps.edges =
        stats::equal_width_edges(numbers.reference.front(), numbers.reference.back(), kFineBins);
    auto shares = shares_in(numbers, steps.edges);
    steps.below =
        static_cast<double>(std::ranges::lower_bound(numbers.current, steps.edges.front()) -
                            numbers.current.begin()) /
        static_cast<double>(numbers.current.size());
    std::partial_sum(shares.reference.begin(), shares.reference.end(), shares.reference.begin());
    std::partial_sum(shares.current.begin(), shares.current.end(), shares.current.begin());
    steps.reference = std::move(shares.reference);
    steps.current = std::move(shares.current);
    return steps;
}

/// Area between the rows beyond one end of the range and that end, as NannyML has it: the end
/// counts as a row of its own.
double area_beyond(std::span<const double> rows, double end, std::size_t all) {
    double area = 0;
    for (const double value : rows) {
        area += std::abs(value - end);
    }
    return area / static_cast<double>(all);
}

}  // namespace

void nannyml_js(const Asked& asked, NamedStatistic& out) {
    const auto shares = nannyml_shares(asked, out);
    out.value =
        stats::jensen_shannon_distance(shares.reference, shares.current, stats::LogBase::Two);
    out.method = "Jensen-Shannon distance (square root)";
    out.log_base = "2";
}

void nannyml_hellinger(const Asked& asked, NamedStatistic& out) {
    const auto shares = nannyml_shares(asked, out);
    out.value = stats::hellinger(shares.reference, shares.current);
    out.method = "Hellinger distance";
}

void nannyml_linf(const Asked& asked, NamedStatistic& out) {
    const auto shares = shares_of(*asked.levels);
    out.value = stats::largest_difference(shares.reference, shares.current);
    out.method = "largest difference of a share";
    out.bins = fmt::format("{} values", shares.reference.size());
}

void nannyml_ks(const Asked& asked, NamedStatistic& out) {
    const auto& numbers = *asked.numbers;
    out.method = "Kolmogorov-Smirnov statistic";
    if (numbers.reference.size() < kBinnedFrom) {
        out.value = stats::kolmogorov_smirnov(numbers.reference, numbers.current);
        return;
    }
    const auto steps = fine_steps(numbers, out);
    out.value = 0;
    for (std::size_t bin = 0; bin < steps.reference.size(); ++bin) {
        out.value =
            std::max(out.value, std::abs(steps.reference[bin] - steps.below - steps.current[bin]));
    }
}

void nannyml_wasserstein(const Asked& asked, NamedStatistic& out) {
    const auto& [reference, current, whole, values] = *asked.numbers;
    out.method = "Wasserstein distance";
    if (reference.size() < kBinnedFrom) {
        out.value = stats::wasserstein(reference, current);
        return;
    }
    const auto steps = fine_steps(*asked.numbers, out);
    const double low = steps.edges.front();
    const double high = steps.edges.back();
    const std::span all(current);
    const auto below = static_cast<std::size_t>(std::ranges::lower_bound(all, low) - all.begin());
    const auto above = static_cast<std::size_t>(all.end() - std::ranges::upper_bound(all, high));
    // The end of the range is counted among the rows below it, as NannyML does.
    const double shift =
        below > 0 ? static_cast<double>(below + 1) / static_cast<double>(current.size()) : 0;
    double within = 0;
    const double width = steps.edges[1] - steps.edges[0];
    for (std::size_t bin = 0; bin < steps.reference.size(); ++bin) {
        within += std::abs(steps.reference[bin] - steps.current[bin] - shift) * width;
    }
    out.value = within + area_beyond(all.first(below), low, current.size()) +
                area_beyond(all.last(above), high, current.size());
}

}  // namespace assay::data
