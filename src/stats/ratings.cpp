#include "stats/ratings.hpp"

#include <string>

namespace assay::stats {
namespace {

bool inside(std::int32_t value, std::int32_t count) {
    return value >= 0 && value < count;
}

}  // namespace

Result<> check_ratings(const Ratings& ratings) {
    const std::size_t count = ratings.label.size();
    if (ratings.item.size() != count || ratings.annotator.size() != count) {
        return fail(ErrorCode::InvalidInput, std::to_string(ratings.item.size()) + " items, " +
                                                 std::to_string(ratings.annotator.size()) +
                                                 " annotators and " + std::to_string(count) +
                                                 " labels: one of each makes a rating");
    }
    for (std::size_t i = 0; i < count; ++i) {
        if (!inside(ratings.item[i], ratings.items) ||
            !inside(ratings.annotator[i], ratings.annotators) ||
            !inside(ratings.label[i], ratings.classes)) {
            return fail(ErrorCode::InvalidInput,
                        "rating " + std::to_string(i + 1) +
                            ": its item, annotator or label is outside the numbers declared");
        }
    }
    return {};
}

ByItem by_item(const Ratings& ratings) {
    ByItem out;
    out.first.assign(static_cast<std::size_t>(ratings.items) + 1, 0);
    for (const auto item : ratings.item) {
        ++out.first[static_cast<std::size_t>(item) + 1];
    }
    for (std::size_t i = 1; i < out.first.size(); ++i) {
        out.first[i] += out.first[i - 1];
    }
    auto next = out.first;
    out.order.resize(ratings.item.size());
    for (std::size_t i = 0; i < ratings.item.size(); ++i) {
        out.order[next[static_cast<std::size_t>(ratings.item[i])]++] = i;
    }
    return out;
}

}  // namespace assay::stats
