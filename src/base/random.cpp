#include "base/random.hpp"

#include <boost/math/special_functions/erf.hpp>
#include <cmath>

#include "base/digest.hpp"

namespace assay {

Random::Random(std::uint64_t seed, std::string_view purpose, std::uint64_t index)
    : state_(fast_hash(purpose, seed * 0x9E3779B97F4A7C15ULL + index)) {}

std::uint64_t Random::below(std::uint64_t bound) {
    // Lemire's multiply-shift; the bias is below 2^-64 * bound and of no consequence here.
    __extension__ using Wide = unsigned __int128;
    return static_cast<std::uint64_t>((static_cast<Wide>(next()) * bound) >> 64U);
}

double Random::normal() {
    using boost::math::policies::policy;
    using boost::math::policies::promote_double;
    // Extended precision would give the same 15 digits at four times the cost.
    using InDouble = policy<promote_double<false>>;
    const double u = (static_cast<double>(next() >> 11U) + 0.5) * 0x1p-53;
    return -std::sqrt(2.0) * boost::math::erfc_inv(2 * u, InDouble{});
}

int Random::poisson_one() {
    double left = uniform();
    double mass = std::exp(-1.0);
    int count = 0;
    while (left >= mass && count < 20) {
        left -= mass;
        ++count;
        mass /= count;
    }
    return count;
}

double Random::chi_squared(int degrees) {
    double sum = 0;
    for (int i = 0; i < degrees; ++i) {
        const double z = normal();
        sum += z * z;
    }
    return sum;
}

}  // namespace assay
