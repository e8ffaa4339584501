#include "study/own_evaluation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.hpp"
#include "study/predictions.hpp"

namespace assay::study {
namespace {

/// Only what has a score was measured with uncalibrated scores too.
bool is_scored(const Option& option) {
    return std::isfinite(option.raw_value_per_month.value);
}

const Option* named_role(const Document& document, std::string_view role) {
    const auto found = std::ranges::find(document.options, role, &Option::role);
    return found != document.options.end() && is_scored(*found) ? &*found : nullptr;
}

/// The scored option that earns most, `without` left out; null when there is none.
const Option* best_scored(const Document& document, const Option* without) {
    const Option* best = nullptr;
    for (const auto& option : document.options) {
        const bool better =
            best == nullptr || option.value_per_month.value > best->value_per_month.value;
        if (&option != without && is_scored(option) && better) {
            best = &option;
        }
    }
    return best;
}

bool any_cost_by_row(const Product& product) {
    const std::array costs{&product.true_positive, &product.false_positive, &product.false_negative,
                           &product.true_negative};
    return std::ranges::any_of(costs, [](const Cost* cost) { return !cost->sql.empty(); });
}

void take_gains_of_acting(Product& product) {
    product.true_positive = product.false_positive = Cost{.amount = {}, .sql = "gain_if_acted"};
    product.false_negative = product.true_negative = Cost{};
    product.costs_given = true;
}

void take_weights(Product& product) {
    if (!product.weight.empty() || product.positive_rate) {
        product.weight = "weight";
        product.positive_rate.reset();
    }
}

/// The product, with the names that the table of predictions has for what was the study's own.
Product of_predictions(Product product, const std::string& predictions) {
    product.source = predictions;
    product.target = "target";
    product.positive = "1";
    product.rule = product.rule.empty() ? "" : "rule_act";
    product.ignore.clear();
    product.trusted.clear();
    take_weights(product);
    if (any_cost_by_row(product)) {
        take_gains_of_acting(product);
    }
    return product;
}

/// Columns of the predictions under the names that the evaluation shows.
class Columns {
  public:
    void add(const std::string& name) { add(name, name); }
    void add(const std::string& column, const std::string& name) {
        if (!name.empty() && std::ranges::find(names_, name) == names_.end()) {
            names_.push_back(name);
            list_ += fmt::format("{}{} AS {}", list_.empty() ? "" : ", ", quoted_name(column),
                                 quoted_name(name));
        }
    }
    /// Of several seeds the first, so that each row is judged once.
    std::string query() const {
        return fmt::format("SELECT {} FROM data WHERE seed = (SELECT min(seed) FROM data)", list_);
    }

  private:
    std::vector<std::string> names_;
    std::string list_;
};

void add_score(Columns& columns, const std::string& option) {
    columns.add(option + "_probability", option);
}

/// The options that the product names, as the predictions hold them.
std::vector<NamedOption> named_options(const Document& document, const Product& product,
                                       const Option& model, const Option* against,
                                       Columns& columns) {
    std::vector<NamedOption> out;
    for (auto each : product.options) {
        const auto found = std::ranges::find(document.options, each.name, &Option::name);
        if (found == document.options.end() || &*found == &model || &*found == against) {
            continue;
        }
        if (each.score.empty()) {
            columns.add(each.name + "_act");
            each.decision = each.name + "_act";
        } else {
            add_score(columns, each.name);
            each.score = each.name;
        }
        out.push_back(std::move(each));
    }
    return out;
}

}  // namespace

std::optional<OwnEvaluation> own_evaluation(const Document& document, const Product& product,
                                            const std::string& predictions,
                                            const std::vector<std::string>& carried) {
    const Option* chosen = named_role(document, "chosen");
    const Option* model = chosen != nullptr ? chosen : best_scored(document, nullptr);
    if (model == nullptr) {
        return std::nullopt;
    }
    const Option* against = best_scored(document, model);
    OwnEvaluation out{
        .product = of_predictions(product, predictions), .options = {}, .model = model->label};
    auto& own = out.product;
    Columns columns;
    for (const auto* name :
         {&own.target, &own.time, &own.entity, &own.weight, &own.rule, &own.true_positive.sql}) {
        columns.add(*name);
    }
    columns.add("id", own.id);
    for (const auto& name : own.groups) {
        columns.add(name);
    }
    for (const auto& name : columns_of_scenarios(product, carried)) {
        columns.add(name);
    }
    out.options.score = model->name;
    out.options.decision = model->name + "_act";
    out.options.within_capacity = true;  // the study cut them by chances of rows not tested
    add_score(columns, model->name);
    columns.add(out.options.decision);
    if (against != nullptr) {
        out.options.against = against->name;
        add_score(columns, against->name);
    }
    own.options = named_options(document, product, *model, against, columns);
    own.query = columns.query();
    out.options.seed = static_cast<std::uint64_t>(document.provenance.seed);
    out.options.threads = document.provenance.threads;
    out.options.version = document.provenance.version;
    return out;
}

}  // namespace assay::study
