#include "study/draft_guess.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <span>

#include "base/text.hpp"

namespace assay::study {
namespace {

using data::ColumnProfile;
using Names = std::span<const std::string_view>;

constexpr std::array<std::string_view, 22> kTargets{
    "target",  "label",     "y",        "class",   "outcome",  "churn",     "churned",   "fraud",
    "default", "converted", "response", "clicked", "click",    "bought",    "purchased", "late",
    "spam",    "survived",  "approved", "accept",  "accepted", "conversion"};
constexpr std::array<std::string_view, 10> kTimes{"time",    "date",      "timestamp", "datetime",
                                                  "created", "scheduled", "booked",    "opened",
                                                  "day",     "at"};
constexpr std::array<std::string_view, 9> kIds{"id", "uuid",   "guid", "key",  "rowid",
                                               "no", "number", "nr",   "index"};
constexpr std::array<std::string_view, 10> kEntities{"customer", "user",    "client",  "account",
                                                     "patient",  "device",  "tailnum", "member",
                                                     "person",   "employee"};
constexpr std::array<std::string_view, 22> kGroups{
    "sex",     "gender",    "age",     "race",     "ethnicity", "nationality",
    "region",  "country",   "state",   "city",     "carrier",   "channel",
    "segment", "language",  "device",  "platform", "origin",    "department",
    "branch",  "education", "marital", "site"};
constexpr std::array<std::string_view, 21> kAfterwards{
    "after",     "result",   "outcome",    "actual",   "closed",  "cancel",   "canceled",
    "cancelled", "resolved", "resolution", "final",    "refund",  "refunded", "ended",
    "completed", "finished", "arrived",    "returned", "settled", "paid",     "reason"};
constexpr std::array<std::string_view, 12> kYes{
    "true", "1", "yes", "y", "t", "positive", "pos", "accepted", "bad", "spam", "late", "fraud"};

std::string lower(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

bool contains(Names known, std::string_view word) {
    return std::ranges::find(known, word) != known.end();
}

/// The first of the name's words that is known, or "".
std::string known_word(std::string_view name, Names known) {
    for (const auto& word : words_of(name)) {
        if (contains(known, word)) {
            return word;
        }
    }
    return {};
}

bool is_unique(const ColumnProfile& column, std::int64_t rows) {
    return rows > 1 && column.missing == 0 && column.distinct == rows;
}

bool is_time(const ColumnProfile& column) {
    return column.type == "date" || column.type == "timestamp";
}

/// How much a column looks like a target; 0 and below: not at all.
int target_score(const ColumnProfile& column, std::int64_t rows, bool last) {
    constexpr std::int64_t kMostClasses = 10;
    if (column.distinct < 2 || is_time(column) || is_unique(column, rows)) {
        return 0;
    }
    const bool two = column.distinct == 2;
    const bool named = contains(kTargets, lower(column.name));
    const bool hinted = !known_word(column.name, kTargets).empty();
    if (!two && !(named && column.distinct <= kMostClasses)) {
        return 0;
    }
    const bool group = !known_word(column.name, kGroups).empty();
    // 1 and 0 may be a count; a word is an answer.
    int answer = 0;
    for (const auto& each : column.top) {
        const int worth = each.value == "1" ? 10 : 20;
        answer = contains(kYes, lower(each.value)) ? std::max(answer, worth) : answer;
    }
    return (two ? 20 : 0) + (named ? 100 : 0) + (hinted ? 60 : 0) + answer +
           (column.type == "boolean" ? 15 : 0) + (last ? 10 : 0) - (group ? 15 : 0);
}

std::string target_reason(const ColumnProfile& column, bool last) {
    std::vector<std::string> reasons;
    if (const auto word = known_word(column.name, kTargets); !word.empty()) {
        reasons.push_back("its name says so");
    }
    reasons.push_back(column.type == "boolean"
                          ? std::string("it is true or false")
                          : fmt::format("it has {} different values", column.distinct));
    if (last) {
        reasons.emplace_back("it is the last column");
    }
    return listed(reasons);
}

std::optional<Guess> guess_target(const data::Profile& profile) {
    constexpr int kClear = 20;
    const ColumnProfile* best = nullptr;
    int score = 0;
    int second = 0;
    for (const auto& column : profile.columns) {
        const int each = target_score(column, profile.rows, &column == &profile.columns.back());
        // Of equals the later column: tables tend to end with what came of it.
        if (each > 0 && each >= score) {
            second = score;
            score = each;
            best = &column;
        } else {
            second = std::max(second, each);
        }
    }
    if (best == nullptr) {
        return std::nullopt;
    }
    return Guess{.column = best->name,
                 .because = target_reason(*best, best == &profile.columns.back()),
                 .sure = score - second >= kClear};
}

std::optional<PositiveGuess> guess_positive(const ColumnProfile& target) {
    if (target.top.empty()) {
        return std::nullopt;
    }
    for (const auto word : kYes) {
        const auto found = std::ranges::find_if(
            target.top, [&](const auto& each) { return lower(each.value) == word; });
        if (found != target.top.end()) {
            return PositiveGuess{
                .value = found->value, .because = "it reads as yes", .sure = target.distinct == 2};
        }
    }
    const auto& rarest = target.top.back();
    return PositiveGuess{
        .value = rarest.value,
        .because = fmt::format("it is the rarer one, {} of {} rows", count(rarest.rows),
                               count(target.top.front().rows + rarest.rows)),
        .sure = false};
}

std::optional<Guess> guess_id(const data::Profile& profile, const std::string& target) {
    const ColumnProfile* best = nullptr;
    bool best_named = false;
    for (const auto& column : profile.columns) {
        const bool kind = column.type == "integer" || column.type == "text";
        if (!kind || column.name == target || !is_unique(column, profile.rows)) {
            continue;
        }
        const bool named = !known_word(column.name, kIds).empty();
        if ((named || column.role == "id") && (best == nullptr || (named && !best_named))) {
            best = &column;
            best_named = named;
        }
    }
    if (best == nullptr) {
        return std::nullopt;
    }
    return Guess{.column = best->name,
                 .because = fmt::format("every row has its own value{}",
                                        best_named ? ", and its name says so" : ""),
                 .sure = true};
}

std::optional<Guess> guess_entity(const data::Profile& profile, const std::string& target) {
    constexpr std::int64_t kFewest = 20;
    for (const auto& column : profile.columns) {
        const bool named =
            !known_word(column.name, kEntities).empty() || words_of(column.name).back() == "id";
        const bool repeats = column.distinct >= kFewest &&
                             column.distinct < profile.rows - column.missing &&
                             (column.type == "integer" || column.type == "text");
        if (named && repeats && column.name != target) {
            return Guess{.column = column.name,
                         .because = fmt::format("{} different values in {} rows",
                                                count(column.distinct), count(profile.rows)),
                         .sure = false};
        }
    }
    return std::nullopt;
}

std::optional<Guess> guess_time(const data::Profile& profile, const std::string& target) {
    const ColumnProfile* best = nullptr;
    int best_score = 0;
    int candidates = 0;
    for (const auto& column : profile.columns) {
        if (!is_time(column) || column.distinct < 2 || column.name == target) {
            continue;
        }
        ++candidates;
        const bool named = !known_word(column.name, kTimes).empty();
        const bool later = !known_word(column.name, kAfterwards).empty();
        const int score = 10 + (named ? 5 : 0) - (later ? 8 : 0) - (column.missing > 0 ? 3 : 0);
        if (score > best_score) {
            best_score = score;
            best = &column;
        }
    }
    if (best == nullptr) {
        return std::nullopt;
    }
    return Guess{.column = best->name,
                 .because = fmt::format("{} from {} to {}",
                                        candidates == 1 ? "the only column of times,"
                                                        : "the likeliest of the columns of times,",
                                        best->first, best->last),
                 .sure = candidates == 1};
}

bool holds_groups(const ColumnProfile& column) {
    constexpr std::int64_t kMost = 12;
    const bool kind = column.type != "real" && !is_time(column);
    return kind && column.distinct >= 2 && column.distinct <= kMost &&
           !known_word(column.name, kGroups).empty();
}

std::optional<double> rows_per_month(const engine::Table& table, const std::string& time) {
    const auto* column = table.find(time);
    std::int64_t first = std::numeric_limits<std::int64_t>::max();
    std::int64_t last = std::numeric_limits<std::int64_t>::min();
    std::int64_t rows = 0;
    for (const auto each : column->times) {
        if (each != engine::kMissingTime) {
            first = std::min(first, each);
            last = std::max(last, each);
            ++rows;
        }
    }
    constexpr double kMonth = 365.25 / 12 * 86'400e6;  // microseconds
    const double months = (static_cast<double>(last) - static_cast<double>(first)) / kMonth;
    // A span of days says little about a month.
    return months < 0.5 ? std::nullopt : std::optional(static_cast<double>(rows) / months);
}

bool names(const std::optional<Guess>& guess, const std::string& column) {
    return guess && guess->column == column;
}

/// Puts a column that is neither target, id nor time where its name and values suggest.
void place_feature(const ColumnProfile& column, Guesses& out) {
    constexpr std::size_t kMostGroups = 3;
    if (column.type == "text" && column.role == "time") {
        out.text_times.push_back(column.name);
    }
    if (!known_word(column.name, kAfterwards).empty()) {
        out.afterwards.push_back(column.name);
    } else if (out.groups.size() < kMostGroups && holds_groups(column)) {
        out.groups.push_back(column.name);
    } else if (out.number.empty() && column.role == "number") {
        out.number = column.name;
    }
}

}  // namespace

std::vector<std::string> words_of(std::string_view name) {
    std::vector<std::string> words(1);
    bool was_lower = false;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        const bool starts = std::isupper(byte) != 0 && was_lower;
        const bool splits = std::isalnum(byte) == 0 && byte < 0x80;
        if ((starts || splits) && !words.back().empty()) {
            words.emplace_back();
        }
        if (!splits) {
            words.back() += static_cast<char>(std::tolower(byte));
        }
        was_lower = std::islower(byte) != 0;
    }
    if (words.size() > 1 && words.back().empty()) {
        words.pop_back();
    }
    return words;
}

Guesses guess(const engine::Table& table, const data::Profile& profile, const std::string& target) {
    Guesses out;
    out.target = target.empty() ? guess_target(profile)
                                : std::optional(Guess{.column = target, .because = "as you said"});
    const std::string chosen = out.target ? out.target->column : std::string();
    out.id = guess_id(profile, chosen);
    out.entity = guess_entity(profile, chosen);
    out.time = guess_time(profile, chosen);
    if (out.time) {
        out.rows_per_month = rows_per_month(table, out.time->column);
    }
    for (const auto& column : profile.columns) {
        if (column.name == chosen) {
            out.positive = guess_positive(column);
        } else if (!names(out.id, column.name) && !names(out.time, column.name)) {
            place_feature(column, out);
        }
    }
    return out;
}

}  // namespace assay::study
