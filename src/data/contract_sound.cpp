#include "data/contract_sound.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/text.hpp"
#include "data/words.hpp"

namespace assay::data {
namespace {

using engine::Type;

/// One contract, with the wording of its errors.
class Soundness {
  public:
    explicit Soundness(const Contract& contract) : contract_(contract) {}
    Result<> check() const;

  private:
    Result<> require(bool holds, std::string_view column, std::string_view key,
                     std::string_view what, std::string_view hint) const {
        if (holds) {
            return {};
        }
        return fail(ErrorCode::InvalidInput,
                    fmt::format("{}: {}", contract_.where(column, key), what), std::string(hint));
    }
    Result<> column_named(const std::string& name, std::string_view key) const;
    Result<> check_key() const;
    Result<> check_freshness() const;
    Result<> check_volume() const;
    Result<> check_missing(const ColumnContract& column) const;
    Result<> check_range(const ColumnContract& column) const;
    Result<> check_bound(const ColumnContract& column, const std::optional<Bound>& bound,
                         std::string_view key) const;
    Result<> check_values(const ColumnContract& column) const;
    Result<> check_value(const ColumnContract& column, const std::string& value) const;
    Result<> check_unique(const ColumnContract& column) const;

    const Contract& contract_;
};

bool is_number(Type type) {
    return type == Type::Integer || type == Type::Real;
}

bool is_moment(Type type) {
    return type == Type::Date || type == Type::Timestamp;
}

std::optional<double> number_in(const std::string& text) {
    double value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = code == std::errc{} && end == text.data() + text.size();
    return whole ? std::optional(value) : std::nullopt;
}

bool fits(const std::string& value, Type type) {
    const auto number = number_in(value);
    switch (type) {
        case Type::Boolean:
            return value == "true" || value == "false";
        case Type::Integer:
            return number && *number == std::floor(*number);
        case Type::Real:
            return number.has_value();
        case Type::Text:
            return true;
        case Type::Date:
        case Type::Timestamp:
            return reads_as_iso_date(value);
    }
    return true;
}

Result<> Soundness::column_named(const std::string& name, std::string_view key) const {
    std::vector<std::string> known;
    std::ranges::transform(contract_.columns, std::back_inserter(known), &ColumnContract::name);
    return require(contract_.find(name) != nullptr, "table", key,
                   fmt::format("\"{}\" is no column of the contract", name), suggest(name, known));
}

Result<> Soundness::check_key() const {
    for (const auto& name : contract_.key) {
        TRY(column_named(name, "key"));
        const auto& column = *contract_.find(name);
        TRY(require(std::ranges::count(contract_.key, name) == 1, "table", "key",
                    fmt::format("\"{}\" stands there twice", name), "name each column once"));
        TRY(require(!column.nullable, name, "nullable",
                    fmt::format("\"{}\" is part of the key and may be missing", name),
                    "a key names every row: write nullable = false, or take it out of [table] "
                    "key"));
        TRY(require(column.required, name, "required",
                    fmt::format("\"{}\" is part of the key and may be absent", name),
                    "take it out of [table] key, or leave required out"));
    }
    return {};
}

Result<> Soundness::check_freshness() const {
    TRY(require(!contract_.max_age || !contract_.time.empty(), "table", "max_age",
                "the age of what?", "name the column: time = \"…\" under [table]"));
    if (contract_.time.empty()) {
        return {};
    }
    TRY(column_named(contract_.time, "time"));
    const auto type = contract_.find(contract_.time)->type;
    return require(!type || is_moment(*type), "table", "time",
                   fmt::format("\"{}\" is {}, not a date or timestamp", contract_.time,
                               type ? type_name(*type) : ""),
                   "name a column of dates or times");
}

Result<> Soundness::check_volume() const {
    const auto low = contract_.rows_at_least.value_or(0);
    const auto high = contract_.rows_at_most.value_or(low);
    return require(low <= high, "table", "rows_at_most",
                   fmt::format("{} is below rows_at_least, {}", count(high), count(low)),
                   "no table can hold so few rows and so many");
}

Result<> Soundness::check_missing(const ColumnContract& column) const {
    const double most = column.missing_at_most.value_or(0);
    TRY(require(most >= 0 && most <= 1, column.name, "missing_at_most",
                fmt::format("{} is not between 0 and 1", most), "a share: 2 % is 0.02"));
    return require(column.nullable || most == 0, column.name, "missing_at_most",
                   fmt::format("{} of the rows may be missing, and nullable = false says that "
                               "none may",
                               percent(most)),
                   "keep one of the two");
}

Result<> Soundness::check_bound(const ColumnContract& column, const std::optional<Bound>& bound,
                                std::string_view key) const {
    if (!bound || !column.type) {
        return {};
    }
    const bool right = bound->is_day ? is_moment(*column.type) : is_number(*column.type);
    return require(right, column.name, key,
                   fmt::format("{} is no value of type {}", bound->text, type_name(*column.type)),
                   is_number(*column.type)   ? "write a number"
                   : is_moment(*column.type) ? "write a day, such as 2026-01-31"
                                             : "numbers, dates and timestamps have ranges");
}

Result<> Soundness::check_range(const ColumnContract& column) const {
    TRY(check_bound(column, column.min, "min"));
    TRY(check_bound(column, column.max, "max"));
    if (!column.min || !column.max) {
        return {};
    }
    TRY(require(
        column.min->is_day == column.max->is_day, column.name, "max",
        fmt::format("{} and min, {}, are not of one kind", column.max->text, column.min->text),
        "write two numbers or two days"));
    return require(column.min->value <= column.max->value, column.name, "max",
                   fmt::format("{} is below min, {}", column.max->text, column.min->text),
                   "no value lies between them: did they change places?");
}

Result<> Soundness::check_value(const ColumnContract& column, const std::string& value) const {
    if (column.type) {
        TRY(require(fits(value, *column.type), column.name, "values",
                    fmt::format("\"{}\" is no value of type {}", value, type_name(*column.type)),
                    "mend the value, or the type"));
    }
    const auto number = number_in(value);
    const bool below = number && column.min && !column.min->is_day && *number < column.min->value;
    const bool above = number && column.max && !column.max->is_day && *number > column.max->value;
    return require(!below && !above, column.name, "values",
                   fmt::format("{} lies outside of min and max", value),
                   "a set of values needs no range: keep one of the two");
}

Result<> Soundness::check_values(const ColumnContract& column) const {
    for (auto each = column.values.begin(); each != column.values.end(); ++each) {
        TRY(check_value(column, *each));
        TRY(require(std::find(each + 1, column.values.end(), *each) == column.values.end(),
                    column.name, "values", fmt::format("\"{}\" stands there twice", *each),
                    "name each value once"));
    }
    return {};
}

Result<> Soundness::check_unique(const ColumnContract& column) const {
    const bool alone = contract_.key.size() == 1 && contract_.key.front() == column.name;
    const auto values = static_cast<std::int64_t>(column.values.size());
    const bool closed = (column.unique || alone) && !column.nullable && values > 0;
    return require(!closed || contract_.rows_at_least.value_or(0) <= values, column.name, "values",
                   fmt::format("{} cannot be unique in {} rows", counted(values, "value"),
                               count(contract_.rows_at_least.value_or(0))),
                   "take out unique, or the set, or rows_at_least");
}

Result<> Soundness::check() const {
    if (contract_.columns.empty()) {
        return fail(
            ErrorCode::InvalidInput,
            (contract_.file.empty() ? "the contract" : contract_.file) + ": no column is promised",
            "write [columns.NAME], its keys below; assay data contract draft TABLE makes "
            "a first one");
    }
    TRY(check_key());
    TRY(check_freshness());
    TRY(check_volume());
    for (const auto& column : contract_.columns) {
        TRY(check_missing(column));
        TRY(check_range(column));
        TRY(check_values(column));
        TRY(check_unique(column));
    }
    return {};
}

}  // namespace

Result<> check_sound(const Contract& contract) {
    return Soundness(contract).check();
}

}  // namespace assay::data
