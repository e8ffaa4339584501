#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/moment.hpp"
#include "base/text.hpp"
#include "data/contract.hpp"
#include "data/words.hpp"

namespace assay::data {
namespace {

/// Compares the clauses of two contracts. A promise that gets weaker breaks its readers; one that
/// gets stronger binds only who writes the table.
class Comparison {
  public:
    explicit Comparison(ContractDiff& out) : out_(out) {}

    void table(const Contract& before, const Contract& after);
    void column(const ColumnContract& before, const ColumnContract& after);
    void added(const ColumnContract& column, bool breaking);
    void removed(const ColumnContract& column);

  private:
    void change(std::string_view column, std::string_view clause, std::string before,
                std::string after, bool breaking, std::string_view why);
    void type(const ColumnContract& before, const ColumnContract& after);
    void missing(const ColumnContract& before, const ColumnContract& after);
    void bound(const std::string& column, std::string_view clause,
               const std::optional<Bound>& before, const std::optional<Bound>& after, bool lower);
    void values(const ColumnContract& before, const ColumnContract& after);
    void references(const ColumnContract& before, const ColumnContract& after);
    void key(const Contract& before, const Contract& after);
    void rows(std::string_view clause, const std::optional<std::int64_t>& before,
              const std::optional<std::int64_t>& after, bool lower);
    void freshness(const Contract& before, const Contract& after);

