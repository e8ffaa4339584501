#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "engine/engine.hpp"
#include "model/model.hpp"
#include "study/document.hpp"
#include "study/product.hpp"

// The problem: a product's table, read once, with every row's label, money, time and cluster worked
// out. The rest of the study reads it and changes nothing. Indices ("rows") are always into the
// table as it was read; rows without a target stay in it and are in no list.

namespace assay::study {

/// Money of acting on a row rather than not, by outcome; one entry a row, or one for all.
struct Gains {
    std::vector<double> if_positive;
    std::vector<double> if_negative;
    double positive(std::size_t row) const {
        return if_positive.size() == 1 ? if_positive[0] : if_positive[row];
    }
    double negative(std::size_t row) const {
        return if_negative.size() == 1 ? if_negative[0] : if_negative[row];
    }
    bool uniform() const { return if_positive.size() == 1 && if_negative.size() == 1; }
};

/// The four costs as amounts for all rows, or per row. The middle of a range is what cuts use.
struct Prices {
    Amount true_positive, false_positive, false_negative, true_negative;
};

/// A candidate that needs no fit: the rule, or a named option.
struct Fixed {
    std::string name;
    std::string label;
    bool is_score = false;       // else a decision
    std::vector<double> values;  // one a row: score, or 0/1; NaN counts as "do not act"
    double per_month = 0;
};

struct Problem {
    engine::Table table;
    std::vector<std::uint8_t> label;  // 0, 1, data::kNoLabel
    std::vector<double> weight;       // one a row; mean 1 over labelled rows
    bool weighted = false;
    std::vector<std::int32_t> labelled;  // rows with a label, in file order
    std::vector<std::int64_t> time;      // empty without time
    std::vector<std::int32_t> entity;    // empty without entity
    std::vector<std::int32_t> unit;      // day, entity, or row: what is sampled whole
    std::int32_t units = 0;
    std::vector<std::int32_t> cluster;  // unit, or the longer block of days that noise asks for
    std::int32_t clusters = 0;
    int cluster_days = 0;       // length of a time cluster in days; 0 without time
    std::vector<double> daily;  // what neighbouring days may share; empty: the money of acting
    Prices prices;
    // Costs that come from a column or SQL, one entry a row; empty where an amount holds.
    std::vector<double> true_positive, false_positive, false_negative, true_negative;
    std::vector<Fixed> fixed;  // rule first, if any
    std::vector<std::string> feature_names;
    std::vector<data::Issue> issues;  // found while reading
    std::string positive_words;       // "late = true"
    std::int64_t unlabelled = 0;

    bool by_time() const { return !time.empty(); }
    bool has_units() const { return by_time() || !entity.empty(); }
    Gains gains(const Prices& at) const;
    /// Views on the feature columns, without those named.
    model::Features features(std::span<const std::string> without = {}) const;
    double positive_rate() const;  // weighted
};

/// Reads and prepares. Every error names the key it comes from.
Result<Problem> read_problem(const Product& product, engine::Engine& engine);

}  // namespace assay::study
