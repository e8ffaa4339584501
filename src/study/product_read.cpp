#include "study/product_read.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "base/text.hpp"
#include "study/product_toml.hpp"

namespace assay::study {
namespace {

using Kind = TomlNode::Kind;
using Read = std::function<Result<>(const TomlNode& node, const std::string& path)>;

/// A key that a table may hold, and what its value becomes.
struct Key {
    std::string name;
    Read read;
};

std::vector<std::string> names(const std::vector<Key>& keys) {
    std::vector<std::string> out;
    std::ranges::transform(keys, std::back_inserter(out), &Key::name);
    return out;
}

/// Turns nodes into the fields of one product.
class Reader {
  public:
    explicit Reader(Product& product) : product_(product) {}

    Result<> read(const TomlNode& root);

  private:
    tl::unexpected<Error> mismatch(const TomlNode& node, const std::string& path,
                                   std::string_view expected, std::string_view example) const;
    Read text(std::string& out, std::string_view example);
    Read texts(std::vector<std::string>& out);
    Read number(double& out, std::string_view example);
    Read optional_number(std::optional<double>& out, std::string_view example);
    Read whole(int& out, std::string_view example);
    Read amount(Amount& out, std::string_view example);
    Read cost(Cost& out, std::string_view example);
    Read positive();
    Read known_at();
    Read metric(Target& target);
    Read bar(Target& target, bool at_least);
    Read date(std::string& out);

    Result<> table(const TomlNode& node, const std::string& path, const std::vector<Key>& keys);
    Result<> options(const TomlNode& node);
    Result<> target(const TomlNode& node);
    Result<> unknown(const TomlNode& node, const std::vector<std::string>& known) const;
    std::vector<Key> tables();
    std::vector<Key> data_keys();
    std::vector<Key> cost_keys();
    std::vector<Key> study_keys();

    Product& product_;
};

tl::unexpected<Error> Reader::mismatch(const TomlNode& node, const std::string& path,
                                       std::string_view expected, std::string_view example) const {
    return fail(ErrorCode::InvalidInput,
                fmt::format("{}: expected {}, saw {}", product_.where(path), expected, node.seen()),
                fmt::format("for example {} = {}", path.substr(path.rfind('.') + 1), example));
}

Read Reader::text(std::string& out, std::string_view example) {
    return [this, &out, example](const TomlNode& node, const std::string& path) -> Result<> {
        if (node.kind != Kind::Text) {
            return mismatch(node, path, "text", example);
        }
        out = node.text;
        return {};
    };
}

Read Reader::texts(std::vector<std::string>& out) {
    return [this, &out](const TomlNode& node, const std::string& path) -> Result<> {
        constexpr std::string_view kExpected = "a list of column names";
        constexpr std::string_view kExample = "[\"carrier\", \"origin\"]";
        if (node.kind != Kind::List) {
            return mismatch(node, path, kExpected, kExample);
        }
        for (const auto& each : node.items) {
            if (each.kind != Kind::Text || each.text.empty()) {
                return mismatch(each, path, kExpected, kExample);
            }
            out.push_back(each.text);
        }
        return {};
    };
}

Read Reader::number(double& out, std::string_view example) {
    return [this, &out, example](const TomlNode& node, const std::string& path) -> Result<> {
        const auto value = node.finite();
        if (!value) {
            return mismatch(node, path, "a finite number", example);
        }
        out = *value;
        return {};
    };
}

Read Reader::optional_number(std::optional<double>& out, std::string_view example) {
    return [this, &out, example](const TomlNode& node, const std::string& path) -> Result<> {
        double value = 0;
        TRY(number(value, example)(node, path));
        out = value;
        return {};
    };
}

Read Reader::whole(int& out, std::string_view example) {
    return [this, &out, example](const TomlNode& node, const std::string& path) -> Result<> {
        constexpr std::int64_t kMost = 1'000'000'000;
        if (node.kind != Kind::Whole || node.whole > kMost || node.whole < -kMost) {
            return mismatch(node, path, "a whole number", example);
        }
        out = static_cast<int>(node.whole);
        return {};
    };
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
            return mismatch(node, path, "a number or a range [low, high]", example);
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
            return mismatch(node, path, "a number, a range [low, high], a column or SQL", example);
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
            return mismatch(node, path, "true, false, a number or text", "true");
        }
        return {};
    };
}

