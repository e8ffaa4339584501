// How often the study's 90 % intervals hold the truth: coverage_studies STUDIES linear|boosted.
// Prints a table of docs/coverage-studies.md.

#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "study/simulated_studies.hpp"

namespace {

using namespace assay;
using study::simulated::World;

struct Case {
    const char* words;
    World world;
};

int run(int studies, bool boosted) {
    const std::vector<model::Kind> rungs{boosted ? model::Kind::Boosted : model::Kind::Linear};
    const Case cases[] = {
        {"600 independent rows, five folds, two seeds", {.rows = 600}},
        {"1,600 rows of 160 days, days move by 0.5",
         {.rows = 1600, .days = 160, .day_effect = 0.5}},
        {"1,600 rows of 160 days, days alike", {.rows = 1600, .days = 160}},
    };
    std::printf(
        "\nShare of %d simulated studies (%s rung) whose 90 %% interval holds the truth.\n"
        "Made by `coverage_studies %d %s`.\n\n",
        studies, boosted ? "boosted" : "linear", studies, boosted ? "boosted" : "linear");
    std::printf(
        "| world | value of the model | model less rule | mean width |\n|---|---|---|---|\n");
    for (const auto& each : cases) {
        const auto found = study::simulated::coverage(each.world, studies, rungs);
        if (!found) {
            std::fprintf(stderr, "error: %s\n", found.error().what.c_str());
            return exit_code(found.error().code);
        }
        std::printf("| %s | %.3f | %.3f | %.3f |\n", each.words, found->model_value,
                    found->model_against_rule, found->mean_width);
    }
    return 0;
}

}  // namespace

int main(int count, char** words) {
    const int studies = count > 1 ? std::atoi(words[1]) : 0;
    if (studies < 1 || count < 3) {
        std::fprintf(stderr, "usage: coverage_studies STUDIES linear|boosted\n");
        return 2;
    }
    return run(studies, std::string_view(words[2]) == "boosted");
}
