#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/describe.hpp"
#include "stats/estimate.hpp"

// Two models on the same rows, as an evaluation carries it: every difference is paired.

namespace assay::validate {

/// A metric of both models and the paired difference, first less second.
struct MetricDifference {
    std::string metric = {};
    double first = 0, second = 0;
    stats::Estimate difference = {};
    double p = 0;  // two-sided
    static constexpr auto fields() {
        using M = MetricDifference;
        return std::tuple{field("metric", &M::metric, "what is compared"),
                          field("first", &M::first, "of the judged model"),
                          field("second", &M::second, "of the other"),
                          field("difference", &M::difference, "paired, first less second"),
                          field("p", &M::p, "two-sided p that there is none")};
    }
};

/// McNemar's test of right and wrong decisions; counts rows, without weights.
struct DecisionTest {
    std::int64_t only_first_right = 0, only_second_right = 0;
    double exact_p = 1, mid_p = 1;
    static constexpr auto fields() {
        using D = DecisionTest;
        return std::tuple{
            field("only_first_right", &D::only_first_right, "rows only the judged model got right"),
            field("only_second_right", &D::only_second_right, "rows only the other got right"),
            field("exact_p", &D::exact_p, "exact McNemar test"),
            field("mid_p", &D::mid_p, "mid-p McNemar test")};
    }
};

/// Rows where the two decide differently, and what came of it. A good flip turned a wrong decision
/// into a right one, a bad flip the other way.
struct Flips {
    std::string column = {}, is = {};  // the part of the rows; empty for all
    std::int64_t rows = 0;
    stats::Estimate share = {}, good = {}, bad = {};
    stats::Estimate net = {};  // good less bad
    double p_adjusted = 1;     // that net is 0, Holm over all parts looked at
    std::string sentence = {};
    static constexpr auto fields() {
        return std::tuple{field("column", &Flips::column, "column of the part, or empty"),
                          field("is", &Flips::is, "what it is there"),
                          field("rows", &Flips::rows, "rows of the part"),
                          field("share", &Flips::share, "share of rows decided differently"),
                          field("good", &Flips::good, "share where the judged model is right"),
                          field("bad", &Flips::bad, "share where the other was right"),
                          field("net", &Flips::net, "good less bad"),
                          field("p_adjusted", &Flips::p_adjusted,
                                "two-sided p that net is 0, Holm over all parts looked at"),
                          field("sentence", &Flips::sentence, "what it means")};
    }
};

struct Comparison {
    std::string model = {}, against = {};
    std::vector<MetricDifference> metrics = {};
    DecisionTest decisions = {};
    Flips flips = {};
    std::vector<Flips> by_slice = {};  // largest net change first
    std::string sentence = {}, note = {};
    static constexpr auto fields() {
        using C = Comparison;
        return std::tuple{field("model", &C::model, "the judged model"),
                          field("against", &C::against, "the other model"),
                          field("metrics", &C::metrics, "paired differences"),
                          field("decisions", &C::decisions, "right and wrong decisions, McNemar"),
                          field("flips", &C::flips, "decisions that differ"),
                          field("by_slice", &C::by_slice, "the same in parts of the rows"),
                          field("sentence", &C::sentence, "what it means"),
                          field("note", &C::note, "how it was compared")};
    }
};

}  // namespace assay::validate
