// Seconds to find label errors, as JSON, on a table that a peer reads too:
//   label_errors_bench FOLDER ROWS CLASSES    reads labels and chances (one class after another);
//                                             writes the suspected rows, likeliest errors first

#include <fmt/format.h>

#include <exception>
#include <string>

#include "bench/raw.hpp"
#include "bench/timing.hpp"
#include "stats/confident_learning.hpp"

namespace {

constexpr int kTimes = 3;

void time_errors(const std::string& folder, std::size_t rows, std::size_t classes) {
    const auto labels = bench::read<std::int32_t>(folder + "/labels", rows);
    const auto chances = bench::read<double>(folder + "/chances", rows * classes);
    assay::stats::ClassChances input{.labels = labels, .classes = {}};
    for (std::size_t k = 0; k < classes; ++k) {
        input.classes.emplace_back(chances.data() + k * rows, rows);
    }
    assay::stats::LabelErrors errors;
    const double seconds =
        bench::least_seconds(kTimes, [&] { errors = assay::stats::label_errors(input).value(); });
    bench::write(folder + "/ranked",
                 std::vector<double>(errors.ranked.begin(), errors.ranked.end()));
    fmt::print("{{\"seconds\": {}, \"suspected\": {}}}\n", seconds, errors.ranked.size());
}

}  // namespace

int main(int count, char** words) try {
    if (count != 4) {
        fmt::print(stderr, "label_errors_bench FOLDER ROWS CLASSES\n");
        return 2;
    }
    time_errors(words[1], std::stoul(words[2]), std::stoul(words[3]));
    return 0;
} catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 2;
}
