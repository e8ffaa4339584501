#include "base/text.hpp"
#include "data/deliveries.hpp"
#include "data/scene.hpp"

// The 25 issues, by number. A new way to find one is its code here and its call in inspection.cpp.

namespace assay::data {
namespace {

std::string nothing(const InspectionInput&) {
    return "";
}

std::string target(const InspectionInput& input) {
    return !input.labels.empty()  ? ""
           : input.target.empty() ? "give --target"
                                  : input.source + " has no labels in \"" + input.target + "\"";
}

bool has_known_files(const InspectionInput& input, std::size_t fewest = 1) {
    return input.deliveries != nullptr && input.deliveries->known.size() >= fewest;
}

std::string rows_before(const InspectionInput& input) {
    return input.against != nullptr      ? ""
           : input.deliveries != nullptr ? "give --against in place of --new: it needs rows"
                                         : "give --against";
}

std::string before(const InspectionInput& input) {
    return input.against != nullptr || has_known_files(input) ? ""
           : input.deliveries != nullptr                      ? "a file that was checked before"
                                                              : "give --against";
}

std::string before_or_time(const InspectionInput& input) {
    return input.time.empty() && input.deliveries == nullptr && input.against == nullptr
               ? "give --against or --time"
           : input.time.empty() ? before(input)
                                : "";
}

std::string time_or_known_files(const InspectionInput& input) {
    return input.deliveries != nullptr && !has_known_files(input, kFewestKnownFiles)
               ? counted(kFewestKnownFiles, "file") + " that were checked before"
           : input.time.empty() && input.deliveries == nullptr ? "give --time"
                                                               : "";
}

std::string split(const InspectionInput& input) {
    return input.split.empty() ? "give --split" : "";
}

std::string split_and_time(const InspectionInput& input) {
    return input.split.empty() && input.time.empty() ? "give --split and --time"
           : input.split.empty()                     ? "give --split for training later than test"
           : input.time.empty()                      ? "give --time"
                                                     : "";
}

std::string time(const InspectionInput& input) {
    return input.time.empty() ? "give --time" : "";
}

std::string groups(const InspectionInput& input) {
    return input.groups.empty()   ? "give --groups"
           : input.labels.empty() ? "give --target for gaps between groups"
                                  : "";
}

std::string key(const InspectionInput& input) {
    return input.key.empty() && input.references.empty() ? "give --key or --references"
           : input.key.empty()                           ? "give --key for repeated keys"
           : input.references.empty()                    ? "give --references for broken joins"
                                                         : "";
}

std::string label_shift(const InspectionInput& input) {
    if (input.deliveries != nullptr) {
        return input.target.empty()                         ? "give --target"
               : !has_known_files(input, kFewestKnownFiles) ? time_or_known_files(input)
                                                            : rows_before(input);
    }
    if (input.against == nullptr || input.target.empty()) {
        return input.against != nullptr ? "give --target"
               : !input.target.empty()  ? "give --against"
                                        : "give --against and --target";
    }
    if (input.against->find(input.target) == nullptr) {
        return input.against_source + " has no column \"" + input.target + "\"";
    }
    return input.scores.empty() ? "give --scores for silent decay" : "";
}

std::string chances(const InspectionInput& input) {
    if (!input.probs.empty() || !input.scores.empty()) {
        return target(input);
    }
    return input.target.empty() ? "give --target, and --probs or --scores"
                                : "give --probs or --scores";
}

std::string annotators(const InspectionInput& input) {
    std::vector<std::string> flags;
    for (const auto& [flag, value] :
         {std::pair{"--item", input.item}, std::pair{"--annotator", input.annotator},
          std::pair{"--target", input.target}}) {
        if (value.empty()) {
            flags.emplace_back(flag);
        }
    }
    return flags.empty() ? target(input) : "give " + listed(flags);
}

}  // namespace

const std::vector<IssueKind>& issue_kinds() {
    static const std::vector<IssueKind> kinds{
        {1, "missing values", {"missing", "missing-tells", "missing-drift"}, nothing},
        {2, "sentinels", {"sentinel"}, nothing},
        {3, "constant or empty columns", {"constant"}, nothing},
        {4, "mixed types and formats", {"mixed-types"}, nothing},
        {5,
         "schema break",
         {"column-lost", "column-new", "column-renamed", "type-changed"},
         before},
        {6, "variants of one category", {"category-variants", "category-typos"}, nothing},
        {7, "out of range", {"infinite", "out-of-range", "odd-rows"}, nothing},
        {8, "changed unit", {"unit-changed"}, before_or_time},
        {9, "broken encoding", {"broken-encoding", "mixed-normal-forms"}, nothing},
        {10, "exact duplicates", {"duplicate-rows", "rows-delivered-before"}, nothing},
        {11, "near duplicates", {"near-duplicate-rows", "near-duplicate-texts"}, nothing},
        {12, "conflicting labels", {"conflicting-labels"}, target},
        {13,
         "training and test overlap",
         {"split-overlap", "split-shares", "split-near-texts", "entity-across"},
         split},
        {14, "time leakage", {"training-later", "known-later"}, split_and_time},
        {15, "target leakage", {"target-leak", "strongest-column"}, target},
        {16, "id or order leakage", {"id-like", "order-predicts", "key-predicts"}, target},
        {17, "drift of a column", {"drift"}, time_or_known_files},
        {18, "drift of all columns together", {"joint-drift"}, rows_before},
        {19, "label shift and silent decay", {"label-shift", "silent-decay"}, label_shift},
        {20, "label noise", {"label-noise"}, chances},
        {21, "annotators disagree", {"annotators-disagree"}, annotators},
        {22,
         "imbalance and rare classes",
         {"few-positives", "imbalance-questioned", "wide", "high-cardinality"},
         target},
        {23, "under-represented groups", {"group-too-small", "group-hole", "group-gap"}, groups},
        {24,
         "stale, absent or odd volume",
         {"stale", "from-the-future", "days-absent", "odd-volume"},
         time},
        {25,
         "broken keys",
         {"key-repeats", "key-missing", "keys-delivered-before", "reference-broken",
          "reference-without-overlap", "join-fan-out"},
         key},
    };
    return kinds;
}

}  // namespace assay::data
