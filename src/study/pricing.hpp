#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "stats/joint.hpp"
#include "stats/resampling.hpp"
#include "study/ladder.hpp"
#include "study/problem.hpp"
#include "study/split.hpp"

// The decision table, priced: every option decides every tested row at given prices, and each
// decision has a value in money against doing nothing. Options, threshold, slices, groups and the
// verdict are views on it; every comparison is a mean of paired differences. Pricing is one pass
// over the stored scores, so a changed cost costs milliseconds.

namespace assay::study {

/// Rows that were tested, once each, and how parts see them.
struct Tested {
    std::vector<std::int32_t> rows;                // table rows, in file order
    std::vector<std::vector<std::int32_t>> parts;  // for each part: indices into rows
    std::vector<double> weight;                    // one a tested row
    std::vector<std::int32_t> cluster;             // dense, one a tested row
    std::int32_t clusters = 0;
    std::vector<std::int32_t> group;  // clusters dealt into at most 400 groups
    std::int32_t groups = 0;
    std::vector<double> times_tested;  // how many parts test the row
};
Tested tested_rows(const Problem& problem, const Splits& splits, std::uint64_t seed);

struct Economics {
    Prices prices;
    double capacity_share = 1;  // review capacity over decisions a month; 1 = none
};

/// One option at given prices.
struct PricedOption {
    std::vector<double> act;         // mean over seeds, one a tested row
    std::vector<double> part_means;  // value per decision
    double mean = 0;                 // value per decision over all tested rows
    double acts = 0;                 // weighted share acted on
    double acts_positive = 0;        // weighted share of all rows: acted on and positive
    double acts_negative = 0;        // acted on and negative
    double cut = 0;                  // mean cut on the probability; NaN without one
    int parts_too_few = 0;           // parts where fewer than ten inner rows lay beyond the cut
    int parts_at_capacity = 0;       // parts where the capacity set the cut
    double over_capacity = 0;        // share acted on beyond the capacity, at most, in any part
};

struct Priced {
    std::vector<PricedOption> options;
    double perfect = 0;  // value per decision of perfect decisions, within capacity
    double positive_rate = 0;
};

enum class Scores : std::uint8_t { Calibrated, Raw };

Priced price(const Problem& problem, const Tested& tested, const std::vector<OptionScores>& options,
             const Economics& economics, Scores scores = Scores::Calibrated);

/// Value per decision of each tested row (act x gain), at the same prices.
std::vector<double> row_values(const Problem& problem, const Tested& tested,
                               const PricedOption& option, const Gains& gains);

/// Cost-implied decision on one part, without the test labels: the share of each test row that is
/// acted on. Used for the ladder and for the learning curve alike.
struct PartDecision {
    std::vector<float> act;  // 0 or 1, one a test row
    double cut = 0;          // NaN when costs differ by row
    bool too_few = false;
    bool at_capacity = false;
};
PartDecision decide(const PartScores& part, const std::vector<std::int32_t>& test_rows,
                    const Gains& gains, double capacity_share, Scores scores);

/// Means, their covariance by the one rule, and the influence of each group: what joint draws need.
struct ValueMoments {
    std::vector<double> means;         // one an option
    stats::Matrix covariance;          // options x options
    stats::Matrix influence;           // groups x options
    stats::Matrix cluster_covariance;  // from clusters alone
    stats::Matrix part_covariance;     // from part means alone
    int degrees = 0;
};
ValueMoments moments(const Problem& problem, const Tested& tested,
                     const std::vector<OptionScores>& options, const Priced& priced,
                     const Gains& gains, const stats::Parts& parts);

/// Mean and variance of the paired difference a - b of two options.
stats::MeanVariance difference_variance(const ValueMoments& moments, std::size_t a, std::size_t b);

}  // namespace assay::study
