#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/describe.hpp"
#include "base/result.hpp"
#include "engine/engine.hpp"
#include "stats/estimate.hpp"
#include "stats/sampling.hpp"

// Part of a table instead of all of it: which rows to look at, how many are enough for a wanted
// width, and what they say about the whole. The value in question may be known for few rows (a
// pilot), for all, or for none yet: a sample is drawn, labelled, and read again.

namespace assay::data {

inline constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

/// Columns that a drawn sample carries beside its own.
inline constexpr const char* kSampleWeight = "sample_weight";  // rows of the table a row stands for
inline constexpr const char* kSampleStratum = "sample_stratum";

/// Rows with the strata they lie in, and the value in question; NaN where it is not known.
struct SampleFrame {
    std::vector<std::string> strata;  // one name a row; empty: one stratum
    std::vector<double> values;       // empty: nothing is in question
    std::size_t rows = 0;
};

/// Name of each row's stratum by some columns: "north", or "north, true".
Result<std::vector<std::string>> strata_by(const engine::Table& table,
                                           const std::vector<std::string>& columns);

struct SampleRequest {
    bool share = true;  // values are 0 and 1
    std::optional<std::int64_t> rows;
    std::optional<double> width;
    std::optional<stats::Allocation> allocation;
    double confidence = 0.9;
    std::uint64_t seed = 0;
};

struct SampleStratum {
    std::string name;
    std::int64_t population = 0, rows = 0;
    std::int64_t known = 0;                        // rows with a value, in the pilot or the table
    double mean = kUnknown, deviation = kUnknown;  // of those
    static constexpr auto fields() {
        using S = SampleStratum;
        return std::tuple{field("name", &S::name, "values of the columns that make the stratum"),
                          field("population", &S::population, "its rows in the table"),
                          field("rows", &S::rows, "its rows in the sample"),
                          field("known", &S::known, "rows with a value, to plan with"),
                          field("mean", &S::mean, "mean of those"),
                          field("deviation", &S::deviation, "standard deviation to plan with")};
    }
};

struct Sample {
    std::string schema = "assay.sample/1";
    std::string source;
    std::string quantity;         // "share of bought = 1", "mean of distance", or ""
    std::int64_t population = 0;  // rows of the table; 0: endless, or not known yet
    std::int64_t rows = 0;        // of the sample
    std::string allocation;       // simple, proportional or neyman
    double confidence = 0.9;
    double wanted_width = kUnknown, expected_width = kUnknown;
    stats::Estimate estimate;  // of the quantity, from the sampled rows
    double design_effect = kUnknown;
    std::int64_t unknown = 0;  // sampled rows without a value
    std::vector<SampleStratum> strata;
    std::vector<std::string> sentences;

    static constexpr auto fields() {
        using S = Sample;
        return std::tuple{
            field("schema", &S::schema, "name and version of this document"),
            field("source", &S::source, "where the rows came from"),
            field("quantity", &S::quantity, "what is estimated, or empty"),
            field("population", &S::population, "rows of the table; 0 when not known"),
            field("rows", &S::rows, "rows of the sample"),
            field("allocation", &S::allocation, "simple, proportional or neyman"),
            field("confidence", &S::confidence, "of the intervals"),
            field("wanted_width", &S::wanted_width, "width that was asked for"),
            field("expected_width", &S::expected_width, "width that the plan expects"),
            field("estimate", &S::estimate, "the quantity, from the sampled rows"),
            field("design_effect", &S::design_effect,
                  "variance over that of a simple random sample of as many rows"),
            field("unknown", &S::unknown, "sampled rows without a value"),
            field("strata", &S::strata, "one entry a stratum"),
            field("sentences", &S::sentences, "the same in words")};
    }
};

/// A planned and drawn sample; `chosen` are its rows of the frame, rising, with what each stands
/// for.
struct DrawnSample {
    Sample sample;
    std::vector<std::size_t> chosen;
    std::vector<double> weights;
};

/// Plans and draws. What varies is learned from `pilot`, or from the frame's own values where there
/// is none; a share about which nothing is known is planned as one half. InvalidInput on a width
/// without any values of a mean, on more than 200 strata, and on rows that do not fit.
Result<DrawnSample> draw_sample(const SampleFrame& frame, const SampleFrame* pilot,
                                const SampleRequest& request, const std::string& quantity);

/// The rows that a wanted width needs, before any data: from a pilot, in a table of `population`
/// rows (empty: endless).
Result<Sample> plan_sample(const SampleFrame& pilot, std::optional<std::int64_t> population,
                           const SampleRequest& request, const std::string& quantity);

/// The numbers of a column of weights, also where they came as text. InvalidInput, with the first
/// row that holds none, on other text and on times.
Result<std::vector<double>> sample_weights(const engine::Column& column);

/// What a sample that was drawn earlier says, now that its rows have values. `weights` is its
/// column of that name.
Result<Sample> read_sample(const SampleFrame& frame, std::span<const double> weights,
                           const SampleRequest& request, const std::string& quantity);

/// The chosen rows as a table, with the columns kSampleWeight and, of several strata,
/// kSampleStratum.
engine::Table sampled_table(const engine::Table& table, const SampleFrame& frame,
                            const DrawnSample& drawn);

}  // namespace assay::data
