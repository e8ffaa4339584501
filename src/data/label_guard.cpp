#include "data/label_guard.hpp"

#include <algorithm>
#include <cmath>

#include "stats/rate.hpp"
#include "stats/resampling.hpp"

namespace assay::data {
namespace {

std::int64_t commonest(const LabelTable& table) {
    std::vector<std::int64_t> rows(table.classes.size(), 0);
    for (const auto label : table.labels) {
        ++rows[static_cast<std::size_t>(label)];
    }
    return *std::ranges::max_element(rows);
}

}  // namespace

ModelGuard guard_of(const LabelTable& table, std::int64_t doubted, double confidence) {
    constexpr double kSure = 0.99;
    const auto rows = std::ssize(table.labels);
    ModelGuard out;
    const auto right = stats::wilson_estimate({.hits = rows - doubted, .trials = rows}, confidence);
    out.tells_classes =
        right.low > static_cast<double>(commonest(table)) / static_cast<double>(rows);
    // Were the labels drawn from the chances: a sum of independent draws of unequal chance.
    double variance = 0;
    for (std::size_t row = 0; row < table.labels.size(); ++row) {
        double most = 0;
        for (const auto& chances : table.chances) {
            most = std::max(most, chances[row]);
        }
        out.allowed += 1 - most;
        variance += most * (1 - most);
    }
    out.beyond_chance = static_cast<double>(doubted) >
                        out.allowed + stats::normal_quantile(kSure) * std::sqrt(variance);
    return out;
}

}  // namespace assay::data
