#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "data/data.hpp"
#include "data/distribution.hpp"
#include "data/equal_rows.hpp"

// The parts of check(): each looks for one kind of trouble and appends what it finds. Where columns
// are judged together, part_of() looks at one column, on any thread, and add() takes the parts in
// the columns' order.

namespace assay::data {

using Issues = std::vector<Issue>;

/// Looks at one column that check() has counted, on any thread; `at` is the column's place.
using ColumnVisitor =
    std::function<void(std::size_t at, const engine::Column& column, const Distribution& values)>;

/// check(), whose one pass over the columns also serves `visit`; findings are not yet ordered.
/// Columns that `follow` from others, as a model's scores do, make no equal rows a surprise.
Issues check_with(const CheckInput& input, const ColumnVisitor& visit,
                  std::span<const std::string> follow = {});

/// The order of check(): by severity, then by rows.
void put_worst_first(Issues& issues);

/// The first rows, at most ten, for which concerns(row) holds.
template <class Concerns>
std::vector<std::uint32_t> first_rows(std::size_t rows, const Concerns& concerns) {
    constexpr std::size_t kTold = 10;
    std::vector<std::uint32_t> out;
    for (std::size_t row = 0; row < rows && out.size() < kTold; ++row) {
        if (concerns(row)) {
            out.push_back(static_cast<std::uint32_t>(row));
        }
    }
    return out;
}

/// The same for a text column, whose levels say whether they are concerned.
template <class Concerns>
std::vector<std::uint32_t> first_rows_of(const engine::Column& column, const Concerns& concerns) {
    return first_rows(column.codes.size(), [&](std::size_t row) {
        const auto code = column.codes[row];
        return code != engine::kMissingCode &&
               concerns(column.levels[static_cast<std::size_t>(code)]);
    });
}

/// Rows and positives among the labelled rows.
struct LabelCount {
    std::int64_t rows = 0;
    std::int64_t positives = 0;
    double rate() const { return static_cast<double>(positives) / static_cast<double>(rows); }
};
LabelCount count_labels(std::span<const std::uint8_t> labels);

// About one feature.
void find_constant(const engine::Column& column, const Distribution& values, Issues& issues);
void find_id_like(const engine::Column& column, const Distribution& values, Issues& issues);
void find_infinite(const engine::Column& column, const Distribution& values, Issues& issues);
void find_high_cardinality(const engine::Column& column, const Distribution& values,
                           Issues& issues);
void find_mixed_types(const engine::Column& column, const Distribution& values, Issues& issues);
void find_sentinels(const engine::Column& column, const Distribution& values, Issues& issues);

/// True for -999, 9999, 1900-01-01 and the like: numbers and dates that often stand for "unknown".
bool well_known(const engine::Column& column, double value);

// About one column of any role; only inspect() asks.
/// Levels that are one category in several spellings: equal but for case, blanks, punctuation and
/// accents ("category-variants"), or a rare one that is one edit from a frequent one
/// ("category-typos").
void find_variants(const engine::Column& column, const Distribution& values, Issues& issues);

/// Values far beyond the rest: past q99.5 + 5 (q99.5 - median), and where the tail is heavy also
/// past 2.5 times that distance on a log scale ("out-of-range").
void find_out_of_range(const engine::Column& column, const Distribution& values, Issues& issues);

/// Replacement characters, UTF-8 that was read as Latin-1, control characters ("broken-encoding"),
/// and texts whose accents are composed in some rows and combined in others ("mixed-normal-forms").
void find_encoding(const engine::Column& column, const Distribution& values, Issues& issues);

/// Gaps, and gaps that tell the target, over all columns.
class MissingCheck {
  public:
    struct Gap {
        std::vector<std::string> columns;  // empty in the same rows
        std::uint64_t where = 0;           // hash of those rows
        std::int64_t missing = 0;
        LabelCount without, with;  // labelled rows without and with a value
        std::vector<std::uint32_t> first;
    };

    explicit MissingCheck(const CheckInput& input);
    std::optional<Gap> part_of(const engine::Column& column, const Distribution& values) const;
    void add(Gap gap);
    void finish(Issues& issues) const;

  private:
    void say_gaps(Issues& issues) const;
    void say_small_gaps(Issues& issues) const;
    void say_telling(Issues& issues) const;

    const CheckInput& input_;
    LabelCount labels_;
    std::vector<Gap> gaps_;
};

/// Equal rows: copies, and equal features with different targets.
class EqualRowsCheck {
  public:
    struct Part {
        std::vector<Coincidence::Surprise> copies, twins;
    };

    explicit EqualRowsCheck(const CheckInput& input);
    Part part_of(const engine::Column& column, const Distribution& values, bool feature) const;
    void add(const Part& part);
    void finish(Issues& issues) const;

  private:
    bool twins_disagree() const;
    void say_duplicates(Issues& issues) const;
    void say_conflicts(Issues& issues) const;

    const CheckInput& input_;
    EqualRows copies_, twins_;  // equal in all columns but the id; equal in all features
    Coincidence copies_chance_, twins_chance_;
};

/// Columns that move over time: rows in blocks of equal number, the earlier half of the blocks
/// against the later. The null is every other way to halve the blocks, so rows that hang together
/// for less than a block raise no alarm. Benjamini-Hochberg over columns; effects below a bar are
/// not told however sure they are.
class DriftCheck {
  public:
    enum class Kind : std::uint8_t { Shift, Mix, Gaps, Label };
    struct Move {
        std::string column;
        Kind kind;
        double effect;
        double p;
        std::string words;   // from what to what
        bool apart = false;  // hardly a value is in both halves
        double size() const;
    };

    explicit DriftCheck(const CheckInput& input);
    std::vector<Move> part_of(const engine::Column& column, const Distribution& values) const;
    void add(std::vector<Move> moves);
    void finish(Issues& issues) const;

  private:
    void add_mix(const engine::Column& column, const Distribution& values,
                 std::vector<Move>& moves) const;
    void add_shift(const engine::Column& column, const Distribution& values,
                   std::vector<Move>& moves) const;
    void add_gaps(const engine::Column& column, std::vector<Move>& moves) const;
    void add_labels();
    Issue issue_of(const Move& move) const;

    const CheckInput& input_;
    std::vector<std::uint8_t> blocks_;  // by row; empty when there are too few rows or times
    std::vector<Move> moves_;
};

// About the labels and the whole table.
void find_label_trouble(const CheckInput& input, Issues& issues);
void find_wide(const CheckInput& input, Issues& issues);
void find_entities(const CheckInput& input, Issues& issues);
void find_order(const CheckInput& input, Issues& issues);

}  // namespace assay::data