Read Reader::known_at() {
    return [this](const TomlNode& node, const std::string& path) -> Result<> {
        if (node.kind != Kind::Table) {
            return mismatch(node, path, "a table of column = \"column that says when\"",
                            "{ delay = \"left_at\" }");
        }
        for (const auto& each : node.items) {
            const std::string inner = path + "." + each.key;
            product_.lines[inner] = each.line;
            TRY(text(product_.known_at[each.key], "\"left_at\"")(each, inner));
        }
        return {};
    };
}

Read Reader::metric(Target& target) {
    return [this, &target](const TomlNode& node, const std::string& path) -> Result<> {
        std::string name;
        TRY(text(name, "\"auc\"")(node, path));
        auto parsed = parse_metric(name);
        if (!parsed) {
            return fail(ErrorCode::InvalidInput, product_.where(path) + ": " + parsed.error().what,
                        parsed.error().hint);
        }
        target.metric = *std::move(parsed);
        return {};
    };
}

Read Reader::bar(Target& target, bool at_least) {
    return [this, &target, at_least](const TomlNode& node, const std::string& path) -> Result<> {
        const double first = target.bar;
        TRY(number(target.bar, "0.70")(node, path));
        if (target.has_bar) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("{}: a second bar, {}, beside {}", product_.where(path),
                                    target.bar, first),
                        "keep the one of at_least and at_most that means success");
        }
        target.at_least = at_least;
        target.has_bar = true;
        return {};
    };
}

Read Reader::date(std::string& out) {
    return [this, &out](const TomlNode& node, const std::string& path) -> Result<> {
        const bool written = node.kind == Kind::Text && is_date(node.text);
        if (node.kind != Kind::Date && !written) {
            return mismatch(node, path, "a date", "2027-03-31");
        }
        out = node.text;
        return {};
    };
}

Result<> Reader::table(const TomlNode& node, const std::string& path,
                       const std::vector<Key>& keys) {
    if (node.kind != Kind::Table) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("{}: expected a table, saw {}", product_.where(path), node.seen()),
                    fmt::format("write [{}] on a line of its own, once, its keys below", path));
    }
    for (const auto& each : node.items) {
        const std::string inner = path + "." + each.key;
        product_.lines[inner] = each.line;
        const auto key = std::ranges::find(keys, each.key, &Key::name);
        if (key == keys.end()) {
            return fail(ErrorCode::InvalidInput, product_.where(inner) + ": unknown key",
                        suggest(each.key, names(keys)));
        }
        TRY(key->read(each, inner));
    }
    return {};
}

Result<> Reader::options(const TomlNode& node) {
    if (node.kind != Kind::List) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("{}: expected a list of tables, saw {}", product_.where("option"),
                                node.seen()),
                    "write [[option]] with two brackets: there may be several");
    }
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        const std::string path = fmt::format("option.{}", i);
        product_.lines[path] = node.items[i].line;
        NamedOption option;
        TRY(table(node.items[i], path,
                  {{"name", text(option.name, "\"vendor\"")},
                   {"score", text(option.score, "\"vendor_score\"")},
                   {"decision", text(option.decision, "\"flagged\"")},
                   {"per_month", number(option.per_month, "500")}}));
        product_.options.push_back(std::move(option));
    }
    return {};
}

Result<> Reader::target(const TomlNode& node) {
    Target target;
    TRY(table(
        node, "target",
        {{"metric", metric(target)},
         {"at_least", bar(target, true)},
         {"at_most", bar(target, false)},
         {"by", date(target.by)},
         {"smallest_gain_per_month", optional_number(target.smallest_gain_per_month, "50")}}));
    product_.target_criterion = std::move(target);
    return {};
}