    ContractDiff& out_;
};

std::string type_words(const std::optional<engine::Type>& type) {
    return type ? std::string(type_name(*type)) : "any";
}

std::string bound_words(const std::optional<Bound>& bound) {
    return bound ? bound->text : "none";
}

std::string list_words(const std::vector<std::string>& values) {
    return values.empty() ? "any" : listed(values);
}

std::string reference_words(const std::optional<Reference>& reference) {
    return reference ? fmt::format("{} of {}", reference->column, reference->table) : "none";
}

/// Entries of `all` that are not in `some`.
std::vector<std::string> without(const std::vector<std::string>& all,
                                 const std::vector<std::string>& some) {
    std::vector<std::string> out;
    std::ranges::copy_if(all, std::back_inserter(out), [&](const auto& each) {
        return std::ranges::find(some, each) == some.end();
    });
    return out;
}

void Comparison::change(std::string_view column, std::string_view clause, std::string before,
                        std::string after, bool breaking, std::string_view why) {
    if (before == after) {
        return;
    }
    const auto what =
        column.empty() ? capitalised(std::string(clause)) : fmt::format("{} of {}", clause, column);
    out_.changes.push_back({.column = std::string(column),
                            .clause = std::string(clause),
                            .breaking = breaking,
                            .before = before,
                            .after = after,
                            .sentence = fmt::format("{}: {} becomes {}{}{}.", capitalised(what),
                                                    before, after, why.empty() ? "" : ": ", why),
                            .products = {}});
}

void Comparison::added(const ColumnContract& column, bool breaking) {
    out_.changes.push_back(
        {.column = column.name,
         .clause = "column",
         .breaking = breaking,
         .before = "absent",
         .after = type_words(column.type),
         .sentence = fmt::format("Column {} ({}) is new{}.", column.name, type_words(column.type),
                                 breaking ? ", though no other columns were "
                                            "promised"
                                          : ""),
         .products = {}});
}

void Comparison::removed(const ColumnContract& column) {
    out_.changes.push_back({.column = column.name,
                            .clause = "column",
                            .breaking = true,
                            .before = type_words(column.type),
                            .after = "absent",
                            .sentence = fmt::format("Column {} ({}) is no longer promised.",
                                                    column.name, type_words(column.type)),
                            .products = {}});
}

void Comparison::type(const ColumnContract& before, const ColumnContract& after) {
    using engine::Type;
    const bool narrows = !before.type ||
                         (before.type == Type::Real && after.type == Type::Integer) ||
                         (before.type == Type::Timestamp && after.type == Type::Date);
    change(before.name, "type", type_words(before.type), type_words(after.type), !narrows,
           narrows ? "every new value is also one of the old type"
                   : "readers meet values of another type");
}

void Comparison::missing(const ColumnContract& before, const ColumnContract& after) {
    const auto most = [](const ColumnContract& column) {
        return column.nullable ? column.missing_at_most.value_or(1) : 0.0;
    };
    const auto said = [&](const ColumnContract& column) {
        return most(column) == 0   ? std::string("never")
               : most(column) == 1 ? std::string("any share")
                                   : "at most " + percent(most(column));
    };
    const bool more = most(after) > most(before);
    change(before.name, "missing", said(before), said(after), more,
           more ? "readers meet more gaps" : "");
    const auto yes = [](bool value) { return std::string(value ? "true" : "false"); };
    change(before.name, "required", yes(before.required), yes(after.required), !after.required,
           after.required ? "" : "the column may be absent");
    change(before.name, "unique", yes(before.unique), yes(after.unique), before.unique,
           before.unique ? "joins on it may multiply rows" : "");
}

void Comparison::bound(const std::string& column, std::string_view clause,
                       const std::optional<Bound>& before, const std::optional<Bound>& after,
                       bool lower) {
    const bool weaker =
        before && (!after || (lower ? after->value < before->value : after->value > before->value));
    change(column, clause, bound_words(before), bound_words(after), weaker,
           weaker ? "readers meet values they were promised not to see" : "");
}

void Comparison::values(const ColumnContract& before, const ColumnContract& after) {
    if (before.values.empty() || after.values.empty()) {
        change(before.name, "values", list_words(before.values), list_words(after.values),
               after.values.empty(), after.values.empty() ? "any value may come" : "");
        return;
    }
    const auto more = without(after.values, before.values);
    const auto fewer = without(before.values, after.values);
    if (!more.empty()) {
        change(before.name, "values", list_words(before.values), list_words(after.values), true,
               fmt::format("{} {} new to readers", listed(more), more.size() == 1 ? "is" : "are"));
    } else if (!fewer.empty()) {
        change(before.name, "values", list_words(before.values), list_words(after.values), false,
               fmt::format("{} no longer {}", listed(fewer), fewer.size() == 1 ? "comes" : "come"));
    }
}

void Comparison::references(const ColumnContract& before, const ColumnContract& after) {
    change(before.name, "references", reference_words(before.references),
           reference_words(after.references), before.references.has_value(),
           before.references ? "joins may lose rows" : "");
}

void Comparison::column(const ColumnContract& before, const ColumnContract& after) {
    type(before, after);
    missing(before, after);
    bound(before.name, "min", before.min, after.min, true);
    bound(before.name, "max", before.max, after.max, false);
    values(before, after);
    references(before, after);
}

void Comparison::key(const Contract& before, const Contract& after) {
    // What names a row once still does so with a column more.
    const bool kept = !after.key.empty() && without(after.key, before.key).empty();
    const bool breaking = !before.key.empty() && !kept;
    const auto said = [](const Contract& contract) {
        return contract.key.empty() ? std::string("none") : listed(contract.key);
    };
    if (without(before.key, after.key).empty() && without(after.key, before.key).empty()) {
        return;
    }
    change("", "key", said(before), said(after), breaking,
           breaking ? "the old key may name a row twice" : "");
}

void Comparison::rows(std::string_view clause, const std::optional<std::int64_t>& before,
                      const std::optional<std::int64_t>& after, bool lower) {
    const auto said = [](const std::optional<std::int64_t>& rows) {
        return rows ? count(*rows) : std::string("any");
    };
    const bool weaker = before && (!after || (lower ? *after < *before : *after > *before));
    change("", clause, said(before), said(after), weaker,
           weaker ? "readers meet tables of another size" : "");
}

void Comparison::freshness(const Contract& before, const Contract& after) {
    const auto said = [](const Contract& contract) {
        return contract.max_age
                   ? fmt::format("{} by {}", span_text(*contract.max_age), contract.time)
                   : std::string("any age");
    };
    const bool weaker = before.max_age && (!after.max_age || *after.max_age > *before.max_age ||
                                           after.time != before.time);
    change("", "max_age", said(before), said(after), weaker,
           weaker ? "readers meet older data" : "");
}

void Comparison::table(const Contract& before, const Contract& after) {
    key(before, after);
    rows("rows_at_least", before.rows_at_least, after.rows_at_least, true);
    rows("rows_at_most", before.rows_at_most, after.rows_at_most, false);
    freshness(before, after);
    const auto welcome = [](const Contract& contract) {
        return std::string(contract.other_columns ? "welcome" : "none");
    };
    change("", "other_columns", welcome(before), welcome(after), after.other_columns,
           after.other_columns ? "readers meet columns they do not know" : "");
    change("", "owner", before.owner.empty() ? "none" : before.owner,
           after.owner.empty() ? "none" : after.owner, false, "");
}

int major_of(const std::string& version) {
    const auto start = version.starts_with('v') ? 1U : 0U;
    int major = 0;
    std::from_chars(version.data() + start, version.data() + version.size(), major);
    return major;
}

std::string summary(const ContractDiff& diff) {
    if (diff.changes.empty()) {
        return "The two contracts promise the same.";
    }
    if (diff.breaking == 0) {
        return counted(diff.harmless, "harmless change") +
               ": readers may rely on all that was promised.";
    }
    return fmt::format("{} and {}; the version {}.", counted(diff.breaking, "breaking change"),
                       counted(diff.harmless, "harmless one"),
                       diff.announced
                           ? fmt::format("says so ({} to {})", diff.old_version, diff.new_version)
                           : fmt::format("does not say so: raise its first number, now {}",
                                         diff.new_version.empty() ? "absent" : diff.new_version));
}

}  // namespace

ContractDiff diff_contracts(const Contract& before, const Contract& after) {
    ContractDiff out{.contract = after.name,
                     .old_version = before.version,
                     .new_version = after.version,
                     .sentence = {},
                     .changes = {}};
    Comparison comparison(out);
    comparison.table(before, after);
    for (const auto& column : before.columns) {
        const auto* now = after.find(column.name);
        if (now == nullptr) {
            comparison.removed(column);
        } else {
            comparison.column(column, *now);
        }
    }
    for (const auto& column : after.columns) {
        if (before.find(column.name) == nullptr) {
            comparison.added(column, !before.other_columns);
        }
    }
    std::ranges::stable_sort(out.changes, std::ranges::greater{}, &ContractChange::breaking);
    out.breaking = std::ranges::count(out.changes, true, &ContractChange::breaking);
    out.harmless = static_cast<std::int64_t>(out.changes.size()) - out.breaking;
    out.announced = out.breaking == 0 || major_of(after.version) > major_of(before.version);
    out.sentence = summary(out);
    return out;
}

}  // namespace assay::data
