#include "model/model.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "model/made_table.hpp"

namespace assay::model {
namespace {

class EveryKind : public testing::TestWithParam<Kind> {
  protected:
    static void SetUpTestSuite() { use_libraries_in(ASSAY_LIBRARIES); }

    Result<Model> fit_made(const Features& features, const std::vector<std::uint8_t>& labels,
                           const std::vector<double>& weights = {}, int threads = 1) const {
        return fit(features, labels, weights, {.train = train, .stop = stop},
                   {.kind = GetParam(), .threads = threads}, {});
    }

    const MadeTable table = made_table(4000);
    const std::vector<std::int32_t> train = row_range(0, 2400);
    const std::vector<std::int32_t> stop = row_range(2400, 3000);
    const std::vector<std::int32_t> test = row_range(3000, 4000);
};

INSTANTIATE_TEST_SUITE_P(Model, EveryKind,
                         testing::Values(Kind::Average, Kind::Linear, Kind::Boosted),
                         [](const testing::TestParamInfo<Kind>& kind) {
                             return kind.param == Kind::Average  ? "Average"
                                    : kind.param == Kind::Linear ? "Linear"
                                                                 : "Boosted";
                         });

TEST_P(EveryKind, RanksRowsThatItHasNotSeen) {
    const auto model = fit_made(table.features(), table.labels);
    ASSERT_TRUE(model) << model.error().what;
    const auto scores = model->score(table.features(), test);
    ASSERT_TRUE(scores) << scores.error().what;
    // What stands in the columns falls short of the law, as a tenth of the delays is missing.
    const double best = auc(at_rows(table.odds, test), table.labels, test);
    EXPECT_GT(auc(*scores, table.labels, test), best - (GetParam() == Kind::Average ? 0.15 : 0.06));
}

TEST_P(EveryKind, MeanProbabilityIsTheRateOfTheTrainingRows) {
    const auto model = fit_made(table.features(), table.labels);
    const auto scores = model->score(table.features(), train);
    double expected = 0;
    double seen = 0;
    for (std::size_t i = 0; i < train.size(); ++i) {
        expected += 1 / (1 + std::exp(-(*scores)[i]));
        seen += table.labels[static_cast<std::size_t>(train[i])];
    }
    EXPECT_NEAR(expected / seen, 1, 0.01);
}

TEST_P(EveryKind, IsFittedOnTheTrainingAndStopRowsAlone) {
    const auto before = fit_made(table.features(), table.labels);
    MadeTable other = table;
    for (const std::int32_t index : test) {
        const auto row = static_cast<std::size_t>(index);
        other.delay[row] = 1e9;
        other.carrier[row] = 0;
        other.left_at[row] = engine::kMissingTime;
        other.notes[row] = "storm storm storm unseen words here";
        other.labels[row] = static_cast<std::uint8_t>(1 - other.labels[row]);
    }
    const auto after = fit_made(other.features(), other.labels);
    EXPECT_EQ(*before->score(table.features(), test), *after->score(table.features(), test));
}

TEST_P(EveryKind, LevelsInAnotherOrderScoreTheSame) {
    MadeTable other = table;
    std::reverse(other.carriers.begin(), other.carriers.end());
    for (std::int32_t& code : other.carrier) {
        code = code < 0 ? code : 4 - code;
    }
    const auto model = fit_made(table.features(), table.labels);
    const auto refitted = fit_made(other.features(), other.labels);
    const auto expected = *model->score(table.features(), test);
    EXPECT_EQ(expected, *model->score(other.features(), test));
    EXPECT_EQ(expected, *refitted->score(other.features(), test));
}

TEST_P(EveryKind, SameBytesWithOneThreadAndTwo) {
    const auto one = fit_made(table.features(), table.labels, {}, 1);
    const auto two = fit_made(table.features(), table.labels, {}, 2);
    EXPECT_EQ(*one->score(table.features(), test), *two->score(table.features(), test));
}

TEST_P(EveryKind, ScoresAReplacedColumn) {
    const auto model = fit_made(table.features(), table.labels);
    const auto before = *model->score(table.features(), test);
    Features features = table.features();
    std::vector<double> shuffled = table.delay;
    Random random(5, "replaced");
    random.shuffle(shuffled);
    features.columns[0].numbers = shuffled;
    const auto after = model->score(features, test);
    ASSERT_TRUE(after) << after.error().what;
    EXPECT_LT(auc(*after, table.labels, test), auc(before, table.labels, test) - 0.1);
}

TEST_P(EveryKind, AnUnseenLevelHasAScore) {
    MadeTable other = table;
    other.carriers.push_back("ZZ");
    std::fill(other.carrier.begin(), other.carrier.end(), 5);
    const auto model = fit_made(table.features(), table.labels);
    const auto scores = model->score(other.features(), test);
    ASSERT_TRUE(scores) << scores.error().what;
    EXPECT_TRUE(std::all_of(scores->begin(), scores->end(),
                            [](double score) { return std::isfinite(score); }));
}

TEST_P(EveryKind, InfinitiesAndMissingValuesHaveAScore) {
    MadeTable other = table;
    const auto model = fit_made(table.features(), table.labels);
    other.delay[3000] = std::numeric_limits<double>::infinity();
    other.delay[3001] = -std::numeric_limits<double>::infinity();
    other.delay[3002] = std::nan("");
    other.left_at[3002] = engine::kMissingTime;
    other.note[3002] = engine::kMissingCode;
    const auto scores = model->score(other.features(), test);
    ASSERT_TRUE(scores) << scores.error().what;
    EXPECT_TRUE(std::isfinite((*scores)[0]) && std::isfinite((*scores)[1]) &&
                std::isfinite((*scores)[2]));
    EXPECT_GT((*scores)[0], (*scores)[1]);
}

TEST_P(EveryKind, InfinitiesInTrainingAreHeldIn) {
    MadeTable other = table;
    other.delay[5] = std::numeric_limits<double>::infinity();
    other.delay[6] = -1e300;
    const auto model = fit_made(other.features(), other.labels);
    ASSERT_TRUE(model) << model.error().what;
    EXPECT_GT(auc(*model->score(table.features(), test), table.labels, test), 0.7);
}

TEST_P(EveryKind, AConstantAndAnAbsentColumnDoNoHarm) {
    const std::vector<double> constant(4000, 7.0);
    const std::vector<double> absent(4000, std::nan(""));
    const std::vector<std::int32_t> no_level(4000, engine::kMissingCode);
    Features features = table.features();
    features.columns.push_back({.name = "constant", .numbers = constant});
    features.columns.push_back({.name = "absent", .numbers = absent});
    features.columns.push_back(
        {.name = "no level", .kind = FeatureKind::Category, .codes = no_level});
    const auto model = fit_made(features, table.labels);
    ASSERT_TRUE(model) << model.error().what;
    const auto scores = model->score(features, test);
    ASSERT_TRUE(scores) << scores.error().what;
    EXPECT_GT(auc(*scores, table.labels, test), 0.74);
}

TEST_P(EveryKind, AWeightOfZeroIsNoRow) {
    std::vector<double> weights(4000, 1.0);
    MadeTable other = table;
    for (std::size_t row = 0; row < 1200; ++row) {
        weights[row] = 0;
        other.labels[row] = static_cast<std::uint8_t>(1 - other.labels[row]);
    }
    const auto model = fit_made(other.features(), other.labels, weights);
    ASSERT_TRUE(model) << model.error().what;
    EXPECT_GT(auc(*model->score(table.features(), test), table.labels, test), 0.72);
}

TEST_P(EveryKind, WeightsCountByTheirRatios) {
    const auto plain = fit_made(table.features(), table.labels);
    const auto heavy = fit_made(table.features(), table.labels, std::vector<double>(4000, 64.0));
    EXPECT_EQ(*plain->score(table.features(), test), *heavy->score(table.features(), test));
}

TEST_P(EveryKind, ThreadsFitAndScoreSideBySide) {
    const auto expected = *fit_made(table.features(), table.labels)->score(table.features(), test);
    std::vector<double> fitted_beside;
    std::thread beside([&] {
        fitted_beside = *fit_made(table.features(), table.labels)->score(table.features(), test);
    });
    const auto model = fit_made(table.features(), table.labels);
    beside.join();
    EXPECT_EQ(fitted_beside, expected);
    std::vector<double> scored_beside;
    std::thread scoring([&] { scored_beside = *model->score(table.features(), test); });
    EXPECT_EQ(*model->score(table.features(), test), expected);
    scoring.join();
    EXPECT_EQ(scored_beside, expected);
}

TEST_P(EveryKind, OneClassIsRefused) {
    const std::vector<std::uint8_t> negatives(4000, 0);
    const auto model = fit_made(table.features(), negatives);
    ASSERT_FALSE(model);
    EXPECT_EQ(model.error().code, ErrorCode::InvalidInput);
    EXPECT_NE(model.error().what.find("one class"), std::string::npos);
}

TEST_P(EveryKind, NoColumnThatVariesIsRefused) {
    const std::vector<double> constant(4000, 7.0);
    const auto model = fit_made(
        {.columns = {{.name = "constant", .numbers = constant}}, .rows = 4000}, table.labels);
    ASSERT_FALSE(model);
    EXPECT_EQ(model.error().code, ErrorCode::InvalidInput);
}

TEST_P(EveryKind, OtherColumnsThanInFitAreRefused) {
    const auto model = fit_made(table.features(), table.labels);
    Features features = table.features();
    std::swap(features.columns[0], features.columns[1]);
    const auto scores = model->score(features, test);
    ASSERT_FALSE(scores);
    EXPECT_EQ(scores.error().code, ErrorCode::InvalidInput);
    EXPECT_NE(scores.error().what.find("noise"), std::string::npos);
    features.columns.pop_back();
    EXPECT_FALSE(model->score(features, test));
}

TEST_P(EveryKind, ARequestToStopIsCancelled) {
    const std::atomic<bool> stop_now = true;
    const auto model = fit(table.features(), table.labels, {}, {.train = train, .stop = stop},
                           {.kind = GetParam()}, {.report = {}, .stop = &stop_now});
    ASSERT_FALSE(model);
    EXPECT_EQ(model.error().code, ErrorCode::Cancelled);
}

TEST(Fit, ALabelOrARowThatCannotBeIsRefused) {
    MadeTable table = made_table(100);
    table.labels[3] = 2;
    const auto train = row_range(0, 100);
    const auto label =
        fit(table.features(), table.labels, {}, {.train = train}, {.kind = Kind::Average}, {});
    ASSERT_FALSE(label);
    EXPECT_NE(label.error().what.find("row 3"), std::string::npos);
    const std::vector<std::int32_t> beyond{0, 100};
    EXPECT_FALSE(
        fit(table.features(), table.labels, {}, {.train = beyond}, {.kind = Kind::Average}, {}));
    const std::vector<double> negative(100, -1.0);
    table.labels[3] = 1;
    EXPECT_FALSE(fit(table.features(), table.labels, negative, {.train = train},
                     {.kind = Kind::Average}, {}));
}

}  // namespace
}  // namespace assay::model
