#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <set>

#include "data/inspection.hpp"
#include "data/planted.hpp"

// How tests plant trouble and ask inspect() for it.

namespace assay::data::inspected {

using planted::Case;
using planted::clean;

constexpr int kSeeds = 25;

/// What a test asks of inspect(), around a table.
struct Asked {
    Case table;
    Case before;  // --against, when it has columns
    std::string split, entity;
    std::vector<std::string> groups;
    std::string scores, item, annotator;
    std::vector<std::string> probs;
    std::int64_t now = engine::kMissingTime;

    InspectionInput input() const {
        InspectionInput out;
        out.table = &table.table;
        out.source = "now.csv";
        if (!before.table.columns.empty()) {
            out.against = &before.table;
            out.against_source = "before.csv";
        }
        out.labels = table.labels;
        out.target = "late";
        out.key = "id";
        out.time = table.time;
        out.split = split;
        out.entity = entity;
        out.groups = groups;
        out.scores = scores;
        out.probs = probs;
        out.item = item;
        out.annotator = annotator;
        if (!scores.empty()) {
            out.against_labels = before.labels;
        }
        out.now = now;
        return out;
    }
    std::size_t rows() const { return table.table.rows; }
    void add(std::string name, const std::function<double(std::size_t)>& value,
             engine::Type type = engine::Type::Real) {
        std::vector<double> values(rows());
        for (std::size_t row = 0; row < values.size(); ++row) {
            values[row] = value(row);
        }
        table.table.columns.push_back(planted::numbers(std::move(name), std::move(values), type));
    }
    void add_text(std::string name, const std::function<std::string(std::size_t)>& value) {
        std::vector<std::string> values(rows());
        for (std::size_t row = 0; row < values.size(); ++row) {
            values[row] = value(row);
        }
        table.table.columns.push_back(planted::texts(std::move(name), values));
    }
};

inline Asked made(std::uint64_t seed, bool timed = false, std::size_t rows = 1200) {
    Asked out;
    out.table = clean(seed + 7000, rows, 6, timed);
    return out;
}

using Plant = std::function<std::set<std::uint32_t>(Asked&, Random&)>;

/// Share of seeds in which the finding is there, in its column, and begins with a planted row
/// (where the plant says which).
inline double recall(std::string_view code, std::string_view column, bool timed,
                     const Plant& plant) {
    int hits = 0;
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
        auto asked = made(seed, timed);
        Random random(seed, "plant");
        const auto planted_rows = plant(asked, random);
        const auto inspection = inspect(asked.input());
        EXPECT_TRUE(inspection) << (inspection ? "" : inspection.error().what);
        if (!inspection) {
            return 0;
        }
        const auto found = std::ranges::find_if(inspection->findings, [&](const Finding& each) {
            return each.code == code && each.column == column;
        });
        const bool at_rows =
            found != inspection->findings.end() &&
            (planted_rows.empty() ||
             (!found->ids.empty() && std::ranges::all_of(found->ids, [&](const std::string& id) {
                 return planted_rows.contains(static_cast<std::uint32_t>(std::stoul(id) - 1000));
             })));
        hits += at_rows ? 1 : 0;
    }
    return static_cast<double>(hits) / kSeeds;
}

/// Some rows, apart from one another.
inline std::set<std::uint32_t> some_rows(Random& random, std::size_t rows, std::size_t wanted) {
    std::set<std::uint32_t> out;
    while (out.size() < wanted) {
        out.insert(static_cast<std::uint32_t>(random.below(rows)));
    }
    return out;
}

}  // namespace assay::data::inspected
