#include "study/product_read.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "base/toml_reader.hpp"

namespace assay::study {
namespace {

using Kind = TomlNode::Kind;
using Read = TomlReader::Read;
using Key = TomlReader::Key;

/// Turns nodes into the fields of one product.
class Reader {
  public:
    explicit Reader(Product& product)
        : product_(product),
          toml_(product.lines, [&product](std::string_view path) { return product.where(path); }) {}

    Result<> read(const TomlNode& root);

  private:
    Read columns(std::vector<std::string>& out);
    Read amount(Amount& out, std::string_view example);
    Read cost(Cost& out, std::string_view example);
    Read positive();
    Read known_at();
    Read metric(Target& target);
    template <class Barred>
    Read bar(Barred& barred, bool at_least);

    template <class Item, class Keys>
    Result<> list(const TomlNode& node, const std::string& table, std::vector<Item>& out,
                  const Keys& keys);
    Result<> options(const TomlNode& node);
    Result<> scenarios(const TomlNode& node);
    Result<> target(const TomlNode& node);
    std::vector<Key> tables();
    std::vector<Key> data_keys();
    std::vector<Key> cost_keys();
    std::vector<Key> study_keys();

    Product& product_;
    TomlReader toml_;
};

Read Reader::columns(std::vector<std::string>& out) {
    return toml_.texts(out, "a list of column names", "[\"carrier\", \"origin\"]");
}

Read Reader::amount(Amount& out, std::string_view example) {
    return [this, &out, example](const TomlNode& node, const std::string& path) -> Result<> {
        if (const auto value = node.finite()) {
            out = Amount::exactly(*value);
            return {};
        }
        const bool pair = node.kind == Kind::List && node.items.size() == 2;
        const auto low = pair ? node.items[0].finite() : std::nullopt;
        const auto high = pair ? node.items[1].finite() : std::nullopt;
        if (!low || !high) {
            return toml_.mismatch(node, path, "a number or a range [low, high]", example);
        }
        if (*low > *high) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("{}: the range [{}, {}] has its larger end first",
                                    product_.where(path), *low, *high),
                        fmt::format("write [{}, {}]", *high, *low));
        }
        out = {.low = *low, .high = *high};
        return {};
    };
}

Read Reader::cost(Cost& out, std::string_view example) {
    return [this, &out, example](const TomlNode& node, const std::string& path) -> Result<> {
        if (node.kind != Kind::Text) {
            return amount(out.amount, example)(node, path);
        }
        if (node.text.empty()) {
            return toml_.mismatch(node, path, "a number, a range [low, high], a column or SQL",
                                  example);
        }
        out.sql = node.text;
        return {};
    };
}

Read Reader::positive() {
    return [this](const TomlNode& node, const std::string& path) -> Result<> {
        if (node.kind == Kind::Flag) {
            product_.positive = node.flag ? "true" : "false";
        } else if (node.kind == Kind::Whole) {
            product_.positive = std::to_string(node.whole);
        } else if (const auto value = node.finite()) {
            product_.positive = fmt::format("{}", *value);
        } else if (node.kind == Kind::Text) {
            product_.positive = node.text;
        } else {
            return toml_.mismatch(node, path, "true, false, a number or text", "true");
        }
        return {};
    };
}

Read Reader::known_at() {
    return [this](const TomlNode& node, const std::string& path) -> Result<> {
        if (node.kind != Kind::Table) {
            return toml_.mismatch(node, path, "a table of column = \"column that says when\"",
                                  "{ delay = \"left_at\" }");
        }
        for (const auto& each : node.items) {
            const std::string inner = path + "." + each.key;
            product_.lines[inner] = each.line;
            TRY(toml_.text(product_.known_at[each.key], "\"left_at\"")(each, inner));
        }
        return {};
    };
}

Read Reader::metric(Target& target) {
    return [this, &target](const TomlNode& node, const std::string& path) -> Result<> {
        std::string name;
        TRY(toml_.text(name, "\"auc\"")(node, path));
        auto parsed = parse_metric(name);
        if (!parsed) {
            return fail(ErrorCode::InvalidInput, product_.where(path) + ": " + parsed.error().what,
                        parsed.error().hint);
        }
        target.metric = *std::move(parsed);
        return {};
    };
}

/// The bar of a criterion or of a scenario.
template <class Barred>
Read Reader::bar(Barred& barred, bool at_least) {
    return [this, &barred, at_least](const TomlNode& node, const std::string& path) -> Result<> {
        const double first = barred.bar;
        TRY(toml_.number(barred.bar, "0.70")(node, path));
        if (barred.has_bar) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("{}: a second bar, {}, beside {}", product_.where(path),
                                    barred.bar, first),
                        "keep the one of at_least and at_most that means success");
        }
        barred.at_least = at_least;
        barred.has_bar = true;
        return {};
    };
}

/// The items of a list of tables; `keys` says what an item holds.
template <class Item, class Keys>
Result<> Reader::list(const TomlNode& node, const std::string& table, std::vector<Item>& out,
                      const Keys& keys) {
    if (node.kind != Kind::List) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("{}: expected a list of tables, saw {}", product_.where(table),
                                node.seen()),
                    fmt::format("write [[{}]] with two brackets: there may be several", table));
    }
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        const std::string path = fmt::format("{}.{}", table, i);
        product_.lines[path] = node.items[i].line;
        Item item;
        TRY(toml_.keys(node.items[i], path, keys(item)));
        out.push_back(std::move(item));
    }
    return {};
}

