#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "base/text.hpp"
#include "data/coded.hpp"
#include "data/scene.hpp"
#include "data/words.hpp"

// Keys that do not name one row, and references that lead nowhere or to several rows.

namespace assay::data {
namespace {

std::int64_t in_repeats(const Coded& key) {
    std::int64_t rows = 0;
    for (const auto of : key.rows) {
        rows += of > 1 ? of : 0;
    }
    return rows;
}

std::vector<std::string> examples(const Coded& coded, const auto& concerned) {
    constexpr std::size_t kTold = 3;
    std::vector<std::string> said;
    for (std::size_t code = 0; code < coded.count() && said.size() < kTold; ++code) {
        if (concerned(code)) {
            said.push_back(fmt::format("\"{}\"", cut(coded.name(code), 40)));
        }
    }
    return said;
}

void find_repeated(const engine::Column& key, const Coded& coded, Issues& issues) {
    const auto rows = in_repeats(coded);
    if (rows == 0) {
        return;
    }
    double pairs = 0;
    for (const auto of : coded.rows) {
        pairs += static_cast<double>(of) * static_cast<double>(of);
    }
    const auto name = quoted_name(key.name);
    issues.push_back(
        {.code = "key-repeats",
         .severity = Severity::Error,
         .column = key.name,
         .rows = rows,
         .sentence = fmt::format(
             "{} does not name one row: {} ({}) share theirs with another, {} for example. A join "
             "by it makes up to {} rows out of {}.",
             key.name, counted(rows, "row"),
             share_text(rows, static_cast<std::int64_t>(key.size())),
             listed(examples(coded, [&](auto code) { return coded.rows[code] > 1; })),
             count(std::llround(pairs)), count(static_cast<std::int64_t>(key.size()))),
         .fix = fmt::format("SELECT {0}, count(*) FROM data GROUP BY {0} HAVING count(*) > 1 shows "
                            "them; keep one of each: SELECT DISTINCT ON ({0}) * FROM data",
                            name),
         .at = first_rows(key.size(), [&](std::size_t row) {
             const auto code = coded.code[row];
             return code >= 0 && coded.rows[static_cast<std::size_t>(code)] > 1;
         })});
}

void find_empty(const engine::Column& key, Issues& issues) {
    const auto missing = key.missing_count();
    if (missing == 0) {
        return;
    }
    issues.push_back(
        {.code = "key-missing",
         .severity = Severity::Error,
         .column = key.name,
         .rows = missing,
         .sentence = fmt::format("{} has no value in {} ({}). A join by it loses these rows "
                                 "without a word.",
                                 key.name, counted(missing, "row"),
                                 share_text(missing, static_cast<std::int64_t>(key.size()))),
         .fix =
             fmt::format("SELECT * FROM data WHERE {} IS NULL shows them.", quoted_name(key.name)),
         .at = first_rows(key.size(), [&](std::size_t row) { return key.missing(row); })});
}

std::vector<std::int64_t> matches_by_value(const Coded& own, const Coded& other) {
    std::vector<std::int64_t> out;
    for (const double value : own.values) {
        const auto place = std::ranges::lower_bound(other.values, value) - other.values.begin();
        const auto at = static_cast<std::size_t>(place);
        out.push_back(at < other.count() && other.values[at] == value ? other.rows[at] : 0);
    }
    return out;
}

/// How often a value of ours is found on the other side, by our codes. A number and its text are
/// the same value.
std::vector<std::int64_t> matches(const Coded& own, const Coded& other) {
    if (is_ordered(*own.column) && is_ordered(*other.column)) {
        return matches_by_value(own, other);
    }
    std::unordered_map<std::string, std::int64_t> rows_of;
    for (std::size_t code = 0; code < other.count(); ++code) {
        rows_of.emplace(other.name(code), other.rows[code]);
    }
    std::vector<std::int64_t> out;
    for (std::size_t code = 0; code < own.count(); ++code) {
        const auto found = rows_of.find(own.name(code));
        out.push_back(found == rows_of.end() ? 0 : found->second);
    }
    return out;
}

struct Joined {
    std::int64_t orphans = 0;   // rows without a match
    std::int64_t repeated = 0;  // rows with more than one
    std::int64_t rows = 0;      // rows of an inner join
};

Joined join(const Coded& own, const std::vector<std::int64_t>& found) {
    Joined out;
    for (std::size_t code = 0; code < own.count(); ++code) {
        out.orphans += found[code] == 0 ? own.rows[code] : 0;
        out.repeated += found[code] > 1 ? own.rows[code] : 0;
        out.rows += own.rows[code] * found[code];
    }
    return out;
}

void find_orphans(const engine::Column& own, const Coded& coded,
                  const std::vector<std::int64_t>& found, const Joined& joined,
                  const std::string& where, Issues& issues) {
    if (joined.orphans == 0) {
        return;
    }
    const auto all = static_cast<std::int64_t>(own.size());
    const bool none = joined.rows == 0;
    const auto orphan = [&](std::size_t code) { return found[code] == 0 && coded.rows[code] > 0; };
    issues.push_back(
        {.code = none ? "reference-without-overlap" : "reference-broken",
         .severity = Severity::Error,
         .column = own.name,
         .rows = joined.orphans,
         .sentence =
             none ? fmt::format("No value of {} is in {} ({} for example): are these the same "
                                "names, written in the same way?",
                                own.name, where, listed(examples(coded, orphan)))
                  : fmt::format("{} ({}) have a {} that is not in {}, {} for example. A join loses "
                                "them, or leaves gaps.",
                                counted(joined.orphans, "row"), share_text(joined.orphans, all),
                                own.name, where, listed(examples(coded, orphan))),
         .fix = none ? "Compare a few values of both; leading zeros, blanks and case are the usual "
                       "reasons."
                     : "Load the missing ones into the other table, or mend the values here.",
         .at = first_rows(own.size(), [&](std::size_t row) {
             const auto code = coded.code[row];
             return code >= 0 && orphan(static_cast<std::size_t>(code));
         })});
}

void find_fan_out(const engine::Column& own, const Coded& coded,
                  const std::vector<std::int64_t>& found, const Joined& joined,
                  const std::string& where, Issues& issues) {
    if (joined.repeated == 0) {
        return;
    }
    const auto matched = own.missing_count() + joined.orphans;
    const auto before = static_cast<std::int64_t>(own.size()) - matched;
    issues.push_back(
        {.code = "join-fan-out",
         .severity = Severity::Error,
         .column = own.name,
         .rows = joined.repeated,
         .sentence = fmt::format(
             "{} find more than one row in {}: a join by {} makes {} rows out of {}, and every sum "
             "over them counts some twice.",
             counted(joined.repeated, "row"), where, own.name, count(joined.rows), count(before)),
         .fix = "Make the other table's column unique first, or join on more columns.",
         .at = first_rows(own.size(), [&](std::size_t row) {
             const auto code = coded.code[row];
             return code >= 0 && found[static_cast<std::size_t>(code)] > 1;
         })});
}

}  // namespace

void find_key_trouble(const engine::Column& key, Issues& issues) {
    find_repeated(key, code_values(key), issues);
    find_empty(key, issues);
}

void find_reference_trouble(const engine::Column& own, const engine::Column& other,
                            const std::string& where, Issues& issues) {
    const auto coded = code_values(own);
    const auto found = matches(coded, code_values(other));
    const auto joined = join(coded, found);
    find_orphans(own, coded, found, joined, where, issues);
    find_fan_out(own, coded, found, joined, where, issues);
}

}  // namespace assay::data
