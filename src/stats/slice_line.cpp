#include "stats/slice_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <optional>

#include "stats/falling_order.hpp"

namespace assay::stats {
namespace {

struct Totals {
    std::int64_t rows = 0;
    double error_sum = 0;
    double error_max = 0;
};

Totals smaller(const Totals& a, const Totals& b) {
    return {.rows = std::min(a.rows, b.rows),
            .error_sum = std::min(a.error_sum, b.error_sum),
            .error_max = std::min(a.error_max, b.error_max)};
}

/// Score of a slice, and the highest score that any part of it could have.
class Scoring {
  public:
    Scoring(double alpha, const Totals& all, std::int64_t support)
        : alpha_(alpha),
          rows_(static_cast<double>(all.rows)),
          mean_error_(all.error_sum / rows_),
          support_(static_cast<double>(support)) {}

    double score(double rows, double error_sum) const {
        return alpha_ * (error_sum / rows / mean_error_ - 1) - (1 - alpha_) * (rows_ / rows - 1);
    }

    /// Sagadeeva & Boehm 2021, equation 4: over sizes from the support to the slice's own, with the
    /// largest error that a part of that size can hold. Between these three sizes it is monotone.
    double bound(const Totals& slice) const {
        const auto most = static_cast<double>(slice.rows);
        const double dense = slice.error_max > 0 ? slice.error_sum / slice.error_max : most;
        double best = -INFINITY;
        for (const double rows : {support_, std::clamp(dense, support_, most), most}) {
            const double error_sum = std::min(slice.error_sum, rows * slice.error_max);
            best = std::max(best, score(rows, error_sum));
        }
        return best;
    }

  private:
    double alpha_;
    double rows_;
    double mean_error_;
    double support_;
};

bool before(const Condition& a, const Condition& b) {
    return a.column != b.column ? a.column < b.column : a.level < b.level;
}

bool better(const FoundSlice& a, const FoundSlice& b) {
    if (a.score != b.score) {
        return a.score > b.score;
    }
    if (a.conditions.size() != b.conditions.size()) {
        return a.conditions.size() < b.conditions.size();
    }
    return std::ranges::lexicographical_compare(a.conditions, b.conditions, before);
}

/// A slice that may still have a good part: its last condition; the others are on the way from the
/// root. Children lie next to one another in the level below, in order of column and level.
struct Node {
    Condition last;
    Totals totals;
    std::size_t first_child = 0;
    std::size_t end_child = 0;
};

using Rows = std::span<const std::uint32_t>;
using Path = std::span<const Condition>;

/// Level-wise search over row lists instead of bitmaps: one pass over the rows of a slice totals
/// all levels of a further column, where bitmaps need one pass over the whole table for each.
class Search {
  public:
    Search(std::span<const LevelColumn> columns, std::span<const double> errors,
           const SliceLineOptions& options, std::int64_t support);

    std::vector<FoundSlice> run();

  private:
    /// A condition that may be added, and totals that the slice with it cannot exceed.
    struct Extension {
        Condition condition;
        Totals most;
    };

    void add_level(std::size_t depth);
    void descend(std::size_t depth, std::size_t node, Rows rows, std::size_t target);
    void expand(std::size_t depth, Node& node, Rows rows);
    std::vector<Extension> extensions(std::size_t depth, const Node& node) const;
    std::optional<Totals> smallest_around(const Condition& added, Totals most) const;
    const Node* find(Path conditions) const;
    void consider(std::size_t depth, const Condition& last, const Totals& totals);
    bool hopeless(double bound) const;
    void total(int column, Rows rows);
    std::vector<std::uint32_t> split(int column, Rows rows, std::vector<std::uint32_t>& out) const;

