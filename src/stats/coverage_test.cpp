#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>

#include "base/file.hpp"
#include "stats/coverage_cases.hpp"

namespace assay::stats::coverage {
namespace {

constexpr const char* kTable = ASSAY_SOURCE "/docs/coverage-intervals.md";

constexpr const char* kHead = R"(# How often the intervals hold the truth

Each line draws 2,000 tables whose truth is known and makes a 90 % interval of each. "Nominal" lines
promise 88 to 92 %; "conservative" lines promise at least 88 %, and their width says what that
costs: the mean width as a multiple of the normal interval that knows the standard error. With 2,000
tables a share is known to about 0.7 points.

Rates and areas vary from table to table inside the range named. Means over parts are values in
money of a nearest-mean rule, alone or as the paired difference to a hand rule; "Nadeau-Bengio
alone" is the corrected resampled variance with the normal quantile, "the one rule" takes the
cluster variance where that is larger. Rolling blocks train on all days before.

What the table says about means over parts: the one rule is on the safe side, with random parts by
up to a third in width, with rolling blocks by up to nine tenths. It ends where neighbouring days
are strongly alike and the model follows them: all blocks then inherit the same luck of the shared
history, which the spread between blocks cannot show. Such a difference of a model to a rule is
covered too rarely, and longer blocks do not mend it.

Means and shares of samples are of finite populations drawn anew, without replacement. Log-normal
values show where the t interval of a mean ends: it needs 25 times the squared skewness in rows.
Label errors are found by a model that knows the mixture of noisy classes; the truth is the share of
wrong labels in the very rows looked at, or in the population. Where classes lie so near that many
rows of one look like another, the noise rate holds the truth too rarely. The rate that the
confident joint counts is one of what the model doubts: it takes the model's own mistakes for noise.
Annotators are wrong in any other class alike; the chances of a consensus are too sure where few
annotators vote or err often, and the quality of annotators with them.

The table is made, and held against this file, by the coverage tests in `src/stats`. After a change
of method, write it anew: `ASSAY_WRITE_COVERAGE=1 test_stats --gtest_filter='Coverage.*'`.

| interval | truth simulated | promise | covered | mean width | times ideal |
| --- | --- | --- | --- | --- | --- |
)";

const char* name_of(Promise promise) {
    constexpr const char* kNames[] = {"nominal", "conservative", "none"};
    return kNames[static_cast<int>(promise)];
}

std::string line_of(const Row& row) {
    return fmt::format("| {} | {} | {} | {:.1f} % | {:.3f} | {:.2f} |\n", row.interval,
                       row.situation, name_of(row.promise), 100 * row.covered, row.width,
                       row.width / row.ideal_width);
}

// The rows of one part, simulated once for its own test and for the table.
const std::vector<Row>& rows_of(std::vector<Row> (*part)()) {
    static std::map<std::vector<Row> (*)(), std::vector<Row>> made;
    auto& rows = made[part];
    if (rows.empty()) {
        rows = part();
    }
    return rows;
}

void expect_promises(const std::vector<Row>& rows) {
    for (const Row& row : rows) {
        if (row.promise != Promise::None) {
            EXPECT_GE(row.covered, kConfidence - 0.02) << line_of(row);
        }
        if (row.promise == Promise::Nominal) {
            EXPECT_LE(row.covered, kConfidence + 0.02) << line_of(row);
        }
    }
}

TEST(Coverage, OfRates) {
    expect_promises(rows_of(rates));
}

TEST(Coverage, OfAreas) {
    expect_promises(rows_of(areas));
}

TEST(Coverage, OfLargestGaps) {
    expect_promises(rows_of(gaps));
}

TEST(Coverage, OfSamples) {
    expect_promises(rows_of(samples));
}

TEST(Coverage, OfMeansOverRandomParts) {
    expect_promises(rows_of(random_parts));
}

TEST(Coverage, OfMeansOverRollingBlocks) {
    expect_promises(rows_of(rolling_blocks));
}

TEST(Coverage, OfLabelErrors) {
    expect_promises(rows_of(label_errors_rows));
}

TEST(Coverage, OfAgreement) {
    expect_promises(rows_of(agreements));
}

TEST(Coverage, TheTableInTheDocumentsIsWhatIsMeasured) {
    std::string table = kHead;
    for (auto* part : {rates, areas, gaps, samples, random_parts, rolling_blocks, label_errors_rows,
                       agreements}) {
        for (const Row& row : rows_of(part)) {
            table += line_of(row);
        }
    }
    if (std::getenv("ASSAY_WRITE_COVERAGE") != nullptr) {
        ASSERT_TRUE(write_file(kTable, table));
    }
    const auto written = read_file(kTable);
    ASSERT_TRUE(written) << written.error().what;
    EXPECT_EQ(*written, table);
}

}  // namespace
}  // namespace assay::stats::coverage
