#include <algorithm>

#include "engine/engine.hpp"
#include "study/product.hpp"

namespace assay::study {
namespace {

/// Collects what one column is used for.
class Uses {
  public:
    explicit Uses(std::string_view column) : column_(column) {}

    void named(std::string_view what, std::string_view name) { add(what, name == column_); }
    void named(std::string_view what, const std::vector<std::string>& names) {
        add(what, std::ranges::find(names, column_) != names.end());
    }
    void sql(std::string_view what, std::string_view text) {
        add(what, text == column_ || engine::names_column(text, column_));
    }
    void add(std::string_view what, bool used) {
        if (used && std::ranges::find(found_, what) == found_.end()) {
            found_.emplace_back(what);
        }
    }
    std::vector<std::string> take() { return std::move(found_); }

  private:
    std::string_view column_;
    std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> uses_of_column(const Product& product, std::string_view column) {
    Uses uses(column);
    uses.named("target", product.target);
    uses.named("id", product.id);
    uses.named("time", product.time);
    uses.named("entity", product.entity);
    uses.named("groups", product.groups);
    uses.named("ignore", product.ignore);
    uses.named("trusted", product.trusted);
    uses.sql("weight", product.weight);
    uses.sql("label_seen_when", product.label_seen_when);
    for (const auto& [late, known] : product.known_at) {
        uses.named("known_at", late);
        uses.named("known_at", known);
    }
    uses.sql("query", product.query);
    uses.sql("rule", product.rule);
    for (const auto* cost : {&product.true_positive, &product.false_positive,
                             &product.false_negative, &product.true_negative}) {
        uses.sql("costs", cost->sql);
    }
    for (const auto& option : product.options) {
        uses.sql("option " + option.name, option.score);
        uses.sql("option " + option.name, option.decision);
    }
    for (const auto& scenario : product.scenarios) {
        uses.sql("scenario " + scenario.name, scenario.sql);
    }
    const auto is = [&](const std::string& name) { return name == column; };
    const bool feature = product.query.empty() && !is(product.target) && !is(product.id) &&
                         !is(product.time) && !is(product.entity) && !is(product.weight) &&
                         std::ranges::none_of(product.ignore, is);
    uses.add("feature", feature);
    return uses.take();
}

}  // namespace assay::study
