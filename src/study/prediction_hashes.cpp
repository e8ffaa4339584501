#include <fmt/format.h>

#include <algorithm>
#include <bit>

#include "base/digest.hpp"
#include "study/prediction_rows.hpp"

namespace assay::study {
namespace {

/// Two independent 64-bit hashes of a row: enough that no two rows of any table are confused.
struct RowKey {
    std::uint64_t first = 1, second = 2;

    void add(std::uint64_t value) {
        first = mixed(first, value);
        second = mixed(second ^ 0x5851F42D4C957F2DULL, value);
    }
    void add(std::string_view text) {
        first = mixed(first, fast_hash(text, 1));
        second = mixed(second, fast_hash(text, 2));
    }
    void add(double value) { add(std::bit_cast<std::uint64_t>(value == 0 ? 0.0 : value)); }
    auto operator<=>(const RowKey&) const = default;

  private:
    static std::uint64_t mixed(std::uint64_t state, std::uint64_t value) {
        const std::uint64_t both[] = {state, value};
        return fast_hash({reinterpret_cast<const char*>(both), sizeof both});
    }
};

void add_cells(const engine::Column& column, std::vector<RowKey>& keys) {
    for (std::size_t row = 0; row < keys.size(); ++row) {
        keys[row].add(cell_text(column, row));
    }
}

/// Columns in the order of their names, so that it does not matter where they stand.
std::vector<const engine::Column*> by_name(const TableRows& rows) {
    std::vector<const engine::Column*> out;
    for (const auto& column : rows.problem.table.columns) {
        out.push_back(&column);
    }
    std::ranges::sort(out, {}, &engine::Column::name);
    return out;
}

/// What makes a row this row: its id, or without one everything but the predictions.
std::vector<RowKey> identities(const TableRows& rows, const std::vector<std::uint64_t>& label) {
    std::vector<RowKey> keys(label.size());
    for (std::size_t row = 0; row < keys.size(); ++row) {
        keys[row].add(label[row]);
        if (!rows.id_text.empty()) {
            keys[row].add(rows.id_text[row]);
        }
    }
    if (rows.id_text.empty()) {
        for (const auto* column : by_name(rows)) {
            const bool predicts =
                std::ranges::find(rows.predicted, column->name) != rows.predicted.end();
            if (!predicts && column->name != rows.product.target) {
                add_cells(*column, keys);
            }
        }
    }
    return keys;
}

std::string hash_of_sorted(std::vector<RowKey> keys) {
    std::ranges::sort(keys);
    return sha256_hex({reinterpret_cast<const char*>(keys.data()), keys.size() * sizeof(RowKey)});
}

std::vector<RowKey> labelled(const TableRows& rows, const std::vector<RowKey>& keys) {
    std::vector<RowKey> out;
    for (const auto row : rows.problem.labelled) {
        out.push_back(keys[static_cast<std::size_t>(row)]);
    }
    return out;
}

void add_model(const std::vector<std::span<const double>>& columns, std::vector<RowKey>& keys) {
    for (const auto& values : columns) {
        for (std::size_t row = 0; row < values.size(); ++row) {
            keys[row].add(values[row]);
        }
    }
}

bool all_different(std::vector<RowKey> keys) {
    std::ranges::sort(keys);
    return std::ranges::adjacent_find(keys) == keys.end();
}

/// Everything in a row, predictions too.
std::vector<RowKey> contents(const TableRows& rows, const HashedColumns& columns,
                             std::vector<RowKey> keys) {
    for (const auto* column : by_name(rows)) {
        add_cells(*column, keys);
    }
    for (const auto& model : columns.models) {
        add_model(model, keys);
    }
    return keys;
}

}  // namespace

std::string cell_text(const engine::Column& column, std::size_t row) {
    if (column.missing(row)) {
        return {};
    }
    if (column.type == engine::Type::Text) {
        return column.levels[static_cast<std::size_t>(column.codes[row])];
    }
    return column.times.empty() ? fmt::format("{}", column.numbers[row])
                                : fmt::format("{}", column.times[row]);
}

HashedColumns PredictionRows::hashed() const {
    HashedColumns out;
    out.label.assign(label.begin(), label.end());
    for (const auto& model : models) {
        out.models.push_back({model.score, model.decision});
    }
    return out;
}

RowHashes hash_rows(const TableRows& rows, const HashedColumns& columns) {
    const auto keys = identities(rows, columns.label);
    RowHashes out{.test_rows = hash_of_sorted(labelled(rows, keys)),
                  .predictions = {},
                  .key = std::vector<std::uint64_t>(keys.size())};
    const std::size_t judged = rows.against_second ? 2 : 1;
    for (std::size_t i = 0; i < judged; ++i) {
        auto with_model = keys;
        add_model(columns.models[i], with_model);
        out.predictions.push_back(hash_of_sorted(labelled(rows, with_model)));
    }
    const bool by_id = !rows.id_text.empty() && all_different(keys);
    const auto order = by_id ? keys : contents(rows, columns, keys);
    std::ranges::transform(order, out.key.begin(), &RowKey::first);
    return out;
}

}  // namespace assay::study
