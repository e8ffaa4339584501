#include <fmt/format.h>

#include <cmath>

#include "base/text.hpp"
#include "study/card_gate.hpp"
#include "study/measure.hpp"
#include "study/split.hpp"
#include "study/study.hpp"

namespace assay::study {
namespace {

// Rough cost of one boosted and one linear fit, measured on one core of a small server: seconds for
// a cell (row x column) and for a fit as such.
constexpr double kSecondsACell = 2.0e-6;
constexpr double kSecondsAFit = 0.02;
constexpr std::size_t kInnerFits = 6;
constexpr double kCrossFitBelow = 5000;

}  // namespace

Result<Plan> plan_study(const Product& given, engine::Engine& engine, const StudyOptions& options) {
    TRY(validate_product(given));
    TRY(permitted_card(given));
    const auto product = with_costs(given);
    const auto problem = TRY(read_problem(product, engine));
    const auto settings = settings_of(product, options);
    const auto splits = TRY(split(problem, settings.split));
    const auto parts = splits.parts.size();
    const auto columns = static_cast<double>(problem.feature_names.size());
    const auto inner = splits.train_rows < kCrossFitBelow ? kInnerFits : 1;
    const auto fits = static_cast<double>(parts * inner);
    const double one = splits.train_rows * columns * kSecondsACell + kSecondsAFit;
    Plan plan;
    plan.steps.push_back(
        fmt::format("read {} rows of {} ({} with a target, {} of 100 {})",
                    count(static_cast<std::int64_t>(problem.table.rows)), product.source,
                    count(static_cast<std::int64_t>(problem.labelled.size())),
                    figure(problem.positive_rate() * 100, 2), problem.positive_words));
    plan.steps.push_back(fmt::format("check {} columns, and look for one that knows the answer",
                                     problem.feature_names.size()));
    plan.steps.push_back(
        fmt::format("fit the best single column, a linear model and boosted trees "
                    "on {} parts of about {} training rows",
                    parts, count(std::llround(splits.train_rows))));
    plan.steps.push_back("measure the learning curve, and forecast up to 8 times the rows");
    plan.steps.push_back(
        fmt::format("price every decision, draw {} worlds, judge", count(product.settings.draws)));
    plan.steps.push_back("look for slices, group gaps, drivers and what would change the verdict");
    plan.seconds = std::ceil(1 + 2.2 * fits * one / std::max(1, options.threads));
    return plan;
}

}  // namespace assay::study
