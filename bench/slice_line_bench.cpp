// Seconds that slice_line takes on a table of integer codes: slice_line_bench FILE.csv [DEPTH].
// The file has a header, one column of levels each, and the error of the row in the last column.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>

#include "stats/slice_line.hpp"

namespace {

struct CodedTable {
    std::vector<std::vector<std::int16_t>> level;
    std::vector<double> error;

    std::vector<assay::stats::LevelColumn> columns() const {
        std::vector<assay::stats::LevelColumn> out;
        for (const auto& column : level) {
            const int highest = *std::max_element(column.begin(), column.end());
            out.push_back({.level = column, .levels = highest + 1});
        }
        return out;
    }
};

std::optional<CodedTable> read_table(const char* file) {
    std::ifstream in(file);
    std::string line;
    if (!std::getline(in, line)) {
        return std::nullopt;
    }
    CodedTable table;
    while (std::getline(in, line)) {
        std::istringstream cells(line);
        std::vector<double> row;
        for (std::string cell; std::getline(cells, cell, ',');) {
            row.push_back(std::stod(cell));
        }
        table.level.resize(row.size() - 1);
        for (std::size_t at = 0; at + 1 < row.size(); ++at) {
            table.level[at].push_back(static_cast<std::int16_t>(row[at]));
        }
        table.error.push_back(row.back());
    }
    return table;
}

}  // namespace

int main(int argc, char** argv) {
    const auto table = argc > 1 ? read_table(argv[1]) : std::nullopt;
    if (!table || table->error.empty()) {
        fmt::print(stderr, "slice_line_bench FILE.csv [DEPTH]: no table to read\n");
        return 2;
    }
    const int depth = argc > 2 ? std::stoi(argv[2]) : 3;
    const auto columns = table->columns();

    const auto start = std::chrono::steady_clock::now();
    const auto found = assay::stats::slice_line(columns, table->error, {.depth = depth});
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    if (!found) {
        fmt::print(stderr, "{}\n", found.error().what);
        return 2;
    }
    fmt::print("{:.6f}\n", taken.count());
    for (const auto& slice : *found) {
        fmt::print("{:.9f} {}", slice.score, slice.rows);
        for (const auto& condition : slice.conditions) {
            fmt::print(" {}={}", condition.column, condition.level);
        }
        fmt::print("\n");
    }
    return 0;
}
