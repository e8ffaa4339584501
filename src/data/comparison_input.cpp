#include "data/comparison_input.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace assay::data {
namespace {

Result<> check_named(const engine::Table& table, const std::string& name, const char* flag,
                     const char* which) {
    if (name.empty() || table.find(name) != nullptr) {
        return {};
    }
    return fail(ErrorCode::InvalidInput,
                fmt::format("{}: the {} has no column \"{}\"", flag, which, name),
                suggest(name, table.names()));
}

Result<> check_scores(const engine::Table& table, const std::string& name, const char* which) {
    TRY(check_named(table, name, "scores", which));
    const auto* column = name.empty() ? nullptr : table.find(name);
    if (column != nullptr && column->numbers.empty()) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("scores: column \"{}\" of the {} holds no numbers", name, which),
                    "name the column of the model's scores");
    }
    return {};
}

}  // namespace

Result<> check_compared(const engine::Table& current, const engine::Table& reference,
                        const CompareOptions& options) {
    for (const auto& [table, which] :
         {std::pair{&current, "current table"}, std::pair{&reference, "reference"}}) {
        if (table->rows == 0) {
            return fail(ErrorCode::InvalidInput, fmt::format("the {} has no rows", which),
                        "give a table with rows in it");
        }
        TRY(check_named(*table, options.key, "key", which));
        TRY(check_scores(*table, options.scores, which));
        for (const auto& name : options.columns) {
            TRY(check_named(*table, name, "columns", which));
        }
    }
    TRY(check_named(reference, options.target, "target", "reference"));
    for (const auto& name : options.statistics) {
        if (std::ranges::find(statistic_names(), name) == statistic_names().end()) {
            const std::vector<std::string> known(statistic_names().begin(),
                                                 statistic_names().end());
            return fail(ErrorCode::InvalidInput, "there is no statistic \"" + name + "\"",
                        suggest(name, known));
        }
    }
    if (!options.scores.empty() && options.reference_labels.empty()) {
        return fail(ErrorCode::InvalidInput,
                    "what drift means for the model needs the reference's labels",
                    "name their column as the target");
    }
    return {};
}

}  // namespace assay::data
