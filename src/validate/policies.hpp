#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/describe.hpp"
#include "validate/validate.hpp"

// What could be decided from the scores, as an evaluation carries it: the cut that earns most, two
// cuts for three ways to treat a case, cuts that differ by group. Every value is cross-fitted:
// cuts are chosen on one half of the clusters and valued on the other, both ways round.

namespace assay::validate {

/// The cut. NaN stands for a cut beyond every score: act on nobody, or on all.
struct CutChoice {
    std::string chosen_by =
        {};               // "its decisions", "costs", "costs by row", "capacity", "best value"
    double at = 0;        // in use; NaN where decisions follow no single cut
    double by_costs = 0;  // where acting starts to pay if scores are chances; NaN if not
    double best = 0;      // earned most on all rows
    double capacity_share = 1;
    stats::Estimate value_per_month = {};    // of the best cut, cross-fitted
    double seen_value_per_month = 0;         // of the best cut on the rows that chose it
    stats::Estimate against_decisions = {};  // best cut less the decisions in use
    std::vector<CutValue> curve = {};
    std::string sentence = {};
    static constexpr auto fields() {
        using C = CutChoice;
        return std::tuple{
            field("chosen_by", &C::chosen_by, "what makes the decisions"),
            field("at", &C::at, "cut in use; null where there is no single one"),
            field("by_costs", &C::by_costs, "chance from which acting pays; null for mere scores"),
            field("best", &C::best, "cut that earned most here; null: beyond every score"),
            field("capacity_share", &C::capacity_share, "largest share that can be acted on"),
            field("value_per_month", &C::value_per_month, "of a best cut, cross-fitted"),
            field("seen_value_per_month", &C::seen_value_per_month,
                  "of the best cut on the rows that chose it: flatters"),
            field("against_decisions", &C::against_decisions,
                  "best cut less the decisions in use, a month"),
            field("curve", &C::curve, "value at every cut"),
            field("sentence", &C::sentence, "what it means")};
    }
};

struct Light {
    std::string name = {};           // pass, papers, goods
    double from = 0;                 // lowest score that gets it
    stats::Estimate share = {};      // of all rows
    stats::Estimate positives = {};  // of all positives
    static constexpr auto fields() {
        return std::tuple{field("name", &Light::name, "pass, papers or goods"),
                          field("from", &Light::from, "lowest score; null: no lower end, or none"),
                          field("share", &Light::share, "share of all rows"),
                          field("positives", &Light::positives, "share of all positives")};
    }
};

/// Three ways to treat a case: let pass, check the papers (cheap, finds some), check the goods
/// (the full act of the costs).
struct Lights {
    std::vector<Light> lights = {};
    stats::Estimate caught = {};  // share of positives found
    stats::Estimate value_per_month = {}, lost_per_month = {}, against_one_cut = {};
    std::string sentence = {};
    static constexpr auto fields() {
        using L = Lights;
        return std::tuple{
            field("lights", &L::lights, "pass, papers, goods; cuts chosen on all rows"),
            field("caught", &L::caught, "share of positives found, cross-fitted"),
            field("value_per_month", &L::value_per_month, "cross-fitted"),
            field("lost_per_month", &L::lost_per_month, "worth of positives that are not found"),
            field("against_one_cut", &L::against_one_cut, "more than the best single cut earns"),
            field("sentence", &L::sentence, "what it means")};
    }
};

struct GroupCut {
    std::string group = {};
    double at = 0;
    static constexpr auto fields() {
        return std::tuple{field("group", &GroupCut::group, "the group"),
                          field("at", &GroupCut::at, "its cut; null: beyond every score")};
    }
};
/// What it costs to treat groups alike in one respect: the best common cut less the best cuts by
/// group that do.
struct ConstraintPrice {
    std::string constraint = {};  // "selection_rate", "tpr"
    stats::Estimate price_per_month = {};
    stats::Estimate value_per_month = {};  // under the constraint
    double gap_before = 0, gap_after = 0;  // largest difference, on rows that chose no cut
    std::vector<GroupCut> cuts = {};
    std::string sentence = {};
    static constexpr auto fields() {
        using C = ConstraintPrice;
        return std::tuple{
            field("constraint", &C::constraint, "what is the same in each group"),
            field("price_per_month", &C::price_per_month, "value lost by it, cross-fitted"),
            field("value_per_month", &C::value_per_month, "what is left, cross-fitted"),
            field("gap_before", &C::gap_before, "largest difference under the common cut"),
            field("gap_after", &C::gap_after, "largest difference under the cuts by group"),
            field("cuts", &C::cuts, "cuts by group, chosen on all rows"),
            field("sentence", &C::sentence, "what it means")};
    }
};
struct GroupView {
    Groups groups = {};
    std::vector<ConstraintPrice> prices = {};
    static constexpr auto fields() {
        return std::tuple{field("groups", &GroupView::groups, "rates and gaps"),
                          field("prices", &GroupView::prices, "the price of each constraint")};
    }
};

/// Who gains from the decisions, counted in entities (customers, shippers).
struct Reach {
    std::string entity = {}, against = {};
    std::int64_t entities = 0;
    stats::Estimate helped = {}, harmed = {};
    stats::Estimate top_share = {};  // of what is gained, held by the top tenth of those helped
    std::string sentence = {};
    static constexpr auto fields() {
        return std::tuple{field("entity", &Reach::entity, "column that names who"),
                          field("against", &Reach::against, "what they are better off than"),
                          field("entities", &Reach::entities, "how many"),
                          field("helped", &Reach::helped, "share with a gain"),
                          field("harmed", &Reach::harmed, "share with a loss"),
                          field("top_share", &Reach::top_share,
                                "share of all gains that the top tenth of those helped hold"),
                          field("sentence", &Reach::sentence, "what it means")};
    }
};

/// Do the chances hold at every level: isotonic recalibration with the band that chance alone
/// gives.
struct CorpPoint {
    double predicted = 0, observed = 0, low = 0, high = 0;
    static constexpr auto fields() {
        using C = CorpPoint;
        return std::tuple{
            field("predicted", &C::predicted, "chance said"),
            field("observed", &C::observed, "chance by isotonic regression"),
            field("low", &C::low, "consistency band: where it would lie were the chances true"),
            field("high", &C::high, "upper end of the band")};
    }
};

}  // namespace assay::validate
