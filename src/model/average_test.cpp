#include <gtest/gtest.h>

#include <cmath>

#include "model/made_table.hpp"

namespace assay::model {
namespace {

TEST(Average, ChoosesTheStrongestColumn) {
    const auto table = made_table(3000);
    const auto train = row_range(0, 3000);
    const auto model =
        fit(table.features(), table.labels, {}, {.train = train}, {.kind = Kind::Average}, {});
    ASSERT_TRUE(model) << model.error().what;
    EXPECT_EQ(model->chosen_column(), "delay");
    EXPECT_EQ(model->rounds(), 0);
}

TEST(Average, AColumnOfNamesDoesNotWinByMemory) {
    const auto table = made_table(3000);
    std::vector<std::string> names;
    std::vector<std::int32_t> codes;
    for (std::int32_t row = 0; row < 3000; ++row) {
        names.push_back("id " + std::to_string(row));
        codes.push_back(row);
    }
    Features features = table.features();
    features.columns.insert(
        features.columns.begin(),
        {.name = "id", .kind = FeatureKind::Category, .codes = codes, .levels = names});
    const auto train = row_range(0, 3000);
    const auto model =
        fit(features, table.labels, {}, {.train = train}, {.kind = Kind::Average}, {});
    EXPECT_EQ(model->chosen_column(), "delay");
}

TEST(Average, RatesAreShrunkByTwentyRowsOfTheMean) {
    // Level a: 30 of 40 positive, level b: 10 of 40; the mean is one half.
    const std::vector<std::string> levels{"a", "b", "never"};
    std::vector<std::int32_t> codes;
    std::vector<std::uint8_t> labels;
    for (int row = 0; row < 80; ++row) {
        codes.push_back(row < 40 ? 0 : 1);
        labels.push_back(row < 30 || row >= 70 ? 1 : 0);
    }
    const Features features{
        .columns = {{.name = "x", .kind = FeatureKind::Category, .codes = codes, .levels = levels}},
        .rows = 80};
    const auto train = row_range(0, 80);
    const auto model = fit(features, labels, {}, {.train = train}, {.kind = Kind::Average}, {});
    ASSERT_TRUE(model) << model.error().what;
    const auto logit = [](double rate) { return std::log(rate / (1 - rate)); };
    const auto scores = model->score(features, std::vector<std::int32_t>{0, 40});
    EXPECT_NEAR((*scores)[0], logit((30 + 10) / 60.0), 1e-12);
    EXPECT_NEAR((*scores)[1], logit((10 + 10) / 60.0), 1e-12);
    codes[79] = 2;
    const auto unseen = model->score(features, std::vector<std::int32_t>{79});
    EXPECT_NEAR((*unseen)[0], 0, 1e-12);
}

TEST(Average, MissingIsABinOfItsOwn) {
    std::vector<double> numbers;
    std::vector<std::uint8_t> labels;
    for (int row = 0; row < 400; ++row) {
        numbers.push_back(row % 2 == 0 ? std::nan("") : row);
        labels.push_back(row % 2 == 0 && row % 8 != 0 ? 1 : 0);
    }
    const Features features{.columns = {{.name = "x", .numbers = numbers}}, .rows = 400};
    const auto train = row_range(0, 400);
    const auto model = fit(features, labels, {}, {.train = train}, {.kind = Kind::Average}, {});
    ASSERT_TRUE(model) << model.error().what;
    const auto scores = model->score(features, std::vector<std::int32_t>{0, 1});
    EXPECT_GT((*scores)[0], 0);
    EXPECT_LT((*scores)[1], -1);
}

}  // namespace
}  // namespace assay::model
