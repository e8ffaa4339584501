#pragma once

#include <cstdint>
#include <span>

#include "base/describe.hpp"
#include "base/result.hpp"

namespace assay::stats {

/// A test that rows and columns of a square table of counts have the same totals.
struct Homogeneity {
    double statistic = 0;
    std::int64_t degrees = 0;
    double p = 1;
    static constexpr auto fields() {
        using H = Homogeneity;
        return std::tuple{field("statistic", &H::statistic, "chi-square statistic"),
                          field("degrees", &H::degrees, "degrees of freedom"),
                          field("p", &H::p, "p that there is no difference")};
    }
};

/// Stuart (1955) & Maxwell (1970) on paired answers of `classes` kinds: counts[i * classes + j]
/// were i by the first and j by the second. Classes that all their rows agree on carry nothing and
/// take no degree of freedom; what is left may fall into groups that are never mixed up, each of
/// which loses one degree. No disagreement: statistic 0, p 1. InvalidInput on negative counts or a
/// table that is not square.
Result<Homogeneity> stuart_maxwell(std::span<const double> counts, std::size_t classes);

}  // namespace assay::stats
