#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "stats/joint.hpp"
#include "study/document.hpp"
#include "study/product.hpp"

// The verdict rule (docs/method.md, section 4): each joint draw is one world that the data allow;
// in each the best option is found, simplest first, and the draw falls into one line. The verdict
// is the line that holds in enough of them. Pure: no data, no fit, no clock.

namespace assay::study {

enum class Line : std::uint8_t { Build, Collect, Open, RuleSuffices, Dont };
inline constexpr std::array kLineNames{"BUILD", "COLLECT", "open", "RULE_SUFFICES", "DONT"};

/// What a world is made of. Money is per month; one entry a draw unless said otherwise.
struct Worlds {
    std::size_t draws = 0;
    std::vector<std::string> option_names;  // simplest first; "nothing" is the first
    stats::Matrix value;                    // draws x options, money a month before running cost
    std::vector<double> per_month;          // running cost of each option but the model
    std::vector<std::size_t> simple;        // options that need no model, simplest first
    std::size_t model = 0;                  // index of the rung that inner evidence chose
    std::vector<double> model_cost;         // model_per_month + build / horizon
    std::vector<double> decisions;          // a month
    double margin = 0;                      // money a month
    // The target, where there is one; empty without.
    std::vector<double> metric;  // now
    double bar = 0;
    bool at_least = true;
    // The forecast, by multiple of today's rows: 2, 4, 8 (kMultiples).
    bool forecast = false;                           // false: refused, or not needed
    bool steepening = false;                         // refused because gains still grow
    std::array<std::vector<double>, 3> value_gain;   // model, money a month
    std::array<std::vector<double>, 3> metric_gain;  // empty without a target
    bool still_rising = false;                       // the target may yet be reached within 8 x
    std::array<double, 3> rows_to_label{};           // rows to be labelled for each multiple
    std::array<double, 3> months_to_label{};
    std::vector<double> label_price;  // of one row
    double horizon = 12;
    double deadline = 12;  // months until rows must be had
};
inline constexpr std::array<double, 3> kMultiples{2, 4, 8};

struct Outcome {
    VerdictName name = VerdictName::Undecided;
    bool close_call = false;
    std::map<std::string, double> probability;
    std::map<std::string, double> best_by_money;
    std::optional<double> p_target;
    std::map<std::string, double> expected_loss;
    double information_value = 0;
    std::size_t best_simple = 0;            // by mean value less cost, simplest first with margin
    std::optional<std::size_t> collect_at;  // the multiple (0, 1, 2) that pays best on average
    std::vector<Line> lines;                // one a draw
};

/// `can_decide` false (too few usable time blocks) always gives UNDECIDED.
Outcome judge(const Worlds& worlds, double certainty, bool can_decide);

/// The verdict that line probabilities give.
VerdictName verdict_of(const std::map<std::string, double>& probability, double certainty);

}  // namespace assay::study
