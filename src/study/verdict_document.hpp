#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/describe.hpp"
#include "stats/estimate.hpp"

// The verdict as the study document carries it: numbers, and the sentences made of them.

namespace assay::study {

using stats::Estimate;

enum class VerdictName : std::uint8_t { Build, RuleSuffices, Collect, Dont, Undecided };

/// Words of a section: the finding, what is measured, and a note on n and method.
struct Words {
    std::string finding, measure, note;
    static constexpr auto fields() {
        return std::tuple{field("finding", &Words::finding, "what the section shows"),
                          field("measure", &Words::measure, "what is measured"),
                          field("note", &Words::note, "how many rows, which method")};
    }
};

/// What would have to change for another verdict.
struct Change {
    std::string what;   // key: "true_positive", "model_per_month", "rows", …
    std::string label;  // in words: "what a caught case is worth"
    double now = 0;
    double now_low = 0, now_high = 0;  // its range when it was given as one
    double flips_at = 0;               // NaN when nothing within reach flips it
    std::string unit;                  // "USD", "a month", "rows"
    std::string verdict;               // the verdict beyond; "" when none
    std::string sentence;
    static constexpr auto fields() {
        using C = Change;
        return std::tuple{field("what", &C::what, "key of the quantity"),
                          field("label", &C::label, "the quantity in words"),
                          field("now", &C::now, "where it stands"),
                          field("now_low", &C::now_low, "5 % end when given as a range"),
                          field("now_high", &C::now_high, "95 % end when given as a range"),
                          field("flips_at", &C::flips_at, "where the verdict changes, or null"),
                          field("unit", &C::unit, "unit"),
                          field("verdict", &C::verdict, "the verdict beyond, or empty"),
                          field("sentence", &C::sentence, "in words")};
    }
};

/// A verdict under other data (with or without suspected columns).
struct OtherVerdict {
    VerdictName name = VerdictName::Undecided;
    std::vector<std::string> columns;  // suspects that are in or out
    std::map<std::string, double> probability;
    double auc = 0;
    std::string sentence;
    static constexpr auto fields() {
        using V = OtherVerdict;
        return std::tuple{field("name", &V::name, "verdict"),
                          field("columns", &V::columns, "the suspected columns"),
                          field("probability", &V::probability, "probability of each line"),
                          field("auc", &V::auc, "AUC of the model"),
                          field("sentence", &V::sentence, "in words")};
    }
};

/// The money the verdict turns on.
struct Money {
    std::string option, against;  // "boosted", "rule"
    Estimate per_month;           // difference, before running cost
    double cost_per_month = 0;    // running cost + build / horizon
    Words words;
    static constexpr auto fields() {
        return std::tuple{field("option", &Money::option, "what is judged"),
                          field("against", &Money::against, "the best simple option"),
                          field("per_month", &Money::per_month, "gain a month before its cost"),
                          field("cost_per_month", &Money::cost_per_month,
                                "running cost and the share of the building cost"),
                          field("words", &Money::words, "in words")};
    }
};

struct Verdict {
    VerdictName name = VerdictName::Undecided;
    bool close_call = false;
    std::string headline;                         // "Build it." in one short sentence with money
    std::string sentence;                         // the whole verdict in one plain sentence
    std::vector<std::string> because;             // up to four reasons
    std::map<std::string, double> probability;    // BUILD, RULE_SUFFICES, COLLECT, DONT, open
    std::map<std::string, double> best_by_money;  // probability that each option is best
    std::optional<double> p_target;               // probability that the target is met now
    std::map<std::string, double> expected_loss;  // money a month lost by each choice, on average
    double information_value_per_month = 0;       // expected value of perfect information
    Estimate payback_months;
    Money money;
    std::optional<OtherVerdict> without_suspects, with_suspects;
    std::vector<Change> would_change;
    static constexpr auto fields() {
        using V = Verdict;
        return std::tuple{
            field("name", &V::name, "the verdict"),
            field("close_call", &V::close_call, "within 0.05 of the asked certainty"),
            field("headline", &V::headline, "the verdict, short"),
            field("sentence", &V::sentence, "the verdict in one sentence"),
            field("because", &V::because, "reasons"),
            field("probability", &V::probability, "probability of each line and of open"),
            field("best_by_money", &V::best_by_money, "probability that each option is best"),
            field("p_target", &V::p_target, "probability that the target is met now"),
            field("expected_loss", &V::expected_loss, "money a month lost by each choice"),
            field("information_value_per_month", &V::information_value_per_month,
                  "expected value of perfect information, money a month"),
            field("payback_months", &V::payback_months, "months until the model has paid back"),
            field("money", &V::money, "the money it turns on"),
            field("without_suspects", &V::without_suspects, "verdict without suspected leaks"),
            field("with_suspects", &V::with_suspects, "verdict with suspected leaks"),
            field("would_change", &V::would_change, "what would change it")};
    }
};

}  // namespace assay::study

template <>
struct assay::EnumNames<assay::study::VerdictName> {
    using V = assay::study::VerdictName;
    static constexpr std::array value{std::pair{V::Build, std::string_view("BUILD")},
                                      std::pair{V::RuleSuffices, std::string_view("RULE_SUFFICES")},
                                      std::pair{V::Collect, std::string_view("COLLECT")},
                                      std::pair{V::Dont, std::string_view("DONT")},
                                      std::pair{V::Undecided, std::string_view("UNDECIDED")}};
};
