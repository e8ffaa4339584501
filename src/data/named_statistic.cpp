#include "data/named_statistic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <numeric>
#include <optional>

#include "data/peer_statistics.hpp"
#include "stats/distance.hpp"
#include "stats/histogram.hpp"
#include "stats/sorted_values.hpp"
#include "stats/two_samples.hpp"

namespace assay::data {
namespace {

constexpr std::size_t kExactUpTo = 10'000;  // rows, of smirnov_p()

std::vector<double> finite_sorted(std::span<const double> values) {
    std::vector<double> kept;
    kept.reserve(values.size());
    std::ranges::copy_if(values, std::back_inserter(kept),
                         [](double value) { return std::isfinite(value); });
    return stats::sorted_values(std::move(kept));
}

Samples samples_of(const PairedColumn& column) {
    Samples out{.reference = finite_sorted(column.reference.numbers),
                .current = finite_sorted(column.current.numbers)};
    const auto whole = [](double value) { return std::floor(value) == value; };
    out.whole = out.reference.size() == column.reference.rows() &&
                out.current.size() == column.current.rows() &&
                column.type == engine::Type::Integer && std::ranges::all_of(out.current, whole);
    for (std::size_t i = 0; i < out.reference.size(); ++i) {
        out.reference_values += i == 0 || out.reference[i] != out.reference[i - 1] ? 1 : 0;
    }
    return out;
}

template <class Key>
Levels levels_of(const std::map<Key, std::array<std::int64_t, 2>>& rows) {
    Levels out;
    for (const auto& [key, counts] : rows) {
        if (counts[0] + counts[1] > 0) {
            out.reference.push_back(counts[0]);
            out.current.push_back(counts[1]);
            out.of_reference += counts[0];
            out.of_current += counts[1];
        }
    }
    return out;
}

Levels levels_of(const PairedColumn& column) {
    std::vector<std::array<std::int64_t, 2>> by_code(column.levels.size());
    const auto count = [&](std::span<const std::int32_t> codes, std::size_t side) {
        for (const auto code : codes) {
            if (code != engine::kMissingCode) {
                ++by_code[static_cast<std::size_t>(code)][side];
            }
        }
    };
    count(column.reference.codes, 0);
    count(column.current.codes, 1);
    std::map<std::string_view, std::array<std::int64_t, 2>> rows;
    for (std::size_t code = 0; code < by_code.size(); ++code) {
        rows[column.levels[code]] = by_code[code];
    }
    return levels_of(rows);
}

Levels levels_of(const Samples& numbers) {
    std::map<double, std::array<std::int64_t, 2>> rows;
    for (const double value : numbers.reference) {
        ++rows[value][0];
    }
    for (const double value : numbers.current) {
        ++rows[value][1];
    }
    return levels_of(rows);
}

Asked ask(const PairedColumn& column) {
    Asked out;
    if (column.measure == Measure::Levels) {
        out.levels = levels_of(column);
    } else if (column.measure == Measure::Numbers) {
        out.numbers = samples_of(column);
        if (!out.fine()) {
            out.levels = levels_of(*out.numbers);
        }
    }
    return out;
}

void decile_psi(const Asked& asked, NamedStatistic& out) {
    const auto edges = stats::decile_edges(asked.numbers->reference);
    auto shares = shares_in(*asked.numbers, edges);
    std::ranges::replace(shares.reference, 0.0, 1e-4);
    std::ranges::replace(shares.current, 0.0, 1e-4);
    out.value = stats::population_stability(shares.reference, shares.current);
    out.method = "population stability index";
    out.bins = fmt::format("{}, deciles of the reference", edges.size() - 1);
    out.fill = "1e-4";
    out.log_base = "natural";
}

void ks(const Asked& asked, NamedStatistic& out) {
    const auto& [reference, current, whole, values] = *asked.numbers;
    out.value = stats::kolmogorov_smirnov(reference, current);
    out.p = stats::smirnov_p(std::ssize(reference), std::ssize(current), out.value);
    out.method = std::max(reference.size(), current.size()) <= kExactUpTo
                     ? "Kolmogorov-Smirnov, exact p"
                     : "Kolmogorov-Smirnov, asymptotic p";
}

void keep(const Result<stats::TestResult>& test, NamedStatistic& out) {
    if (test) {
        out.value = test->statistic;
        out.p = test->p;
    } else {
        out.why_not = test.error().what;
    }
}

void chi2(const Asked& asked, NamedStatistic& out) {
    keep(stats::chi_squared(asked.levels->reference, asked.levels->current), out);
    out.method = "chi-squared test of homogeneity, Yates' correction for two values";
    out.bins = fmt::format("{} values", asked.levels->reference.size());
}

void z(const Asked& asked, NamedStatistic& out) {
    const auto& levels = *asked.levels;
    keep(
        stats::two_proportions(
            {.hits = levels.of_reference - levels.reference.front(), .trials = levels.of_reference},
            {.hits = levels.of_current - levels.current.front(), .trials = levels.of_current}),
        out);
    out.method = "two-proportion z test of all values but the first, pooled variance";
}

void tfdv_jsd(const Asked& asked, NamedStatistic& out) {
    const auto shares = shares_of(*asked.levels);
    out.value =
        stats::jensen_shannon_divergence(shares.reference, shares.current, stats::LogBase::Two);
    out.method = "Jensen-Shannon divergence (no square root)";
    out.bins = fmt::format("{} values", shares.reference.size());
    out.log_base = "2";
}

enum class Needs : std::uint8_t { Numbers, Levels, Either };

struct Named {
    std::string_view name;
    Needs needs;
    void (*compute)(const Asked&, NamedStatistic&);
};

constexpr std::array kNamed{
    Named{"evidently-psi", Needs::Either, evidently_psi},
    Named{"evidently-js", Needs::Either, evidently_js},
    Named{"evidently-kl", Needs::Either, evidently_kl},
    Named{"evidently-wasserstein", Needs::Numbers, evidently_wasserstein},
    Named{"ks", Needs::Numbers, ks},
    Named{"chi2", Needs::Levels, chi2},
    Named{"z", Needs::Levels, z},
    Named{"nannyml-js", Needs::Either, nannyml_js},
    Named{"nannyml-hellinger", Needs::Either, nannyml_hellinger},
    Named{"nannyml-linf", Needs::Levels, nannyml_linf},
    Named{"nannyml-ks", Needs::Numbers, nannyml_ks},
    Named{"nannyml-wasserstein", Needs::Numbers, nannyml_wasserstein},
    Named{"tfdv-jsd", Needs::Levels, tfdv_jsd},
    Named{"decile-psi", Needs::Numbers, decile_psi},
};

/// Why a statistic has no value for a column, or "".
std::string why_not(const PairedColumn& column, const Asked& asked, Needs needs) {
    if (column.measure == Measure::None) {
        return column.why_not;
    }
    if (column.measure == Measure::Times || column.measure == Measure::Lengths) {
        return "it is for numbers and categories, not for times and long texts";
    }
    if (needs == Needs::Numbers && !asked.numbers) {
        return "it is for numbers";
    }
    if (needs == Needs::Levels && !asked.levels) {
        return "it is for categories, and for numbers of which the reference has at most 20";
    }
    const bool empty = asked.numbers
                           ? asked.numbers->reference.empty() || asked.numbers->current.empty()
                           : asked.levels->of_reference == 0 || asked.levels->of_current == 0;
    return empty ? "one of the tables has no value of it" : "";
}

}  // namespace

Shares shares_of(const Levels& levels) {
    return {stats::shares_of(levels.reference, levels.of_reference),
            stats::shares_of(levels.current, levels.of_current)};
}

Shares shares_in(const Samples& numbers, const std::vector<double>& edges) {
    return {
        stats::shares_of(stats::count_in(numbers.reference, edges), std::ssize(numbers.reference)),
        stats::shares_of(stats::count_in(numbers.current, edges), std::ssize(numbers.current))};
}

std::span<const std::string_view> statistic_names() {
    static constexpr auto kNames = [] {
        std::array<std::string_view, kNamed.size()> out{};
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[i] = kNamed[i].name;
        }
        return out;
    }();
    return kNames;
}

std::vector<NamedStatistic> named_statistics(const PairedColumn& column,
                                             const std::vector<std::string>& names) {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    std::vector<NamedStatistic> out;
    if (names.empty()) {
        return out;
    }
    const auto asked = ask(column);
    for (const auto& name : names) {
        const auto* named = std::ranges::find(kNamed, name, &Named::name);
        NamedStatistic each{.column = column.name,
                            .name = name,
                            .value = kNone,
                            .p = kNone,
                            .method = {},
                            .bins = {},
                            .fill = {},
                            .log_base = {},
                            .why_not = why_not(column, asked, named->needs)};
        if (each.why_not.empty()) {
            named->compute(asked, each);
        }
        out.push_back(std::move(each));
    }
    return out;
}

}  // namespace assay::data