Result<> Reader::options(const TomlNode& node) {
    return list(node, "option", product_.options, [this](NamedOption& option) {
        return std::vector<Key>{{"name", toml_.text(option.name, "\"vendor\"")},
                                {"score", toml_.text(option.score, "\"vendor_score\"")},
                                {"decision", toml_.text(option.decision, "\"flagged\"")},
                                {"per_month", toml_.number(option.per_month, "500")}};
    });
}

Result<> Reader::scenarios(const TomlNode& node) {
    return list(node, "scenario", product_.scenarios, [this](ScenarioSpec& scenario) {
        return std::vector<Key>{{"name", toml_.text(scenario.name, "\"winter\"")},
                                {"sql", toml_.text(scenario.sql, "\"month IN (12, 1, 2)\"")},
                                {"file", toml_.text(scenario.file, "\"hard_cases.csv\"")},
                                {"metric", toml_.text(scenario.metric, "\"auc\"")},
                                {"at_least", bar(scenario, true)},
                                {"at_most", bar(scenario, false)}};
    });
}

Result<> Reader::target(const TomlNode& node) {
    Target target;
    TRY(toml_.keys(node, "target",
                   {{"metric", metric(target)},
                    {"at_least", bar(target, true)},
                    {"at_most", bar(target, false)},
                    {"by", toml_.date(target.by)},
                    {"smallest_gain_per_month",
                     toml_.optional_number(target.smallest_gain_per_month, "50")}}));
    product_.target_criterion = std::move(target);
    return {};
}

std::vector<Key> Reader::data_keys() {
    Product& p = product_;
    return {{"source", toml_.text(p.source, "\"flights.parquet\"")},
            {"card", toml_.text(p.card, "\"card.toml\"")},
            {"query", toml_.text(p.query, "\"SELECT * FROM data\"")},
            {"target", toml_.text(p.target, "\"late\"")},
            {"positive", positive()},
            {"id", toml_.text(p.id, "\"flight\"")},
            {"time", toml_.text(p.time, "\"scheduled\"")},
            {"entity", toml_.text(p.entity, "\"tailnum\"")},
            {"groups", columns(p.groups)},
            {"ignore", columns(p.ignore)},
            {"trusted", columns(p.trusted)},
            {"weight", toml_.text(p.weight, "\"w\"")},
            {"positive_rate", toml_.optional_number(p.positive_rate, "0.02")},
            {"label_seen_when", toml_.text(p.label_seen_when, "\"inspected\"")},
            {"known_at", known_at()}};
}

std::vector<Key> Reader::cost_keys() {
    Product& p = product_;
    return {{"currency", toml_.text(p.currency, "\"USD\"")},
            {"true_positive", cost(p.true_positive, "6.0")},
            {"false_positive", cost(p.false_positive, "-2.0")},
            {"false_negative", cost(p.false_negative, "0.0")},
            {"true_negative", cost(p.true_negative, "0.0")},
            {"decisions_per_month", amount(p.decisions_per_month, "27300")},
            {"review_capacity", toml_.optional_number(p.review_capacity, "9000")},
            {"model_per_month", amount(p.model_per_month, "500")},
            {"build", amount(p.build, "20000")},
            {"label", amount(p.label, "0.20")},
            {"labels_per_month", toml_.optional_number(p.labels_per_month, "5000")}};
}

std::vector<Key> Reader::study_keys() {
    Settings& s = product_.settings;
    return {{"certainty", toml_.number(s.certainty, "0.8")},
            {"horizon_months", toml_.number(s.horizon_months, "12")},
            {"margin", toml_.number(s.margin, "0.01")},
            {"train_rows", toml_.whole(s.train_rows, "60000")},
            {"folds", toml_.whole(s.folds, "5")},
            {"seeds", toml_.whole(s.seeds, "2")},
            {"blocks", toml_.whole(s.blocks, "8")},
            {"draws", toml_.whole(s.draws, "4000")}};
}

std::vector<Key> Reader::tables() {
    Product& p = product_;
    return {{"product", toml_.table({{"name", toml_.text(p.name, "\"late-flight-texts\"")},
                                     {"objective", toml_.text(p.objective, "\"Fewer calls\"")},
                                     {"decision", toml_.text(p.decision, "\"Text them?\"")},
                                     {"owner", toml_.text(p.owner, "\"operations\"")},
                                     {"purpose", toml_.text(p.purpose, "\"service\"")}})},
            {"data", toml_.table(data_keys())},
            {"rule", toml_.table({{"sql", toml_.text(p.rule, "\"delay >= 15\"")}})},
            {"option", [this](const TomlNode& node, const auto&) { return options(node); }},
            {"scenario", [this](const TomlNode& node, const auto&) { return scenarios(node); }},
            {"costs", toml_.table(cost_keys())},
            {"target", [this](const TomlNode& node, const auto&) { return target(node); }},
            {"study", toml_.table(study_keys())}};
}

Result<> Reader::read(const TomlNode& root) {
    TRY(toml_.file(root, tables()));
    for (const auto* key : {"true_positive", "false_positive", "false_negative", "true_negative"}) {
        const bool given = product_.lines.contains(std::string("costs.") + key);
        product_.costs_given = product_.costs_given || given;
    }
    product_.label_given = product_.lines.contains("costs.label");
    return {};
}

}  // namespace

Result<> read_toml(std::string_view text, Product& product) {
    return Reader(product).read(TRY(parse_toml(text, product.file, "product file")));
}

}  // namespace assay::study
