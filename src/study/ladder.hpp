#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/progress.hpp"
#include "base/result.hpp"
#include "model/model.hpp"
#include "stats/calibration.hpp"
#include "study/problem.hpp"
#include "study/split.hpp"

// The ladder: every option scores every tested row without having seen it. Scores are calibrated on
// inner out-of-fold scores by a logistic curve (Platt 1999), fixed before the test part is seen:
// isotonic calibration with a cost-implied cut is a cut tuned on inner money, and costs money.

namespace assay::study {

/// Scores of one option on one part. Test rows in the part's order.
struct PartScores {
    std::vector<float> probability;       // calibrated chance of a positive
    std::vector<float> raw;               // the same before calibration
    std::vector<std::int32_t> hold;       // inner rows, and their calibrated chance: where the
    std::vector<float> hold_probability;  // capacity cut and the smallest support come from
    std::string chosen_column;            // average: the column
    std::shared_ptr<const model::Model> model;
    stats::Platt calibration;
};

enum class Role : std::uint8_t { Nothing, Everything, Fixed, Average, Linear, Boosted };

/// One option with its scores on every part; decisions follow from prices.
struct OptionScores {
    std::string name;
    std::string label;
    Role role = Role::Nothing;
    bool simple = true;    // needs no model to be built
    bool trained = false;  // fitted on the training part
    bool scored = false;   // decides by a cut on probabilities
    double per_month = 0;
    std::vector<PartScores> parts;  // scored options
    std::vector<double> decision;   // unscored fixed options: 0/1, one a table row
};

struct LadderOptions {
    std::uint64_t seed = 0;
    int threads = 2;
    /// The rungs that are fitted, simplest first.
    std::vector<model::Kind> rungs{model::Kind::Average, model::Kind::Linear, model::Kind::Boosted};
};

/// Fits one kind on `train` and scores `test`, with inner calibration.
Result<PartScores> fit_part(const Problem& problem, const model::Features& features,
                            model::Kind kind, const std::vector<std::int32_t>& train,
                            const std::vector<std::int32_t>& test, std::uint64_t seed,
                            const Progress& progress);

/// Scores of a rule or named option, calibrated on the training rows.
Result<PartScores> fixed_part(const Problem& problem, const Fixed& fixed, const Part& part);

/// All options, simplest first: nothing, everything, rule, named, average, linear, boosted.
Result<std::vector<OptionScores>> climb(const Problem& problem, const model::Features& features,
                                        const Splits& splits, const LadderOptions& options,
                                        const Progress& progress);

}  // namespace assay::study
