#include "api/overrides.hpp"

#include <algorithm>

#include "api/amounts.hpp"

namespace assay::api {

namespace {

using study::Amount;
using study::Cost;
using study::Product;

struct Override {
    Parameter parameter;
    std::string key;  // of the product file: "data.target"
    std::function<Result<>(const Request&, const std::string& name, Product&)> apply;
};

struct Words {
    const char* name;
    const char* value;
    const char* help;
};

Override text(const char* section, Words words, std::string key, std::string Product::* field) {
    return {.parameter = {.name = words.name,
                          .kind = ParameterKind::Text,
                          .help = words.help,
                          .section = section,
                          .value = words.value},
            .key = std::move(key),
            .apply = [field](const Request& request, const std::string& name,
                             Product& product) -> Result<> {
                product.*field = request.text(name);
                return {};
            }};
}

Override texts(const char* section, Words words, std::string key,
               std::vector<std::string> Product::* field) {
    return {.parameter = {.name = words.name,
                          .kind = ParameterKind::TextList,
                          .help = words.help,
                          .section = section,
                          .value = words.value},
            .key = std::move(key),
            .apply = [field](const Request& request, const std::string& name,
                             Product& product) -> Result<> {
                product.*field = request.names(name);
                return {};
            }};
}

Override cost(Words words, std::string key, Cost Product::* field) {
    return {.parameter = {.name = words.name,
                          .kind = ParameterKind::Text,
                          .help = words.help,
                          .section = "money, per decision: gains positive, losses negative",
                          .value = words.value},
            .key = std::move(key),
            .apply = [field](const Request& request, const std::string& name,
                             Product& product) -> Result<> {
                product.*field = TRY(parse_cost(name, request.text(name)));
                product.costs_given = true;
                return {};
            }};
}

Override amount(Words words, std::string key, Amount Product::* field) {
    return {.parameter = {.name = words.name,
                          .kind = ParameterKind::Text,
                          .help = words.help,
                          .section = "money, a month",
                          .value = words.value},
            .key = std::move(key),
            .apply = [field](const Request& request, const std::string& name,
                             Product& product) -> Result<> {
                product.*field = TRY(parse_amount(name, request.text(name)));
                return {};
            }};
}

void append(std::vector<Override>& to, std::vector<Override> more) {
    std::move(more.begin(), more.end(), std::back_inserter(to));
}

std::vector<Override> data_overrides() {
    constexpr const char* kData = "the data";
    return {
        text(kData, {"data", "FILE", "table to study: CSV, Parquet, JSON lines or Arrow"},
             "data.source", &Product::source),
        text(kData, {"query", "SQL", "SELECT over the table `data`, instead of all of it"},
             "data.query", &Product::query),
        text(kData, {"target", "COLUMN", "column that says what came true"}, "data.target",
             &Product::target),
        text(kData, {"positive", "VALUE", "the target's value that the decision is for"},
             "data.positive", &Product::positive),
        text(kData, {"id", "COLUMN", "row id, never a feature"}, "data.id", &Product::id),
        text(kData, {"time", "COLUMN", "when each decision falls: split by time, never look ahead"},
             "data.time", &Product::time),
        text(kData, {"entity", "COLUMN", "rows of one entity stay on one side of a split"},
             "data.entity", &Product::entity),
        texts(kData, {"groups", "COLUMN,…", "compare groups by these columns; may be repeated"},
              "data.groups", &Product::groups),
        texts(kData, {"ignore", "COLUMN,…", "known only after the decision; may be repeated"},
              "data.ignore", &Product::ignore),
        texts(kData,
              {"trusted", "COLUMN,…", "looks like a leak, is known in time; may be repeated"},
              "data.trusted", &Product::trusted),
    };
}

std::vector<Override> product_overrides() {
    constexpr const char* kProduct = "the product";
    return {
        text(kProduct, {"name", "NAME", "short name of the product"}, "product.name",
             &Product::name),
        text(kProduct, {"decision", "TEXT", "the decision, as a question"}, "product.decision",
             &Product::decision),
        text(kProduct, {"rule", "SQL", "what you would do without a model: a boolean or a score"},
             "rule.sql", &Product::rule),
    };
}

std::vector<Override> money_overrides() {
    constexpr const char* kAmount = "NUMBER|LOW..HIGH|SQL";
    std::vector<Override> out = {
        cost({"true-positive", kAmount, "acted, and rightly"}, "costs.true_positive",
             &Product::true_positive),
        cost({"false-positive", kAmount, "acted, and wrongly"}, "costs.false_positive",
             &Product::false_positive),
        cost({"false-negative", kAmount, "let pass, and wrongly"}, "costs.false_negative",
             &Product::false_negative),
        cost({"true-negative", kAmount, "let pass, and rightly"}, "costs.true_negative",
             &Product::true_negative),
        text("money, a month", {"currency", "NAME", "currency, or a plain unit"}, "costs.currency",
             &Product::currency),
    };
    constexpr const char* kRange = "NUMBER|LOW..HIGH";
    append(
        out,
        {
            amount({"decisions-per-month", kRange, "how many decisions fall in a month"},
                   "costs.decisions_per_month", &Product::decisions_per_month),
            amount({"model-per-month", kRange, "running a model, beyond running a rule"},
                   "costs.model_per_month", &Product::model_per_month),
            amount({"build-cost", kRange, "building it, once"}, "costs.build", &Product::build),
            amount({"label-cost", kRange, "one more labelled row"}, "costs.label", &Product::label),
        });
    out.back().apply = [](const Request& request, const std::string& name,
                          Product& product) -> Result<> {
        product.label = TRY(parse_amount(name, request.text(name)));
        product.label_given = true;
        return {};
    };
    return out;
}

Override number(const char* section, Words words, std::string key,
                std::function<void(Product&, double)> set) {
    return {.parameter = {.name = words.name,
                          .kind = ParameterKind::Number,
                          .help = words.help,
                          .section = section,
                          .value = words.value},
            .key = std::move(key),
            .apply = [set = std::move(set)](const Request& request, const std::string& name,
                                            Product& product) -> Result<> {
                if (const auto value = request.number(name)) {
                    set(product, *value);
                }
                return {};
            }};
}

std::vector<Override> success_overrides() {
    constexpr const char* kSuccess = "what counts as success";
    return {
        number("money, a month", {"capacity", "NUMBER", "at most so many acts a month"},
               "costs.review_capacity",
               [](Product& product, double value) { product.review_capacity = value; }),
        {.parameter = {.name = "target-metric",
                       .kind = ParameterKind::Text,
                       .help = "success criterion, such as \"auc>=0.70\"",
                       .section = kSuccess,
                       .value = "METRIC>=BAR"},
         .key = "target.metric",
         .apply = [](const Request& request, const std::string& name,
                     Product& product) -> Result<> {
             auto wanted = TRY(parse_criterion(request.text(name)));
             if (product.target_criterion) {
                 wanted.by = product.target_criterion->by;
                 wanted.smallest_gain_per_month = product.target_criterion->smallest_gain_per_month;
             }
             product.target_criterion = std::move(wanted);
             return {};
         }},
        number(kSuccess, {"certainty", "SHARE", "how sure a verdict must be"}, "study.certainty",
               [](Product& product, double value) { product.settings.certainty = value; }),
        number(kSuccess, {"horizon", "MONTHS", "months over which it must pay"},
               "study.horizon_months",
               [](Product& product, double value) { product.settings.horizon_months = value; }),
    };
}

const std::vector<Override>& overrides() {
    static const std::vector<Override> all = [] {
        std::vector<Override> out = data_overrides();
        append(out, product_overrides());
        append(out, money_overrides());
        append(out, success_overrides());
        return out;
    }();
    return all;
}

}  // namespace

std::vector<Parameter> override_parameters() {
    std::vector<Parameter> out;
    for (const auto& each : overrides()) {
        out.push_back(each.parameter);
    }
    return out;
}

std::vector<Parameter> override_parameters(std::span<const std::string_view> names) {
    auto out = override_parameters();
    std::erase_if(out, [&](const Parameter& each) {
        return std::ranges::find(names, each.name) == names.end();
    });
    return out;
}

Result<> apply_overrides(const Request& request, Product& product) {
    for (const auto& each : overrides()) {
        if (!request.has(each.parameter.name)) {
            continue;
        }
        TRY(each.apply(request, each.parameter.name, product));
        product.lines.erase(each.key);
        product.flags[each.key] = "--" + each.parameter.name;
    }
    return {};
}

}  // namespace assay::api
