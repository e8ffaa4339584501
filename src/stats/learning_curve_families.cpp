#include "stats/learning_curve_families.hpp"

#include <cmath>
#include <numeric>

namespace assay::stats {
namespace {

std::vector<double> log_spaced(double from, double to, int count) {
    std::vector<double> out;
    for (int at = 0; at < count; ++at) {
        out.push_back(from * std::pow(to / from, at / (count - 1.0)));
    }
    return out;
}

Family one_exponent(ShapeKind kind, double from, double to) {
    Family family{.shapes = {}, .offset = true, .parameters = 3};
    for (const double exponent : log_spaced(from, to, 28)) {
        family.shapes.push_back({.kind = kind, .exponent = exponent});
    }
    return family;
}

Family s_shaped(ShapeKind kind, bool offset, std::span<const double> middles,
                std::span<const double> exponents) {
    Family family{.shapes = {}, .offset = offset, .parameters = offset ? 4U : 3U};
    for (const double middle : middles) {
        for (const double exponent : exponents) {
            family.shapes.push_back({.kind = kind, .exponent = exponent, .middle = middle});
        }
    }
    return family;
}

std::vector<Family> all_families(bool loss) {
    const ShapeKind from_zero = loss ? ShapeKind::LogPowerLoss : ShapeKind::LogPower;
    return {one_exponent(ShapeKind::Power, 0.05, 2.5),
            one_exponent(ShapeKind::Exponential, 0.2, 40),
            s_shaped(from_zero, false, log_spaced(1e-5, 1, 16), log_spaced(0.05, 2.5, 12)),
            s_shaped(ShapeKind::LogPower, true, log_spaced(1e-3, 1, 12), log_spaced(0.3, 3, 10))};
}

}  // namespace

double Shape::at(double x) const {
    switch (kind) {
        case ShapeKind::Power:
            return -std::pow(x, -exponent);
        case ShapeKind::Exponential:
            return -std::exp(-exponent * x);
        case ShapeKind::LogPower:
            return 1 - 1 / (1 + std::pow(x / middle, exponent));
        case ShapeKind::LogPowerLoss:
            return -1 / (1 + std::pow(x / middle, exponent));
    }
    return 0;
}

const std::vector<Family>& curve_families(bool loss) {
    static const std::vector<Family> scores = all_families(false);
    static const std::vector<Family> losses = all_families(true);
    return loss ? losses : scores;
}

FamilyFitter::FamilyFitter(const Family& family, std::span<const double> x,
                           std::span<const double> weight)
    : family_(family),
      weight_(weight.begin(), weight.end()),
      total_(std::accumulate(weight.begin(), weight.end(), 0.0)) {
    std::vector<double> value(x.size());
    for (const Shape& shape : family.shapes) {
        Prepared& prepared = prepared_.emplace_back();
        for (std::size_t at = 0; at < x.size(); ++at) {
            value[at] = shape.at(x[at]);
            prepared.centre += family.offset ? weight[at] * value[at] / total_ : 0.0;
        }
        for (std::size_t at = 0; at < x.size(); ++at) {
            const double off = value[at] - prepared.centre;
            prepared.weighted.push_back(weight[at] * off);
            prepared.square += weight[at] * off * off;
        }
    }
}

FittedCurve FamilyFitter::fit(std::span<const double> score) const {
    const double mean =
        std::inner_product(score.begin(), score.end(), weight_.begin(), 0.0) / total_;
    // With an offset the gain of a shape is measured against the flat curve, else against zero;
    // either way the flat curve is what remains when no shape gains more.
    const double centre = family_.offset ? mean : 0.0;
    double best_gain = family_.offset ? 0.0 : total_ * mean * mean;
    FittedCurve best{.shape = nullptr, .centre = mean, .slope = 0, .shape_centre = 0};
    for (std::size_t at = 0; at < prepared_.size(); ++at) {
        const Prepared& prepared = prepared_[at];
        double cross = 0;
        for (std::size_t point = 0; point < score.size(); ++point) {
            cross += prepared.weighted[point] * (score[point] - centre);
        }
        const bool level = prepared.square < 1e-12 * total_;  // rounding alone would set the slope
        if (!level && cross > 0 && cross * cross > best_gain * prepared.square) {
            best_gain = cross * cross / prepared.square;
            best = {.shape = &family_.shapes[at],
                    .centre = centre,
                    .slope = cross / prepared.square,
                    .shape_centre = prepared.centre};
        }
    }
    return best;
}

}  // namespace assay::stats
