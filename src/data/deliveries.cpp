#include "data/deliveries.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "base/text.hpp"
#include "data/words.hpp"

namespace assay::data {
namespace {

constexpr std::int64_t kDuplicates = 10;

/// How many new rows meet a known one, and how many would by chance.
struct Met {
    std::int64_t rows = 0;       // new rows in the sample that meet one
    double share = 1;            // of all rows that are in the sample
    double repeated = 0;         // share of known rows that meet one another
    double by_chance_least = 0;  // expected, from the known rows
    double by_chance_most = 0;   // the same where known rows did not meet: one of them might have
    bool any() const { return rows > 0; }
};

std::int64_t repeated_in(std::span<const std::uint64_t> sorted) {
    std::int64_t out = 0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        const bool like_last = i > 0 && sorted[i - 1] == sorted[i];
        const bool like_next = i + 1 < sorted.size() && sorted[i + 1] == sorted[i];
        out += like_last || like_next ? 1 : 0;
    }
    return out;
}

Met met(const HashSample& before, const HashSample& fresh) {
    Met out;
    const auto up_to = std::min(before.up_to, fresh.up_to);
    std::int64_t rows = 0;
    auto at = before.hashes.begin();
    for (const auto hash : fresh.hashes) {
        if (hash > up_to) {
            break;
        }
        ++rows;
        at = std::lower_bound(at, before.hashes.end(), hash);
        out.rows += at != before.hashes.end() && *at == hash ? 1 : 0;
    }
    out.share = std::min(before.share(), fresh.share());
    const auto known = static_cast<double>(before.hashes.size());
    const auto repeated = static_cast<double>(repeated_in(before.hashes));
    out.repeated = known > 0 ? repeated / known : 0;
    out.by_chance_least = static_cast<double>(rows) * out.repeated;
    out.by_chance_most = static_cast<double>(rows) * (repeated + 1) / (known + 1);
    return out;
}

/// The first rows whose hash is known, in the order of the table.
std::vector<std::uint32_t> first_met(const HashSample& before,
                                     const std::vector<std::uint64_t>& hashes) {
    return first_rows(hashes.size(), [&](std::size_t row) {
        return std::ranges::binary_search(before.hashes, hashes[row]);
    });
}

std::int64_t rows_of(const Met& met) {
    return std::llround(static_cast<double>(met.rows) / met.share);
}

std::string sampled_said(const Met& met) {
    return met.share < 1 ? fmt::format(" Counted on {} of the rows, by hash.", percent(met.share))
                         : "";
}

void find_keys(const Scene& scene, const HashSample& before, const HashSample& fresh,
               Issues& issues) {
    const auto found = met(before, fresh);
    const double most = 3 * found.by_chance_least + 3 * std::sqrt(found.by_chance_least);
    if (!found.any() || static_cast<double>(found.rows) <= most) {
        return;
    }
    const auto& key = *scene.key;
    const auto all = static_cast<std::int64_t>(scene.input->table->rows);
    issues.push_back({.code = "keys-delivered-before",
                      .severity = Severity::Error,
                      .column = key.name,
                      .rows = rows_of(found),
                      .sentence = fmt::format(
                          "{} ({}) have a {} that {} have already. Added to them, it no "
                          "longer names one row.{}",
                          counted(rows_of(found), "row"), share_text(rows_of(found), all), key.name,
                          files_said(*scene.input->deliveries), sampled_said(found)),
                      .fix = "Ask whether rows were sent again or corrected; keep one of each key.",
                      .at = first_met(before, key_hashes(key))});
}

void find_rows(const Scene& scene, const HashSample& before, const HashSample& fresh,
               Issues& issues) {
    const auto found = met(before, fresh);
    const double chance = found.by_chance_most;
    const double most = std::max(2 * chance, chance + 2 + 5 * std::sqrt(chance));
    if (static_cast<double>(found.rows) <= most) {
        return;
    }
    const auto& input = *scene.input;
    const auto all = static_cast<std::int64_t>(input.table->rows);
    issues.push_back(
        {.code = "rows-delivered-before",
         .severity = Severity::Warning,
         .column = {},
         .rows = rows_of(found),
         .sentence = fmt::format(
             "{} ({}) are equal in all columns{} to rows of {}; of the rows in these, {} have an "
             "equal one.{}",
             counted(rows_of(found), "row"), share_text(rows_of(found), all),
             input.key.empty() ? "" : " but " + input.key, files_said(*input.deliveries),
             percent(found.repeated), sampled_said(found)),
         .fix = "Ask whether an export was sent again, and leave out what was there already.",
         .at = first_met(before, row_hashes(*input.table, input.key))});
}

}  // namespace

std::string files_said(const Deliveries& deliveries) {
    const auto known = std::ssize(deliveries.known);
    return known == 1 ? "the file checked before"
                      : fmt::format("the {} files checked before", count(known));
}

std::vector<Outline> outlines_before(const Deliveries& deliveries, const TableSummary& before) {
    std::set<std::pair<std::string, Family>> last;
    for (const auto& column : deliveries.known.back().columns) {
        last.emplace(column.name, family_of(column.type));
    }
    std::vector<Outline> out;
    for (const auto& column : before.columns) {
        if (last.contains({column.name, family_of(column.type)})) {
            out.push_back(outline_of(column));
        }
    }
    return out;
}

void find_delivered_before(const Scene& scene, const TableSummary& before,
                           const TableSummary& fresh, Issues& issues, Untold& untold) {
    if (scene.key != nullptr) {
        find_keys(scene, before.key_hashes, fresh.key_hashes, issues);
    }
    const bool alike = std::ranges::any_of(fresh.row_shapes, [&](std::uint64_t shape) {
        return std::ranges::binary_search(before.row_shapes, shape);
    });
    if (alike) {
        find_rows(scene, before.row_hashes, fresh.row_hashes, issues);
    } else {
        untold[kDuplicates] = "the same columns as before, to know rows again";
    }
}

void tell_files(const Deliveries& deliveries, Inspection& out) {
    const auto& files = deliveries.partitions;
    if (files.known > 0) {
        out.against = files_said(deliveries);
    }
    out.sentence += fmt::format(
        " {} of {} {} new; {}.", count(files.fresh), counted(files.known + files.fresh, "file"),
        files.fresh == 1 ? "is" : "are",
        files.known == 0
            ? std::string("no file was checked before")
            : fmt::format("{} with {} {} checked before and {} not read again",
                          files.known == 1 ? "one" : count(files.known),
                          counted(files.known_rows, "row"), files.known == 1 ? "was" : "were",
                          files.known == 1 ? "was" : "were"));
    out.partitions = files;
}

Inspection nothing_new(const std::string& source, Partitions partitions) {
    Inspection out;
    out.source = source;
    out.sentence = partitions.known == 1
                       ? "The file was checked before; there is nothing new to read."
                       : fmt::format(
                             "All {} files were checked before; there is nothing new to "
                             "read.",
                             count(partitions.known));
    out.partitions = std::move(partitions);
    return out;
}

}  // namespace assay::data
