#include <gtest/gtest.h>

#include "base/file.hpp"
#include "base/json.hpp"
#include "validate/kinds_sample_test.hpp"

namespace assay::validate {
namespace {

Json cases_of(const char* file) {
    const auto text = read_file(std::string(ASSAY_SOURCE "/src/validate/golden/") + file);
    EXPECT_TRUE(text);
    auto cases = parse_json(*text);
    EXPECT_TRUE(cases && cases->size() == 2);
    return *cases;
}

void expect_value(const stats::Estimate& ours, const Json& theirs) {
    EXPECT_NEAR(ours.value, theirs.get<double>(), 1e-12);
}

void expect_interval(const stats::Estimate& ours, const Json& theirs, double scale) {
    EXPECT_NEAR(ours.value, theirs["value"].get<double>() * scale, 1e-9);
    EXPECT_NEAR(ours.low, theirs["low"].get<double>() * scale, 1e-8);
    EXPECT_NEAR(ours.high, theirs["high"].get<double>() * scale, 1e-8);
}

void expect_ends(const stats::Estimate& ours, const Json& theirs) {
    EXPECT_NEAR(ours.low, theirs[0].get<double>(), 1e-9);
    EXPECT_NEAR(ours.high, theirs[1].get<double>(), 1e-9);
}

template <class T>
std::vector<T> column(const Json& each, const char* name) {
    return each[name].get<std::vector<T>>();
}

const MetricDifference& named(const std::vector<MetricDifference>& all, const std::string& name) {
    for (const auto& each : all) {
        if (each.metric == name) {
            return each;
        }
    }
    ADD_FAILURE() << name;
    return all.front();
}

ClassRows class_rows_of(const Json& each) {
    ClassRows rows;
    rows.label = column<std::int32_t>(each, "label");
    rows.probability = each["probs"].get<std::vector<std::vector<double>>>();
    rows.other = column<std::int32_t>(each, "other");
    rows.weight = column<double>(each, "weight");
    rows.cluster = column<std::int32_t>(each, "cluster");
    return rows;
}

void expect_classes(const MulticlassModel& model, const Json& each) {
    expect_value(model.accuracy, each["accuracy"]);
    expect_value(model.macro_precision, each["macro"][0]);
    expect_value(model.macro_recall, each["macro"][1]);
    expect_value(model.macro_f1, each["macro"][2]);
    expect_value(model.micro_precision, each["micro"][0]);
    expect_value(model.micro_recall, each["micro"][1]);
    expect_value(model.micro_f1, each["micro"][2]);
    expect_value(model.macro_auc, each["macro_auc"]);
    expect_value(model.log_loss, each["log_loss"]);
    expect_value(model.brier, each["brier"]);
    for (std::size_t k = 0; k < 3; ++k) {
        expect_value(model.classes[k].precision, each["precision"][k]);
        expect_value(model.classes[k].recall, each["recall"][k]);
        expect_value(model.classes[k].f1, each["f1"][k]);
        expect_value(model.classes[k].auc, each["auc"][k]);
    }
    for (std::size_t cell = 0; cell < 9; ++cell) {
        EXPECT_NEAR(model.confusion[cell].rows, each["confusion"][cell].get<double>(), 1e-9);
        expect_value(model.confusion[cell].share, each["shares"][cell]);
    }
}

TEST(Multiclass, IsWhatScikitLearnAndStatsmodelsSay) {
    for (const Json& each : cases_of("classes.json")) {
        const auto rows = class_rows_of(each);
        const auto made = evaluate(rows.input());
        ASSERT_TRUE(made) << made.error().what;
        expect_classes(made->models.front(), each);
        ASSERT_TRUE(made->comparison);
        expect_interval(named(made->comparison->metrics, "accuracy").difference, each["difference"],
                        1);
        const auto& test = made->comparison->decisions;
        EXPECT_EQ(test.only_first_right, each["only_first_right"].get<std::int64_t>());
        EXPECT_EQ(test.only_second_right, each["only_second_right"].get<std::int64_t>());
        EXPECT_NEAR(test.exact_p, each["exact_p"].get<double>(), 1e-12);
        const auto& homogeneity = made->comparison->homogeneity;
        EXPECT_NEAR(homogeneity.statistic, each["homogeneity"][0].get<double>(), 1e-9);
        EXPECT_EQ(homogeneity.degrees, each["homogeneity"][1].get<std::int64_t>());
        EXPECT_NEAR(homogeneity.p, each["homogeneity"][2].get<double>(), 1e-9);
    }
}

TEST(Multiclass, PricesDecisionsAsStatsmodelsDoes) {
    for (const Json& each : cases_of("classes.json")) {
        auto rows = class_rows_of(each);
        rows.money = column<double>(each, "money");
        const auto decided = evaluate(rows.input());
        ASSERT_TRUE(decided && decided->decision);
        // Without given decisions, those by expected money are in use.
        expect_interval(decided->models.front().value_per_1000, each["by_costs"], 1000);
        expect_interval(decided->decision->by_costs, each["by_costs"], 1000);
        const auto plain = class_rows_of(each);
        rows.decision.clear();
        for (std::size_t row = 0; row < rows.label.size(); ++row) {
            std::int32_t top = 0;
            for (std::int32_t k = 1; k < 3; ++k) {
                const auto at = static_cast<std::size_t>(k);
                top =
                    rows.probability[at][row] > rows.probability[static_cast<std::size_t>(top)][row]
                        ? k
                        : top;
            }
            rows.decision.push_back(top);
        }
        const auto given = evaluate(rows.input());
        ASSERT_TRUE(given);
        expect_interval(given->models.front().value_per_1000, each["value"], 1000);
    }
}

TEST(Regression, IsWhatScikitLearnAndStatsmodelsSay) {
    for (const Json& each : cases_of("numbers.json")) {
        NumberRows rows;
        rows.label = column<double>(each, "label");
        rows.predicted = column<double>(each, "predicted");
        rows.other = column<double>(each, "other");
        rows.low = column<double>(each, "low");
        rows.high = column<double>(each, "high");
        rows.weight = column<double>(each, "weight");
        rows.cluster = column<std::int32_t>(each, "cluster");
        const auto costs = column<double>(each, "costs");
        rows.costs = ErrorCosts{.under = costs[0], .over = costs[1], .tolerance = costs[2]};
        auto input = rows.input();
        input.models[1].quantiles.clear();
        const auto made = evaluate(input);
        ASSERT_TRUE(made) << made.error().what;
        const auto& model = made->models.front();
        expect_value(model.mae, each["mae"]);
        expect_value(model.rmse, each["rmse"]);
        expect_value(model.r2, each["r2"]);
        expect_value(model.median_absolute_error, each["median"]);
        expect_value(model.bias, each["bias"]);
        expect_value(model.quantiles[0].loss, each["pinball"][0]);
        expect_value(model.quantiles[1].loss, each["pinball"][1]);
        expect_value(model.range->inside, each["inside"]);
        expect_interval(model.mae, each["mae_range"], 1);
        expect_interval(model.cost_per_1000, each["cost"], 1000);
        expect_interval(named(made->comparison->metrics, "mae").difference, each["difference"], 1);
        expect_ends(model.rmse, each["rmse_range"]);
        expect_ends(model.r2, each["r2_range"]);
        for (const std::string name : {"rmse", "r2"}) {
            expect_interval(named(made->comparison->metrics, name).difference,
                            each[name + "_difference"], 1);
        }
    }
}

}  // namespace
}  // namespace assay::validate
