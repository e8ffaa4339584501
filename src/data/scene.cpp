#include "data/scene.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace assay::data {
namespace {

Result<const engine::Column*> named(const engine::Table& table, const std::string& what,
                                    const std::string& name) {
    if (name.empty()) {
        return nullptr;
    }
    const auto* column = table.find(name);
    if (column == nullptr) {
        return fail(ErrorCode::InvalidInput, what + ": there is no column \"" + name + "\"",
                    suggest(name, table.names()));
    }
    if (table.rows > 0 && column->missing_count() == static_cast<std::int64_t>(table.rows)) {
        return fail(ErrorCode::InvalidInput,
                    what + ": column \"" + name + "\" has no value in any row",
                    "name another, or leave it out");
    }
    return column;
}

Result<> read_time(const InspectionInput& input, Scene& scene) {
    scene.time = TRY(named(*input.table, "time", input.time));
    if (scene.time == nullptr) {
        return {};
    }
    if (scene.time->times.empty() && input.table->rows > 0) {
        return fail(ErrorCode::InvalidInput,
                    "time: column \"" + input.time + "\" holds no dates or times",
                    "leave it out, or cast it with --query");
    }
    scene.check.times = scene.time->times;
    return {};
}

Result<> read_split(const InspectionInput& input, Scene& scene) {
    const auto* split = TRY(named(*input.table, "split", input.split));
    if (split == nullptr) {
        return {};
    }
    constexpr std::size_t kMostParts = 20;
    const auto parts = code_values(*split).count();
    if (parts < 2 || parts > kMostParts) {
        return fail(ErrorCode::InvalidInput,
                    "split: column \"" + input.split + "\" has " +
                        counted(static_cast<std::int64_t>(parts), "different value"),
                    "it should say which rows are for training and which for the test");
    }
    scene.parts = parts_of(*split);
    return {};
}

Result<> check_references(const InspectionInput& input) {
    for (const auto& reference : input.references) {
        TRY(named(*input.table, "references", reference.own));
        if (reference.table->find(reference.column) == nullptr) {
            return fail(ErrorCode::InvalidInput,
                        "references: there is no column \"" + reference.column + "\" in " +
                            reference.source,
                        suggest(reference.column, reference.table->names()));
        }
    }
    return {};
}

Result<> check_against(const InspectionInput& input) {
    if (input.against == nullptr) {
        return {};
    }
    if (input.against->rows == 0) {
        return fail(ErrorCode::InvalidInput, "against: " + input.against_source + " has no rows",
                    "give a table with rows to hold this one against");
    }
    const auto names = input.against->names();
    const bool shared = std::ranges::any_of(input.table->names(), [&](const auto& name) {
        return std::ranges::find(names, name) != names.end();
    });
    if (!shared) {
        return fail(ErrorCode::InvalidInput,
                    "against: " + input.against_source + " shares no column with " + input.source,
                    suggest("", names));
    }
    return {};
}

/// The target may be known in the table before alone; a model's scores then tell of it.
Result<> read_target(const InspectionInput& input, Scene& scene) {
    scene.labels_only_before = !input.target.empty() && input.labels.empty() &&
                               input.against != nullptr &&
                               input.against->find(input.target) != nullptr;
    if (!scene.labels_only_before) {
        TRY(named(*input.table, "target", input.target));
    }
    return {};
}

Result<> check_numbers(const engine::Table& table, const std::string& what, const std::string& name,
                       const std::string& source) {
    if (!name.empty() && table.find(name)->numbers.empty()) {
        return fail(ErrorCode::InvalidInput,
                    what + ": column \"" + name + "\" of " + source + " holds no numbers",
                    "name the column of a model's chances");
    }
    return {};
}

Result<> check_predictions(const InspectionInput& input) {
    TRY(named(*input.table, "scores", input.scores));
    TRY(check_numbers(*input.table, "scores", input.scores, input.source));
    if (input.against != nullptr && !input.scores.empty()) {
        if (input.against->find(input.scores) == nullptr) {
            return fail(
                ErrorCode::InvalidInput,
                "scores: " + input.against_source + " has no column \"" + input.scores + "\"",
                suggest(input.scores, input.against->names()));
        }
        TRY(check_numbers(*input.against, "scores", input.scores, input.against_source));
    }
    for (const auto& name : input.probs) {
        TRY(named(*input.table, "probs", name));
    }
    TRY(named(*input.table, "item", input.item));
    TRY(named(*input.table, "annotator", input.annotator));
    return {};
}

void choose_features(Scene& scene) {
    const auto& input = *scene.input;
    const std::vector<std::string> roles{input.target, input.time, input.key,      input.split,
                                         input.entity, input.item, input.annotator};
    for (const auto& name : input.table->names()) {
        if (std::ranges::find(roles, name) == roles.end() && !is_prediction(input, name)) {
            scene.check.features.push_back(name);
        }
    }
}

}  // namespace

bool is_prediction(const InspectionInput& input, const std::string& column) {
    return column == input.scores || std::ranges::find(input.probs, column) != input.probs.end();
}

Result<Scene> read_scene(const InspectionInput& input) {
    Scene scene;
    scene.input = &input;
    scene.now = input.now;
    scene.check.table = input.table;
    scene.check.labels = input.labels;
    scene.check.target = input.target;
    scene.check.time = input.time;
    scene.check.id = input.key;
    scene.check.entity = input.entity;
    TRY(read_target(input, scene));
    TRY(read_time(input, scene));
    scene.key = TRY(named(*input.table, "key", input.key));
    scene.entity = TRY(named(*input.table, "entity", input.entity));
    for (const auto& group : input.groups) {
        scene.groups.push_back(TRY(named(*input.table, "groups", group)));
    }
    TRY(read_split(input, scene));
    TRY(check_references(input));
    TRY(check_against(input));
    TRY(check_predictions(input));
    if (scene.entity != nullptr) {
        scene.entities = code_values(*scene.entity).code;
    }
    choose_features(scene);
    return scene;
}

}  // namespace assay::data
