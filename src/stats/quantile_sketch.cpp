#include "stats/quantile_sketch.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/result.hpp"
#include "stats/histogram.hpp"
#include "stats/sorted_values.hpp"

namespace assay::stats {
namespace {

// Rows that become a run at once: a run keeps every w-th, so a larger block errs less.
constexpr std::size_t kBlock = std::size_t{1} << 18U;
// Kept values beyond which every second one goes.
constexpr std::size_t kMostKept = std::size_t{1} << 20U;

struct Point {
    double value;
    double rows;
};

/// Points of equal weight and single rows, both rising, as one list with distinct values.
void lay_together(std::span<const double> kept, double weight, std::span<const double> single,
                  Ranked& out) {
    out.values.reserve(kept.size() + single.size());
    out.up_to.reserve(kept.size() + single.size());
    double sum = 0;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < kept.size() || j < single.size()) {
        const bool first = j == single.size() || (i < kept.size() && kept[i] <= single[j]);
        const double value = first ? kept[i++] : single[j++];
        sum += first ? weight : 1.0;
        if (!out.values.empty() && out.values.back() == value) {
            out.up_to.back() = sum;
        } else {
            out.values.push_back(value);
            out.up_to.push_back(sum);
        }
    }
    for (double& each : out.up_to) {
        each /= sum;
    }
}

}  // namespace

Ranked exactly_ranked(std::span<const double> values) {
    std::vector<std::uint64_t> keys;
    keys.reserve(values.size());
    for (const double value : values) {
        if (std::isfinite(value)) {
            keys.push_back(key_of(value));
        }
    }
    sort_keys(keys);
    std::size_t distinct = keys.empty() ? 0 : 1;
    for (std::size_t i = 1; i < keys.size(); ++i) {
        distinct += keys[i] != keys[i - 1] ? 1 : 0;
    }
    Ranked out;
    out.rows = std::ssize(keys);
    out.values.reserve(distinct);
    out.up_to.reserve(distinct);
    const auto rows = static_cast<double>(keys.size());
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (i + 1 == keys.size() || keys[i + 1] != keys[i]) {
            out.values.push_back(number_of(keys[i]));
            out.up_to.push_back(static_cast<double>(i + 1) / rows);
        }
    }
    if (!keys.empty()) {
        out.lowest = out.values.front();
        out.highest = out.values.back();
    }
    return out;
}

double Ranked::below(double value) const {
    const auto at = std::ranges::lower_bound(values, value) - values.begin();
    return at == 0 ? 0 : up_to[static_cast<std::size_t>(at - 1)];
}

double Ranked::up_to_and_with(double value) const {
    const auto at = std::ranges::upper_bound(values, value) - values.begin();
    return at == 0 ? 0 : up_to[static_cast<std::size_t>(at - 1)];
}

void QuantileSketch::take(double value) {
    lowest_ = rows_ == 0 ? value : std::min(lowest_, value);
    highest_ = rows_ == 0 ? value : std::max(highest_, value);
    ++rows_;
    pending_.push_back(value);
}

void QuantileSketch::add(std::span<const double> values) {
    for (const double value : values) {
        if (!std::isfinite(value)) {
            continue;
        }
        take(value);
        const std::size_t most = ends_.empty() ? kExactRows : kBlock;
        if (pending_.size() > most) {
            compact();
        }
    }
}

// All full blocks of the pending rows become runs.
void QuantileSketch::compact() {
    const std::size_t blocks = pending_.size() / kBlock;
    for (std::size_t block = 0; block < blocks; ++block) {
        const auto first = pending_.begin() + static_cast<std::ptrdiff_t>(block * kBlock);
        const auto sorted = sorted_values({first, first + static_cast<std::ptrdiff_t>(kBlock)});
        const auto step = static_cast<std::size_t>(weight_);
        for (std::size_t at = step / 2; at < kBlock; at += step) {
            kept_.push_back(sorted[at]);
        }
        ends_.push_back(kept_.size());
        error_rows_ += weight_ / 2;
        if (kept_.size() > kMostKept) {
            thin();
        }
    }
    pending_.erase(pending_.begin(),
                   pending_.begin() + static_cast<std::ptrdiff_t>(blocks * kBlock));
}

