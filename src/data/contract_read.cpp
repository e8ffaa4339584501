#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "base/file.hpp"
#include "base/moment.hpp"
#include "base/text.hpp"
#include "data/contract.hpp"
#include "data/contract_sound.hpp"
#include "data/words.hpp"

namespace assay::data {
namespace {

using Kind = TomlNode::Kind;
using Read = TomlReader::Read;
using Key = TomlReader::Key;

// Paths are cut at dots, which a column's name may hold.
constexpr char kDot = '\x1f';

std::string escaped(std::string name) {
    std::ranges::replace(name, '.', kDot);
    return name;
}

/// "columns.shop.values" as people see it in the file: "[columns.shop] values".
std::string shown(std::string_view path) {
    const auto last = path.rfind('.');
    const auto first = path.find('.');
    const bool of_column = path.starts_with("columns.");
    const bool has_key = last != std::string_view::npos && (!of_column || last != first);
    std::string out = has_key ? fmt::format("[{}] {}", path.substr(0, last), path.substr(last + 1))
                              : fmt::format("[{}]", path);
    std::ranges::replace(out, kDot, '.');
    return out;
}

std::string path_of(std::string_view column, std::string_view key) {
    const bool of_table = column == "contract" || column == "table";
    return fmt::format("{}{}{}{}", of_table ? "" : "columns.", escaped(std::string(column)),
                       key.empty() ? "" : ".", key);
}

/// Turns nodes into the fields of one contract.
class Reader {
  public:
    explicit Reader(Contract& contract)
        : contract_(contract), toml_(contract.lines, [&contract](std::string_view path) {
              return toml_place(contract.file, contract.lines, path, shown(path));
          }) {}

    Result<> read(const TomlNode& root);

  private:
    Result<> columns(const TomlNode& node, const std::string& path);
    std::vector<Key> column_keys(ColumnContract& column);
    Read rows(std::optional<std::int64_t>& out);
    Read age();
    Read type(std::optional<engine::Type>& out);
    Read bound(std::optional<Bound>& out);
    Read values(std::vector<std::string>& out);
    Read reference(std::optional<Reference>& out);

