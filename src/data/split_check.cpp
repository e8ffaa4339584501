#include "data/split_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "data/near_texts.hpp"
#include "data/words.hpp"

namespace assay::data {
namespace {

constexpr double kMovesNumbers = 0.01;  // share of the test rows

bool named_training(std::string_view name) {
    static constexpr std::array<std::string_view, 6> kNames{"train", "training", "fit",
                                                            "learn", "tr",       "development"};
    return std::ranges::find(kNames, plain(name)) != kNames.end();
}

std::string test_share(const Parts& parts, std::int64_t rows) {
    return fmt::format("{} of the {} ({})", count(rows), counted(parts.test_rows, "test row"),
                       share_text(rows, parts.test_rows));
}

bool many(const Parts& parts, std::int64_t rows) {
    return static_cast<double>(rows) >= kMovesNumbers * static_cast<double>(parts.test_rows);
}

/// Groups of equal rows that have training and test among them.
EqualRows across(const EqualRows& equal, const Parts& parts) {
    EqualRows out;
    for (std::size_t i = 0; i < equal.groups(); ++i) {
        const auto group = equal.group(i);
        const auto has = [&](std::int8_t part) {
            return std::ranges::any_of(group, [&](auto row) { return parts.part[row] == part; });
        };
        if (has(0) && has(1)) {
            out.rows.insert(out.rows.end(), group.begin(), group.end());
            out.ends.push_back(out.rows.size());
        }
    }
    return out;
}

EqualRows equal_features(const CheckInput& input) {
    std::vector<RowKey> keys(input.table->rows);
    for (std::size_t place = 0; place < input.table->columns.size(); ++place) {
        const auto& column = input.table->columns[place];
        if (std::ranges::find(input.features, column.name) != input.features.end()) {
            add_to_keys(column, place, keys);
        }
    }
    return input.features.empty() ? EqualRows{} : equal_rows(keys);
}

/// The largest part among those named as training, else among all.
std::size_t training_code(const Coded& coded) {
    std::size_t training = 0;
    bool named = false;
    for (std::size_t code = 0; code < coded.count(); ++code) {
        const bool by_name = named_training(coded.name(code));
        if ((by_name && !named) || (by_name == named && coded.rows[code] > coded.rows[training])) {
            training = code;
        }
        named = named || by_name;
    }
    return training;
}

}  // namespace

Parts parts_of(const engine::Column& split) {
    const auto coded = code_values(split);
    const auto training = training_code(coded);
    Parts out{.column = split.name, .training = coded.name(training), .part = {}};
    for (const auto code : coded.code) {
        const bool taught = code == static_cast<std::int32_t>(training);
        out.part.push_back(code < 0 ? std::int8_t{-1} : taught ? std::int8_t{0} : std::int8_t{1});
        out.training_rows += out.part.back() == 0 ? 1 : 0;
        out.test_rows += out.part.back() == 1 ? 1 : 0;
    }
    return out;
}

SplitOverlapCheck::SplitOverlapCheck(const CheckInput& input, const Parts& parts)
    : input_(input),
      parts_(parts),
      across_(across(equal_features(input), parts)),
      chance_(across_, input.table->rows) {}

std::vector<Coincidence::Surprise> SplitOverlapCheck::part_of(const engine::Column& column,
                                                              const Distribution& values) const {
    const bool feature = std::ranges::find(input_.features, column.name) != input_.features.end();
    return feature ? chance_.part_of(column, values) : std::vector<Coincidence::Surprise>{};
}

void SplitOverlapCheck::add(const std::vector<Coincidence::Surprise>& part) {
    if (!part.empty()) {
        chance_.add(part);
    }
}

void SplitOverlapCheck::finish(Issues& issues) const {
    std::vector<std::uint32_t> tested;
    for (const auto row : across_.rows) {
        if (parts_.part[row] == 1) {
            tested.push_back(row);
        }
    }
    const auto rows = std::ssize(tested);
    const bool copied = chance_.looks_copied();
    if (rows == 0 || (!copied && !many(parts_, rows))) {
        return;
    }
    std::ranges::sort(tested);
    tested.resize(std::min<std::size_t>(10, tested.size()));
    issues.push_back(
        {.code = "split-overlap",
         .severity = !copied              ? Severity::Info
                     : many(parts_, rows) ? Severity::Error
                                          : Severity::Warning,
         .column = parts_.column,
         .rows = rows,
         .sentence = fmt::format(
             "{} have exactly the features of a row in \"{}\". {}", test_share(parts_, rows),
             parts_.training,
             copied ? "That is no chance: a model has seen them, so scores on the test rows look "
                      "better than they will be."
                    : "The columns are coarse and frequent patterns repeat, as they do by chance."),
         .fix = copied ? "Keep equal rows on one side: split by a hash of the features, or by the "
                         "entity that they share."
                       : "",
         .at = std::move(tested)});
}

void find_shared(const Parts& parts, const std::string& name,
                 const std::vector<std::int32_t>& codes, bool key, Issues& issues) {
    const auto highest = codes.empty() ? -1 : *std::ranges::max_element(codes);
    std::vector<bool> trained(static_cast<std::size_t>(highest + 1), false);
    for (std::size_t row = 0; row < codes.size(); ++row) {
        if (codes[row] >= 0 && parts.part[row] == 0) {
            trained[static_cast<std::size_t>(codes[row])] = true;
        }
    }
    const auto shared = [&](std::size_t row) {
        return codes[row] >= 0 && parts.part[row] == 1 &&
               trained[static_cast<std::size_t>(codes[row])];
    };
    std::int64_t rows = 0;
    for (std::size_t row = 0; row < codes.size(); ++row) {
        rows += shared(row) ? 1 : 0;
    }
    if (rows == 0) {
        return;
    }
    issues.push_back(
        {.code = "split-shares",
         .severity = key && many(parts, rows) ? Severity::Error : Severity::Warning,
         .column = name,
         .rows = rows,
         .sentence = fmt::format("{} share their {} with a row in \"{}\". A model can recognise "
                                 "them, so scores look better than they will be.",
                                 test_share(parts, rows), name, parts.training),
         .fix = fmt::format("Split by {}: hash({}) % 5 = 0 is one part.", name, quoted_name(name)),
         .at = first_rows(codes.size(), shared)});
}

namespace {

struct TextRows {
    std::int64_t rows = 0;    // rows near another text
    std::int64_t across = 0;  // test rows near a training text
    std::vector<std::uint32_t> first, first_across;
};

TextRows count_near(const engine::Column& column, const NearTexts& near, const Parts* parts) {
    const auto group_of = [&](std::size_t row) {
        const auto code = column.codes[row];
        return code == engine::kMissingCode ? -1 : near.group[static_cast<std::size_t>(code)];
    };
    std::vector<bool> trained(static_cast<std::size_t>(near.groups), false);
    TextRows out;
    for (std::size_t row = 0; row < column.codes.size(); ++row) {
        const auto group = group_of(row);
        out.rows += group >= 0 ? 1 : 0;
        if (group >= 0 && parts != nullptr && parts->part[row] == 0) {
            trained[static_cast<std::size_t>(group)] = true;
        }
    }
    const auto across = [&](std::size_t row) {
        const auto group = group_of(row);
        return parts != nullptr && group >= 0 && parts->part[row] == 1 &&
               trained[static_cast<std::size_t>(group)];
    };
    for (std::size_t row = 0; row < column.codes.size(); ++row) {
        out.across += across(row) ? 1 : 0;
    }
    out.first = first_rows(column.codes.size(), [&](auto row) { return group_of(row) >= 0; });
    out.first_across = first_rows(column.codes.size(), across);
    return out;
}

Severity severity_of(double share) {
    constexpr double kFew = 0.005;
    constexpr double kTemplate = 0.5;
    return share >= kTemplate ? Severity::Question
           : share >= kFew    ? Severity::Warning
                              : Severity::Info;
}

}  // namespace

void find_near_texts(const engine::Column& column, const Distribution& values, const Parts* parts,
                     std::uint64_t seed, Issues& issues) {
    if (!is_prose(column, values)) {
        return;
    }
    const auto near = near_texts(column, values, seed);
    const auto found = count_near(column, near, parts);
    if (found.rows == 0) {
        return;
    }
    const auto sampled = near.sampled ? " Looked for in a sample of 100,000 different texts." : "";
    issues.push_back(
        {.code = "near-duplicate-texts",
         .severity =
             severity_of(static_cast<double>(found.rows) / static_cast<double>(values.rows)),
         .column = column.name,
         .rows = found.rows,
         .sentence = fmt::format(
             "{} nearly repeats itself: {} ({}) hold a text that shares 70 % or more of its runs "
             "of three words with another, in {} groups. On both sides of a split a model has seen "
             "the answer.{}",
             column.name, counted(found.rows, "row"), share_text(found.rows, values.rows),
             count(near.groups), sampled),
         .fix = "Keep each group on one side of a split, or one text of each.",
         .at = found.first});
    if (found.across > 0) {
        issues.push_back(
            {.code = "split-near-texts",
             .severity = many(*parts, found.across) ? Severity::Error : Severity::Warning,
             .column = column.name,
             .rows = found.across,
             .sentence = fmt::format("{} hold a {} that nearly repeats one in \"{}\".{}",
                                     test_share(*parts, found.across), column.name, parts->training,
                                     sampled),
             .fix = "Keep texts that nearly repeat on one side of the split.",
             .at = found.first_across});
    }
}

void find_training_later(const CheckInput& input, const Parts& parts, Issues& issues) {
    auto first_test = std::numeric_limits<std::int64_t>::max();
    for (std::size_t row = 0; row < input.times.size(); ++row) {
        if (parts.part[row] == 1 && input.times[row] != engine::kMissingTime) {
            first_test = std::min(first_test, input.times[row]);
        }
    }
    const auto later = [&](std::size_t row) {
        return parts.part[row] == 0 && input.times[row] > first_test;
    };
    std::int64_t rows = 0;
    for (std::size_t row = 0; row < input.times.size(); ++row) {
        rows += later(row) ? 1 : 0;
    }
    if (rows == 0) {
        return;
    }
    issues.push_back(
        {.code = "training-later",
         .severity = static_cast<double>(rows) >= 0.01 * static_cast<double>(parts.training_rows)
                         ? Severity::Warning
                         : Severity::Question,
         .column = input.time,
         .rows = rows,
         .sentence = fmt::format(
             "{} ({}) in \"{}\" are later than the first test row of {}. The test then asks about "
             "a "
             "past that the model has seen around it; in use it meets a future that it has not.",
             counted(rows, "row"), share_text(rows, parts.training_rows), parts.training,
             iso_time(first_test, true)),
         .fix = fmt::format("Split by time: training before a day, test from it on, by {}.",
                            quoted_name(input.time)),
         .at = first_rows(input.times.size(), later)});
}

void find_known_later(const CheckInput& input, const engine::Column& column, Issues& issues) {
    if (!is_time(column) || column.name == input.time || input.times.empty()) {
        return;
    }
    constexpr std::int64_t kDay = 86'400'000'000;
    // A date says no hour: only a later day is later.
    const auto* time = input.table->find(input.time);
    const bool dates =
        column.type == engine::Type::Date || (time != nullptr && time->type == engine::Type::Date);
    const std::int64_t slack = dates ? kDay : 1;
    const auto later = [&](std::size_t row) {
        return column.times[row] != engine::kMissingTime &&
               input.times[row] != engine::kMissingTime &&
               column.times[row] >= input.times[row] + slack;
    };
    std::int64_t rows = 0;
    for (std::size_t row = 0; row < input.times.size(); ++row) {
        rows += later(row) ? 1 : 0;
    }
    if (rows == 0) {
        return;
    }
    const auto name = quoted_name(column.name);
    issues.push_back(
        {.code = "known-later",
         .severity = Severity::Warning,
         .column = column.name,
         .rows = rows,
         .sentence = fmt::format(
             "{} lies after {} in {} ({}). If it says when something happened, it was not known "
             "yet; only a plan may lie ahead.",
             column.name, input.time, counted(rows, "row"),
             share_text(rows, static_cast<std::int64_t>(input.times.size()))),
         .fix = fmt::format("If it is no plan: SELECT * EXCLUDE ({0}) FROM data, and look at the "
                            "columns that were filled in with it.",
                            name),
         .at = first_rows(input.times.size(), later)});
}

}  // namespace assay::data
