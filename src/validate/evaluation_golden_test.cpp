#include <gtest/gtest.h>

#include "base/file.hpp"
#include "base/json.hpp"
#include "validate/evaluation_sample_test.hpp"

namespace assay::validate {
namespace {

void expect_interval(const stats::Estimate& ours, const Json& theirs, double scale) {
    EXPECT_NEAR(ours.value, theirs["value"].get<double>() * scale, 1e-9);
    EXPECT_NEAR(ours.low, theirs["low"].get<double>() * scale, 1e-8);
    EXPECT_NEAR(ours.high, theirs["high"].get<double>() * scale, 1e-8);
}

TEST(Evaluation, IsWhatScikitLearnAndStatsmodelsSay) {
    const auto text = read_file(ASSAY_SOURCE "/src/validate/golden/evaluation.json");
    ASSERT_TRUE(text);
    const auto cases = parse_json(*text);
    ASSERT_TRUE(cases && cases->size() == 2);
    for (const Json& each : *cases) {
        Predictions rows;
        rows.label = each["label"].get<std::vector<std::uint8_t>>();
        rows.score = each["score"].get<std::vector<double>>();
        rows.other = each["other"].get<std::vector<double>>();
        rows.weight = each["weight"].get<std::vector<double>>();
        rows.cluster = each["cluster"].get<std::vector<std::int32_t>>();
        const auto made = evaluate(rows.input());
        ASSERT_TRUE(made) << made.error().what;
        const auto& model = made->models.front();
        EXPECT_NEAR(model.auc.value, each["auc"].get<double>(), 1e-12);
        EXPECT_NEAR(model.average_precision.value, each["average_precision"].get<double>(), 1e-12);
        EXPECT_NEAR(model.brier.value, each["brier"].get<double>(), 1e-12);
        EXPECT_NEAR(model.log_loss.value, each["log_loss"].get<double>(), 1e-12);
        EXPECT_NEAR(model.precision.value, each["precision"].get<double>(), 1e-12);
        EXPECT_NEAR(model.recall.value, each["recall"].get<double>(), 1e-12);
        const auto counts = each["confusion"].get<std::vector<double>>();
        EXPECT_NEAR(model.confusion.true_positive, counts[0], 1e-9);
        EXPECT_NEAR(model.confusion.false_positive, counts[1], 1e-9);
        EXPECT_NEAR(model.confusion.false_negative, counts[2], 1e-9);
        EXPECT_NEAR(model.confusion.true_negative, counts[3], 1e-9);
        expect_interval(model.value_per_1000, each["value"], 1000);
        ASSERT_TRUE(made->comparison);
        expect_interval(made->comparison->metrics.back().difference, each["difference"], 1000);
        const auto& test = made->comparison->decisions;
        EXPECT_EQ(test.only_first_right, each["only_first_right"].get<std::int64_t>());
        EXPECT_EQ(test.only_second_right, each["only_second_right"].get<std::int64_t>());
        EXPECT_NEAR(test.exact_p, each["exact_p"].get<double>(), 1e-12);
        EXPECT_NEAR(test.mid_p, each["mid_p"].get<double>(), 1e-12);
    }
}

}  // namespace
}  // namespace assay::validate
