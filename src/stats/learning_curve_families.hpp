#pragma once

#include <cstdint>
#include <span>
#include <vector>

// Families of learning curves and their least-squares fits. Private to stats. x is the number of
// rows in units of the largest size seen; scores are turned so that learning goes upwards.
//
// Every family is centre + slope * shape(x) with a shape that rises in x, so all but one or two
// parameters are solved in closed form: variable projection (Golub & Pereyra 1973) over a fixed
// grid of shapes. A refit is one pass over the grid, has no start values and cannot fail to
// converge; the grid also bounds the exponents.

namespace assay::stats {

enum class ShapeKind : std::uint8_t {
    Power,        // -x^-c
    Exponential,  // -exp(-c x)
    LogPower,     // r / (1 + r), r = (x / m)^c: from 0 towards the asymptote
    LogPowerLoss  // -1 / (1 + r): a loss that falls towards 0
};

struct Shape {
    ShapeKind kind;
    double exponent;
    double middle = 1;
    double at(double x) const;
};

/// Shapes of one family. Without an offset the curve starts (or ends) at zero.
struct Family {
    std::vector<Shape> shapes;
    bool offset;
    std::size_t parameters;
};

/// Power law with offset, exponential, log-power, and MMF-4 (Morgan, Mercer & Flodin 1975), as
/// Viering & Loog (2022) and Mohr et al. (2022) list them. The middle of the S-shaped families lies
/// within the sizes seen: beyond it they would promise gains per doubling that no point has shown.
/// `loss`: scores are losses turned negative.
const std::vector<Family>& curve_families(bool loss);

struct FittedCurve {
    const Shape* shape = nullptr;  // none: flat
    double centre = 0;
    double slope = 0;
    double shape_centre = 0;

    double at(double x) const {
        return shape == nullptr ? centre : centre + slope * (shape->at(x) - shape_centre);
    }
};

/// One family at fixed sizes and weights, ready for many score vectors. Never falls: where the best
/// slope is not upwards, the curve is flat.
class FamilyFitter {
  public:
    FamilyFitter(const Family& family, std::span<const double> x, std::span<const double> weight);
    FittedCurve fit(std::span<const double> score) const;

  private:
    struct Prepared {
        double centre = 0;
        double square = 0;
        std::vector<double> weighted;
    };
    const Family& family_;
    std::vector<double> weight_;
    double total_ = 0;
    std::vector<Prepared> prepared_;
};

}  // namespace assay::stats
