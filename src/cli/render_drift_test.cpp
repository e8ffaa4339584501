#include <gtest/gtest.h>

#include <cmath>

#include "base/file.hpp"
#include "cli/render.hpp"

namespace assay::cli {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

stats::Estimate estimate(double value, double low, double high) {
    return {.value = value, .low = low, .high = high, .method = "made"};
}

data::ColumnDrift moved(std::string name, std::string measure, double effect) {
    data::ColumnDrift out;
    out.name = std::move(name);
    out.type = "real";
    out.measure = std::move(measure);
    out.effect = estimate(effect, effect * 0.8, effect * 1.2);
    out.distance = effect;
    out.by_chance = 0.05;
    out.reference_missing = 0;
    out.current_missing = 0.1234;
    return out;
}

data::DriftReport example() {
    data::DriftReport report;
    report.current = "today.parquet";
    report.reference = "train.parquet";
    report.current_rows = 20'000;
    report.reference_rows = 336'776;
    report.sentence = "1 column moved so that it matters: delay.";
    report.method = {.least_shift = 0.1, .least_mix = 0.08};
    report.columns = {moved("carrier", "jensen-shannon", 0.09),
                      moved("delay", "wasserstein", 0.62)};
    report.issues = {{.code = "drift",
                      .severity = data::Severity::Warning,
                      .column = "delay",
                      .rows = 20'000,
                      .sentence = "delay moved: its mean went from 4.2 to 9.9.",
                      .fix = "Ask what changed in the source of \"delay\"."}};
    report.joint = data::JointDrift{.reference_rows = 50'000,
                                    .current_rows = 20'000,
                                    .columns = 12,
                                    .auc = estimate(0.71, 0.69, 0.73),
                                    .moved = "warning",
                                    .drivers = {},
                                    .newest = {{.row = 17, .key = "", .chance = 0.98},
                                               {.row = 4, .key = "9E3326", .chance = 0.97}},
                                    .sentence = "A classifier can tell them apart."};
    report.statistics = {{.column = "delay",
                          .name = "ks",
                          .value = 0.1438,
                          .p = 1.6e-60,
                          .method = "Kolmogorov-Smirnov, exact p",
                          .bins = "",
                          .fill = "",
                          .log_base = "",
                          .why_not = ""},
                         {.column = "carrier",
                          .name = "ks",
                          .value = kNone,
                          .p = kNone,
                          .method = "",
                          .bins = "",
                          .fill = "",
                          .log_base = "",
                          .why_not = "it is for numbers"}};
    report.not_run = {"what drift means for a model: give --scores and --target"};
    return report;
}

/// Compares with the page in golden/; ASSAY_GOLDEN=write writes it anew.
void expect_page(const std::string& name, const std::string& text) {
    const std::string file = std::string(ASSAY_SOURCE) + "/src/cli/golden/" + name;
    if (from_environment("ASSAY_GOLDEN") == "write") {
        ASSERT_TRUE(write_file(file, text));
    }
    const auto wanted = read_file(file);
    ASSERT_TRUE(wanted) << wanted.error().what;
    EXPECT_EQ(text, *wanted);
}

TEST(DriftPage, IsTheGoldenOne) {
    expect_page("drift_80.txt", render_drift(example(), {.width = 80}));
    expect_page("drift_60.txt", render_drift(example(), {.width = 60}));
}

TEST(DriftPage, ShowsTheColumnThatMovedMostFirst) {
    const auto page = render_drift(example(), {.width = 80});
    const auto columns = page.find("How far columns moved");
    EXPECT_LT(page.find("delay", columns), page.find("carrier", columns));
}

}  // namespace
}  // namespace assay::cli