    Contract& contract_;
    TomlReader toml_;
};

Read Reader::rows(std::optional<std::int64_t>& out) {
    return [this, &out](const TomlNode& node, const std::string& path) -> Result<> {
        if (node.kind != Kind::Whole || node.whole < 0) {
            return toml_.mismatch(node, path, "a number of rows", "1000");
        }
        out = node.whole;
        return {};
    };
}

Read Reader::age() {
    return [this](const TomlNode& node, const std::string& path) -> Result<> {
        contract_.max_age = node.kind == Kind::Text ? parse_span(node.text) : std::nullopt;
        if (!contract_.max_age) {
            return toml_.mismatch(node, path, "a span of time", "\"36 hours\"");
        }
        return {};
    };
}

Read Reader::type(std::optional<engine::Type>& out) {
    return [this, &out](const TomlNode& node, const std::string& path) -> Result<> {
        out = node.kind == Kind::Text ? type_named(node.text) : std::nullopt;
        if (!out) {
            const bool near = node.kind == Kind::Text && !nearest(node.text, type_names()).empty();
            return fail(ErrorCode::InvalidInput,
                        fmt::format("{}: expected a type, saw {}", toml_.where(path), node.seen()),
                        (near ? suggest(node.text, type_names()) + "; " : std::string()) +
                            "known: " + listed(type_names()));
        }
        return {};
    };
}

Read Reader::bound(std::optional<Bound>& out) {
    return [this, &out](const TomlNode& node, const std::string& path) -> Result<> {
        if (const auto number = node.finite()) {
            out = Bound{.value = *number, .text = fmt::format("{}", *number)};
            return {};
        }
        const bool dated = node.kind == Kind::Date || node.kind == Kind::Text;
        const auto day = dated && node.text.size() == 10 ? parse_moment(node.text) : std::nullopt;
        if (!day) {
            return toml_.mismatch(node, path, "a number or a day", "2026-01-31");
        }
        const bool upper = path.ends_with(".max");
        out = Bound{.value = static_cast<double>(*day + (upper ? kMicrosecondsADay - 1 : 0)),
                    .text = node.text,
                    .is_day = true};
        return {};
    };
}

Read Reader::values(std::vector<std::string>& out) {
    return [this, &out](const TomlNode& node, const std::string& path) -> Result<> {
        constexpr std::string_view kExpected = "a list of texts or numbers";
        constexpr std::string_view kExample = "[\"north\", \"south\"]";
        if (node.kind != Kind::List || node.items.empty()) {
            return toml_.mismatch(node, path, kExpected, kExample);
        }
        for (const auto& each : node.items) {
            if (each.kind == Kind::Text) {
                out.push_back(each.text);
            } else if (each.kind == Kind::Flag) {
                out.emplace_back(each.flag ? "true" : "false");
            } else if (const auto number = each.finite()) {
                out.push_back(fmt::format("{}", *number));
            } else {
                return toml_.mismatch(each, path, kExpected, kExample);
            }
        }
        return {};
    };
}

Read Reader::reference(std::optional<Reference>& out) {
    return [this, &out](const TomlNode& node, const std::string& path) -> Result<> {
        constexpr std::string_view kExample = "{ table = \"shops.csv\", column = \"shop\" }";
        Reference found;
        if (node.kind != Kind::Table) {
            return toml_.mismatch(node, path, "a table and its column", kExample);
        }
        TRY(toml_.keys(node, path,
                       {{"table", toml_.text(found.table, "\"shops.csv\"")},
                        {"column", toml_.text(found.column, "\"shop\"")}}));
        if (found.table.empty() || found.column.empty()) {
            return toml_.mismatch(node, path, "both a table and its column", kExample);
        }
        const auto folder = std::filesystem::path(contract_.file).parent_path();
        const bool relative = std::filesystem::path(found.table).is_relative();
        found.table = relative && !folder.empty() ? (folder / found.table).string() : found.table;
        out = std::move(found);
        return {};
    };
}

std::vector<Key> Reader::column_keys(ColumnContract& column) {
    return {{"description", toml_.text(column.description, "\"shop of the visit\"")},
            {"type", type(column.type)},
            {"required", toml_.flag(column.required)},
            {"nullable", toml_.flag(column.nullable)},
            {"missing_at_most", toml_.optional_number(column.missing_at_most, "0.02")},
            {"unique", toml_.flag(column.unique)},
            {"min", bound(column.min)},
            {"max", bound(column.max)},
            {"values", values(column.values)},
            {"references", reference(column.references)}};
}

Result<> Reader::columns(const TomlNode& node, const std::string& path) {
    if (node.kind != Kind::Table) {
        return fail(
            ErrorCode::InvalidInput,
            fmt::format("{}: expected one table a column, saw {}", toml_.where(path), node.seen()),
            "write [columns.NAME], its keys below");
    }
    for (const auto& each : node.items) {
        ColumnContract column;
        column.name = each.key;
        const auto inner = path_of(each.key, "");
        toml_.note(inner, each.line);
        TRY(toml_.keys(each, inner, column_keys(column)));
        contract_.columns.push_back(std::move(column));
    }
    return {};
}

Result<> Reader::read(const TomlNode& root) {
    Contract& c = contract_;
    return toml_.file(
        root,
        {{"contract", toml_.table({{"name", toml_.text(c.name, "\"visits\"")},
                                   {"version", toml_.text(c.version, "\"1.0\"")},
                                   {"owner", toml_.text(c.owner, "\"web team\"")},
                                   {"description", toml_.text(c.description, "\"one a visit\"")}})},
         {"table",
          toml_.table({{"source", toml_.text(c.source, "\"visits.csv\"")},
                       {"key", toml_.texts(c.key, "a list of column names", "[\"visit\"]")},
                       {"rows_at_least", rows(c.rows_at_least)},
                       {"rows_at_most", rows(c.rows_at_most)},
                       {"time", toml_.text(c.time, "\"day\"")},
                       {"max_age", age()},
                       {"other_columns", toml_.flag(c.other_columns)}})},
         {"columns",
          [this](const TomlNode& node, const auto& path) { return columns(node, path); }}});
}

}  // namespace

const ColumnContract* Contract::find(std::string_view column) const {
    const auto found = std::ranges::find(columns, column, &ColumnContract::name);
    return found == columns.end() ? nullptr : &*found;
}

std::string Contract::where(std::string_view column, std::string_view clause) const {
    const auto path = path_of(column, clause);
    return toml_place(file, lines, path, shown(path));
}

Result<Contract> parse_contract(std::string_view text, const std::string& file) {
    Contract contract;
    contract.file = file;
    TRY(Reader(contract).read(TRY(parse_toml(text, file, "contract"))));
    for (auto& column : contract.columns) {
        // What names a row is there.
        if (std::ranges::find(contract.key, column.name) != contract.key.end() &&
            !contract.lines.contains(path_of(column.name, "nullable"))) {
            column.nullable = false;
        }
    }
    TRY(check_sound(contract));
    return contract;
}

Result<Contract> read_contract(const std::string& file) {
    return parse_contract(TRY(read_file(file)), file);
}

}  // namespace assay::data
