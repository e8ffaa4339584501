#include "data/chunks.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/random.hpp"

namespace assay::data {
namespace {

constexpr std::size_t kChunks = 16;
constexpr std::size_t kMostChunks = 1024;
constexpr double kTie = 1e-12;  // dealings that give the same counts give the same statistic

double or_zero(double value) {
    return std::isnan(value) ? 0 : value;
}

}  // namespace

ChunkPlan ChunkPlan::of(std::size_t reference_rows, std::size_t current_rows) {
    ChunkPlan plan;
    plan.rows = std::max(std::size_t{1}, std::min(reference_rows, current_rows) / kChunks);
    plan.reference = std::min(reference_rows / plan.rows, kMostChunks);
    plan.current = std::min(current_rows / plan.rows, kMostChunks);
    return plan;
}

ChunkCounts::ChunkCounts(const ChunkPlan& plan, std::size_t bins)
    : plan_(plan),
      bins_(bins),
      counts_((plan.reference + plan.current) * bins, 0),
      reference_(bins, 0),
      current_(bins, 0) {}

std::span<const float> ChunkCounts::chunk(std::size_t index) const {
    return std::span(counts_).subspan(index * bins_, bins_);
}

void ChunkCounts::sum(std::span<const std::size_t> chosen, std::vector<double>& into) const {
    std::ranges::fill(into, 0.0);
    for (const auto index : chosen) {
        const auto cells = chunk(index);
        for (std::size_t b = 0; b < bins_; ++b) {
            into[b] += static_cast<double>(cells[b]);
        }
    }
}

ByChance ChunkCounts::by_chance(const CountStatistic& statistic, int dealings, int most,
                                std::uint64_t seed, std::string_view purpose) const {
    const std::size_t chunks = plan_.reference + plan_.current;
    const bool swap = plan_.reference < plan_.current;  // the fewer chunks are summed
    const std::size_t fewer = std::min(plan_.reference, plan_.current);
    std::vector<std::size_t> order(chunks);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::vector<double> all(bins_);
    sum(order, all);
    std::vector<double> own(bins_);
    std::vector<double> rest(bins_);
    const auto of_sides = [&](std::span<const std::size_t> side) {
        sum(side, own);
        for (std::size_t b = 0; b < bins_; ++b) {
            rest[b] = all[b] - own[b];
        }
        return or_zero(swap ? statistic(own, rest) : statistic(rest, own));
    };
    const auto as_is = std::span(order).subspan(swap ? 0 : plan_.reference, fewer);
    const double here = of_sides(as_is);

    Random random(seed, purpose);
    std::vector<double> seen;
    std::int64_t as_far = 0;
    while (std::ssize(seen) < (as_far == 0 ? most : dealings)) {
        for (std::size_t i = 0; i < fewer; ++i) {
            std::swap(order[i], order[i + static_cast<std::size_t>(random.below(chunks - i))]);
        }
        seen.push_back(of_sides(std::span(order).first(fewer)));
        as_far += seen.back() >= here - kTie ? 1 : 0;
    }
    ByChance out;
    out.dealings = static_cast<int>(seen.size());
    out.p = static_cast<double>(1 + as_far) / static_cast<double>(1 + seen.size());
    for (const double each : seen) {
        out.mean_square += each * each / static_cast<double>(seen.size());
    }
    std::ranges::sort(seen);
    out.high = seen[static_cast<std::size_t>(0.95 * static_cast<double>(seen.size() - 1) + 0.5)];
    return out;
}

std::vector<double> ChunkCounts::bootstrap(const CountStatistic& statistic, int replicates,
                                           std::uint64_t seed, std::string_view purpose) const {
    std::vector<double> first(bins_);
    std::vector<double> second(bins_);
    std::vector<std::size_t> left(plan_.reference);
    std::vector<std::size_t> right(plan_.current);
    std::iota(left.begin(), left.end(), std::size_t{0});
    std::iota(right.begin(), right.end(), plan_.reference);
    const auto now = [&] {
        sum(left, first);
        sum(right, second);
        return or_zero(statistic(first, second));
    };
    const double here = now();
    Random random(seed, purpose);
    std::vector<double> moves;
    for (int replicate = 0; replicate < replicates; ++replicate) {
        for (auto& index : left) {
            index = static_cast<std::size_t>(random.below(plan_.reference));
        }
        for (auto& index : right) {
            index = plan_.reference + static_cast<std::size_t>(random.below(plan_.current));
        }
        moves.push_back(now() - here);
    }
    std::ranges::sort(moves);
    return moves;
}

stats::Estimate beyond_chance(double distance, const ByChance& chance,
                              std::span<const double> bootstrap, double confidence) {
    stats::Estimate out{.value = std::sqrt(std::max(0.0, distance * distance - chance.mean_square)),
                        .confidence = confidence,
                        .method = "distance beyond chance, basic bootstrap of chunks of rows"};
    if (bootstrap.empty()) {
        return out;
    }
    const auto at = [&](double share) {
        const double place = (1 - share) * static_cast<double>(bootstrap.size() - 1);
        return std::max(0.0, distance - bootstrap[static_cast<std::size_t>(place + 0.5)]);
    };
    out.low = std::min(out.value, at((1 - confidence) / 2));
    if (distance <= chance.high) {
        out.low = 0;
    }
    out.high = std::max(out.value, at((1 + confidence) / 2));
    out.low_50 = std::min(out.value, at(0.25));
    out.high_50 = std::max(out.value, at(0.75));
    return out;
}

}  // namespace assay::data
