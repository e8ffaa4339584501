#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "base/random.hpp"
#include "engine/engine.hpp"
#include "model/model.hpp"

// A table for the tests, made by a known law: late flights, with a column of each kind.

namespace assay::model {

struct MadeTable {
    std::vector<double> delay;          // one in ten missing
    std::vector<double> noise;          // says nothing
    std::vector<std::int32_t> carrier;  // one in twenty missing
    std::vector<std::string> carriers{"AA", "B6", "DL", "UA", "WN"};
    std::vector<std::int64_t> left_at;  // within four weeks
    std::vector<std::int32_t> note;
    std::vector<std::string> notes;  // all distinct
    std::vector<std::uint8_t> labels;
    std::vector<double> odds;  // true log-odds

    Features features() const {
        return {.columns =
                    {{.name = "delay", .numbers = delay},
                     {.name = "noise", .numbers = noise},
                     {.name = "carrier",
                      .kind = FeatureKind::Category,
                      .codes = carrier,
                      .levels = carriers},
                     {.name = "left_at", .kind = FeatureKind::Time, .times = left_at},
                     {.name = "note", .kind = FeatureKind::Text, .codes = note, .levels = notes}},
                .rows = labels.size()};
    }
};

inline MadeTable made_table(std::size_t rows, std::uint64_t seed = 0) {
    constexpr std::int64_t kHour = 3'600'000'000;
    const char* words[] = {"storm", "gate", "crew", "runway", "fuel", "bags", "clear", "sun"};
    Random random(seed, "made table");
    MadeTable table;
    for (std::size_t row = 0; row < rows; ++row) {
        const double delay = random.normal();
        const auto carrier = static_cast<std::int32_t>(random.below(5));
        const auto hour = static_cast<std::int64_t>(random.below(24 * 28));
        std::string note = "flight " + std::to_string(row);
        bool storm = false;
        for (int word = 0; word < 3; ++word) {
            const std::uint64_t pick = random.below(8);
            storm = storm || pick == 0;
            note += std::string(" ") + words[pick];
        }
        const double odds = 1.5 * delay + (carrier == 1 ? 1.0 : 0.0) - (carrier == 3 ? 1.0 : 0.0) +
                            (hour % 24 >= 17 ? 1.0 : 0.0) + (storm ? 1.5 : 0.0) - 1.5;
        table.delay.push_back(random.below(10) == 0 ? std::nan("") : delay);
        table.noise.push_back(random.normal());
        table.carrier.push_back(random.below(20) == 0 ? engine::kMissingCode : carrier);
        table.left_at.push_back(hour * kHour);
        table.note.push_back(static_cast<std::int32_t>(row));
        table.notes.push_back(note);
        table.odds.push_back(odds);
        table.labels.push_back(random.uniform() < 1 / (1 + std::exp(-odds)) ? 1 : 0);
    }
    return table;
}

/// first, first + 1 … last - 1.
inline std::vector<std::int32_t> row_range(std::size_t first, std::size_t last) {
    std::vector<std::int32_t> rows;
    for (std::size_t row = first; row < last; ++row) {
        rows.push_back(static_cast<std::int32_t>(row));
    }
    return rows;
}

/// The entries of the given rows.
template <class Value>
std::vector<Value> at_rows(const std::vector<Value>& values,
                           const std::vector<std::int32_t>& rows) {
    std::vector<Value> out;
    for (const std::int32_t row : rows) {
        out.push_back(values[static_cast<std::size_t>(row)]);
    }
    return out;
}

/// Share of pairs of a positive and a negative that the scores order rightly, ties half.
inline double auc(const std::vector<double>& scores, const std::vector<std::uint8_t>& labels,
                  const std::vector<std::int32_t>& rows) {
    double won = 0;
    double pairs = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (std::size_t j = 0; j < rows.size(); ++j) {
            if (labels[static_cast<std::size_t>(rows[i])] == 1 &&
                labels[static_cast<std::size_t>(rows[j])] == 0) {
                pairs += 1;
                won += scores[i] > scores[j] ? 1 : (scores[i] == scores[j] ? 0.5 : 0);
            }
        }
    }
    return won / pairs;
}

}  // namespace assay::model
