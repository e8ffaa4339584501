#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "data/coded.hpp"
#include "data/findings.hpp"
#include "data/inspection.hpp"
#include "data/split_check.hpp"

// What inspect() works on: its input, with the columns that were named found and read.

namespace assay::data {

struct Scene {
    const InspectionInput* input = nullptr;
    CheckInput check;
    const engine::Column *time = nullptr, *key = nullptr, *entity = nullptr;
    std::vector<const engine::Column*> groups;
    std::optional<Parts> parts;          // where a split was named
    std::vector<std::int32_t> entities;  // codes, where an entity was named
    std::int64_t now = engine::kMissingTime;
    bool labels_only_before = false;  // the target is known in the table to hold against alone
};

/// True of the columns that hold what a model said of the target.
bool is_prediction(const InspectionInput& input, const std::string& column);

/// Finds and reads what the input names; an unknown or empty column is InvalidInput.
Result<Scene> read_scene(const InspectionInput& input);

/// "group-too-small", "group-hole", and with labels "group-gap".
void find_group_trouble(const Scene& scene, Issues& issues);

/// "stale", "from-the-future", and from 28 days on "days-absent" and "odd-volume".
void find_volume_trouble(const Scene& scene, Issues& issues);

/// "key-repeats", "key-missing".
void find_key_trouble(const engine::Column& key, Issues& issues);

/// "reference-broken", "reference-without-overlap", "join-fan-out"; `where` names the other side.
void find_reference_trouble(const engine::Column& own, const engine::Column& other,
                            const std::string& where, Issues& issues);

/// Issues by number that could not be looked for although all was given: why.
using Untold = std::map<std::int64_t, std::string>;

/// Against the table before, as compare() does: "joint-drift", "label-shift", "silent-decay".
Result<> find_drift_of_all(const Scene& scene, const Progress& progress, Issues& issues,
                           Untold& untold);

/// As judge_labels() and judge_annotations() do: "label-noise", "annotators-disagree".
Result<> find_untrusted_labels(const Scene& scene, Issues& issues, Untold& untold);

/// How many of the 25 numbers there are.
inline constexpr std::int64_t kIssues = 25;

/// One of the 25: its codes, and what it cannot do without.
struct IssueKind {
    std::int64_t number;
    std::string_view name;
    std::vector<std::string_view> codes;
    /// What is absent ("give --target"), or "" when nothing is.
    std::string (*needs)(const InspectionInput& input);
};
const std::vector<IssueKind>& issue_kinds();

}  // namespace assay::data