std::vector<Key> Reader::data_keys() {
    Product& p = product_;
    return {{"source", text(p.source, "\"flights.parquet\"")},
            {"query", text(p.query, "\"SELECT * FROM data\"")},
            {"target", text(p.target, "\"late\"")},
            {"positive", positive()},
            {"id", text(p.id, "\"flight\"")},
            {"time", text(p.time, "\"scheduled\"")},
            {"entity", text(p.entity, "\"tailnum\"")},
            {"groups", texts(p.groups)},
            {"ignore", texts(p.ignore)},
            {"trusted", texts(p.trusted)},
            {"weight", text(p.weight, "\"w\"")},
            {"positive_rate", optional_number(p.positive_rate, "0.02")},
            {"label_seen_when", text(p.label_seen_when, "\"inspected\"")},
            {"known_at", known_at()}};
}

std::vector<Key> Reader::cost_keys() {
    Product& p = product_;
    return {{"currency", text(p.currency, "\"USD\"")},
            {"true_positive", cost(p.true_positive, "6.0")},
            {"false_positive", cost(p.false_positive, "-2.0")},
            {"false_negative", cost(p.false_negative, "0.0")},
            {"true_negative", cost(p.true_negative, "0.0")},
            {"decisions_per_month", amount(p.decisions_per_month, "27300")},
            {"review_capacity", optional_number(p.review_capacity, "9000")},
            {"model_per_month", amount(p.model_per_month, "500")},
            {"build", amount(p.build, "20000")},
            {"label", amount(p.label, "0.20")},
            {"labels_per_month", optional_number(p.labels_per_month, "5000")}};
}

std::vector<Key> Reader::study_keys() {
    Settings& s = product_.settings;
    return {{"certainty", number(s.certainty, "0.8")},
            {"horizon_months", number(s.horizon_months, "12")},
            {"margin", number(s.margin, "0.01")},
            {"train_rows", whole(s.train_rows, "60000")},
            {"folds", whole(s.folds, "5")},
            {"seeds", whole(s.seeds, "2")},
            {"blocks", whole(s.blocks, "8")},
            {"draws", whole(s.draws, "4000")}};
}

std::vector<Key> Reader::tables() {
    const auto of = [this](std::vector<Key> keys) -> Read {
        return [this, keys = std::move(keys)](const TomlNode& node, const std::string& path) {
            return table(node, path, keys);
        };
    };
    Product& p = product_;
    return {{"product", of({{"name", text(p.name, "\"late-flight-texts\"")},
                            {"objective", text(p.objective, "\"Fewer missed connections\"")},
                            {"decision", text(p.decision, "\"Text the passengers?\"")},
                            {"owner", text(p.owner, "\"operations\"")},
                            {"purpose", text(p.purpose, "\"service\"")}})},
            {"data", of(data_keys())},
            {"rule", of({{"sql", text(p.rule, "\"delay >= 15\"")}})},
            {"option", [this](const TomlNode& node, const auto&) { return options(node); }},
            {"costs", of(cost_keys())},
            {"target", [this](const TomlNode& node, const auto&) { return target(node); }},
            {"study", of(study_keys())}};
}

Result<> Reader::unknown(const TomlNode& node, const std::vector<std::string>& known) const {
    const bool table = node.kind == Kind::Table || node.kind == Kind::List;
    const std::string place =
        product_.file.empty() ? "" : fmt::format("{}, line {}, ", product_.file, node.line);
    if (!table) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("{}{}: a key outside of every table", place, node.key),
                    "put it below the line of its table, such as [data]");
    }
    return fail(ErrorCode::InvalidInput, fmt::format("{}[{}]: unknown table", place, node.key),
                suggest(node.key, known));
}

Result<> Reader::read(const TomlNode& root) {
    const std::vector<Key> known = tables();
    for (const auto& each : root.items) {
        product_.lines[each.key] = each.line;
        const auto found = std::ranges::find(known, each.key, &Key::name);
        if (found == known.end()) {
            return unknown(each, names(known));
        }
        TRY(found->read(each, each.key));
    }
    for (const auto* key : {"true_positive", "false_positive", "false_negative", "true_negative"}) {
        const bool given = product_.lines.contains(std::string("costs.") + key);
        product_.costs_given = product_.costs_given || given;
    }
    product_.label_given = product_.lines.contains("costs.label");
    return {};
}

}  // namespace

Result<> read_toml(std::string_view text, Product& product) {
    return Reader(product).read(TRY(parse_toml(text, product.file)));
}

}  // namespace assay::study