    std::size_t depth_;
    std::size_t top_;
    std::int64_t support_;
    std::vector<int> level_count_;
    std::vector<std::vector<std::int16_t>> level_;  // by column, rows in order of falling error
    std::vector<double> error_;
    Totals all_;
    Scoring scoring_;
    std::vector<std::vector<Node>> tree_;  // by number of conditions
    std::vector<Condition> path_;          // conditions of the node being visited
    std::vector<Totals> totals_;  // of the column totalled last; the missing, then each level
    std::vector<FoundSlice> found_;
};

Totals total_of(std::span<const double> falling_errors) {
    return {.rows = static_cast<std::int64_t>(falling_errors.size()),
            .error_sum = std::accumulate(falling_errors.begin(), falling_errors.end(), 0.0),
            .error_max = falling_errors.front()};
}

std::vector<double> falling(std::span<const double> errors) {
    std::vector<double> sorted(errors.begin(), errors.end());
    std::ranges::sort(sorted, std::greater{});
    return sorted;
}

Search::Search(std::span<const LevelColumn> columns, std::span<const double> errors,
               const SliceLineOptions& options, std::int64_t support)
    : depth_(static_cast<std::size_t>(std::max(options.depth, 0))),
      top_(static_cast<std::size_t>(std::max(options.top, 0))),
      support_(support),
      // Sums taken in order of falling error depend on the errors alone, not on the order of rows,
      // and the first row of a slice holds its largest error.
      error_(falling(errors)),
      all_(total_of(error_)),
      scoring_(options.alpha, all_, support) {
    const auto order = falling_order(errors);
    for (const LevelColumn& column : columns) {
        level_count_.push_back(column.levels);
        auto& level = level_.emplace_back();
        level.reserve(order.size());
        for (const std::uint32_t row : order) {
            level.push_back(column.level[row]);
        }
    }
}

std::vector<FoundSlice> Search::run() {
    if (top_ == 0 || all_.error_sum <= 0) {
        return {};
    }
    tree_.push_back({Node{}});
    for (std::size_t depth = 0; depth < depth_; ++depth) {
        add_level(depth);
        if (tree_.back().empty()) {
            break;
        }
    }
    return std::move(found_);
}

void Search::add_level(std::size_t depth) {
    tree_.emplace_back();
    std::vector<std::uint32_t> all(error_.size());
    std::iota(all.begin(), all.end(), 0U);
    descend(0, 0, all, depth);
}

void Search::descend(std::size_t depth, std::size_t node, Rows rows, std::size_t target) {
    if (depth == target) {
        expand(depth, tree_[depth][node], rows);
        return;
    }
    const auto& children = tree_[depth + 1];
    const std::size_t end = tree_[depth][node].end_child;
    std::vector<std::uint32_t> sorted(rows.size());
    for (std::size_t child = tree_[depth][node].first_child; child < end;) {
        const int column = children[child].last.column;
        const auto start = split(column, rows, sorted);
        for (; child < end && children[child].last.column == column; ++child) {
            const auto level = static_cast<std::size_t>(children[child].last.level);
            path_.push_back(children[child].last);
            descend(depth + 1, child,
                    Rows(sorted).subspan(start[level], start[level + 1] - start[level]), target);
            path_.pop_back();
        }
    }
}

/// Rows grouped by their level, in order within each; returns where each level starts.
std::vector<std::uint32_t> Search::split(int column, Rows rows,
                                         std::vector<std::uint32_t>& out) const {
    const auto& level = level_[static_cast<std::size_t>(column)];
    const auto levels = static_cast<std::size_t>(level_count_[static_cast<std::size_t>(column)]);
    // A place before the first level takes the rows whose value is missing.
    std::vector<std::uint32_t> start(levels + 2, 0);
    for (const std::uint32_t row : rows) {
        ++start[static_cast<std::size_t>(level[row] + 2)];
    }
    std::partial_sum(start.begin(), start.end(), start.begin());
    std::vector<std::uint32_t> next(start.begin(), start.end() - 1);
    for (const std::uint32_t row : rows) {
        out[next[static_cast<std::size_t>(level[row] + 1)]++] = row;
    }
    start.erase(start.begin());
    return start;
}

void Search::total(int column, Rows rows) {
    const auto& level = level_[static_cast<std::size_t>(column)];
    totals_.assign(static_cast<std::size_t>(level_count_[static_cast<std::size_t>(column)]) + 1,
                   {});
    for (const std::uint32_t row : rows) {
        Totals& slice = totals_[static_cast<std::size_t>(level[row] + 1)];
        ++slice.rows;
        slice.error_sum += error_[row];
        slice.error_max = std::max(slice.error_max, error_[row]);
    }
}

/// Adds the node's viable children to the next level of the tree.
void Search::expand(std::size_t depth, Node& node, Rows rows) {
    auto& next = tree_[depth + 1];
    node.first_child = next.size();
    int totalled = -1;
    for (const auto& [condition, most] : extensions(depth, node)) {
        if (hopeless(scoring_.bound(most))) {
            continue;
        }
        if (condition.column != totalled) {
            total(condition.column, rows);
            totalled = condition.column;
        }
        consider(depth + 1, condition, totals_[static_cast<std::size_t>(condition.level) + 1]);
    }
    node.end_child = next.size();
}

/// The conditions that may be added, each with the smallest totals of the slices around it: all
/// others that arise by leaving one condition out, each of which must have survived (apriori).
std::vector<Search::Extension> Search::extensions(std::size_t depth, const Node& node) const {
    std::vector<Extension> out;
    if (depth == 0) {
        for (std::size_t column = 0; column < level_count_.size(); ++column) {
            for (int level = 0; level < level_count_[column]; ++level) {
                out.push_back({{static_cast<int>(column), level}, all_});
            }
        }
        return out;
    }
    const Node& parent = *find(Path(path_).first(depth - 1));
    for (std::size_t at = parent.first_child; at < parent.end_child; ++at) {
        const Node& sibling = tree_[depth][at];
        if (sibling.last.column <= node.last.column) {
            continue;
        }
        const auto most = smallest_around(sibling.last, smaller(node.totals, sibling.totals));
        if (most) {
            out.push_back({sibling.last, *most});
        }
    }
    return out;
}

std::optional<Totals> Search::smallest_around(const Condition& added, Totals most) const {
    std::vector<Condition> around(path_.begin() + 1, path_.end());
    around.push_back(added);
    for (std::size_t left_out = 0; left_out + 1 < path_.size(); ++left_out) {
        const Node* slice = find(around);
        if (slice == nullptr) {
            return std::nullopt;
        }
        most = smaller(most, slice->totals);
        around[left_out] = path_[left_out];
    }
    return most;
}

const Node* Search::find(Path conditions) const {
    const Node* node = tree_[0].data();
    for (std::size_t depth = 0; depth < conditions.size(); ++depth) {
        const auto children = std::span(tree_[depth + 1])
                                  .subspan(node->first_child, node->end_child - node->first_child);
        const auto child = std::ranges::lower_bound(children, conditions[depth], before,
                                                    [](const Node& each) { return each.last; });
        if (child == children.end() || !(child->last == conditions[depth])) {
            return nullptr;
        }
        node = &*child;
    }
    return node;
}

/// Lists the slice if it is among the best, and keeps it for extension if a part of it could be.
void Search::consider(std::size_t depth, const Condition& last, const Totals& totals) {
    if (totals.rows < support_ || totals.error_sum <= 0) {
        return;
    }
    const double score = scoring_.score(static_cast<double>(totals.rows), totals.error_sum);
    if (score > 0 && (found_.size() < top_ || score >= found_.back().score)) {
        FoundSlice slice{.conditions = path_,
                         .score = score,
                         .rows = totals.rows,
                         .error_sum = totals.error_sum,
                         .error_max = totals.error_max};
        slice.conditions.push_back(last);
        found_.insert(std::ranges::upper_bound(found_, slice, better), std::move(slice));
        found_.resize(std::min(found_.size(), top_));
    }
    if (!hopeless(scoring_.bound(totals))) {
        tree_[depth].push_back({.last = last, .totals = totals});
    }
}

/// True when no slice under this bound can enter the list. A slice with more conditions loses a
/// tie; the slack keeps one whose bound falls short of its score by rounding.
bool Search::hopeless(double bound) const {
    const double needed = found_.size() < top_ ? 0.0 : found_.back().score;
    return bound + 1e-9 * (1 + std::abs(bound)) <= needed;
}

Result<> check(std::span<const LevelColumn> columns, std::span<const double> errors,
               const SliceLineOptions& options) {
    if (!(options.alpha > 0 && options.alpha <= 1)) {
        return fail(ErrorCode::InvalidInput, fmt::format("slice weight alpha is {}", options.alpha),
                    "it lies above 0 and up to 1");
    }
    for (std::size_t row = 0; row < errors.size(); ++row) {
        if (!std::isfinite(errors[row]) || errors[row] < 0) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("error of row {} is {}", row, errors[row]),
                        "errors are finite and at least 0");
        }
    }
    for (std::size_t at = 0; at < columns.size(); ++at) {
        const LevelColumn& column = columns[at];
        if (column.level.size() != errors.size()) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("slice column {} has {} rows, the errors have {}", at,
                                    column.level.size(), errors.size()),
                        "give one level a row");
        }
        const auto outside = std::ranges::find_if(
            column.level, [&](std::int16_t level) { return level < -1 || level >= column.levels; });
        if (outside != column.level.end()) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("slice column {} has level {} at row {}", at, *outside,
                                    outside - column.level.begin()),
                        fmt::format("levels lie between 0 and {}, or are -1", column.levels - 1));
        }
    }
    return {};
}

}  // namespace

Result<std::vector<FoundSlice>> slice_line(std::span<const LevelColumn> columns,
                                           std::span<const double> errors,
                                           const SliceLineOptions& options) {
    TRY(check(columns, errors, options));
    if (errors.empty()) {
        return std::vector<FoundSlice>{};
    }
    const auto rows = static_cast<std::int64_t>(errors.size());
    const std::int64_t support =
        options.support > 0 ? options.support : std::max<std::int64_t>(32, rows / 100);
    return Search(columns, errors, options, support).run();
}

}  // namespace assay::stats
