#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

// Random numbers that are the same everywhere: SplitMix64 (Steele, Lea & Flood 2014) over a seed
// and a purpose. Each purpose has its own stream, so that a new use never shifts another's numbers.
// The standard library's distributions differ between implementations and are not used.

namespace assay {

class Random {
  public:
    /// A stream for one purpose ("folds", "draws") under one seed, and an optional index.
    Random(std::uint64_t seed, std::string_view purpose, std::uint64_t index = 0);

    std::uint64_t next() {
        state_ += 0x9E3779B97F4A7C15ULL;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31U);
    }
    /// Uniform in [0, 1), 53 bits.
    double uniform() { return static_cast<double>(next() >> 11U) * 0x1p-53; }
    /// Uniform in {0 … bound - 1}; bound > 0.
    std::uint64_t below(std::uint64_t bound);
    /// Standard normal (inverse of the distribution function, one uniform each).
    double normal();
    /// Poisson with mean 1, by inversion of one uniform.
    int poisson_one();
    /// Chi-squared with `degrees` degrees of freedom as a sum of squared normals.
    double chi_squared(int degrees);

    /// Fisher-Yates shuffle of anything with size() and operator[].
    template <class Items>
    void shuffle(Items& items) {
        for (std::size_t i = items.size(); i > 1; --i) {
            std::swap(items[i - 1], items[static_cast<std::size_t>(below(i))]);
        }
    }

  private:
    std::uint64_t state_;
};

}  // namespace assay
