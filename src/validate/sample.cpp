#include "validate/sample.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "base/random.hpp"
#include "base/text.hpp"

namespace assay::validate {
namespace {

std::size_t at(std::int32_t row) {
    return static_cast<std::size_t>(row);
}

void sort_by_content(const RowsInput& input, const std::function<std::uint64_t(std::size_t)>& key,
                     std::vector<std::int32_t>& rows) {
    std::vector<std::pair<std::uint64_t, std::int32_t>> keyed;
    keyed.reserve(rows.size());
    for (const auto row : rows) {
        keyed.emplace_back(input.key.empty() ? key(at(row)) : input.key[at(row)], row);
    }
    std::ranges::sort(keyed);
    std::ranges::transform(keyed, rows.begin(), [](const auto& each) { return each.second; });
}

/// Dense numbers in order of first appearance; how many.
template <class Key>
std::int32_t renumber(std::span<const Key> keys, const std::vector<std::int32_t>& rows,
                      std::vector<std::int32_t>& out) {
    std::unordered_map<Key, std::int32_t> numbers;
    out.reserve(rows.size());
    for (const auto row : rows) {
        const auto next = static_cast<std::int32_t>(numbers.size());
        out.push_back(numbers.try_emplace(keys[at(row)], next).first->second);
    }
    return static_cast<std::int32_t>(numbers.size());
}

Result<> check_weights(const std::vector<double>& weight) {
    double sum = 0;
    for (const double each : weight) {
        if (!std::isfinite(each) || each < 0) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("a weight is {}: weights are finite and not negative", each),
                        "mend the column, or wrap it, for example coalesce(weight, 0)");
        }
        sum += each;
    }
    return sum > 0 || weight.empty()
               ? Result<>{}
               : fail(ErrorCode::InvalidInput, "all weights are zero", "check the weight column");
}

void scale_weights(std::vector<double>& weight) {
    double sum = 0;
    for (const double each : weight) {
        sum += each;
    }
    for (double& each : weight) {
        each *= static_cast<double>(weight.size()) / sum;
    }
}

}  // namespace

Result<> same_length(std::size_t rows, std::size_t entries, std::string_view what) {
    if (entries == 0 || entries == rows) {
        return {};
    }
    return fail(ErrorCode::InvalidInput,
                fmt::format("{} has {} rows, the labels {}", what,
                            count(static_cast<std::int64_t>(entries)),
                            count(static_cast<std::int64_t>(rows))),
                "give one entry a row, in the same order");
}

Result<> check_lengths(const RowsInput& input, std::size_t rows) {
    TRY(same_length(rows, input.weight.size(), "the weight"));
    TRY(same_length(rows, input.cluster.size(), "the cluster"));
    TRY(same_length(rows, input.time.size(), "the time"));
    TRY(same_length(rows, input.entity.size(), "the entity"));
    TRY(same_length(rows, input.id.size(), "the id"));
    return same_length(rows, input.key.size(), "the row key");
}

Result<Sample> take_rows(const RowsInput& input, std::vector<std::int32_t> usable,
                         const std::function<std::uint64_t(std::size_t)>& key) {
    Sample out{.rows = std::move(usable)};
    sort_by_content(input, key, out.rows);
    out.weight = picked(input.weight, out.rows);
    TRY(check_weights(out.weight));
    scale_weights(out.weight);
    if (input.cluster.empty()) {
        out.cluster.resize(out.size());
        std::iota(out.cluster.begin(), out.cluster.end(), 0);
        out.clusters = static_cast<std::int32_t>(out.size());
    } else {
        out.clusters = renumber(input.cluster, out.rows, out.cluster);
    }
    out.time = picked(input.time, out.rows);
    if (!input.entity.empty()) {
        renumber(input.entity, out.rows, out.entity);
    }
    out.id = picked(input.id, out.rows);
    return out;
}

