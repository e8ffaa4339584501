#pragma once

#include <string>
#include <vector>

#include "base/random.hpp"
#include "stats/ratings.hpp"

// For tests: annotators of a known accuracy, who are wrong in any other class alike.

namespace assay::stats {

struct RatingPlan {
    int items = 200;
    int annotators = 4;
    int classes = 3;
    double accuracy = 0.8;
    double answered = 1;  // share of items that each annotator labels
};

struct MadeRatings {
    Ratings ratings;
    std::vector<std::int32_t> truth;

    MadeRatings(const RatingPlan& plan, std::uint64_t seed) {
        Random random(seed, "made ratings");
        const auto classes = static_cast<std::uint64_t>(plan.classes);
        ratings.items = plan.items;
        ratings.annotators = plan.annotators;
        ratings.classes = plan.classes;
        for (std::int32_t item = 0; item < plan.items; ++item) {
            const std::uint64_t own = random.below(classes);
            truth.push_back(static_cast<std::int32_t>(own));
            for (std::int32_t annotator = 0; annotator < plan.annotators; ++annotator) {
                if (random.uniform() >= plan.answered) {
                    continue;
                }
                const bool right = random.uniform() < plan.accuracy;
                const std::uint64_t other = (own + 1 + random.below(classes - 1)) % classes;
                ratings.item.push_back(item);
                ratings.annotator.push_back(annotator);
                ratings.label.push_back(static_cast<std::int32_t>(right ? own : other));
            }
        }
    }
};

}  // namespace assay::stats
