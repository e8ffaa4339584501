#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "data/coded.hpp"
#include "data/scene.hpp"
#include "data/words.hpp"
#include "stats/multiplicity.hpp"

// Groups with too few rows to say anything, groups that hardly meet, and groups whose rates differ.

namespace assay::data {
namespace {

constexpr std::int64_t kFewestRows = 30;
constexpr std::int64_t kFewestOfAClass = 10;
constexpr std::size_t kMostValues = 200;  // a column with more names things, not groups
constexpr std::size_t kDraws = 4000;

struct Group {
    std::string name;
    std::int32_t code;
    LabelCount labels;
    std::int64_t rows;
};

std::vector<Group> groups_of(const Coded& coded, std::span<const std::uint8_t> labels) {
    std::vector<Group> out;
    for (std::size_t code = 0; code < coded.count(); ++code) {
        out.push_back({coded.name(code), static_cast<std::int32_t>(code), {}, coded.rows[code]});
    }
    for (std::size_t row = 0; row < labels.size(); ++row) {
        if (coded.code[row] >= 0 && labels[row] != kNoLabel) {
            auto& count = out[static_cast<std::size_t>(coded.code[row])].labels;
            ++count.rows;
            count.positives += labels[row];
        }
    }
    std::erase_if(out, [](const Group& group) { return group.rows == 0; });
    return out;
}

bool too_few(const Group& group, bool labelled) {
    const auto fewer = std::min(group.labels.positives, group.labels.rows - group.labels.positives);
    return group.rows < kFewestRows || (labelled && fewer < kFewestOfAClass);
}

std::string named(const std::vector<Group>& groups, bool labelled) {
    constexpr std::size_t kTold = 3;
    std::vector<std::string> said;
    for (std::size_t i = 0; i < std::min(kTold, groups.size()); ++i) {
        const auto& each = groups[i];
        said.push_back(fmt::format(
            "\"{}\" ({}{})", cut(each.name, 40), counted(each.rows, "row"),
            labelled ? fmt::format(", {} positive", count(each.labels.positives)) : ""));
    }
    if (groups.size() > kTold) {
        said.push_back(fmt::format("{} more", groups.size() - kTold));
    }
    return listed(said);
}

void find_few(const engine::Column& column, const Coded& coded, const std::vector<Group>& groups,
              bool labelled, Issues& issues) {
    std::vector<Group> few;
    std::int64_t rows = 0;
    std::vector<bool> concerned(coded.count(), false);
    for (const auto& group : groups) {
        if (too_few(group, labelled)) {
            few.push_back(group);
            rows += group.rows;
            concerned[static_cast<std::size_t>(group.code)] = true;
        }
    }
    if (few.empty()) {
        return;
    }
    std::ranges::stable_sort(few, {}, &Group::rows);
    issues.push_back(
        {.code = "group-too-small",
         .severity = Severity::Question,
         .column = column.name,
         .rows = rows,
         .sentence = fmt::format("Of {} values of {}, {} {} fewer than {} rows{}: {}. How well "
                                 "anything works for them cannot "
                                 "be told from this table. Will they be served?",
                                 count(std::ssize(groups)), column.name, count(std::ssize(few)),
                                 few.size() == 1 ? "has" : "have", kFewestRows,
                                 labelled ? fmt::format(" or {} of a class", kFewestOfAClass) : "",
                                 named(few, labelled)),
         .fix = "Collect rows of these values, or say that the product is not for them.",
         .at = first_rows(coded.code.size(), [&](std::size_t row) {
             return coded.code[row] >= 0 && concerned[static_cast<std::size_t>(coded.code[row])];
         })});
}

/// A column that names things, not groups.
void say_many(const engine::Column& column, const Coded& coded, Issues& issues) {
    const auto few =
        std::ranges::count_if(coded.rows, [](auto rows) { return rows < kFewestRows; });
    issues.push_back(
        {.code = "group-too-small",
         .severity = Severity::Question,
         .column = column.name,
         .rows = static_cast<std::int64_t>(column.size()),
         .sentence = fmt::format("{} has {} values, and {} of them have fewer than {} rows: it "
                                 "names things, and no gap between groups can be told by it.",
                                 column.name, count(static_cast<std::int64_t>(coded.count())),
                                 count(few), kFewestRows),
         .fix = "Name a coarser column, or group its values."});
}

void find_gap(const engine::Column& column, const std::vector<Group>& groups,
              const std::string& target, Issues& issues) {
    constexpr double kWorthAWord = 0.05;
    std::vector<stats::GroupMean> means;
    std::vector<const Group*> judged;
    std::int64_t rows = 0;
    for (const auto& group : groups) {
        if (!too_few(group, true)) {
            const double rate = group.labels.rate();
            means.push_back(
                {rate, std::sqrt(rate * (1 - rate) / static_cast<double>(group.labels.rows))});
            judged.push_back(&group);
            rows += group.rows;
        }
    }
    if (means.size() < 2) {
        return;
    }
    const auto gap = stats::largest_gap(means, 0.9, stats::gap_noise(means.size(), kDraws, 0));
    if (!gap || gap->gap.low < kWorthAWord) {
        return;
    }
    const auto& high = *judged[gap->highest];
    const auto& low = *judged[gap->lowest];
    issues.push_back(
        {.code = "group-gap",
         .severity = Severity::Question,
         .column = column.name,
         .rows = rows,
         .sentence = fmt::format(
             "{} is positive in {} of \"{}\" and in {} of \"{}\", a gap of {} points between "
             "values of {} (90 % interval over all pairs {} to {}). Is that how the world is, or "
             "how the rows were chosen or labelled?",
             target, percent(high.labels.rate()), cut(high.name, 40), percent(low.labels.rate()),
             cut(low.name, 40), figure(100 * gap->gap.value), column.name,
             figure(100 * gap->gap.low), figure(100 * gap->gap.high)),
         .fix = "Ask who chose and labelled the rows; look at how a model serves each value."});
}

/// Two groups that should meet in many rows and do not (coverage: Asudeh, Jin & Jagadish 2019).
void find_holes(const engine::Column& first, const Coded& a, const engine::Column& second,
                const Coded& b, Issues& issues) {
    constexpr double kExpected = 30;
    constexpr std::int64_t kFound = 3;
    std::vector<std::int64_t> both(a.count() * b.count(), 0);
    for (std::size_t row = 0; row < a.code.size(); ++row) {
        if (a.code[row] >= 0 && b.code[row] >= 0) {
            ++both[static_cast<std::size_t>(a.code[row]) * b.count() +
                   static_cast<std::size_t>(b.code[row])];
        }
    }
    std::vector<std::string> holes;
    for (std::size_t place = 0; place < both.size(); ++place) {
        const auto i = place / b.count();
        const auto j = place % b.count();
        const double expected = static_cast<double>(a.rows[i]) * static_cast<double>(b.rows[j]) /
                                static_cast<double>(a.code.size());
        if (both[place] <= kFound && expected >= kExpected) {
            holes.push_back(fmt::format("{} with {}", cut(a.name(i), 40), cut(b.name(j), 40)));
        }
    }
    if (holes.empty()) {
        return;
    }
    const auto found = holes.size();
    holes.resize(std::min<std::size_t>(3, found));
    issues.push_back(
        {.code = "group-hole",
         .severity = Severity::Question,
         .column = first.name,
         .rows = 0,
         .sentence = fmt::format(
             "{} of {} and {} {} in at most {} rows where 30 or more would be usual: {}. What was "
             "learned says nothing about them.",
             found == 1 ? "A pair" : count(static_cast<std::int64_t>(found)) + " pairs", first.name,
             second.name, found == 1 ? "meets" : "meet", kFound, listed(holes)),
         .fix = "Collect such rows, or say that the product is not for them."});
}

}  // namespace

void find_group_trouble(const Scene& scene, Issues& issues) {
    std::vector<Coded> coded;
    for (const auto* column : scene.groups) {
        coded.push_back(code_values(*column));
    }
    const bool labelled = !scene.check.labels.empty();
    for (std::size_t i = 0; i < coded.size(); ++i) {
        if (coded[i].count() > kMostValues) {
            say_many(*scene.groups[i], coded[i], issues);
            continue;
        }
        const auto groups = groups_of(coded[i], scene.check.labels);
        find_few(*scene.groups[i], coded[i], groups, labelled, issues);
        if (labelled) {
            find_gap(*scene.groups[i], groups, scene.check.target, issues);
        }
        for (std::size_t j = 0; j < i; ++j) {
            if (coded[j].count() <= kMostValues) {
                find_holes(*scene.groups[j], coded[j], *scene.groups[i], coded[i], issues);
            }
        }
    }
}

}  // namespace assay::data
