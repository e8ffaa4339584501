#include "study/changes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/text.hpp"
#include "study/parallel.hpp"
#include "study/words.hpp"

namespace assay::study {
namespace {

constexpr double kNowhere = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kDraws = 1000;
constexpr int kHalvings = 7;

/// One quantity that may move, and how.
struct Lever {
    std::string what;
    std::string label;
    std::string unit;
    Amount now;
    Amount Terms::* term = nullptr;    // a money term …
    Amount Prices::* price = nullptr;  // … or a cost of the decision
};

std::vector<Lever> levers(const Product& product, const Terms& terms) {
    std::vector<Lever> out;
    const auto& prices = terms.economics.prices;
    const auto cost = [&](const char* what, const char* label, const Cost& given,
                          Amount Prices::* price) {
        if (!given.sql.empty()) {
            return;
        }
        const Amount now = prices.*price;
        if (now.middle() == 0 && !now.is_range()) {
            return;
        }
        out.push_back({what, label, product.currency, now, nullptr, price});
    };
    cost("true_positive", "what a right act is worth", product.true_positive,
         &Prices::true_positive);
    cost("false_positive", "what a wrong act costs", product.false_positive,
         &Prices::false_positive);
    cost("false_negative", "what a missed case costs", product.false_negative,
         &Prices::false_negative);
    cost("true_negative", "what a case rightly left alone is worth", product.true_negative,
         &Prices::true_negative);
    const auto term = [&](const char* what, const char* label, std::string unit,
                          Amount Terms::* which) {
        out.push_back({what, label, std::move(unit), terms.*which, which, nullptr});
    };
    term("decisions_per_month", "the number of decisions a month", "a month", &Terms::decisions);
    term("model_per_month", "the running cost of a model", product.currency + " a month",
         &Terms::model_per_month);
    term("build", "the cost of building a model", product.currency, &Terms::build);
    if (product.label_given) {
        term("label", "the price of one more labelled row", product.currency, &Terms::label);
    }
    return out;
}

Amount moved(const Amount& now, double to) {
    const double by = to - now.middle();
    return {now.low + by, now.high + by};
}

Terms with(const Terms& terms, const Lever& lever, double to) {
    Terms out = terms;
    if (lever.term != nullptr) {
        out.*lever.term = moved(lever.now, to);
    } else {
        out.economics.prices.*lever.price = moved(lever.now, to);
    }
    return out;
}

VerdictName verdict_at(const Measured& measured, const Terms& terms, double rows_factor = 1) {
    const auto draws = std::min(kDraws, measured.draws);
    return judge(worlds_at(measured, terms, draws, rows_factor).worlds, measured.certainty,
                 measured.can_decide)
        .name;
}

/// Values to try away from now, nearest first, in one direction.
std::vector<double> ladder(const Lever& lever, bool up, double scale) {
    std::vector<double> out;
    const double now = lever.now.middle();
    for (const double factor : {1.25, 1.6, 2.5, 5.0, 10.0}) {
        if (now != 0) {
            out.push_back(up ? now * factor : now / factor);
        } else if (up) {
            out.push_back(scale * (factor - 1));
        }
    }
    return out;
}

struct Flip {
    double at = kNowhere;
    VerdictName name = VerdictName::Undecided;
};

Flip search(const Measured& measured, const Terms& terms, const Lever& lever, VerdictName now,
            bool up, double scale) {
    double inside = lever.now.middle();
    for (const double tried : ladder(lever, up, scale)) {
        auto name = verdict_at(measured, with(terms, lever, tried));
        if (name == now) {
            inside = tried;
            continue;
        }
        double outside = tried;
        for (int i = 0; i < kHalvings; ++i) {
            const double middle = (inside + outside) / 2;
            const auto there = verdict_at(measured, with(terms, lever, middle));
            if (there == now) {
                inside = middle;
            } else {
                outside = middle;
                name = there;
            }
        }
        return {outside, name};
    }
    return {};
}

/// How far a flip is, in powers of two; a start at zero is measured against the scale.
double distance(const Lever& lever, const Flip& flip, double scale) {
    if (std::isnan(flip.at)) {
        return std::numeric_limits<double>::infinity();
    }
    const double now = lever.now.middle();
    return now != 0 ? std::abs(std::log2(flip.at / now)) : flip.at / scale;
}

Change change_of(const Lever& lever, const Flip& flip) {
    Change out{.what = lever.what,
               .label = lever.label,
               .now = lever.now.middle(),
               .now_low = lever.now.low,
               .now_high = lever.now.high,
               .flips_at = flip.at,
               .unit = lever.unit,
               .verdict = {},
               .sentence = {}};
    if (!std::isnan(flip.at)) {
        out.verdict = std::string(name_of(flip.name));
    }
    out.sentence = change_sentence(out);
    return out;
}

/// Rows that would settle an open verdict: the noise of twice, four, eight, sixteen times the rows.
std::optional<Change> rows_to_settle(const Measured& measured, const Terms& terms) {
    if (!measured.can_decide) {
        return std::nullopt;
    }
    Change out{.what = "rows",
               .label = "labelled rows",
               .now = measured.rows_labelled,
               .now_low = measured.rows_labelled,
               .now_high = measured.rows_labelled,
               .flips_at = kNowhere,
               .unit = "rows",
               .verdict = {},
               .sentence = {}};
    for (const double factor : {2.0, 4.0, 8.0, 16.0}) {
        const auto name = verdict_at(measured, terms, factor);
        if (name == VerdictName::Undecided) {
            continue;
        }
        out.flips_at = measured.rows_labelled * factor;
        out.verdict = std::string(name_of(name));
        break;
    }
    out.sentence = change_sentence(out);
    return out;
}

}  // namespace

Result<std::vector<Change>> what_would_change(const Measured& measured, const Terms& terms,
                                              const Product& product, VerdictName now, int threads,
                                              const Progress& progress) {
    const auto all = levers(product, terms);
    // A cost that is zero today is tried on the scale of what perfect decisions earn a month.
    const auto priced =
        price(*measured.problem, measured.tested, measured.options, terms.economics);
    const double scale = std::max(1e-9, priced.perfect * terms.decisions.middle());
    std::vector<std::pair<double, Change>> found(all.size());
    TRY(in_parallel(all.size(), threads, [&](std::size_t i) -> Result<> {
        TRY(progress.check());
        const auto& lever = all[i];
        const double own = lever.what == "build" ? scale * terms.horizon : scale;
        const auto up = search(measured, terms, lever, now, true, own);
        const auto down = search(measured, terms, lever, now, false, own);
        const auto& nearer = distance(lever, up, own) <= distance(lever, down, own) ? up : down;
        found[i] = {distance(lever, nearer, own), change_of(lever, nearer)};
        return {};
    }));
    std::ranges::stable_sort(found, {}, [](const auto& each) { return each.first; });
    std::vector<Change> out;
    if (now == VerdictName::Undecided) {
        if (auto rows = rows_to_settle(measured, terms)) {
            out.push_back(std::move(*rows));
        }
    }
    for (auto& [far, change] : found) {
        out.push_back(std::move(change));
    }
    return out;
}

}  // namespace assay::study
