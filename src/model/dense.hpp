#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "model/features.hpp"
#include "model/word_counts.hpp"

// Columns as one row-major block of 32-bit numbers, as boosted trees want them; NaN = missing.
// Numbers as they are, categories as codes, times as hour and weekday, texts as word counts.

namespace assay::model {

class DenseEncoder {
  public:
    static DenseEncoder fit(const Sample& sample);

    std::size_t width() const { return names_.size(); }
    const std::vector<std::string>& names() const { return names_; }
    /// xgboost's type of each encoded column: "c" for categories that are split natively, else "q".
    const std::vector<std::string>& types() const { return types_; }
    Json describe() const;

  private:
    friend class DenseWriter;
    struct Part {
        std::string name;
        FeatureKind kind = FeatureKind::Number;
        std::size_t first = 0;  // of its encoded columns
        LevelTable levels;
        WordCounts words;
    };
    void add(const std::string& name, const char* type);

    std::vector<Part> parts_;
    std::vector<std::string> names_;
    std::vector<std::string> types_;
};

/// Writes rows of one set of features. What depends on their levels is looked up once, here.
class DenseWriter {
  public:
    DenseWriter(const DenseEncoder& encoder, const Features& features);

    /// `out` has rows.size() * width() numbers.
    void write(RowIndices rows, std::span<float> out) const;

  private:
    void write_part(std::size_t part, RowIndices rows, std::span<float> out) const;

    const DenseEncoder& encoder_;
    const Features& features_;
    std::vector<std::vector<std::int32_t>> codes_;  // by part: the code of each level
};

}  // namespace assay::model