// Every second value of each run goes, in turns the upper and the lower of a pair, so that ranks
// are off to both sides.
void QuantileSketch::thin() {
    std::size_t from = 0;
    std::size_t to = 0;
    for (auto& end : ends_) {
        bool upper = false;
        for (std::size_t at = from; at + 1 < end; at += 2) {
            kept_[to++] = kept_[at + (upper ? 1 : 0)];
            upper = !upper;
        }
        from = end;
        end = to;
        error_rows_ += weight_;
    }
    kept_.resize(to);
    weight_ *= 2;
    ASSAY_CHECK(static_cast<std::size_t>(weight_) < kBlock);
}

void QuantileSketch::merge(const QuantileSketch& other) {
    if (other.rows_ == 0) {
        return;
    }
    QuantileSketch more = other;
    while (!ends_.empty() && !more.ends_.empty() && weight_ != more.weight_) {
        (weight_ < more.weight_ ? *this : more).thin();
    }
    lowest_ = rows_ == 0 ? more.lowest_ : std::min(lowest_, more.lowest_);
    highest_ = rows_ == 0 ? more.highest_ : std::max(highest_, more.highest_);
    rows_ += more.rows_;
    error_rows_ += more.error_rows_;
    weight_ = std::max(weight_, more.weight_);
    for (const auto end : more.ends_) {
        ends_.push_back(kept_.size() + end);
    }
    kept_.insert(kept_.end(), more.kept_.begin(), more.kept_.end());
    pending_.insert(pending_.end(), more.pending_.begin(), more.pending_.end());
    while (kept_.size() > kMostKept) {
        thin();
    }
    if (pending_.size() > (ends_.empty() ? static_cast<std::size_t>(kExactRows) : kBlock)) {
        compact();
    }
}

Ranked QuantileSketch::ranked() const {
    Ranked out;
    out.rows = rows_;
    out.lowest = lowest_;
    out.highest = highest_;
    out.error = rows_ > 0 ? static_cast<double>(error_rows_) / static_cast<double>(rows_) : 0;
    lay_together(sorted_values(kept_), static_cast<double>(weight_), sorted_values(pending_), out);
    return out;
}

namespace {

std::vector<double> bin_shares(const Ranked& side, std::span<const double> edges) {
    std::vector<double> shares(edges.size() - 1);
    double before = side.below(edges.front());
    for (std::size_t bin = 0; bin < shares.size(); ++bin) {
        const bool last = bin + 1 == shares.size();
        const double upto = last ? side.up_to_and_with(edges[bin + 1]) : side.below(edges[bin + 1]);
        shares[bin] = upto - before;
        before = upto;
    }
    return shares;
}

/// The bound of first order: what each share may be off times how fast the statistic moves with it.
/// A bin between two edges errs at both; a filled bin is held to the smallest share that counts.
template <class Slope>
double first_order(std::span<const double> reference, std::span<const double> current,
                   double reference_error, double current_error, const Slope& slope) {
    double bound = 0;
    for (std::size_t bin = 0; bin < reference.size(); ++bin) {
        const double r = std::max(reference[bin], reference_error);
        const double c = std::max(current[bin], current_error);
        if (r > 0 && c > 0) {
            bound += 2 * reference_error * slope(r, c) + 2 * current_error * slope(c, r);
        }
    }
    return bound;
}

}  // namespace

SketchDistances distances(const Ranked& reference, const Ranked& current) {
    SketchDistances out;
    const double error = reference.error + current.error;
    const double low = std::min(reference.lowest, current.lowest);
    const double high = std::max(reference.highest, current.highest);
    const auto a = reference.cumulative();
    const auto b = current.cumulative();
    out.kolmogorov_smirnov = {kolmogorov_smirnov(a, b), error};
    out.wasserstein = {wasserstein(a, b), error * (high - low)};
    const auto edges = sturges_edges(low, high, reference.rows + current.rows, false);
    auto r = bin_shares(reference, edges);
    auto c = bin_shares(current, edges);
    const double divergence = jensen_shannon_divergence(r, c, LogBase::Natural);
    const double of_divergence = first_order(
        r, c, reference.error, current.error,
        [](double own, double other) { return std::abs(std::log(2 * own / (own + other))) / 2; });
    out.jensen_shannon = {std::sqrt(divergence),
                          std::sqrt(divergence + of_divergence) - std::sqrt(divergence)};
    fill_empty(r);
    fill_empty(c);
    out.population_stability = {
        population_stability(r, c),
        first_order(r, c, reference.error, current.error, [](double own, double other) {
            return std::abs(std::log(own / other)) + std::abs(1 - other / own);
        })};
    return out;
}

}  // namespace assay::stats
