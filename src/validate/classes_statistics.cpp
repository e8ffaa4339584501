#include <algorithm>
#include <cmath>
#include <limits>

#include "validate/classes_prepared.hpp"

namespace assay::validate {
namespace {

template <class Value>
std::vector<double> each_row(const PreparedClasses& prepared, const Value& value) {
    std::vector<double> out(prepared.size());
    for (std::size_t row = 0; row < out.size(); ++row) {
        out[row] = value(row);
    }
    return out;
}

/// 1 where a row is (or was decided to be) of the class.
std::vector<double> of_class(std::span<const std::int32_t> values, std::size_t of) {
    std::vector<double> out;
    out.reserve(values.size());
    for (const auto each : values) {
        out.push_back(each == static_cast<std::int32_t>(of) ? 1.0 : 0.0);
    }
    return out;
}

bool has(std::span<const std::int32_t> values, std::size_t of) {
    for (const auto each : values) {
        if (each == static_cast<std::int32_t>(of)) {
            return true;
        }
    }
    return false;
}

}  // namespace

std::vector<std::int32_t> likeliest(const PreparedClassesModel& model) {
    std::vector<std::int32_t> out(model.probability.front().size(), 0);
    for (std::size_t row = 0; row < out.size(); ++row) {
        for (std::size_t k = 1; k < model.probability.size(); ++k) {
            if (model.probability[k][row] >
                model.probability[static_cast<std::size_t>(out[row])][row]) {
                out[row] = static_cast<std::int32_t>(k);
            }
        }
    }
    return out;
}

std::vector<std::int32_t> by_costs(const PreparedClasses& prepared,
                                   const PreparedClassesModel& model, double sharpness) {
    const std::size_t classes = prepared.classes.size();
    std::vector<std::int32_t> out(prepared.size(), 0);
    std::vector<double> chance(classes);
    for (std::size_t row = 0; row < out.size(); ++row) {
        for (std::size_t k = 0; k < classes; ++k) {
            const double p = model.probability[k][row];
            chance[k] = sharpness == 1 ? p : std::pow(p, sharpness);
        }
        double most = -std::numeric_limits<double>::infinity();
        for (std::size_t decided = 0; decided < classes; ++decided) {
            double expected = 0;
            for (std::size_t k = 0; k < classes; ++k) {
                expected += chance[k] * prepared.money[k * classes + decided];
            }
            if (expected > most) {
                most = expected;
                out[row] = static_cast<std::int32_t>(decided);
            }
        }
    }
    return out;
}

std::int32_t best_constant(const PreparedClasses& prepared) {
    std::int32_t best = 0;
    double most = -std::numeric_limits<double>::infinity();
    for (std::size_t of = 0; of < prepared.classes.size(); ++of) {
        const std::vector<std::int32_t> decided(prepared.size(), static_cast<std::int32_t>(of));
        const double value = prepared.money.empty() ? accuracy_of(prepared, decided).value
                                                    : value_of(prepared, decided).value;
        if (value > most) {
            most = value;
            best = static_cast<std::int32_t>(of);
        }
    }
    return best;
}

Statistic accuracy_of(const PreparedClasses& prepared, Classes decided) {
    return mean_of(prepared, each_row(prepared, [&](std::size_t row) {
                       return decided[row] == prepared.label[row] ? 1.0 : 0.0;
                   }));
}

Statistic precision_of(const PreparedClasses& prepared, Classes decided, std::size_t of) {
    return mean_of(prepared, of_class(prepared.label, of), of_class(decided, of));
}

Statistic recall_of(const PreparedClasses& prepared, Classes decided, std::size_t of) {
    return mean_of(prepared, of_class(decided, of), of_class(prepared.label, of));
}

Statistic f1_of(const PreparedClasses& prepared, Classes decided, std::size_t of) {
    auto both = of_class(prepared.label, of);
    auto either = of_class(decided, of);
    for (std::size_t row = 0; row < both.size(); ++row) {
        const double hit = both[row] * either[row];
        either[row] += both[row];
        both[row] = 2 * hit;
    }
    return ratio_of(prepared, both, either);
}

Statistic macro_of(const PreparedClasses& prepared, Classes decided, ClassStatistic statistic) {
    std::vector<Statistic> each;
    for (std::size_t of = 0; of < prepared.classes.size(); ++of) {
        if (has(prepared.label, of) || has(decided, of)) {
            each.push_back(statistic(prepared, decided, of));
            if (std::isnan(each.back().value)) {
                each.back() = {.value = 0, .influence = std::vector<double>(prepared.size(), 0.0)};
            }
        }
    }
    return average(each);
}

Statistic macro_auc_of(const PreparedClasses& prepared, const PreparedClassesModel& model) {
    std::vector<Statistic> each;
    for (std::size_t of = 0; of < prepared.classes.size(); ++of) {
        if (has(prepared.label, of)) {
            each.push_back(auc_of(prepared.against_rest(of), model.probability[of]));
        }
    }
    return average(each);
}

Statistic log_loss_of(const PreparedClasses& prepared, const PreparedClassesModel& model) {
    constexpr double kLeast = std::numeric_limits<double>::epsilon();
    return mean_of(prepared, each_row(prepared, [&](std::size_t row) {
                       const auto is = static_cast<std::size_t>(prepared.label[row]);
                       const double p = model.probability[is][row];
                       return -std::log(std::min(1 - kLeast, std::max(kLeast, p)));
                   }));
}

Statistic brier_of(const PreparedClasses& prepared, const PreparedClassesModel& model) {
    return mean_of(prepared, each_row(prepared, [&](std::size_t row) {
                       double sum = 0;
                       for (std::size_t k = 0; k < model.probability.size(); ++k) {
                           const bool is = prepared.label[row] == static_cast<std::int32_t>(k);
                           const double miss = model.probability[k][row] - (is ? 1 : 0);
                           sum += miss * miss;
                       }
                       return sum;
                   }));
}

Statistic value_of(const PreparedClasses& prepared, Classes decided) {
    return mean_of(prepared, each_row(prepared, [&](std::size_t row) {
                       return prepared.money_of(prepared.label[row], decided[row]);
                   }));
}

stats::Estimate macro_estimate(const PreparedClasses& prepared, const Statistic& statistic,
                               double confidence) {
    Mean mean = robust(prepared, statistic);
    if (mean.variance == 0) {
        std::vector<int> rows(prepared.classes.size(), 0);
        for (const auto is : prepared.label) {
            ++rows[static_cast<std::size_t>(is)];
        }
        std::erase(rows, 0);
        mean.clusters = std::min(mean.clusters, *std::ranges::min_element(rows));
    }
    return rate_estimate(mean, confidence);
}

ClassMeasures measures_of(const PreparedClasses& prepared, const PreparedClassesModel& model,
                          std::size_t of, double confidence) {
    const auto is = of_class(prepared.label, of);
    const auto said = of_class(model.decided, of);
    ClassMeasures out{.name = prepared.classes[of]};
    std::vector<double> either(is.size());
    for (std::size_t row = 0; row < is.size(); ++row) {
        out.rows += is[row] > 0 ? 1 : 0;
        out.decided += said[row] > 0 ? 1 : 0;
        either[row] = is[row] + said[row];
    }
    const auto share = [&](ClassStatistic statistic, std::span<const double> member) {
        return rate_estimate(robust(prepared, statistic(prepared, model.decided, of), member),
                             confidence);
    };
    out.precision = share(precision_of, said);
    out.recall = share(recall_of, is);
    out.f1 = share(f1_of, either);
    out.auc = {.confidence = confidence, .method = "not applicable: decisions without a score"};
    if (!model.probability.empty()) {
        out.auc.method = "cannot tell: no row of the class";
        if (out.rows > 0) {
            out.auc = auc_estimate(prepared.against_rest(of), model.probability[of], confidence);
        }
    }
    return out;
}

std::vector<ConfusionCell> confusion_of(const PreparedClasses& prepared, Classes decided,
                                        double confidence) {
    const std::size_t classes = prepared.classes.size();
    std::vector<std::vector<std::uint32_t>> rows(classes);
    for (std::uint32_t row = 0; row < prepared.size(); ++row) {
        rows[static_cast<std::size_t>(prepared.label[row])].push_back(row);
    }
    ClusterMeans means(prepared.ties());
    std::vector<ConfusionCell> out;
    for (std::size_t is = 0; is < classes; ++is) {
        for (std::size_t said = 0; said < classes; ++said) {
            const auto hit = [&](std::uint32_t row) {
                return decided[row] == static_cast<std::int32_t>(said) ? 1.0 : 0.0;
            };
            ConfusionCell cell{.is = prepared.classes[is], .decided = prepared.classes[said]};
            cell.share = rate_estimate(means.mean(rows[is], hit), confidence);
            for (const auto row : rows[is]) {
                cell.rows += prepared.weight_of(row) * hit(row);
            }
            out.push_back(std::move(cell));
        }
    }
    return out;
}

}  // namespace assay::validate
