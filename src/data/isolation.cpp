#include "data/isolation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "base/random.hpp"
#include "base/text.hpp"
#include "data/two_threads.hpp"
#include "data/words.hpp"

namespace assay::data {
namespace {

constexpr std::size_t kTrees = 100;
constexpr std::size_t kRowsOfTree = 256;
constexpr std::size_t kDepth = 8;  // log2 of the rows of a tree
constexpr std::size_t kMostRows = 100'000;

/// Mean depth of a row in a tree of n rows, when nothing sets it apart.
double usual_depth(double n) {
    return n <= 1 ? 0 : 2 * (std::log(n - 1) + std::numbers::egamma) - 2 * (n - 1) / n;
}

struct Node {
    std::size_t column = 0;
    double cut = 0;
    std::int32_t below = -1, above = -1;  // children; -1 for a leaf
    double depth = 0;                     // leaf: its own, with what its rows would add
};

using Values = std::vector<std::vector<double>>;  // by column, then sampled row

class Tree {
  public:
    Tree(const Values& values, std::vector<std::uint32_t> rows, Random random)
        : values_(values), random_(std::move(random)) {
        grow(rows, 0);
    }

    double depth(std::size_t row) const {
        const Node* node = nodes_.data();
        while (node->below >= 0) {
            const bool under = values_[node->column][row] < node->cut;
            node = &nodes_[static_cast<std::size_t>(under ? node->below : node->above)];
        }
        return node->depth;
    }

  private:
    std::int32_t grow(std::span<std::uint32_t> rows, std::size_t depth) {
        const auto at = static_cast<std::int32_t>(nodes_.size());
        const auto place = nodes_.size();
        nodes_.push_back(
            {.depth = static_cast<double>(depth) + usual_depth(static_cast<double>(rows.size()))});
        if (depth == kDepth || rows.size() < 2) {
            return at;
        }
        const auto column = static_cast<std::size_t>(random_.below(values_.size()));
        const auto& of = values_[column];
        const auto [low, high] =
            std::ranges::minmax(rows, {}, [&](std::uint32_t row) { return of[row]; });
        const double cut = of[low] + random_.uniform() * (of[high] - of[low]);
        const auto above =
            std::ranges::partition(rows, [&](std::uint32_t row) { return of[row] < cut; });
        const auto under = rows.size() - above.size();
        if (under == 0 || above.empty()) {
            return at;
        }
        nodes_[place].column = column;
        nodes_[place].cut = cut;
        const auto first = grow(rows.first(under), depth + 1);
        nodes_[place].below = first;
        const auto second = grow(rows.subspan(under), depth + 1);
        nodes_[place].above = second;
        return at;
    }

