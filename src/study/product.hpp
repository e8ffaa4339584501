#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/toml_reader.hpp"

// The product file: what is to be decided, on which data, what it is worth, and what counts as
// success. TOML, read by people; unknown keys are errors that suggest the nearest known one, and
// every error names file, line and key.

namespace assay::study {

/// An amount of money (or of decisions) that is known, or known to lie in a range (5 to 95 %).
struct Amount {
    double low = 0;
    double high = 0;
    double middle() const { return (low + high) / 2; }
    bool is_range() const { return low != high; }
    static Amount exactly(double value) { return {value, value}; }
};

/// Money of one outcome of one decision: an amount, or a column or SQL expression, one value a row.
struct Cost {
    Amount amount;
    std::string sql;  // empty: `amount` holds for every row
};

struct NamedOption {
    std::string name;
    std::string score;     // column or SQL: a probability or any score that rises with it
    std::string decision;  // column or SQL: a boolean; one of both
    double per_month = 0;  // what it costs a month more than the rule
};

/// A part of the rows with a bar of its own: by SQL, or by a file that lists their ids.
struct ScenarioSpec {
    std::string name;
    std::string sql;     // a boolean, one value a row
    std::string file;    // a table that lists ids; one of both
    std::string id;      // its column of ids: the product file's [data] id
    std::string metric;  // one of scenario_metrics()
    double bar = 0;
    bool at_least = true;
    bool has_bar = false;
};
/// What can be asked of a scenario: auc, average_precision, brier, …
const std::vector<std::string>& scenario_metrics();

/// The metric of a success criterion: "auc", or with a parameter "recall_at_fpr:0.01".
struct Metric {
    std::string name;  // value_per_month, auc, average_precision, brier, log_loss,
                       // recall_at_precision, precision_at_recall, recall_at_fpr, precision_at_k
    double parameter = 0;
    bool higher_is_better() const;
    bool is_share() const;     // in [0, 1]
    std::string text() const;  // "recall_at_fpr:0.01"
};
/// A metric of yes/no decisions.
Result<Metric> parse_metric(std::string_view text);

/// What is predicted: a yes/no decision, one of several classes, a number.
enum class Task : std::uint8_t { Binary, Multiclass, Regression };
/// A metric of that task: accuracy, macro_f1, …; mae, rmse, r2, pinball:0.1, …
Result<Metric> parse_metric(std::string_view text, Task task);

struct Target {
    Metric metric;
    double bar = 0;
    bool at_least = true;
    std::string by;  // date, or ""
    std::optional<double> smallest_gain_per_month;
    bool has_bar = false;  // [target] may hold smallest_gain_per_month alone
};

struct Settings {
    double certainty = 0.8;
    double horizon_months = 12;
    double margin = 0.01;
    int train_rows = 60000;
    int folds = 5;
    int seeds = 2;
    int blocks = 8;
    int draws = 4000;
};

struct Product {
    std::string file;  // as given; "" without one
    std::string text;  // its content, for the evidence
    // [product]
    std::string name, objective, decision, owner, purpose;
    // [data]
    std::string source, query, target, id, time, entity;
    std::string card;      // data card beside the data, or ""
    std::string positive;  // as text: "true", "1", "yes"; "" = inferred
    std::vector<std::string> groups, ignore, trusted;
    std::string weight;
    std::optional<double> positive_rate;
    std::string label_seen_when;
    std::map<std::string, std::string> known_at;
    // [rule]
    std::string rule;
    std::vector<NamedOption> options;
    std::vector<ScenarioSpec> scenarios;
    // [costs]
    std::string currency = "unit";
    Cost true_positive, false_positive, false_negative, true_negative;
    bool costs_given = false;
    Amount decisions_per_month = Amount::exactly(1000);
    std::optional<double> review_capacity;
    Amount model_per_month, build, label;
    bool label_given = false;
    std::optional<double> labels_per_month;
    std::optional<Target> target_criterion;
    Settings settings;
    /// Where a key stands, "product.toml, line 21, [rule] sql"; the key alone without a file; the
    /// flag where one said it.
    std::string where(std::string_view key) const;
    TomlLines lines;                                        // "rule.sql" -> 21
    std::map<std::string, std::string, std::less<>> flags;  // "data.target" -> "--label"
};

/// Reads a product file's text. `file` is for messages; a relative source is resolved against it,
/// and so is every other file that it names.
Result<Product> parse_product(std::string_view text, const std::string& file);

/// Reads a product file. NotFound when it is not there.
Result<Product> read_product(const std::string& file);

/// Checks what parse_product cannot know before the command line had its say: a source and a target
/// are there, ranges are in order, certainty in (0.5, 1) and so on.
Result<> validate_product(const Product& product);

/// What a product uses a column for: "target", "rule", "costs", …; each once. Where it names no
/// columns to read (no query), every column of its source but the ignored ones may be a feature,
/// and "feature" is among them.
std::vector<std::string> uses_of_column(const Product& product, std::string_view column);

/// The product as it is studied: where no cost of an outcome is given, a right act counts +1 and a
/// wrong one -1.
Product with_costs(Product product);

}  // namespace assay::study
