#include "study/predictions.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>

#include "base/digest.hpp"

namespace assay::study {
namespace {

using engine::Column;
using engine::Type;

std::size_t at(std::int32_t index) {
    return static_cast<std::size_t>(index);
}

Column numbers(std::string name, Type type, std::size_t rows) {
    Column column{.name = std::move(name),
                  .type = type,
                  .numbers = {},
                  .codes = {},
                  .levels = {},
                  .times = {}};
    column.numbers.reserve(rows);
    return column;
}

Column picked(const Column& from, const std::vector<std::int32_t>& rows) {
    Column out{.name = from.name,
               .type = from.type,
               .numbers = {},
               .codes = {},
               .levels = from.levels,
               .times = {}};
    const auto pick = [&](const auto& source, auto& target) {
        if (source.empty()) {
            return;
        }
        for (const auto row : rows) {
            target.push_back(source[at(row)]);
        }
    };
    pick(from.numbers, out.numbers);
    pick(from.codes, out.codes);
    pick(from.times, out.times);
    return out;
}

/// What one option says of every tested row of every part.
void add_option(engine::Table& table, const Measured& measured, const OptionScores& option,
                const Gains& gains, double capacity_share) {
    auto probability = numbers(option.name + "_probability", Type::Real, table.rows);
    auto act = numbers(option.name + "_act", Type::Real, table.rows);
    for (std::size_t p = 0; p < measured.splits->parts.size(); ++p) {
        const auto& test = measured.splits->parts[p].test;
        if (!option.scored) {
            for (const auto row : test) {
                act.numbers.push_back(option.decision[at(row)]);
            }
            continue;
        }
        const auto decision =
            decide(option.parts[p], test, gains, capacity_share, Scores::Calibrated);
        for (std::size_t i = 0; i < test.size(); ++i) {
            probability.numbers.push_back(static_cast<double>(option.parts[p].probability[i]));
            act.numbers.push_back(static_cast<double>(decision.act[i]));
        }
    }
    if (option.scored) {
        table.columns.push_back(std::move(probability));
    }
    table.columns.push_back(std::move(act));
}

/// Time, entity, groups of the rows and what scenarios ask of, under their own names.
void add_context(engine::Table& table, const Problem& problem, const Product& product,
                 const std::vector<std::int32_t>& rows) {
    std::vector<std::string> names{product.time, product.entity};
    names.insert(names.end(), product.groups.begin(), product.groups.end());
    const auto asked = columns_of_scenarios(product, problem.table.names());
    names.insert(names.end(), asked.begin(), asked.end());
    for (const auto& name : names) {
        const auto* column = name == product.id ? nullptr : problem.table.find(name);
        if (column != nullptr && table.find(name) == nullptr) {
            table.columns.push_back(picked(*column, rows));
        }
    }
}

}  // namespace

engine::Table predictions_table(const Measured& measured, const Terms& terms,
                                const Product& product) {
    const auto& problem = *measured.problem;
    const auto gains = problem.gains(terms.economics.prices);
    engine::Table table;
    std::vector<std::int32_t> rows;
    for (const auto& part : measured.splits->parts) {
        rows.insert(rows.end(), part.test.begin(), part.test.end());
    }
    table.rows = rows.size();
    auto number = numbers("row", Type::Integer, rows.size());
    auto part_column = numbers("part", Type::Integer, rows.size());
    auto seed = numbers("seed", Type::Integer, rows.size());
    auto target = numbers("target", Type::Integer, rows.size());
    auto weight = numbers("weight", Type::Real, rows.size());
    auto gain = numbers("gain_if_acted", Type::Real, rows.size());
    for (std::size_t p = 0; p < measured.splits->parts.size(); ++p) {
        for (const auto row : measured.splits->parts[p].test) {
            const auto r = at(row);
            number.numbers.push_back(row + 1);
            part_column.numbers.push_back(static_cast<double>(p));
            seed.numbers.push_back(measured.splits->parts[p].seed);
            target.numbers.push_back(problem.label[r]);
            weight.numbers.push_back(problem.weight[r]);
            gain.numbers.push_back(problem.label[r] == 1 ? gains.positive(r) : gains.negative(r));
        }
    }
    table.columns.push_back(std::move(number));
    if (const auto* id = problem.table.find(product.id); id != nullptr) {
        auto column = picked(*id, rows);
        column.name = "id";
        table.columns.push_back(std::move(column));
    }
    for (auto* column : {&part_column, &seed, &target, &weight, &gain}) {
        table.columns.push_back(std::move(*column));
    }
    add_context(table, problem, product, rows);
    for (const auto& option : measured.options) {
        add_option(table, measured, option, gains, terms.economics.capacity_share);
    }
    return table;
}

std::vector<std::string> columns_of_scenarios(const Product& product,
                                              const std::vector<std::string>& names) {
    constexpr std::array<std::string_view, 7> kOwn{"row",    "id",     "part",         "seed",
                                                   "target", "weight", "gain_if_acted"};
    std::vector<std::string> out;
    std::ranges::copy_if(names, std::back_inserter(out), [&](const std::string& name) {
        return std::ranges::find(kOwn, name) == kOwn.end() &&
               std::ranges::any_of(product.scenarios, [&](const ScenarioSpec& scenario) {
                   return engine::names_column(scenario.sql, name);
               });
    });
    return out;
}

std::string predictions_hash(const engine::Table& table) {
    std::string names;
    std::string hashes;
    for (const auto& column : table.columns) {
        names += column.name + "\n";
        hashes += sha256_hex({reinterpret_cast<const char*>(column.numbers.data()),
                              column.numbers.size() * sizeof(double)});
    }
    return sha256_hex(names + hashes);
}

}  // namespace assay::study
