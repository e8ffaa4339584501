#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

#include "base/text.hpp"
#include "data/base_form.hpp"
#include "data/findings.hpp"
#include "data/words.hpp"

// One category under several spellings.

namespace assay::data {
namespace {

constexpr std::size_t kMostLevels = 20'000;
constexpr std::size_t kLongestLevel = 64;  // bytes; longer ones are prose
constexpr std::size_t kMostFixes = 20;

struct Spelling {
    std::int32_t code;
    std::int64_t rows;
    std::u32string base;
};

/// A spelling and the one that it should be.
struct Variant {
    std::int32_t code;
    std::int32_t of;
    std::int64_t rows;
};

/// Levels in use, most frequent first.
std::vector<Spelling> spellings(const engine::Column& column, const Distribution& values) {
    std::vector<Spelling> out;
    for (std::size_t code = 0; code < column.levels.size(); ++code) {
        const auto& level = column.levels[code];
        if (values.level_rows[code] > 0 && level.size() <= kLongestLevel &&
            !reads_as_nothing(level)) {
            out.push_back(
                {static_cast<std::int32_t>(code), values.level_rows[code], base_form(level)});
        }
    }
    std::ranges::stable_sort(out, std::ranges::greater{}, &Spelling::rows);
    return out;
}

std::vector<Variant> same_base(const std::vector<Spelling>& all) {
    constexpr std::size_t kShortest = 2;
    std::map<std::u32string_view, std::int32_t> first;
    std::vector<Variant> out;
    for (const auto& each : all) {
        if (each.base.size() < kShortest) {
            continue;
        }
        const auto [place, is_new] = first.try_emplace(each.base, each.code);
        if (!is_new) {
            out.push_back({each.code, place->second, each.rows});
        }
    }
    return out;
}

/// A base form with one letter left out: two that are one edit apart share such a form.
std::vector<std::u32string> shortened(const std::u32string& base) {
    std::vector<std::u32string> out{base};
    for (std::size_t at = 0; at < base.size(); ++at) {
        auto shorter = base;
        shorter.erase(at, 1);
        out.push_back(std::move(shorter));
    }
    return out;
}

// A slip is rare and its model frequent; a word of less than five letters has too many neighbours.
bool may_be_slip(const Spelling& rare, const Spelling& frequent) {
    constexpr std::int64_t kTimes = 20;
    return rare.rows * kTimes <= frequent.rows;
}

/// Frequent spellings by each form of theirs with at most one letter less.
using Near = std::unordered_map<std::u32string, std::vector<const Spelling*>>;

/// The most frequent spelling of which this one may be a slip; null without one.
const Spelling* model_of(const Spelling& rare, const std::vector<std::u32string>& forms,
                         const Near& near) {
    const Spelling* model = nullptr;
    for (const auto& form : forms) {
        const auto found = near.find(form);
        if (found == near.end()) {
            continue;
        }
        for (const auto* other : found->second) {
            const bool better = model == nullptr || other->rows > model->rows;
            if (better && may_be_slip(rare, *other) && one_edit_apart(rare.base, other->base)) {
                model = other;
            }
        }
    }
    return model;
}

std::vector<Variant> one_edit(const std::vector<Spelling>& all) {
    constexpr std::size_t kShortest = 5;
    constexpr std::int64_t kFrequent = 20;
    Near near;
    std::vector<Variant> out;
    for (const auto& each : all) {
        if (each.base.size() < kShortest) {
            continue;
        }
        const auto forms = shortened(each.base);
        if (const auto* model = model_of(each, forms, near)) {
            out.push_back({each.code, model->code, each.rows});
        }
        if (each.rows >= kFrequent) {
            for (const auto& form : forms) {
                near[form].push_back(&each);
            }
        }
    }
    return out;
}

std::string fix_of(const engine::Column& column, const std::vector<Variant>& variants) {
    std::string cases;
    for (std::size_t i = 0; i < std::min(kMostFixes, variants.size()); ++i) {
        cases += fmt::format(" WHEN {} THEN {}",
                             quoted_text(column.levels[static_cast<std::size_t>(variants[i].code)]),
                             quoted_text(column.levels[static_cast<std::size_t>(variants[i].of)]));
    }
    return fmt::format("SELECT * REPLACE (CASE {0}{1} ELSE {0} END AS {0}) FROM data",
                       quoted_name(column.name), cases);
}

std::string examples(const engine::Column& column, const std::vector<Variant>& variants) {
    constexpr std::size_t kTold = 3;
    constexpr std::size_t kLongest = 40;
    std::vector<std::string> said;
    for (std::size_t i = 0; i < std::min(kTold, variants.size()); ++i) {
        const auto level = [&](std::int32_t code) {
            return cut(column.levels[static_cast<std::size_t>(code)], kLongest);
        };
        said.push_back(fmt::format("\"{}\" ({}) for \"{}\"", level(variants[i].code),
                                   counted(variants[i].rows, "row"), level(variants[i].of)));
    }
    return listed(said);
}

void say(const engine::Column& column, const Distribution& values,
         const std::vector<Variant>& variants, bool certain, Issues& issues) {
    if (variants.empty()) {
        return;
    }
    std::int64_t rows = 0;
    std::vector<bool> concerned(column.levels.size(), false);
    for (const auto& each : variants) {
        rows += each.rows;
        concerned[static_cast<std::size_t>(each.code)] = true;
    }
    const auto in = fmt::format("{} ({})", counted(rows, "row"), share_text(rows, values.rows));
    issues.push_back(
        {.code = certain ? "category-variants" : "category-typos",
         .severity = certain ? Severity::Warning : Severity::Question,
         .column = column.name,
         .rows = rows,
         .sentence =
             certain
                 ? fmt::format("{} spells {} in more than one way, in {}: {}. A model and every "
                               "count take each spelling for a category of its own.",
                               column.name, variants.size() == 1 ? "a category" : "categories", in,
                               examples(column, variants))
                 : fmt::format("{} has rare values one letter from a frequent one, in {}: {}. Are "
                               "they slips of the pen?",
                               column.name, in, examples(column, variants)),
         .fix = fix_of(column, variants),
         .at = first_rows(column.codes.size(), [&](std::size_t row) {
             const auto code = column.codes[row];
             return code != engine::kMissingCode && concerned[static_cast<std::size_t>(code)];
         })});
}

}  // namespace

void find_variants(const engine::Column& column, const Distribution& values, Issues& issues) {
    if (is_ordered(column) || column.levels.size() > kMostLevels || looks_like_id(column, values) ||
        all_dates(column, values)) {
        return;
    }
    const bool repeats = values.distinct * 2 <= values.present();
    if (!repeats && prose_of(column, values).has_spaces) {
        return;
    }
    const auto all = spellings(column, values);
    const auto same = same_base(all);
    say(column, values, same, true, issues);
    auto slips = one_edit(all);
    // A slip of a variant is told once, as what is certain.
    std::erase_if(slips, [&](const Variant& slip) {
        return std::ranges::any_of(same,
                                   [&](const Variant& each) { return each.code == slip.code; });
    });
    say(column, values, slips, false, issues);
}

}  // namespace assay::data