void deal_halves(Sample& sample, std::span<const std::uint8_t> mark, std::uint64_t seed) {
    std::vector<std::uint8_t> positive(static_cast<std::size_t>(sample.clusters), 0);
    for (std::size_t row = 0; row < mark.size(); ++row) {
        positive[at(sample.cluster[row])] |= mark[row];
    }
    std::vector<std::uint8_t> side(positive.size());
    std::uint8_t next = 0;
    for (const std::uint8_t kind : {std::uint8_t{1}, std::uint8_t{0}}) {
        std::vector<std::size_t> members;
        for (std::size_t cluster = 0; cluster < positive.size(); ++cluster) {
            if (positive[cluster] == kind) {
                members.push_back(cluster);
            }
        }
        Random(seed, "cross-fitting halves", kind).shuffle(members);
        for (const auto cluster : members) {
            side[cluster] = next;
            next ^= 1U;
        }
    }
    sample.half.resize(sample.size());
    for (std::size_t row = 0; row < sample.size(); ++row) {
        sample.half[row] = side[at(sample.cluster[row])];
    }
}

void left_out(std::int64_t unlabelled, std::int64_t unpredicted, std::string_view what,
              std::vector<Finding>& findings) {
    if (unlabelled > 0) {
        findings.push_back(
            {.code = "no-label",
             .severity = Severity::Info,
             .rows = unlabelled,
             .sentence = fmt::format("{} without a label: left out.", counted(unlabelled, "row")),
             .fix = "wait for their outcome, or ask whether it is missing for a reason"});
    }
    if (unpredicted > 0) {
        findings.push_back(
            {.code = "no-score",
             .severity = Severity::Warning,
             .rows = unpredicted,
             .sentence = fmt::format("{} with a label but without a {} of every model: left out, "
                                     "so nothing is known of "
                                     "how such rows are decided.",
                                     counted(unpredicted, "row"), what),
             .fix = fmt::format("fill it, or say what is done with a case that has no {}", what)});
    }
}

void find_ids(const Sample& sample, std::string_view id_name,
              const std::function<bool(std::size_t, std::size_t)>& differs,
              std::vector<Finding>& findings) {
    struct Seen {
        std::int64_t rows = 0;
        std::size_t first = 0;
        bool conflict = false;
    };
    std::unordered_map<std::int32_t, Seen> seen;
    for (std::size_t row = 0; row < sample.id.size(); ++row) {
        auto& each = seen[sample.id[row]];
        if (each.rows++ == 0) {
            each.first = row;
        }
        each.conflict = each.conflict || differs(each.first, row);
    }
    std::int64_t repeated = 0;
    std::int64_t conflicting = 0;
    for (const auto& [id, each] : seen) {
        repeated += each.rows > 1 ? each.rows : 0;
        conflicting += each.conflict ? each.rows : 0;
    }
    if (repeated == 0) {
        return;
    }
    findings.push_back(
        {.code = conflicting > 0 ? "conflicting-ids" : "duplicate-ids",
         .severity = conflicting > 0 ? Severity::Error : Severity::Warning,
         .column = std::string(id_name),
         .rows = repeated,
         .sentence = fmt::format(
             "{} share their {} with another{}: such rows are counted more than once.",
             counted(repeated, "row"), id_name,
             conflicting > 0
                 ? fmt::format(", and {} of them with another label", count(conflicting))
                 : std::string()),
         .fix = "keep one row an id, or name what repeats with --entity"});
}

void rank_findings(std::vector<Finding>& findings) {
    std::ranges::stable_sort(
        findings, [](const Finding& a, const Finding& b) { return a.severity > b.severity; });
}

std::vector<SliceColumn> slice_columns(const RowsInput& input, const Sample& sample) {
    constexpr int kLevels = 8;
    std::vector<SliceColumn> out;
    for (const auto* column : input.slices) {
        out.push_back(slice_column(*column, sample.rows, kLevels));
    }
    return out;
}

std::string chance_words(const stats::Estimate& difference) {
    return difference.low <= 0 && difference.high >= 0 ? ": that may be chance" : "";
}

std::string distrust_words(const std::vector<Finding>& ranked) {
    return !ranked.empty() && ranked.front().severity == Severity::Error
               ? "These predictions cannot be trusted as they are: " + ranked.front().sentence
               : "";
}

std::string independence_words(const Sample& sample) {
    return sample.independent()
               ? "Rows count as independent of each other."
               : fmt::format(
                     "Rows are tied into {} clusters, and every interval is robust to what "
                     "they share.",
                     count(sample.clusters));
}

std::vector<std::string> not_looked_at(std::initializer_list<Missing> all) {
    std::vector<std::string> out;
    for (const auto& each : all) {
        if (each.missing) {
            out.emplace_back(each.words);
        }
    }
    return out;
}

}  // namespace assay::validate
