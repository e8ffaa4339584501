#pragma once

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

    /// The terms of one cell, by ascending index; valid until the next call.
    const std::vector<Term>& terms(std::size_t part, std::size_t row);
    std::size_t parts() const { return space_.parts_.size(); }
    /// True where the terms depend on the level alone, so that a sum over them can be kept.
    bool by_level(std::size_t part) const;

  private:
    void number_terms(std::size_t part, double value);
    void category_terms(std::size_t part, std::int32_t level);

    const LinearSpace& space_;
    const Features& features_;
    std::vector<std::vector<std::int32_t>> codes_;  // by part: the code of each level
    std::vector<Term> terms_;
};

}  // namespace assay::model
