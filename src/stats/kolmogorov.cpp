#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "stats/two_samples.hpp"

// The distribution of the one-sample statistic, each method where Simard & L'Ecuyer found it to be
// precise. In place of Pomeranz' recursion stands the matrix of Marsaglia, Tsang & Wang: both are
// exact, and the matrix is small where the recursion would be used.

namespace assay::stats {
namespace {

using Square = std::vector<double>;  // row by row

Square product(const Square& a, const Square& b, std::size_t size) {
    Square out(size * size, 0.0);
    for (std::size_t i = 0; i < size; ++i) {
        for (std::size_t k = 0; k < size; ++k) {
            const double factor = a[i * size + k];
            for (std::size_t j = 0; j < size; ++j) {
                out[i * size + j] += factor * b[k * size + j];
            }
        }
    }
    return out;
}

constexpr int kScale = 128;  // powers of two taken out before numbers leave the range of doubles

/// Durbin's matrix for n d = k - h.
Square durbin_matrix(std::size_t k, double h) {
    const std::size_t size = 2 * k - 1;
    std::vector<double> inverse(size + 1, 1.0);  // 1 / j!
    for (std::size_t j = 1; j <= size; ++j) {
        inverse[j] = inverse[j - 1] / static_cast<double>(j);
    }
    Square out(size * size, 0.0);
    for (std::size_t i = 0; i < size; ++i) {
        for (std::size_t j = 0; j <= std::min(i + 1, size - 1); ++j) {
            out[i * size + j] = inverse[i + 1 - j];
        }
    }
    for (std::size_t i = 0; i < size; ++i) {
        const double edge = (1 - std::pow(h, static_cast<double>(i + 1))) * inverse[i + 1];
        out[i * size] = edge;
        out[(size - 1) * size + (size - 1 - i)] = edge;
    }
    const auto power = static_cast<double>(size);
    out[(size - 1) * size] =
        (1 - 2 * std::pow(h, power) + std::pow(std::max(2 * h - 1, 0.0), power)) * inverse[size];
    return out;
}

/// Pr(D_n <= d) by Marsaglia, Tsang & Wang (2003).
double durbin_cdf(std::int64_t n, double d) {
    const double nd = static_cast<double>(n) * d;
    const auto k = static_cast<std::size_t>(std::ceil(nd));
    const std::size_t size = 2 * k - 1;
    Square base = durbin_matrix(k, static_cast<double>(k) - nd);
    Square power(size * size, 0.0);
    for (std::size_t i = 0; i < size; ++i) {
        power[i * size + i] = 1;
    }
    int exponent = 0;
    int base_exponent = 0;
    const std::size_t middle = (k - 1) * size + (k - 1);
    for (auto left = n; left > 0; left /= 2) {
        if (left % 2 != 0) {
            power = product(power, base, size);
            exponent += base_exponent;
        }
        base = product(base, base, size);
        base_exponent *= 2;
        if (std::abs(base[middle]) > std::ldexp(1.0, kScale)) {
            for (double& each : base) {
                each = std::ldexp(each, -kScale);
            }
            base_exponent += kScale;
        }
    }
    double p = power[middle];
    for (std::int64_t i = 1; i <= n; ++i) {
        p = static_cast<double>(i) * p / static_cast<double>(n);
        if (std::abs(p) < std::ldexp(1.0, -kScale)) {
            p = std::ldexp(p, kScale);
            exponent -= kScale;
        }
    }
    return std::ldexp(p, exponent);
}

/// Pr(D_n+ >= d): the sum of Birnbaum & Tingey (1951); above a million rows the correction of
/// Maag & Dicaire (1971), as SciPy has it.
double one_sided_survival(std::int64_t rows, double d) {
    constexpr std::int64_t kMostSummed = 1'000'000;
    const auto n = static_cast<double>(rows);
    if (rows > kMostSummed) {
        return std::exp(-(6 * n * d + 1) * (6 * n * d + 1) / (18 * n));
    }
    const auto terms = static_cast<std::int64_t>(std::floor(n * (1 - d)));
    double sum = 0;
    for (std::int64_t j = 0; j <= terms; ++j) {
        const auto at = static_cast<double>(j);
        const double rest = 1 - d - at / n;
        if (rest <= 0) {
            continue;
        }
        const double choose = std::lgamma(n + 1) - std::lgamma(at + 1) - std::lgamma(n - at + 1);
        sum += std::exp(choose + (at - 1) * std::log(d + at / n) + (n - at) * std::log(rest));
    }
    return std::min(1.0, d * sum);
}

/// Pr(D_n <= d) by Pelz & Good (1976).
double pelz_good_cdf(std::int64_t rows, double d) {
    constexpr double kPi = std::numbers::pi;
    const double pi2 = kPi * kPi;
    const double pi4 = pi2 * pi2;
    const double pi6 = pi4 * pi2;
    const auto n = static_cast<double>(rows);
    const double z = std::sqrt(n) * d;
    const double z2 = z * z;
    const double z4 = z2 * z2;
    const double z6 = z4 * z2;
    const double root = std::sqrt(2 * kPi);
    double k0 = 0;
    double k1 = 0;
    double k2 = 0;
    double k3 = 0;
    const int most = static_cast<int>(std::ceil(16 * z / kPi)) + 1;
    for (int k = 1; k <= most; ++k) {
        const double m2 = (2.0 * k - 1) * (2.0 * k - 1);
        const double m4 = m2 * m2;
        const double odd = std::exp(-pi2 * m2 / (8 * z2));
        const double even = std::exp(-pi2 * k * k / (2 * z2));
        const double square = pi2 * k * k;
        k0 += odd;
        k1 += odd * (pi2 / 4 * m2 - z2);
        k2 += odd *
              (6 * z6 + 2 * z4 + pi2 * (2 * z4 - 5 * z2) * m2 / 4 + pi4 * (1 - 2 * z2) * m4 / 16) /
              (72 * z6 * z);
        k2 -= even * square / (36 * z2 * z);
        k3 += odd *
              (pi6 * m4 * m2 * (5 - 30 * z2) / 64 + pi4 * m4 * (-60 * z2 + 212 * z4) / 16 +
               pi2 * m2 * (135 * z4 - 96 * z6) / 4 - 30 * z6 - 90 * z4 * z4) /
              (6480 * z6 * z4);
        k3 += even * (3 * square * z2 - square * square) / (216 * z6);
    }
    return root * (k0 / z + k1 / (6 * z4) / std::sqrt(n) + k2 / n + k3 / (n * std::sqrt(n)));
}

/// Pr(D_n <= d) for 1/2 < n d <= 1: n! ((2 n d - 1) / n)^n.
double smallest_cdf(std::int64_t rows, double nd) {
    const auto n = static_cast<double>(rows);
    return std::exp(std::lgamma(n + 1) - n * std::log(n) + n * std::log(2 * nd - 1));
}

}  // namespace

double kolmogorov_survival(std::int64_t rows, double distance) {
    constexpr std::int64_t kFew = 140;
    constexpr std::int64_t kMostOfMatrix = 100'000;
    const auto n = static_cast<double>(rows);
    const double nd = n * distance;
    const double squared = nd * distance;
    if (distance >= 1 || squared >= 370) {
        return 0;
    }
    if (nd <= 0.5) {
        return 1;
    }
    if (nd <= 1) {
        return 1 - smallest_cdf(rows, nd);
    }
    if (nd >= n - 1) {
        return 2 * std::pow(1 - distance, n);
    }
    if (distance >= 0.5 || squared > (rows <= kFew ? 4.0 : 2.2)) {
        return std::min(1.0, 2 * one_sided_survival(rows, distance));
    }
    const bool matrix =
        rows <= kFew || (rows <= kMostOfMatrix && n * std::pow(distance, 1.5) <= 1.4);
    return 1 - (matrix ? durbin_cdf(rows, distance) : pelz_good_cdf(rows, distance));
}

}  // namespace assay::stats
