#include <algorithm>

#include "data/label_values.hpp"
#include "data/label_words.hpp"
#include "data/labelling.hpp"

namespace assay::data {
namespace {

std::size_t at(std::int32_t index) {
    return static_cast<std::size_t>(index);
}

/// A text column; "" is missing.
engine::Column text_column(std::string name, const std::vector<std::string>& values) {
    engine::Column out;
    out.name = std::move(name);
    out.type = engine::Type::Text;
    Names levels;
    out.codes.reserve(values.size());
    for (const auto& value : values) {
        out.codes.push_back(value.empty() ? engine::kMissingCode : levels.number(value));
    }
    out.levels = levels.all();
    return out;
}

engine::Column number_column(std::string name, engine::Type type, std::vector<double> values) {
    engine::Column out;
    out.name = std::move(name);
    out.type = type;
    out.numbers = std::move(values);
    return out;
}

std::string source_of(const stats::DawidSkene& fitted, std::size_t item, std::int64_t labels,
                      bool unanimous) {
    if (labels == 0) {
        return "none";
    }
    if (labels == 1) {
        return "one annotator";
    }
    if (fitted.tied[item] != 0) {
        return "tied";
    }
    return unanimous ? "unanimous" : "consensus";
}

/// A cell as JSON: numbers and booleans as themselves.
Json cell_json(const engine::Column& column, std::size_t row) {
    if (column.missing(row)) {
        return nullptr;
    }
    if (column.type == engine::Type::Boolean) {
        return column.numbers[row] != 0;
    }
    if (column.type == engine::Type::Integer) {
        return static_cast<std::int64_t>(column.numbers[row]);
    }
    return column.type == engine::Type::Real ? to_json(column.numbers[row])
                                             : Json(cell_text(column, row));
}

Json prediction(const std::string& cls, double score, const QueueTags& tags) {
    return {{"model_version", "assay"},
            {"score", to_json(score)},
            {"result", Json::array({{{"from_name", tags.control},
                                     {"to_name", tags.object},
                                     {"type", "choices"},
                                     {"value", {{"choices", Json::array({cls})}}}}})}};
}

}  // namespace

engine::Table corrected_table(const LabelTable& input, const JudgedLabels& judged) {
    const engine::Column* label = input.table.find(input.label);
    std::vector<std::string> corrected(input.table.rows);
    std::vector<std::string> source(input.table.rows, "none");
    for (std::size_t i = 0; i < input.rows.size(); ++i) {
        const bool suspected = judged.errors.suspected[i] != 0;
        const std::size_t row = input.rows[i];
        corrected[row] =
            suspected ? input.classes[at(judged.errors.suggested[i])] : cell_text(*label, row);
        source[row] = suspected ? "suggested" : "given";
    }
    engine::Table out = input.table;
    out.columns.push_back(text_column(input.label + "_corrected", corrected));
    out.columns.push_back(text_column(input.label + "_source", source));
    return out;
}

engine::Table corrected_table(const Annotations& input, const JudgedAnnotations& judged) {
    const auto items = stats::by_item(input.ratings);
    const std::size_t classes = input.classes.size();
    std::vector<std::string> consensus, source;
    std::vector<double> chance, labels;
    for (std::size_t item = 0; item < input.items.size(); ++item) {
        const auto first = items.order.begin() + static_cast<std::ptrdiff_t>(items.first[item]);
        const auto last = items.order.begin() + static_cast<std::ptrdiff_t>(items.first[item + 1]);
        const bool unanimous = std::all_of(first, last, [&](std::size_t rating) {
            return input.ratings.label[rating] == input.ratings.label[*first];
        });
        const std::int32_t cls = judged.consensus.consensus[item];
        consensus.push_back(cls < 0 ? "" : input.classes[at(cls)]);
        chance.push_back(cls < 0 ? std::numeric_limits<double>::quiet_NaN()
                                 : judged.consensus.chances[item * classes + at(cls)]);
        labels.push_back(static_cast<double>(last - first));
        source.push_back(source_of(judged.consensus, item, last - first, unanimous));
    }
    engine::Table out;
    out.rows = input.items.size();
    out.columns = {text_column("item", input.items), text_column("consensus", consensus),
                   number_column("chance", engine::Type::Real, chance),
                   number_column("labels", engine::Type::Integer, labels),
                   text_column("source", source)};
    return out;
}

Json review_queue(const LabelTable& input, const JudgedLabels& judged, const QueueTags& tags) {
    const engine::Column* id = input.id.empty() ? nullptr : input.table.find(input.id);
    Json out = Json::array();
    for (const auto ranked : judged.errors.ranked) {
        const std::size_t i = at(ranked);
        const std::size_t row = input.rows[i];
        const std::size_t suggested = at(judged.errors.suggested[i]);
        Json data = Json::object();
        for (const auto& column : input.table.columns) {
            data[column.name] = cell_json(column, row);
        }
        data["assay_row"] = row_name(id, row);
        data["assay_given"] = input.classes[at(input.labels[i])];
        data["assay_margin"] = to_json(judged.errors.margin[i]);
        out.push_back(
            {{"data", std::move(data)},
             {"predictions", Json::array({prediction(input.classes[suggested],
                                                     input.chances[suggested][i], tags)})}});
    }
    return out;
}

Json review_queue(const Annotations& input, const JudgedAnnotations& judged,
                  const QueueTags& tags) {
    const std::size_t classes = input.classes.size();
    Json out = Json::array();
    for (const auto item : judged.queue) {
        Json data = input.tasks.empty() ? Json::object() : input.tasks[at(item)];
        data["assay_item"] = input.items[at(item)];
        Json task = {{"data", std::move(data)}, {"predictions", Json::array()}};
        const std::int32_t cls = judged.consensus.consensus[at(item)];
        if (cls >= 0) {
            task["predictions"].push_back(
                prediction(input.classes[at(cls)],
                           judged.consensus.chances[at(item) * classes + at(cls)], tags));
        }
        out.push_back(std::move(task));
    }
    return out;
}

}  // namespace assay::data
