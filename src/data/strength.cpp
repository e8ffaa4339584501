#include "data/strength.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "base/random.hpp"
#include "data/bins.hpp"
#include "data/data.hpp"

namespace assay::data {
namespace {

// A bin's rate is drawn towards the class rate as if this many average rows had been seen in it.
constexpr double kShrinkage = 10;
constexpr std::int64_t kRowsPerBin = 50;

struct Count {
    double positives = 0;
    double rows = 0;
};
using Counts = std::vector<Count>;

std::array<Counts, 2> count_halves(const Bins& bins, std::span<const std::uint8_t> labels,
                                   std::uint64_t seed) {
    std::array<Counts, 2> halves{Counts(bins.count), Counts(bins.count)};
    Random random(seed, "strength");
    for (std::size_t row = 0; row < labels.size(); ++row) {
        const auto half = static_cast<std::size_t>(random.next() >> 63U);
        if (labels[row] == kNoLabel) {
            continue;
        }
        auto& count = halves[half][bins.row[row]];
        count.positives += labels[row];
        ++count.rows;
    }
    return halves;
}

Count total(const Counts& counts) {
    return std::accumulate(counts.begin(), counts.end(), Count{}, [](Count sum, const Count& each) {
        return Count{sum.positives + each.positives, sum.rows + each.rows};
    });
}

struct Pairs {
    double right = 0;
    double all = 0;
};

/// Pairs of a positive and a negative row of `judged` that the rates of `taught` put in order.
Pairs order_by(const Counts& taught, const Counts& judged) {
    const Count known = total(taught);
    if (known.rows == 0) {
        return {};
    }
    const double prior = known.positives / known.rows;
    struct Scored {
        double score;
        Count count;
    };
    std::vector<Scored> bins;
    for (std::size_t bin = 0; bin < judged.size(); ++bin) {
        if (judged[bin].rows > 0) {
            const double score =
                (taught[bin].positives + kShrinkage * prior) / (taught[bin].rows + kShrinkage);
            bins.push_back({score, judged[bin]});
        }
    }
    std::ranges::stable_sort(bins, {}, &Scored::score);
    Pairs pairs;
    double negatives_below = 0;
    for (std::size_t first = 0; first < bins.size();) {
        Count tied;
        const double score = bins[first].score;
        for (; first < bins.size() && bins[first].score == score; ++first) {
            tied.positives += bins[first].count.positives;
            tied.rows += bins[first].count.rows;
        }
        const double negatives = tied.rows - tied.positives;
        pairs.right += tied.positives * (negatives_below + negatives / 2);
        negatives_below += negatives;
    }
    pairs.all = negatives_below * total(judged).positives;
    return pairs;
}

}  // namespace

double strength_of(const engine::Column& column, const Distribution& values,
                   std::span<const std::uint8_t> labels, std::uint64_t seed) {
    constexpr std::int64_t kFewest = 8;
    constexpr std::int64_t kMost = 256;
    const auto most = is_ordered(column) ? std::clamp(values.rows / kRowsPerBin, kFewest, kMost)
                                         : static_cast<std::int64_t>(column.levels.size());
    const auto bins = bin(column, values, static_cast<std::size_t>(most));
    const auto halves = count_halves(bins, labels, seed);
    const auto first = order_by(halves[1], halves[0]);
    const auto second = order_by(halves[0], halves[1]);
    const double pairs = first.all + second.all;
    return pairs == 0 ? 0.5 : std::max(0.5, (first.right + second.right) / pairs);
}

double strength_alone(const engine::Column& column, std::span<const std::uint8_t> labels,
                      std::uint64_t seed) {
    return strength_of(column, distribute(column), labels, seed);
}

}  // namespace assay::data
