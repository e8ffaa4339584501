// What the learning curve says about many curves: the program behind make_table.py.
//
// Reads one curve a line from standard input:
//     id  higher_is_better  sizes  values  targets  (rows noise_variance value…)…  target…
// and writes one line each:
//     id  refusal  (median scale low high)…
// where refusal is 0 (none), 1 (shape), 2 (steepening) or 3 (points), median and scale are those of
// the model in the direction of learning (a falling score is turned negative), and low and high are
// the 5 % and 95 % quantiles of the forecast with the committed table, turned the same way.

#include <cstdio>
#include <iostream>

#include "stats/learning_curve_fit.hpp"
#include "stats/learning_curve_shape.hpp"

namespace {

using namespace assay::stats;

struct Case {
    long id = 0;
    int higher_is_better = 1;
    std::vector<CurvePoint> points;
    std::vector<double> targets;
};

bool read(Case& one) {
    std::size_t sizes = 0;
    std::size_t values = 0;
    std::size_t targets = 0;
    if (!(std::cin >> one.id >> one.higher_is_better >> sizes >> values >> targets)) {
        return false;
    }
    one.points.assign(sizes, {});
    for (CurvePoint& point : one.points) {
        point.values.resize(values);
        std::cin >> point.rows >> point.noise_variance;
        for (double& value : point.values) {
            std::cin >> value;
        }
    }
    one.targets.resize(targets);
    for (double& target : one.targets) {
        std::cin >> target;
    }
    return static_cast<bool>(std::cin);
}

int refusal_of(const Case& one, const CurveData& data) {
    if (refuse_points(one.points)) {
        return 3;
    }
    const auto refusal = refuse_shape(data, CurveKind::Metric);
    return !refusal ? 0 : refusal->steepening ? 2 : 1;
}

void write(const Case& one) {
    const CurveData data = curve_data(one.points, one.higher_is_better != 0);
    std::printf("%ld %d", one.id, refusal_of(one, data));
    const ModelFit fit = fit_families(data, one.targets, 0);
    const LearningCurve curve = fit_learning_curve(one.points, one.targets, CurveKind::Metric,
                                                   one.higher_is_better != 0, 0);
    for (std::size_t at = 0; at < one.targets.size(); ++at) {
        double low = 0;
        double high = 0;
        if (!curve.refused) {
            const CurveForecast& forecast = curve.forecasts[at];
            low = one.higher_is_better != 0 ? forecast.at(0.05) : -forecast.at(0.95);
            high = one.higher_is_better != 0 ? forecast.at(0.95) : -forecast.at(0.05);
        }
        std::printf(" %.8g %.8g %.8g %.8g", fit.forecasts[at].median,
                    conformal_scale(data, fit, fit.forecasts[at]), low, high);
    }
    std::printf("\n");
}

}  // namespace

int main() {
    std::ios::sync_with_stdio(false);
    for (Case one; read(one);) {
        write(one);
    }
    return 0;
}