    const Values& values_;
    Random random_;
    std::vector<Node> nodes_;
};

std::vector<double> filled(const engine::Column& column, std::span<const std::uint32_t> rows) {
    std::vector<double> out;
    std::vector<double> present;
    for (const auto row : rows) {
        out.push_back(column.numbers[row]);
        if (std::isfinite(out.back())) {
            present.push_back(out.back());
        }
    }
    std::ranges::sort(present);
    const double median = present.empty() ? 0 : quantile(present, 0.5);
    for (auto& value : out) {
        value = std::isfinite(value) ? value : median;
    }
    return out;
}

std::vector<const engine::Column*> measured_columns(const CheckInput& input) {
    constexpr std::size_t kMost = 200;
    std::vector<const engine::Column*> out;
    for (const auto& name : input.features) {
        const auto* column = input.table->find(name);
        const bool measured =
            column->type == engine::Type::Real || column->type == engine::Type::Integer;
        if (measured && out.size() < kMost) {
            out.push_back(column);
        }
    }
    return out;
}

}  // namespace

std::vector<std::uint32_t> sample_rows(std::size_t rows, std::size_t most, std::uint64_t seed) {
    std::vector<std::uint32_t> out;
    Random random(seed, "sampled rows");
    // Selection sampling (Knuth, Algorithm S): each row is taken with its right chance in turn.
    std::size_t wanted = std::min(rows, most);
    for (std::size_t row = 0; row < rows && wanted > 0; ++row) {
        if (random.uniform() * static_cast<double>(rows - row) < static_cast<double>(wanted)) {
            out.push_back(static_cast<std::uint32_t>(row));
            --wanted;
        }
    }
    return out;
}

std::vector<double> isolation_scores(std::span<const engine::Column* const> columns,
                                     std::span<const std::uint32_t> rows, std::uint64_t seed) {
    Values values;
    for (const auto* column : columns) {
        values.push_back(filled(*column, rows));
    }
    std::vector<Tree> trees;
    trees.reserve(kTrees);
    for (std::size_t tree = 0; tree < kTrees; ++tree) {
        trees.emplace_back(values, sample_rows(rows.size(), kRowsOfTree, seed + tree + 1),
                           Random(seed, "isolation", tree));
    }
    const double usual = usual_depth(static_cast<double>(std::min(kRowsOfTree, rows.size())));
    std::vector<double> scores(rows.size());
    constexpr std::size_t kPiece = 4096;
    on_two_threads((rows.size() + kPiece - 1) / kPiece, [&](std::size_t piece) {
        const auto end = std::min(rows.size(), (piece + 1) * kPiece);
        for (std::size_t row = piece * kPiece; row < end; ++row) {
            double sum = 0;
            for (const auto& tree : trees) {
                sum += tree.depth(row);
            }
            scores[row] = std::exp2(-sum / kTrees / usual);
        }
    });
    return scores;
}

void find_odd_rows(const CheckInput& input, std::uint64_t seed, Issues& issues) {
    constexpr std::size_t kFewestRows = 200;
    constexpr double kOdd = 0.65;      // Liu et al.: "much smaller than 0.5" is usual, near 1 odd
    constexpr double kDeviations = 4;  // robust ones above the median
    constexpr double kMostShare = 0.01;
    const auto columns = measured_columns(input);
    const auto rows = sample_rows(input.table->rows, kMostRows, seed);
    if (columns.size() < 2 || rows.size() < kFewestRows) {
        return;
    }
    const auto scores = isolation_scores(columns, rows, seed);
    auto sorted = scores;
    std::ranges::sort(sorted);
    const double median = quantile(sorted, 0.5);
    const double spread = (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / 1.349;
    const double bar = std::max(kOdd, median + kDeviations * spread);
    std::vector<std::size_t> odd;
    for (std::size_t at = 0; at < rows.size(); ++at) {
        if (scores[at] > bar) {
            odd.push_back(at);
        }
    }
    const auto found = static_cast<std::int64_t>(odd.size());
    if (found == 0 || static_cast<double>(found) > kMostShare * static_cast<double>(rows.size())) {
        return;
    }
    std::ranges::stable_sort(odd, std::ranges::greater{}, [&](auto at) { return scores[at]; });
    std::vector<std::uint32_t> first;
    for (std::size_t i = 0; i < std::min<std::size_t>(10, odd.size()); ++i) {
        first.push_back(rows[odd[i]]);
    }
    issues.push_back(
        {.code = "odd-rows",
         .severity = Severity::Info,
         .column = "",
         .rows = found,
         .sentence = fmt::format(
             "{} {} apart from all others by {} numbers together (isolation forest: score above "
             "{}, usual {}), row {} most{}.",
             counted(found, "row"), found == 1 ? "stands" : "stand",
             count(static_cast<std::int64_t>(columns.size())), figure(bar, 2), figure(median, 2),
             count(static_cast<std::int64_t>(first.front()) + 1),
             rows.size() < input.table->rows
                 ? fmt::format("; looked for in a sample of {}",
                               counted(static_cast<std::int64_t>(rows.size()), "row"))
                 : std::string()),
         .fix = "Look at them: a mistake in several columns, or the rare case that matters?",
         .at = std::move(first)});
}

}  // namespace assay::data
