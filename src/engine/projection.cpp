#include "engine/projection.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "base/text.hpp"

namespace assay::engine {
namespace {

struct Rule {
    std::string_view type;
    Type becomes;
    std::string_view cast;  // empty: as it is
    bool wide = false;
};

// Wide whole numbers travel as text, so that no digit is lost before it is known whether a double
// can hold them. Times with a zone are already UTC in Arrow.
constexpr std::array<Rule, 28> kRules{{
    {"BOOLEAN", Type::Boolean, ""},
    {"TINYINT", Type::Integer, ""},
    {"SMALLINT", Type::Integer, ""},
    {"INTEGER", Type::Integer, ""},
    {"BIGINT", Type::Integer, ""},
    {"UTINYINT", Type::Integer, ""},
    {"USMALLINT", Type::Integer, ""},
    {"UINTEGER", Type::Integer, ""},
    {"UBIGINT", Type::Integer, ""},
    {"HUGEINT", Type::Integer, "VARCHAR", true},
    {"UHUGEINT", Type::Integer, "VARCHAR", true},
    {"BIGNUM", Type::Integer, "VARCHAR", true},
    {"FLOAT", Type::Real, ""},
    {"DOUBLE", Type::Real, ""},
    {"VARCHAR", Type::Text, ""},
    {"JSON", Type::Text, "VARCHAR"},
    {"UUID", Type::Text, "VARCHAR"},
    {"TIME", Type::Text, "VARCHAR"},
    {"TIME_NS", Type::Text, "VARCHAR"},
    {"TIME WITH TIME ZONE", Type::Text, "VARCHAR"},
    {"BIT", Type::Text, "VARCHAR"},
    {"DATE", Type::Date, ""},
    {"TIMESTAMP", Type::Timestamp, ""},
    {"TIMESTAMP_S", Type::Timestamp, "TIMESTAMP"},
    {"TIMESTAMP_MS", Type::Timestamp, "TIMESTAMP"},
    {"TIMESTAMP_NS", Type::Timestamp, "TIMESTAMP"},
    {"TIMESTAMP WITH TIME ZONE", Type::Timestamp, ""},
    {"\"NULL\"", Type::Real, "DOUBLE"},
}};

// DECIMAL(18,0) is a whole number; with digits behind the point it is a real one.
Rule decimal(std::string_view type) {
    const bool whole = type.ends_with(",0)");
    return whole ? Rule{type, Type::Integer, "VARCHAR", true} : Rule{type, Type::Real, "DOUBLE"};
}

std::optional<Rule> rule_of(std::string_view type) {
    for (const auto& rule : kRules) {
        if (rule.type == type) {
            return rule;
        }
    }
    if (type.ends_with(']')) {
        return std::nullopt;
    }
    if (type.starts_with("DECIMAL(")) {
        return decimal(type);
    }
    if (type.starts_with("ENUM(")) {
        return Rule{type, Type::Text, "VARCHAR"};
    }
    return std::nullopt;
}

}  // namespace

Result<std::vector<Described>> columns_of(Connection& connection, const std::string& relation) {
    const auto table = TRY(fetch(
        connection,
        fmt::format("SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM {})", relation)));
    std::vector<Described> out;
    const auto& names = table.columns[0];
    const auto& types = table.columns[1];
    for (std::size_t row = 0; row < table.rows; ++row) {
        out.push_back({names.levels[static_cast<std::size_t>(names.codes[row])],
                       types.levels[static_cast<std::size_t>(types.codes[row])]});
    }
    return out;
}

std::optional<Projected> project(const std::string& name, std::string_view type,
                                 const std::string& value) {
    const auto rule = rule_of(type);
    if (!rule) {
        return std::nullopt;
    }
    return Projected{
        .target = {.name = name, .type = rule->becomes, .wide = rule->wide},
        .sql = rule->cast.empty() ? value : fmt::format("CAST({} AS {})", value, rule->cast)};
}

std::string select(const std::vector<Projected>& columns, const std::string& relation) {
    std::string out = "SELECT ";
    for (std::size_t i = 0; i < columns.size(); ++i) {
        out += fmt::format("{}{} AS \"{}\"", i == 0 ? "" : ", ", columns[i].sql, i + 1);
    }
    return out + " FROM " + relation;
}

std::vector<Target> targets(const std::vector<Projected>& columns) {
    std::vector<Target> out;
    for (const auto& column : columns) {
        out.push_back(column.target);
    }
    return out;
}

}  // namespace assay::engine
