#include "model/model.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "base/random.hpp"

namespace assay::model {
namespace {

TEST(Fit, EveryKindLearnsAStrongColumn) {
    use_libraries_in(ASSAY_LIBRARIES);
    Random random(1, "strong column");
    std::vector<double> strong;
    std::vector<double> noise;
    std::vector<std::uint8_t> labels;
    std::vector<std::int32_t> train;
    std::vector<std::int32_t> stop;
    for (std::int32_t row = 0; row < 3000; ++row) {
        strong.push_back(random.normal());
        noise.push_back(random.normal());
        labels.push_back(random.uniform() < 1 / (1 + std::exp(-2 * strong.back())) ? 1 : 0);
        (row < 2000 ? train : stop).push_back(row);
    }
    const Features features{
        .columns = {{.name = "noise", .numbers = noise}, {.name = "strong", .numbers = strong}},
        .rows = labels.size()};
    for (const Kind kind : {Kind::Average, Kind::Linear, Kind::Boosted}) {
        const auto model =
            fit(features, labels, {}, {.train = train, .stop = stop}, {.kind = kind}, {});
        ASSERT_TRUE(model) << model.error().what;
        const auto scores = model->score(features, stop);
        ASSERT_TRUE(scores) << scores.error().what;
        for (std::size_t i = 0; i < stop.size(); ++i) {
            const double value = strong[static_cast<std::size_t>(stop[i])];
            if (std::abs(value) > 1) {
                EXPECT_EQ((*scores)[i] > 0, value > 0) << "row " << stop[i];
            }
        }
    }
}

}  // namespace
}  // namespace assay::model
