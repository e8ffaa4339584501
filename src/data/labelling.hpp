#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/describe.hpp"
#include "base/json.hpp"
#include "base/result.hpp"
#include "data/labelling_document.hpp"
#include "engine/engine.hpp"
#include "stats/agreement.hpp"
#include "stats/confident_learning.hpp"
#include "stats/dawid_skene.hpp"
#include "stats/ratings.hpp"

// Can the labels be trusted? From labels and a model's chances: which labels are probably wrong,
// how many, and how sure that is at each place of the ranking. From several annotators' labels: how
// far they agree, what they agree on, how good each is, and what a person achieves, as the bar for
// a model. Both give back a corrected table and a queue of what a person should look at again.

namespace assay::data {

/// A table with one label a row and the chances of a model that was not fitted on the row.
struct LabelTable {
    engine::Table table;
    std::string label, id, reference;          // columns; id and reference may be ""
    std::vector<std::string> classes;          // names, in the order of the chances
    std::vector<std::size_t> rows;             // of the table, those with a label
    std::vector<std::int32_t> labels;          // one for each of `rows`
    std::vector<std::int32_t> checked;         // by `reference`; -1 where it is not known; or empty
    std::vector<std::vector<double>> chances;  // by class, one for each of `rows`
    std::vector<Issue> issues;
};

struct LabelTableColumns {
    std::string label, id, reference;
    std::vector<std::string> chances;  // columns, one a class
    std::vector<std::string> classes;  // names in that order; empty: told from the columns' names
};

/// `matrix` holds the chances when they lie in a second table; null: in the table itself.
///
/// A class is named as its column, or as what the columns' names do not share ("p_cat", "p_dog").
/// InvalidInput: a column that is not there or holds no numbers, tables of unequal length, a label
/// that no class is named by (with its row), one class. Rows without a label are left out, and
/// said.
Result<LabelTable> read_label_table(engine::Table table, const engine::Table* matrix,
                                    const LabelTableColumns& columns);

/// Labels of several people, from a table with one label a row or from a Label Studio export.
struct Annotations {
    stats::Ratings ratings;
    std::vector<std::string> items, annotators, classes;  // names by number
    std::vector<double> seconds;                          // of each rating; NaN: not known
    std::vector<std::int32_t> checked;  // true class of each item, -1: not known; or empty
    std::string reference;              // the column that it comes from
    std::vector<Json> tasks;            // Label Studio: the data of each item
    std::string control, object;        // Label Studio: names of the two tags of the interface
    std::vector<Issue> issues;
};

struct AnnotationColumns {
    std::string item, annotator, label;
    std::string seconds, reference;    // may be ""
    std::vector<std::string> classes;  // names; empty: those that occur, in order
};

/// One label a row. A person's second label of one item replaces none: the first counts, and the
/// rest is said. InvalidInput on a column that is not there, on a label outside the classes given
/// (with its row), on fewer than two classes, and when no row has a label.
Result<Annotations> read_annotations(const engine::Table& table, const AnnotationColumns& columns);

/// A JSON export of Label Studio: tasks with annotations of one choice each. `control` names the
/// tag to read where an interface has several; "" when there is one. Skipped annotations and those
/// with several choices are left out, and said.
Result<Annotations> read_label_studio(const Json& tasks, const std::string& control,
                                      const std::vector<std::string>& classes);

/// True for text that starts like a Label Studio export: a list of objects with annotations.
bool is_label_studio(const Json& json);

struct LabellingOptions {
    std::size_t most = 100;  // suspects and queue entries that the document lists
    double confidence = 0.9;
    std::uint64_t seed = 0;
    stats::LabelDistance distance = stats::LabelDistance::Nominal;
};

/// What was found, with the parts that the document only sums up.
struct JudgedLabels {
    Labelling document;
    stats::LabelErrors errors;
};
struct JudgedAnnotations {
    Labelling document;
    stats::DawidSkene consensus;
    std::vector<std::int32_t> queue;  // items worth another look, worst first
};

Result<JudgedLabels> judge_labels(const LabelTable& input, const LabellingOptions& options);
Result<JudgedAnnotations> judge_annotations(const Annotations& input,
                                            const LabellingOptions& options);

/// The table with two more columns: <label>_corrected, the suggested class where the label is
/// suspected, and <label>_source: "given", "suggested" or "none".
engine::Table corrected_table(const LabelTable& input, const JudgedLabels& judged);

/// One row an item: item, consensus, its chance, labels, and source: "unanimous", "consensus",
/// "tied", "one annotator" or "none".
engine::Table corrected_table(const Annotations& input, const JudgedAnnotations& judged);

/// Names of the tags of a Label Studio interface, for its import.
struct QueueTags {
    std::string control = "label";
    std::string object = "text";
};

/// Tasks that Label Studio imports, worst first, each with the suggested class as a prediction.
Json review_queue(const LabelTable& input, const JudgedLabels& judged, const QueueTags& tags);
Json review_queue(const Annotations& input, const JudgedAnnotations& judged, const QueueTags& tags);

}  // namespace assay::data
