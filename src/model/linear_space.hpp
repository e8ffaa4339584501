#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "model/features.hpp"
#include "model/tfidf.hpp"

// Columns as the sparse numbers that a linear model adds up: scaled numbers with a flag for
// missing, one indicator a level, hour and weekday indicators, weighted n-grams. Everything is
// learned from the training rows.

namespace assay::model {

/// Numbers are held within it: their squares stay finite, and infinities become numbers.
inline constexpr double kLargestNumber = 1e100;
/// Scaled numbers are held within it, in standard deviations.
inline constexpr double kFarthestSd = 8;

struct Term {
    std::int32_t index;  // from 0
    double value;
};

class LinearSpace {
  public:
    static LinearSpace fit(const Features& features, RowIndices rows);

    std::int32_t width() const { return width_; }
    bool has_text() const;
    /// "delay", "delay missing", "carrier = UA", "text bucket 17"; one a coefficient.
    std::vector<std::string> names() const;
    Json describe() const;

  private:
    friend class LinearReader;
    struct Part {
        std::string name;
        FeatureKind kind = FeatureKind::Number;
        std::int32_t first = 0;  // index of its first term
        // Number
        double mean = 0;
        double sd = 0;  // 0: constant, no term
        // Category
        LevelTable levels;
        std::int32_t other = -1;    // index of the rare levels' indicator
        std::int32_t missing = -1;  // index of the missing flag
        Tfidf tfidf;
    };
    static void name_part(const Part& part, std::vector<std::string>& names);
    void add_number(Part& part, const Feature& feature, RowIndices rows);
    void add_category(Part& part, const Feature& feature, RowIndices rows);

    std::vector<Part> parts_;
    std::int32_t width_ = 0;
};

/// Reads rows of one set of features. What depends on their levels is looked up once, here.
class LinearReader {
  public:
    LinearReader(const LinearSpace& space, const Features& features);

    /// Calls take(Term) for the terms of one cell, by ascending index.
    template <class Take>
    void visit(std::size_t part, std::size_t row, const Take& take) const;
    std::size_t parts() const { return space_.parts_.size(); }
    /// True where the terms depend on the level alone, so that a sum over them can be kept.
    bool by_level(std::size_t part) const;

  private:
    template <class Take>
    static void visit_number(const LinearSpace::Part& part, double value, const Take& take);
    template <class Take>
    static void visit_time(const LinearSpace::Part& part, std::int64_t time, const Take& take);
    template <class Take>
    static void visit_text(const LinearSpace::Part& part, const std::string& text,
                           const Take& take);
    /// Index of the indicator of a level, -1 for none.
    std::int32_t indicator(std::size_t part, std::int32_t level) const;

    const LinearSpace& space_;
    const Features& features_;
    std::vector<std::vector<std::int32_t>> codes_;  // by part: the code of each level
};

template <class Take>
void LinearReader::visit_number(const LinearSpace::Part& part, double value, const Take& take) {
    if (std::isnan(value)) {
        if (part.missing >= 0) {
            take(Term{.index = part.missing, .value = 1});
        }
    } else if (part.sd > 0) {
        const double held = std::clamp(value, -kLargestNumber, kLargestNumber);
        const double scaled = (held - part.mean) / part.sd;
        take(Term{.index = part.first, .value = std::clamp(scaled, -kFarthestSd, kFarthestSd)});
    }
}

template <class Take>
void LinearReader::visit_time(const LinearSpace::Part& part, std::int64_t time, const Take& take) {
    if (time != engine::kMissingTime) {
        take(Term{.index = part.first + hour_of(time), .value = 1});
        take(Term{.index = part.first + kHours + weekday_of(time), .value = 1});
    }
}

template <class Take>
void LinearReader::visit_text(const LinearSpace::Part& part, const std::string& text,
                              const Take& take) {
    for (const auto& weight : part.tfidf.weigh(text)) {
        take(Term{.index = part.first + static_cast<std::int32_t>(weight.gram),
                  .value = weight.value});
    }
}

template <class Take>
void LinearReader::visit(std::size_t index, std::size_t row, const Take& take) const {
    const LinearSpace::Part& part = space_.parts_[index];
    const Feature& feature = features_.columns[index];
    switch (part.kind) {
        case FeatureKind::Number:
            visit_number(part, feature.numbers[row], take);
            break;
        case FeatureKind::Category:
            if (const auto term = indicator(index, feature.codes[row]); term >= 0) {
                take(Term{.index = term, .value = 1});
            }
            break;
        case FeatureKind::Time:
            visit_time(part, feature.times[row], take);
            break;
        case FeatureKind::Text:
            if (feature.codes[row] >= 0) {
                visit_text(part, feature.levels[at(feature.codes[row])], take);
            }
            break;
    }
}

}  // namespace assay::model
