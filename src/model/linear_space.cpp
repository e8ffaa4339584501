#include "model/linear_space.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>

namespace assay::model {
namespace {

constexpr std::int32_t kFewestRowsOfLevel = 10;
constexpr std::size_t kMostLevels = 200;
struct Spread {
    double mean = 0;
    double sd = 0;
};

/// Mean and standard deviation of the values held within [low, high].
Spread spread(const std::vector<double>& values, double low, double high) {
    const auto count = static_cast<double>(values.size());
    Spread out;
    for (const double value : values) {
        out.mean += std::clamp(value, low, high);
    }
    out.mean /= count;
    double squares = 0;
    for (const double value : values) {
        const double off = std::clamp(value, low, high) - out.mean;
        squares += off * off;
    }
    out.sd = std::sqrt(squares / count);
    // Rounding of equal numbers must not become a column of its own.
    if (!std::isfinite(out.sd) || out.sd <= 1e-12 * std::abs(out.mean)) {
        out.sd = 0;
    }
    return out;
}

/// The value that `rank` others come before. Only values beyond a bound are ordered, one that a
/// sample says lies just inside (after Floyd & Rivest 1975).
template <class Before>
double value_at(std::vector<double>& values, std::size_t rank, const Before& before) {
    constexpr std::size_t kSample = 1000;
    const std::size_t step = values.size() / kSample + 1;
    std::vector<double> beyond;
    for (std::size_t i = 0; i < values.size(); i += step) {
        beyond.push_back(values[i]);
    }
    const auto inside = std::min(beyond.size() - 1, 3 * (rank / step + 1) + 2);
    std::ranges::nth_element(beyond, beyond.begin() + static_cast<std::ptrdiff_t>(inside), before);
    const double bound = beyond[inside];
    beyond.clear();
    std::ranges::copy_if(values, std::back_inserter(beyond),
                         [&](double value) { return before(value, bound); });
    auto& ordered = beyond.size() > rank ? beyond : values;
    const auto wanted = ordered.begin() + static_cast<std::ptrdiff_t>(rank);
    std::ranges::nth_element(ordered, wanted, before);
    return *wanted;
}

/// Spread within the middle 98 %, so that a few sentinels such as 1e9 do not set the scale; of all
/// values where the middle is constant, as with a rare flag.
Spread robust_spread(std::vector<double> values) {
    if (values.empty()) {
        return {};
    }
    const std::size_t cut = values.size() / 100;
    const double least = value_at(values, cut, std::less<>());
    const double most = value_at(values, cut, std::greater<>());
    const Spread middle = spread(values, least, most);
    return middle.sd > 0 ? middle : spread(values, -kLargestNumber, kLargestNumber);
}

}  // namespace

void LinearSpace::add_number(Part& part, const Feature& feature, RowIndices rows) {
    std::vector<double> values;
    values.reserve(rows.size());
    for (const std::int32_t row : rows) {
        if (const double value = feature.numbers[at(row)]; !std::isnan(value)) {
            values.push_back(std::clamp(value, -kLargestNumber, kLargestNumber));
        }
    }
    const bool missing = values.size() < rows.size();
    const Spread found = robust_spread(std::move(values));
    part.mean = found.mean;
    part.sd = found.sd;
    width_ += found.sd > 0 ? 1 : 0;
    if (missing) {
        part.missing = width_++;
    }
}

void LinearSpace::add_category(Part& part, const Feature& feature, RowIndices rows) {
    part.levels = LevelTable::fit(feature, rows, kFewestRowsOfLevel, kMostLevels);
    width_ += static_cast<std::int32_t>(part.levels.size());
    const auto codes = part.levels.translate(feature.levels, -1);
    bool rare = false;
    bool missing = false;
    for (const std::int32_t row : rows) {
        const std::int32_t level = feature.codes[at(row)];
        missing = missing || level < 0;
        rare = rare || (level >= 0 && codes[at(level)] < 0);
    }
    if (rare) {
        part.other = width_++;
    }
    if (missing) {
        part.missing = width_++;
    }
}

LinearSpace LinearSpace::fit(const Features& features, RowIndices rows) {
    LinearSpace space;
    for (const Feature& feature : features.columns) {
        Part part;
        part.name = feature.name;
        part.kind = feature.kind;
        part.first = space.width_;
        switch (feature.kind) {
            case FeatureKind::Number:
                space.add_number(part, feature, rows);
                break;
            case FeatureKind::Category:
                space.add_category(part, feature, rows);
                break;
            case FeatureKind::Time:
                space.width_ += kHours + kWeekdays;
                break;
            case FeatureKind::Text:
                part.tfidf = Tfidf::fit(feature, rows);
                space.width_ += static_cast<std::int32_t>(part.tfidf.size());
                break;
        }
        space.parts_.push_back(std::move(part));
    }
    return space;
}

/// Names of one part's coefficients, at their places.
void LinearSpace::name_part(const Part& part, std::vector<std::string>& names) {
    auto next = at(part.first);
    if (part.kind == FeatureKind::Number && part.sd > 0) {
        names[next] = part.name;
    }
    for (const std::string& level : part.levels.levels()) {
        names[next++] = part.name + " = " + level;
    }
    if (part.kind == FeatureKind::Time) {
        for (std::int32_t hour = 0; hour < kHours; ++hour) {
            names[next++] = fmt::format("{} hour {}", part.name, hour);
        }
        for (std::int32_t day = 0; day < kWeekdays; ++day) {
            names[next++] = fmt::format("{} weekday {}", part.name, day);
        }
    }
    for (std::size_t gram = 0; gram < part.tfidf.size(); ++gram) {
        names[next++] = fmt::format("{} bucket {}", part.name, part.tfidf.bucket(gram));
    }
    if (part.other >= 0) {
        names[at(part.other)] = part.name + " rare";
    }
    if (part.missing >= 0) {
        names[at(part.missing)] = part.name + " missing";
    }
}

bool LinearSpace::has_text() const {
    return std::any_of(parts_.begin(), parts_.end(),
                       [](const Part& part) { return part.kind == FeatureKind::Text; });
}

std::vector<std::string> LinearSpace::names() const {
    std::vector<std::string> names(static_cast<std::size_t>(width_));
    for (const Part& part : parts_) {
        name_part(part, names);
    }
    return names;
}

Json LinearSpace::describe() const {
    Json columns = Json::array();
    for (const Part& part : parts_) {
        Json one;
        one["name"] = part.name;
        one["kind"] = std::string(kind_name(part.kind));
        one["first_coefficient"] = to_json(static_cast<std::int64_t>(part.first));
        if (part.kind == FeatureKind::Number) {
            one["mean"] = to_json(part.mean);
            one["sd"] = to_json(part.sd);
        } else if (part.kind == FeatureKind::Category) {
            one["levels"] =
                std::vector<std::string>(part.levels.levels().begin(), part.levels.levels().end());
            one["rare_coefficient"] = part.other >= 0 ? Json(part.other) : Json(nullptr);
        } else if (part.kind == FeatureKind::Text) {
            one["tfidf"] = part.tfidf.describe();
        }
        one["missing_coefficient"] = part.missing >= 0 ? Json(part.missing) : Json(nullptr);
        columns.push_back(std::move(one));
    }
    Json out;
    out["schema"] = "assay.preprocessing/1";
    out["columns"] = std::move(columns);
    return out;
}

LinearReader::LinearReader(const LinearSpace& space, const Features& features)
    : space_(space), features_(features), codes_(space.parts_.size()) {
    for (std::size_t part = 0; part < codes_.size(); ++part) {
        if (space.parts_[part].kind == FeatureKind::Category) {
            codes_[part] = space.parts_[part].levels.translate(features.columns[part].levels, -1);
        }
    }
}

bool LinearReader::by_level(std::size_t part) const {
    const FeatureKind kind = space_.parts_[part].kind;
    return kind == FeatureKind::Category || kind == FeatureKind::Text;
}

std::int32_t LinearReader::indicator(std::size_t index, std::int32_t level) const {
    const auto& part = space_.parts_[index];
    const std::int32_t code = level < 0 ? -1 : codes_[index][at(level)];
    if (code >= 0) {
        return part.first + code;
    }
    return level < 0 ? part.missing : part.other;
}

}  // namespace assay::model
