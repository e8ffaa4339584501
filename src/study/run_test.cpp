#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>

#include "base/random.hpp"
#include "base/scratch_test.hpp"
#include "study/study.hpp"

namespace assay::study {
namespace {

/// Whole studies of small tables on disk, in a folder of the test's own.
class Studies : public testing::Test {
  protected:
    /// 600 rows over 60 steps of time: `a` and `b` tell the outcome, `copy` is the outcome in
    /// disguise.
    void put_table() const {
        Random random(7, "table");
        std::ofstream out(scratch_.path() / "t.csv");
        out << "step,seen,a,b,copy,y\n";
        for (int row = 0; row < 600; ++row) {
            const double a = random.normal();
            const double b = random.normal();
            const bool y = random.uniform() < 1 / (1 + std::exp(-1.2 * (a + b)));
            const int step = row / 10;
            out << step << ',' << step + (row % 3 == 0 ? 5 : 0) << ',' << a << ',' << b << ','
                << (y ? 1 : 0) + 0.4 * random.normal() << ',' << (y ? 1 : 0) << '\n';
        }
    }

    Result<Document> study(const std::string& more) const {
        const auto toml = "[data]\nsource = \"" + (scratch_.path() / "t.csv").string() +
                          "\"\ntarget = \"y\"\n" + more;
        auto engine = TRY(engine::Engine::open(
            {.library = ASSAY_LIBRARIES "/libduckdb.so", .memory_limit = "1GB", .threads = 2}));
        const auto product = TRY(parse_product(toml, "product.toml"));
        StudyOptions options;
        options.quick = true;
        return run_study(product, engine, options, {});
    }

    Scratch scratch_;
};

const Option& option_of(const Document& document, const std::string& name) {
    return *std::ranges::find(document.options, name, &Option::name);
}

TEST_F(Studies, SayTheSameTwice) {
    put_table();
    const auto first = study("ignore = [\"copy\", \"seen\", \"step\"]\n");
    const auto second = study("ignore = [\"copy\", \"seen\", \"step\"]\n");
    ASSERT_TRUE(first) << first.error().what;
    ASSERT_TRUE(second) << second.error().what;
    auto one = document_json(*first);
    auto two = document_json(*second);
    one.erase("run");  // when, and how long
    two.erase("run");
    EXPECT_EQ(one.dump(), two.dump());
}

TEST_F(Studies, CountRightAndWrongActsWhereNoCostsAreGiven) {
    put_table();
    const auto done = study("ignore = [\"copy\", \"seen\", \"step\"]\n");
    ASSERT_TRUE(done) << done.error().what;
    const auto& all = option_of(*done, "everything");
    const double share = done->data.positive_rate.value;
    EXPECT_NEAR(all.value_per_month.value, 1000 * (2 * share - 1), 1e-6);
    EXPECT_GT(option_of(*done, "linear").value_per_month.value, 100);
}

TEST_F(Studies, LeaveOutWhatIsKnownTooLateBySteps) {
    put_table();
    const auto done = study("time = \"step\"\n[data.known_at]\ncopy = \"seen\"\n");
    ASSERT_TRUE(done) << done.error().what;
    const auto issue = std::ranges::find(done->data.issues, "known-too-late", &data::Issue::code);
    ASSERT_NE(issue, done->data.issues.end());
    EXPECT_EQ(issue->rows, 200);
    EXPECT_EQ(done->data.columns, 2);  // a and b
}

TEST_F(Studies, RefuseMomentsOfAnotherKindThanTheTime) {
    put_table();
    const auto done = study(
        "query = \"SELECT *, DATE '2024-01-01' + step::INT AS day FROM data\"\ntime = \"day\"\n"
        "[data.known_at]\ncopy = \"seen\"\n");
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().what,
              "product.toml, line 7, [data.known_at] copy: column \"seen\" cannot be compared with "
              "[data] time \"day\": one holds numbers, the other times");
}

TEST_F(Studies, DrawTheCurveAtTheLevelOfAllParts) {
    put_table();
    const auto done = study("ignore = [\"copy\", \"seen\", \"step\"]\n");
    ASSERT_TRUE(done) << done.error().what;
    const auto& curve = done->learning_curve;
    const double level = option_of(*done, curve.option).auc.value;
    ASSERT_FALSE(curve.points.empty());
    if (curve.refused) {
        EXPECT_NEAR(curve.points.back().value.value, level, 1e-9);
    } else {
        EXPECT_NEAR(curve.forecast.front().median, level, 1e-9);
    }
}

}  // namespace
}  // namespace assay::study
