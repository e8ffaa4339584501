#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "model/dense.hpp"
#include "model/made_table.hpp"

namespace assay::model {
namespace {

constexpr std::int64_t kHour = 3'600'000'000;

class Boosted : public testing::Test {
  protected:
    static void SetUpTestSuite() { use_libraries_in(ASSAY_LIBRARIES); }

    Result<Model> boost(std::span<const std::int32_t> stop_rows, int rounds, std::uint64_t seed = 0,
                        const Progress& progress = {}) const {
        return fit(table.features(), table.labels, {}, {.train = train, .stop = stop_rows},
                   {.kind = Kind::Boosted, .rounds = rounds, .seed = seed}, progress);
    }
    double log_loss(const Model& model) const {
        const auto scores = *model.score(table.features(), stop);
        double loss = 0;
        for (std::size_t i = 0; i < stop.size(); ++i) {
            const bool positive = table.labels[static_cast<std::size_t>(stop[i])] == 1;
            loss += std::log1p(std::exp(positive ? -scores[i] : scores[i]));
        }
        return loss / static_cast<double>(stop.size());
    }

    const MadeTable table = made_table(3600);
    const std::vector<std::int32_t> train = row_range(0, 2400);
    const std::vector<std::int32_t> stop = row_range(2400, 3600);
};

TEST_F(Boosted, EarlyStoppingKeepsTheBestRound) {
    const auto stopped = boost(stop, 0);
    ASSERT_TRUE(stopped) << stopped.error().what;
    const int kept = stopped->rounds();
    ASSERT_GT(kept, 5);
    ASSERT_LT(kept, 475);
    const double best = log_loss(*stopped);
    for (const int rounds : {kept - 3, kept - 1, kept + 1, kept + 10, kept + 25}) {
        EXPECT_GE(log_loss(*boost({}, rounds)), best) << rounds << " rounds";
    }
    EXPECT_EQ(*boost({}, kept)->score(table.features(), stop),
              *stopped->score(table.features(), stop));
}

TEST_F(Boosted, WithoutStopRowsTrainsTheRoundsAsked) {
    EXPECT_EQ(boost({}, 7)->rounds(), 7);
    EXPECT_EQ(boost({}, 0)->rounds(), 100);
    EXPECT_LE(boost(stop, 4)->rounds(), 4);
}

TEST_F(Boosted, TheSeedDecidesEverythingRandom) {
    const auto scores = *boost({}, 20, 1)->score(table.features(), stop);
    EXPECT_EQ(scores, *boost({}, 20, 1)->score(table.features(), stop));
    EXPECT_NE(scores, *boost({}, 20, 2)->score(table.features(), stop));
}

TEST_F(Boosted, ScoresDoNotDependOnTheBlock) {
    const auto model = boost({}, 10);
    std::vector<std::int32_t> many;
    for (int copy = 0; copy < 20; ++copy) {
        many.insert(many.end(), stop.begin(), stop.end());
    }
    const auto once = *model->score(table.features(), stop);
    const auto scores = *model->score(table.features(), many);
    ASSERT_EQ(scores.size(), many.size());
    for (std::size_t i = 0; i < scores.size(); ++i) {
        ASSERT_EQ(scores[i], once[i % once.size()]);
    }
    EXPECT_TRUE(model->score(table.features(), {})->empty());
}

TEST_F(Boosted, IsAskedToStopBetweenRounds) {
    // So many rounds would take hours: that the fit ends at all shows that it asks.
    std::atomic<bool> stop_now = false;
    std::thread person([&] { stop_now = true; });
    const auto model = boost({}, 10'000'000, 0, {.report = {}, .stop = &stop_now});
    person.join();
    ASSERT_FALSE(model);
    EXPECT_EQ(model.error().code, ErrorCode::Cancelled);
}

TEST_F(Boosted, LearnsFromTimesAlone) {
    const Features features{.columns = {table.features().columns[3]}, .rows = 3600};
    const auto model = fit(features, table.labels, {}, {.train = train},
                           {.kind = Kind::Boosted, .rounds = 40}, {});
    ASSERT_TRUE(model) << model.error().what;
    std::vector<double> evening;
    for (const std::int32_t row : stop) {
        evening.push_back(table.left_at[static_cast<std::size_t>(row)] / kHour % 24 >= 17);
    }
    EXPECT_GT(auc(*model->score(features, stop), table.labels, stop),
              auc(evening, table.labels, stop) - 0.03);
}

TEST_F(Boosted, LearnsFromTextAlone) {
    const Features features{.columns = {table.features().columns[4]}, .rows = 3600};
    const auto model = fit(features, table.labels, {}, {.train = train},
                           {.kind = Kind::Boosted, .rounds = 40}, {});
    ASSERT_TRUE(model) << model.error().what;
    std::vector<double> storm;
    for (const std::int32_t row : stop) {
        const auto& note = table.notes[static_cast<std::size_t>(row)];
        storm.push_back(note.find("storm") != std::string::npos);
    }
    EXPECT_GT(auc(*model->score(features, stop), table.labels, stop),
              auc(storm, table.labels, stop) - 0.03);
}

TEST(Dense, EncodesEachKind) {
    const auto table = made_table(400);
    const auto train = row_range(0, 400);
    const Features features = table.features();
    const auto encoder = DenseEncoder::fit(
        {.features = features, .labels = table.labels, .weights = {}, .train = train, .stop = {}});
    ASSERT_GT(encoder.width(), 7U);
    EXPECT_EQ(encoder.names()[3], "left_at hour");
    EXPECT_EQ(encoder.types()[2], "c");
    std::vector<float> cells(2 * encoder.width());
    DenseWriter(encoder, features).write(row_range(0, 2), cells);
    EXPECT_EQ(cells[1], static_cast<float>(table.noise[0]));
    EXPECT_EQ(cells[3], static_cast<float>(table.left_at[0] / kHour % 24));
    EXPECT_EQ(cells[5], 5.0F);  // "flight 0" and three words
}

TEST(BoostingVersion, IsTheHeaders) {
    EXPECT_EQ(boosting_version(), "xgboost 3.4.1");
}

}  // namespace
}  // namespace assay::model
