#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_set>

#include "base/moment.hpp"
#include "base/text.hpp"
#include "data/contract.hpp"
#include "data/contract_rows.hpp"
#include "data/contract_words.hpp"
#include "data/two_threads.hpp"
#include "data/words.hpp"

namespace assay::data {
namespace {

using engine::Type;
using Values = std::unordered_set<std::string>;

/// What one column, or the table, has against its clauses.
struct Findings {
    std::int64_t clauses = 0;
    std::vector<Breach> breaches;

    /// Counts a clause; a breach of it is made only where rows break it.
    template <class Make>
    void clause(const BrokenRows& rows, const Make& make) {
        ++clauses;
        if (rows.count > 0) {
            breaches.push_back(make());
        }
    }
};

/// One column held against its clauses.
class ColumnCheck {
  public:
    ColumnCheck(const BreachWords& words, const ColumnContract& promised,
                const engine::Column& column, const Values* referred)
        : words_(words), promised_(promised), column_(column), referred_(referred) {}

    Findings run();

  private:
    bool check_type();
    void check_missing();
    void check_range();
    void check_values();
    void check_unique();
    void check_reference();

    const BreachWords& words_;
    const ColumnContract& promised_;
    const engine::Column& column_;
    const Values* referred_;
    Findings out_;
};

/// False when the values cannot be held against a range or a set.
bool ColumnCheck::check_type() {
    if (!promised_.type) {
        return true;
    }
    ++out_.clauses;
    const auto fit = fit_type(column_, *promised_.type);
    if (fit.fits) {
        return true;
    }
    out_.breaches.push_back(words_.type(promised_, column_, fit.broken));
    return fit.comparable;
}

void ColumnCheck::check_missing() {
    if (promised_.nullable && !promised_.missing_at_most) {
        return;
    }
    const auto rows = rows_where(column_, [&](std::size_t row) { return column_.missing(row); });
    const double share = static_cast<double>(rows.count) /
                         static_cast<double>(std::max<std::size_t>(1, column_.size()));
    const bool kept = promised_.nullable && share <= *promised_.missing_at_most;
    out_.clause(kept ? BrokenRows{} : rows,
                [&] { return words_.missing(promised_, column_, rows); });
}

void ColumnCheck::check_range() {
    if ((!promised_.min && !promised_.max) || column_.type == Type::Text) {
        return;
    }
    constexpr double kInfinite = std::numeric_limits<double>::infinity();
    const double low = promised_.min ? promised_.min->value : -kInfinite;
    const double high = promised_.max ? promised_.max->value : kInfinite;
    double furthest = std::numeric_limits<double>::quiet_NaN();
    double distance = 0;
    const auto rows = rows_where(column_, [&](std::size_t row) {
        const double value = value_at(column_, row);
        const double out = std::max(low - value, value - high);
        if (out > distance) {
            distance = out;
            furthest = value;
        }
        return out > 0;
    });
    out_.clause(rows, [&] { return words_.range(promised_, column_, rows, furthest); });
}

void ColumnCheck::check_values() {
    if (promised_.values.empty()) {
        return;
    }
    const Values allowed(promised_.values.begin(), promised_.values.end());
    const auto rows =
        rows_refused(column_, [&](const auto& text) { return allowed.contains(text); });
    out_.clause(rows, [&] { return words_.set(promised_, column_, rows); });
}

void ColumnCheck::check_unique() {
    if (!promised_.unique) {
        return;
    }
    std::int64_t groups = 0;
    const auto rows = rows_repeated({&column_}, groups);
    out_.clause(rows, [&] { return words_.unique(promised_, column_, rows, groups); });
}

void ColumnCheck::check_reference() {
    if (referred_ == nullptr) {
        return;
    }
    const auto rows =
        rows_refused(column_, [&](const auto& text) { return referred_->contains(text); });
    out_.clause(rows, [&] { return words_.reference(promised_, column_, rows); });
}

Findings ColumnCheck::run() {
    const bool comparable = check_type();
    check_missing();
    if (comparable) {
        check_range();
    }
    check_values();
    check_unique();
    check_reference();
    return std::move(out_);
}

/// Values of the column that is referred to, as text.
Result<Values> referred_values(const Contract& contract, const ColumnContract& column,
                               engine::Engine& engine) {
    const auto& reference = *column.references;
    const auto name = quoted_name(reference.column);
    const auto table = engine.read(
        {.location = reference.table, .query = fmt::format("SELECT DISTINCT {0} FROM data", name)});
    if (!table) {
        return fail(
            table.error().code,
            fmt::format("{}: {}", contract.where(column.name, "references"), table.error().what),
            table.error().hint);
    }
    Values out;
    for (std::size_t row = 0; row < table->rows; ++row) {
        if (!table->columns.front().missing(row)) {
            out.insert(text_at(table->columns.front(), row));
        }
    }
    return out;
}

Result<std::vector<std::optional<Values>>> all_referred(const Contract& contract,
                                                        const engine::Table& table,
                                                        engine::Engine& engine) {
    std::vector<std::optional<Values>> out;
    for (const auto& column : contract.columns) {
        const bool wanted = column.references && table.find(column.name) != nullptr;
        out.emplace_back();
        if (wanted) {
            out.back() = TRY(referred_values(contract, column, engine));
        }
    }
    return out;
}

/// The whole table held against [table].
class TableCheck {
  public:
    TableCheck(const Contract& contract, const engine::Table& table, const BreachWords& words,
               std::int64_t now)
        : contract_(contract), table_(table), words_(words), now_(now) {}

