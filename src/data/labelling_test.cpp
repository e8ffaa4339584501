#include "data/labelling.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "base/random.hpp"
#include "data/planted.hpp"

namespace assay::data {
namespace {

using planted::numbers;
using planted::texts;

/// Rows of three kinds, a model that tells them apart, and labels of which some are wrong.
struct Made {
    engine::Table table;
    std::vector<bool> wrong;
};

Made made(int rows, double noise, std::uint64_t seed) {
    Random random(seed, "labelling test");
    const std::vector<std::string> names = {"cat", "dog", "fox"};
    std::vector<std::string> labels, truths, ids;
    std::vector<std::vector<double>> chances(3);
    Made out;
    for (int row = 0; row < rows; ++row) {
        const auto truth = random.below(3);
        const bool wrong = random.uniform() < noise;
        const auto given = wrong ? (truth + 1 + random.below(2)) % 3 : truth;
        double sum = 0;
        double odds[3];
        for (std::size_t k = 0; k < 3; ++k) {
            odds[k] = std::exp(random.normal() + (k == truth ? 4 : 0));
            sum += odds[k];
        }
        for (std::size_t k = 0; k < 3; ++k) {
            chances[k].push_back(odds[k] / sum);
        }
        labels.push_back(names[given]);
        truths.push_back(names[truth]);
        ids.push_back("r" + std::to_string(row));
        out.wrong.push_back(wrong);
    }
    out.table.rows = static_cast<std::size_t>(rows);
    out.table.columns = {texts("id", ids),
                         texts("y", labels),
                         texts("truth", truths),
                         numbers("p_cat", chances[0]),
                         numbers("p_dog", chances[1]),
                         numbers("p_fox", chances[2])};
    return out;
}

const LabelTableColumns kColumns{.label = "y",
                                 .id = "id",
                                 .reference = "",
                                 .chances = {"p_cat", "p_dog", "p_fox"},
                                 .classes = {}};

JudgedLabels judged(const LabelTable& input) {
    const auto found = judge_labels(input, {});
    EXPECT_TRUE(found) << found.error().what;
    return *found;
}

std::string refusal(engine::Table table, const LabelTableColumns& columns,
                    const engine::Table* matrix = nullptr) {
    const auto read = read_label_table(std::move(table), matrix, columns);
    EXPECT_FALSE(read);
    return read ? "" : read.error().what;
}

TEST(Labels, FindsWhatWasPlanted) {
    const Made table = made(4000, 0.08, 1);
    const auto input = read_label_table(table.table, nullptr, kColumns);
    ASSERT_TRUE(input) << input.error().what;
    EXPECT_EQ(input->classes, (std::vector<std::string>{"cat", "dog", "fox"}));
    const auto found = judged(*input);
    const auto& errors = *found.document.errors;
    EXPECT_NEAR(errors.noise_rate.value, 0.08, 0.02);
    ASSERT_FALSE(errors.suspects.empty());
    std::size_t right = 0;
    for (const auto& suspect : errors.suspects) {
        right += table.wrong[static_cast<std::size_t>(suspect.row) - 1] ? 1 : 0;
        EXPECT_EQ(suspect.id, "r" + std::to_string(suspect.row - 1));
        EXPECT_NE(suspect.given, suspect.suggested);
    }
    EXPECT_GE(right, errors.suspects.size() * 95 / 100);
    EXPECT_LT(errors.effect.noise_after.value, errors.effect.noise_before.value / 2);
    EXPECT_GT(errors.effect.accuracy_after.value, errors.effect.accuracy_before.value);
    EXPECT_EQ(found.document.errors->suspected, errors.effect.review_rows);
}

TEST(Labels, AReferenceMeasuresThePrecision) {
    auto columns = kColumns;
    columns.reference = "truth";
    int held = 0;
    constexpr std::uint64_t kTables = 20;
    for (std::uint64_t seed = 0; seed < kTables; ++seed) {
        const auto input = read_label_table(made(3000, 0.08, seed).table, nullptr, columns);
        ASSERT_TRUE(input);
        const auto found = judged(*input);
        const auto& cut = found.document.errors->cuts.back();
        held += cut.precision.low <= cut.measured.value && cut.measured.value <= cut.precision.high
                    ? 1
                    : 0;
    }
    EXPECT_GE(held, 17);
}

TEST(Labels, ChancesMayLieInASecondTable) {
    Made table = made(300, 0.1, 3);
    const auto whole = read_label_table(table.table, nullptr, kColumns);
    engine::Table matrix;
    matrix.rows = table.table.rows;
    matrix.columns.assign(table.table.columns.begin() + 3, table.table.columns.end());
    table.table.columns.resize(3);
    auto columns = kColumns;
    columns.chances.clear();
    const auto apart = read_label_table(table.table, &matrix, columns);
    ASSERT_TRUE(whole && apart) << apart.error().what;
    EXPECT_EQ(judged(*whole).errors.ranked, judged(*apart).errors.ranked);
    matrix.rows = 299;
    EXPECT_EQ(refusal(table.table, columns, &matrix),
              "the table has 300 rows, its chances have 299");
}

TEST(Labels, RowsWithoutALabelAreLeftOutAndSaid) {
    Made table = made(50, 0, 4);
    table.table.columns[1].codes[10] = engine::kMissingCode;
    const auto input = read_label_table(table.table, nullptr, kColumns);
    ASSERT_TRUE(input);
    EXPECT_EQ(input->rows.size(), 49U);
    ASSERT_EQ(input->issues.size(), 1U);
    EXPECT_EQ(input->issues[0].code, "no-label");
    EXPECT_EQ(input->issues[0].rows, 1);
}

TEST(Labels, BrokenChancesAreRefusedWithRowAndValue) {
    Made table = made(20, 0, 5);
    auto broken = table.table;
    broken.columns[3].numbers[6] = -0.25;
    EXPECT_EQ(refusal(broken, kColumns), "row 7: the chance of \"cat\" is -0.25, not in 0 to 1");
    broken = table.table;
    for (std::size_t k = 3; k < 6; ++k) {
        broken.columns[k].numbers[4] = 0.5;
    }
    EXPECT_EQ(refusal(broken, kColumns), "row 5: the chances sum to 1.5, not to 1");
    broken = table.table;
    broken.columns[4].numbers[2] = std::nan("");
    EXPECT_NE(refusal(broken, kColumns).find("row 3"), std::string::npos);
}

TEST(Labels, LabelsOutsideTheClassesAreRefused) {
    Made table = made(20, 0, 6);
    table.table.columns[1] = texts("y", std::vector<std::string>(20, "wolf"));
    EXPECT_EQ(refusal(table.table, kColumns),
              "row 1, column \"y\": label \"wolf\" is none of the classes");
    auto columns = kColumns;
    columns.chances = {"p_cat"};
    EXPECT_EQ(refusal(table.table, columns),
              "--probs names 1 column: a class needs another to be mistaken for");
    columns.chances = {"p_cat", "p_cat"};
    EXPECT_EQ(refusal(table.table, columns), "--probs names a column twice");
    columns = kColumns;
    columns.label = "z";
    EXPECT_EQ(refusal(table.table, columns), "--label: there is no column \"z\"");
    columns = kColumns;
    columns.chances[2] = "id";
    EXPECT_EQ(refusal(table.table, columns), "--probs: column \"id\" holds no numbers");
}

TEST(Labels, TheCorrectedTableKeepsTheRestAndSaysWhatChanged) {
    const Made table = made(600, 0.1, 7);
    const auto input = read_label_table(table.table, nullptr, kColumns);
    ASSERT_TRUE(input);
    const auto found = judged(*input);
    const auto corrected = corrected_table(*input, found);
    ASSERT_EQ(corrected.columns.size(), table.table.columns.size() + 2);
    const auto* source = corrected.find("y_source");
    const auto* label = corrected.find("y_corrected");
    ASSERT_TRUE(source != nullptr && label != nullptr);
    std::int64_t changed = 0;
    for (std::size_t row = 0; row < 600; ++row) {
        changed += source->levels[static_cast<std::size_t>(source->codes[row])] == "suggested";
    }
    EXPECT_EQ(changed, found.document.errors->suspected);
}

TEST(Labels, TheQueueIsWorstFirstAndPredicted) {
    const auto input = read_label_table(made(600, 0.1, 8).table, nullptr, kColumns);
    ASSERT_TRUE(input);
    const auto found = judged(*input);
    const Json queue = review_queue(*input, found, {.control = "kind", .object = "picture"});
    ASSERT_EQ(queue.size(), found.errors.ranked.size());
    const auto& first = queue[0];
    EXPECT_EQ(first["data"]["assay_row"], found.document.errors->suspects[0].id);
    const auto& result = first["predictions"][0]["result"][0];
    EXPECT_EQ(result["from_name"], "kind");
    EXPECT_EQ(result["to_name"], "picture");
    EXPECT_EQ(result["value"]["choices"][0], found.document.errors->suspects[0].suggested);
}

/// Items of two kinds; ann and bob are good, cid guesses.
engine::Table votes(int items) {
    Random random(1, "votes");
    std::vector<std::string> item, person, label, truth;
    std::vector<double> seconds;
    for (int i = 0; i < items; ++i) {
        const bool yes = random.uniform() < 0.5;
        for (const std::string name : {"ann", "bob", "cid"}) {
            const bool right = random.uniform() < (name == "cid" ? 0.55 : 0.95);
            item.push_back("i" + std::to_string(i));
            person.push_back(name);
            label.push_back(yes == right ? "yes" : "no");
            truth.push_back(yes ? "yes" : "no");
            seconds.push_back(name == "cid" ? 2 : 10 + random.uniform());
        }
    }
    engine::Table table;
    table.rows = item.size();
    table.columns = {texts("item", item), texts("who", person), texts("y", label),
                     texts("truth", truth), numbers("s", seconds)};
    return table;
}

const AnnotationColumns kVotes{.item = "item",
                               .annotator = "who",
                               .label = "y",
                               .seconds = "s",
                               .reference = "",
                               .classes = {}};

TEST(Agreement, TellsWhoIsGoodAndWhatAPersonAchieves) {
    const auto input = read_annotations(votes(400), kVotes);
    ASSERT_TRUE(input) << input.error().what;
    EXPECT_EQ(input->classes, (std::vector<std::string>{"no", "yes"}));
    const auto found = judge_annotations(*input, {});
    ASSERT_TRUE(found);
    const auto& report = *found->document.agreement;
    EXPECT_EQ(report.people.back().name, "cid");
    EXPECT_LT(report.people.back().quality.high, report.people.front().quality.low);
    EXPECT_NEAR(report.people.back().seconds.value, 2, 1e-9);
    EXPECT_EQ(report.pairs.size(), 3U);
    EXPECT_GT(report.human.accuracy.value, 0.7);
    EXPECT_EQ(report.human.against, "the consensus of the others");
    EXPECT_GT(report.human.seconds_high, report.human.seconds_low);
}

TEST(Agreement, AReferenceIsTheBarWhereThereIsOne) {
    auto columns = kVotes;
    columns.reference = "truth";
    const auto input = read_annotations(votes(400), columns);
    ASSERT_TRUE(input);
    const auto found = judge_annotations(*input, {});
    ASSERT_TRUE(found);
    const auto& report = *found->document.agreement;
    EXPECT_EQ(report.human.against, "the reference in \"truth\"");
    EXPECT_LT(report.human.accuracy.low, (0.95 + 0.95 + 0.55) / 3);
    EXPECT_GT(report.human.accuracy.high, (0.95 + 0.95 + 0.55) / 3);
}

TEST(Agreement, TheQueueLeadsWithWhatNobodyLabelled) {
    auto table = votes(60);
    for (std::size_t row = 0; row < 3; ++row) {
        table.columns[2].codes[row] = engine::kMissingCode;
    }
    const auto input = read_annotations(table, kVotes);
    ASSERT_TRUE(input);
    const auto found = judge_annotations(*input, {});
    ASSERT_TRUE(found);
    const auto& queue = found->document.agreement->queue;
    ASSERT_FALSE(queue.empty());
    EXPECT_EQ(queue[0].item, "i0");
    EXPECT_EQ(queue[0].why, "nobody labelled it");
    const Json tasks = review_queue(*input, *found, {});
    EXPECT_EQ(tasks[0]["data"]["assay_item"], "i0");
    EXPECT_TRUE(tasks[0]["predictions"].empty());
    const auto corrected = corrected_table(*input, *found);
    EXPECT_EQ(corrected.rows, 60U);
    EXPECT_TRUE(corrected.find("consensus")->missing(0));
}

TEST(Agreement, BadInputIsSaidOrRefused) {
    auto table = votes(10);
    const auto refused = [](engine::Table given, const AnnotationColumns& columns) {
        const auto read = read_annotations(given, columns);
        return read ? std::string() : read.error().what;
    };
    auto columns = kVotes;
    columns.classes = {"yes", "maybe"};
    EXPECT_NE(refused(table, columns).find("label \"no\" is none of the classes"),
              std::string::npos);
    columns = kVotes;
    columns.seconds = "who";
    EXPECT_EQ(refused(table, columns), "--seconds: column \"who\" holds no numbers");
    auto one_class = table;
    one_class.columns[2] = texts("y", std::vector<std::string>(30, "yes"));
    EXPECT_EQ(refused(one_class, kVotes),
              "all labels are \"yes\": with one class there is nothing to agree on");
    auto none = table;
    none.columns[2] = texts("y", std::vector<std::string>(30, "<gap>"));
    EXPECT_EQ(refused(none, kVotes), "no item has a label");
    auto alone = table;
    alone.columns[1] = texts("who", std::vector<std::string>(30, "ann"));
    const auto read = read_annotations(alone, kVotes);
    ASSERT_TRUE(read);
    EXPECT_TRUE(std::any_of(read->issues.begin(), read->issues.end(),
                            [](const auto& each) { return each.code == "one-annotator"; }));
    const auto found = judge_annotations(*read, {});
    ASSERT_TRUE(found);
    EXPECT_EQ(found->document.agreement->alpha.method, "cannot tell: no item has two labels");
    EXPECT_TRUE(std::isnan(found->document.agreement->human.accuracy.value));
}

constexpr const char* kExport = R"([
 {"id": 7, "data": {"text": "a"}, "annotations": [
   {"completed_by": 1, "lead_time": 4.5, "result": [{"from_name": "kind", "to_name": "text",
     "type": "choices", "value": {"choices": ["good"]}}]},
   {"completed_by": {"id": 2, "email": "b@example.org"}, "lead_time": 9, "result": [
     {"from_name": "kind", "to_name": "text", "value": {"choices": ["bad"]}}]}]},
 {"id": 8, "data": {"text": "b"}, "annotations": [
   {"completed_by": 1, "was_cancelled": true, "result": []},
   {"completed_by": {"id": 2, "email": "b@example.org"}, "result": [
     {"from_name": "kind", "to_name": "text", "value": {"choices": ["bad", "good"]}}]}]},
 {"id": 9, "data": {"text": "c"}, "annotations": [
   {"completed_by": 1, "result": [{"from_name": "kind", "to_name": "text",
     "value": {"choices": ["good"]}}]}]}
])";

