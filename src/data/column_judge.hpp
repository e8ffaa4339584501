#pragma once

#include <string>

#include "data/column_drift.hpp"

// The parts of judge(): numbers and levels are counted in their own ways and weighed in one.

namespace assay::data {

/// Rows with a value on both sides from which on "no value in common" means something.
inline constexpr std::int64_t kFewestForOverlap = 20;

/// What one comparison is judged by.
struct Judge {
    const ChunkCounts& counts;
    const DriftMethod& method;
    int most_dealings;
    double confidence;
    const std::string& name;
};

struct Verdict {
    stats::Estimate effect;
    ByChance chance;
};

/// Few dealings tell what is far below the bar; the rest is worth more of them.
Verdict weigh(const Judge& judge, const CountStatistic& statistic, double distance, double least,
              const std::string& purpose);

/// Shares without a value; bin 0 of the counts holds the missing.
void weigh_missing(const Judge& judge, JudgedColumn& out);

void judge_numbers(const PairedColumn& column, const ChunkPlan& plan, const DriftMethod& method,
                   int most_dealings, double confidence, JudgedColumn& out);
void judge_levels(const PairedColumn& column, const ChunkPlan& plan, const DriftMethod& method,
                  int most_dealings, double confidence, JudgedColumn& out);

}  // namespace assay::data
