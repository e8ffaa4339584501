// Seconds that one fit takes, as JSON: model_bench FOLDER ROWS COLUMNS ROUNDS THREADS.
// Boosted trees; no rounds: logistic regression. Reads the folder's columns (one after the other)
// and labels; writes the rows' log-odds.

#include <fmt/format.h>

#include <exception>
#include <numeric>
#include <optional>
#include <string>

#include "bench/raw.hpp"
#include "bench/timing.hpp"
#include "model/model.hpp"

namespace {

using assay::model::Features;
using assay::model::Kind;

Features features_of(const std::vector<double>& cells, const std::vector<std::string>& names,
                     std::size_t rows) {
    Features out{.rows = rows};
    for (std::size_t at = 0; at < names.size(); ++at) {
        out.columns.push_back(
            {.name = names[at], .numbers = std::span(cells).subspan(at * rows, rows)});
    }
    return out;
}

void time_fit(const std::string& folder, std::size_t rows, std::size_t columns, int rounds,
              int threads) {
    const auto cells = bench::read<double>(folder + "/columns", rows * columns);
    const auto labels = bench::read<std::uint8_t>(folder + "/labels", rows);
    std::vector<std::string> names;
    for (std::size_t at = 0; at < columns; ++at) {
        names.push_back(fmt::format("f{}", at));
    }
    const Features features = features_of(cells, names, rows);
    std::vector<std::int32_t> all(rows);
    std::iota(all.begin(), all.end(), 0);

    const assay::model::FitOptions options{
        .kind = rounds > 0 ? Kind::Boosted : Kind::Linear, .rounds = rounds, .threads = threads};

    std::optional<assay::model::Model> model;
    const double seconds = bench::least_seconds(3, [&] {
        model = assay::model::fit(features, labels, {}, {.train = all}, options, {}).value();
    });
    bench::write(folder + "/scores", model->score(features, all).value());
    fmt::print("{{\"seconds\": {}}}\n", seconds);
}

}  // namespace

int main(int count, char** words) try {
    if (count != 6) {
        fmt::print(stderr, "model_bench FOLDER ROWS COLUMNS ROUNDS THREADS\n");
        return 2;
    }
    time_fit(words[1], std::stoul(words[2]), std::stoul(words[3]), std::stoi(words[4]),
             std::stoi(words[5]));
    return 0;
} catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 2;
}
