#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "data/comparison.hpp"

// Statistics as Evidently and NannyML define them, one function a name: from what a column is asked
// by to the value and how it came about.

namespace assay::data {

// Evidently takes numbers with more values for numbers, and others for categories.
inline constexpr std::size_t kFewValues = 20;

struct Samples {
    std::vector<double> reference, current;  // rising, finite
    bool whole = false;                      // all rows have a whole number
    std::size_t reference_values = 0;        // distinct

    double low() const { return std::min(reference.front(), current.front()); }
    double high() const { return std::max(reference.back(), current.back()); }
};

struct Levels {
    std::vector<std::int64_t> reference, current;  // one entry a level, in the order of the levels
    std::int64_t of_reference = 0, of_current = 0;
};

/// What one column is asked by.
struct Asked {
    std::optional<Samples> numbers;
    std::optional<Levels> levels;

    bool fine() const { return numbers && numbers->reference_values > kFewValues; }
};

struct Shares {
    std::vector<double> reference, current;
};

Shares shares_of(const Levels& levels);
Shares shares_in(const Samples& numbers, const std::vector<double>& edges);

void evidently_psi(const Asked& asked, NamedStatistic& out);
void evidently_js(const Asked& asked, NamedStatistic& out);
void evidently_kl(const Asked& asked, NamedStatistic& out);
void evidently_wasserstein(const Asked& asked, NamedStatistic& out);

void nannyml_js(const Asked& asked, NamedStatistic& out);
void nannyml_hellinger(const Asked& asked, NamedStatistic& out);
void nannyml_linf(const Asked& asked, NamedStatistic& out);
void nannyml_ks(const Asked& asked, NamedStatistic& out);
void nannyml_wasserstein(const Asked& asked, NamedStatistic& out);

}  // namespace assay::data