    Findings run();

  private:
    void check_columns();
    void check_volume();
    void check_key();
    void check_freshness();

    const Contract& contract_;
    const engine::Table& table_;
    const BreachWords& words_;
    std::int64_t now_;
    Findings out_;
};

void TableCheck::check_columns() {
    for (const auto& column : contract_.columns) {
        out_.clauses += column.required ? 1 : 0;
        if (column.required && table_.find(column.name) == nullptr) {
            out_.breaches.push_back(words_.missing_column(column, table_));
        }
    }
    out_.clauses += contract_.other_columns ? 0 : 1;
    for (const auto& column : table_.columns) {
        if (contract_.find(column.name) == nullptr) {
            out_.breaches.push_back(words_.unknown_column(column));
        }
    }
}

void TableCheck::check_volume() {
    if (!contract_.rows_at_least && !contract_.rows_at_most) {
        return;
    }
    ++out_.clauses;
    const auto rows = static_cast<std::int64_t>(table_.rows);
    if (rows < contract_.rows_at_least.value_or(0) ||
        rows > contract_.rows_at_most.value_or(rows)) {
        out_.breaches.push_back(words_.volume(rows));
    }
}

void TableCheck::check_key() {
    std::vector<const engine::Column*> columns;
    for (const auto& name : contract_.key) {
        const auto* column = table_.find(name);
        if (column == nullptr) {
            return;  // its absence is a breach already
        }
        columns.push_back(column);
    }
    if (columns.empty() || table_.rows == 0) {
        return;
    }
    std::int64_t groups = 0;
    const auto rows = rows_repeated(columns, groups);
    out_.clause(rows, [&] { return words_.key(table_, rows, groups); });
}

void TableCheck::check_freshness() {
    const auto* column = contract_.max_age ? table_.find(contract_.time) : nullptr;
    if (column == nullptr) {
        return;
    }
    ++out_.clauses;
    const auto& times = column->times;
    const auto newest = times.empty() ? times.end() : std::ranges::max_element(times);
    if (newest == times.end() || *newest == engine::kMissingTime) {
        out_.breaches.push_back(words_.no_time(*column));
    } else if (now_ - *newest > *contract_.max_age) {
        out_.breaches.push_back(words_.stale(*column, *newest, now_ - *newest));
    }
}

Findings TableCheck::run() {
    check_columns();
    check_volume();
    check_key();
    check_freshness();
    return std::move(out_);
}

std::string verdict_of(const ContractCheck& check) {
    const auto clauses = counted(check.clauses, "clause");
    // One clause may be broken more than once: each unknown column breaks other_columns.
    std::set<std::pair<std::string, std::string>> broken;
    for (const auto& each : check.breaches) {
        if (each.severity >= Severity::Warning) {
            broken.emplace(each.code, each.clause);
        }
    }
    return broken.empty()
               ? fmt::format("{} keeps all of {} of the contract.", check.source, clauses)
               : fmt::format("{} breaks {} of {} of the contract.", check.source, broken.size(),
                             clauses);
}

}  // namespace

Result<ContractCheck> check_contract(const Contract& contract, const engine::Table& table,
                                     const std::string& source, engine::Engine& engine,
                                     std::int64_t now) {
    ContractCheck out{.contract = contract.name,
                      .version = contract.version,
                      .owner = contract.owner,
                      .source = source,
                      .rows = static_cast<std::int64_t>(table.rows),
                      .columns = static_cast<std::int64_t>(table.columns.size()),
                      .sentence = {},
                      .breaches = {}};
    const auto referred = TRY(all_referred(contract, table, engine));
    const BreachWords words(contract);
    std::vector<Findings> found(contract.columns.size() + 1);
    on_two_threads(found.size(), [&](std::size_t at) {
        if (at == 0) {
            found[at] = TableCheck(contract, table, words, now).run();
            return;
        }
        const auto& promised = contract.columns[at - 1];
        if (const auto* column = table.find(promised.name)) {
            const auto& values = referred[at - 1];
            found[at] = ColumnCheck(words, promised, *column, values ? &*values : nullptr).run();
        }
    });
    for (auto& each : found) {
        out.clauses += each.clauses;
        std::ranges::move(each.breaches, std::back_inserter(out.breaches));
    }
    std::ranges::stable_sort(out.breaches, std::ranges::greater{}, &Breach::severity);
    out.sentence = verdict_of(out);
    return out;
}

}  // namespace assay::data