TEST(LabelStudio, ReadsChoicesPeopleAndTimes) {
    const auto tasks = parse_json(kExport);
    ASSERT_TRUE(tasks && is_label_studio(*tasks));
    const auto read = read_label_studio(*tasks, "", {});
    ASSERT_TRUE(read) << read.error().what;
    EXPECT_EQ(read->items, (std::vector<std::string>{"7", "8", "9"}));
    EXPECT_EQ(read->annotators, (std::vector<std::string>{"1", "b@example.org"}));
    EXPECT_EQ(read->classes, (std::vector<std::string>{"bad", "good"}));
    EXPECT_EQ(read->ratings.label, (std::vector<std::int32_t>{1, 0, 1}));
    EXPECT_EQ(read->seconds[0], 4.5);
    EXPECT_TRUE(std::isnan(read->seconds[2]));
    EXPECT_EQ(read->control, "kind");
    EXPECT_EQ(read->issues.size(), 3U) << "an item without label, several choices, a skipped one";
}

TEST(LabelStudio, TheQueueGoesBackWithItsDataAndTags) {
    const auto read = read_label_studio(*parse_json(kExport), "", {});
    const auto found = judge_annotations(*read, {});
    ASSERT_TRUE(found);
    const Json queue =
        review_queue(*read, *found, {.control = read->control, .object = read->object});
    ASSERT_FALSE(queue.empty());
    EXPECT_EQ(queue[0]["data"]["text"], "b") << "nobody labelled it";
    EXPECT_FALSE(is_label_studio(queue)) << "tasks to label, not labels";
}

TEST(LabelStudio, OddExportsAreRefused) {
    const auto refused = [](const char* text) {
        const auto read = read_label_studio(*parse_json(text), "", {});
        return read ? std::string() : read.error().what;
    };
    EXPECT_EQ(refused("{}"), "not an export of Label Studio: it is no list of tasks");
    EXPECT_EQ(refused(R"([{"id": 1, "annotations": []}])"), "no annotation holds a choice");
    EXPECT_EQ(refused(R"([{"id": 1, "choice": "a"}])"), "task 1: it has no list of annotations");
    EXPECT_EQ(refused(R"([{"id": 1, "annotations": []}, {"id": 1, "annotations": []}])"),
              "task 2: id 1 is that of an earlier task");
    EXPECT_EQ(refused(R"([{"id": 1, "annotations": [{"completed_by": 1, "result": [
        {"from_name": "a", "value": {"choices": ["x"]}},
        {"from_name": "b", "value": {"choices": ["y"]}}]}]}])"),
              "task 1: it has choices by \"a\" and by \"b\"");
}

}  // namespace
}  // namespace assay::data
