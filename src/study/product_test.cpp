#include "study/product.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/file.hpp"

namespace assay::study {
namespace {

constexpr std::string_view kExample = R"([product]
name      = "late-flight-texts"
objective = "Fewer missed connections"          # the business objective that it serves
decision  = "One hour before departure: text the passengers?"
owner     = "operations"
purpose   = "service"

[data]
source   = "flights.parquet"
query    = "SELECT * FROM data"
target   = "late"
positive = true
id       = "flight"
time     = "scheduled"
entity   = "tailnum"
groups   = ["carrier", "origin"]
ignore   = ["arr_time", "air_time"]
trusted  = ["delay_two_hours_ago"]
[data.known_at]
delay = "left_at"

[rule]
sql = "delay_two_hours_ago >= 15"

[[option]]
name = "vendor"
score = "vendor_score"
per_month = 120

[costs]
currency = "USD"
true_positive  = [5.0, 7.0]
false_positive = -2.0
false_negative = "missed_cost * -1"
true_negative  = 0.0
decisions_per_month = 27300
review_capacity = 9000
model_per_month = 500
build = 0
label = 0.20
labels_per_month = 4000

[target]
metric   = "auc"
at_least = 0.70
by       = 2027-03-31
smallest_gain_per_month = 50

[study]
certainty = 0.9
horizon_months = 24
margin = 0.02
train_rows = 50000
folds = 4
seeds = 3
blocks = 6
draws = 2000
)";

/// The whole message of a failure; "" when there is none.
template <class T>
std::string message(const Result<T>& result) {
    return result ? "" : result.error().what + " | " + result.error().hint;
}

std::string parse_message(std::string_view text) {
    return message(parse_product(text, "product.toml"));
}

TEST(Product, TheWholeExampleIsRead) {
    const auto read = parse_product(kExample, "product.toml");
    ASSERT_TRUE(read) << message(read);
    const Product& p = *read;
    EXPECT_TRUE(validate_product(p)) << message(validate_product(p));
    EXPECT_EQ(p.name, "late-flight-texts");
    EXPECT_EQ(p.purpose, "service");
    EXPECT_EQ(p.source, "flights.parquet");
    EXPECT_EQ(p.positive, "true");
    EXPECT_EQ(p.groups, (std::vector<std::string>{"carrier", "origin"}));
    EXPECT_EQ(p.known_at.at("delay"), "left_at");
    EXPECT_EQ(p.rule, "delay_two_hours_ago >= 15");
    ASSERT_EQ(p.options.size(), 1U);
    EXPECT_EQ(p.options[0].score, "vendor_score");
    EXPECT_EQ(p.options[0].per_month, 120);
    EXPECT_EQ(p.true_positive.amount.low, 5);
    EXPECT_EQ(p.true_positive.amount.high, 7);
    EXPECT_EQ(p.false_positive.amount.middle(), -2);
    EXPECT_EQ(p.false_negative.sql, "missed_cost * -1");
    EXPECT_TRUE(p.costs_given);
    EXPECT_EQ(p.decisions_per_month.middle(), 27300);
    EXPECT_EQ(p.review_capacity, 9000);
    EXPECT_TRUE(p.label_given);
    EXPECT_EQ(p.labels_per_month, 4000);
    ASSERT_TRUE(p.target_criterion);
    EXPECT_EQ(p.target_criterion->metric.text(), "auc");
    EXPECT_EQ(p.target_criterion->bar, 0.7);
    EXPECT_TRUE(p.target_criterion->has_bar);
    EXPECT_EQ(p.target_criterion->by, "2027-03-31");
    EXPECT_EQ(p.target_criterion->smallest_gain_per_month, 50);
    EXPECT_EQ(p.settings.certainty, 0.9);
    EXPECT_EQ(p.settings.draws, 2000);
    EXPECT_EQ(p.text, kExample);
}

TEST(Product, EveryKeyKnowsItsLine) {
    const Product p = *parse_product(kExample, "product.toml");
    EXPECT_EQ(p.where("rule.sql"), "product.toml, line 23, [rule] sql");
    EXPECT_EQ(p.where("option.0.score"), "product.toml, line 27, [[option]] score");
    EXPECT_EQ(p.where("data.known_at.delay"), "product.toml, line 20, [data.known_at] delay");
    EXPECT_EQ(p.where("costs"), "product.toml, line 30, [costs]");
    EXPECT_EQ(p.where("data.weight"), "product.toml, [data] weight");
    EXPECT_EQ(Product{}.where("rule.sql"), "[rule] sql");
}

TEST(Product, DefaultsHoldWhereNothingIsSaid) {
    const Product p = *parse_product("[data]\nsource='t.csv'\ntarget='y'", "p.toml");
    EXPECT_TRUE(validate_product(p));
    EXPECT_FALSE(p.costs_given);
    EXPECT_FALSE(p.label_given);
    EXPECT_FALSE(p.target_criterion);
    EXPECT_EQ(p.currency, "unit");
    EXPECT_EQ(p.settings.blocks, 8);
}

TEST(Product, PositiveMayBeBooleanNumberOrText) {
    EXPECT_EQ(parse_product("[data]\npositive = false", "")->positive, "false");
    EXPECT_EQ(parse_product("[data]\npositive = 1", "")->positive, "1");
    EXPECT_EQ(parse_product("[data]\npositive = 0.5", "")->positive, "0.5");
    EXPECT_EQ(parse_product("[data]\npositive = \"yes\"", "")->positive, "yes");
    EXPECT_EQ(parse_message("[data]\npositive = [1]"),
              "product.toml, line 2, [data] positive: expected true, false, a number or text, saw "
              "a list of 1 | for example positive = true");
}

TEST(Product, ADateMayBeWrittenEitherWay) {
    const auto by = [](const std::string& value) {
        return parse_product("[target]\nby = " + value, "")->target_criterion->by;
    };
    EXPECT_EQ(by("2027-03-31"), "2027-03-31");
    EXPECT_EQ(by("\"2027-03-31\""), "2027-03-31");
    EXPECT_EQ(by("2027-03-31T10:00:00Z"), "2027-03-31");
    EXPECT_EQ(parse_message("[target]\nby = \"2027-02-30\""),
              "product.toml, line 2, [target] by: expected a date, saw the text \"2027-02-30\" | "
              "for example by = 2027-03-31");
    EXPECT_NE(parse_message("[target]\nby = \"next spring\""), "");
    EXPECT_NE(parse_message("[target]\nby = 10:00:00"), "");
}

struct Broken {
    const char* text;
    const char* says;
};

TEST(Product, EveryBrokenFileSaysWhereWhatAndHow) {
    const std::vector<Broken> cases{
        {"[data]\ntraget = \"late\"",
         "product.toml, line 2, [data] traget: unknown key | did you mean \"target\"?"},
        {"\n[dat]\nsource = 1",
         "product.toml, line 2, [dat]: unknown table | did you mean \"data\"?"},
        {"name = \"x\"",
         "product.toml, line 1, name: a key outside of every table | put it below the line of its "
         "table, such as [data]"},
        {"target = \"late\"",
         "product.toml, line 1, [target]: expected a table, saw the text \"late\" | write [target] "
         "on a line of its own, once, its keys below"},
        {"[option]\nname = \"v\"",
         "product.toml, line 1, [[option]]: expected a list of tables, saw a table | write "
         "[[option]] with two brackets: there may be several"},
        {"[[option]]\nnmae = \"v\"",
         "product.toml, line 2, [[option]] nmae: unknown key | did you mean \"name\"?"},
        {"[data]\nsource = 5",
         "product.toml, line 2, [data] source: expected text, saw the number 5 | for example "
         "source = \"flights.parquet\""},
        {"[data]\ngroups = \"carrier\"",
         "product.toml, line 2, [data] groups: expected a list of column names, saw the text "
         "\"carrier\" | for example groups = [\"carrier\", \"origin\"]"},
        {"[data]\ngroups = [\"a\", 2]",
         "product.toml, line 2, [data] groups: expected a list of column names, saw the number 2 | "
         "for example groups = [\"carrier\", \"origin\"]"},
        {"[data]\nknown_at = \"x\"",
         "product.toml, line 2, [data] known_at: expected a table of column = \"column that says "
         "when\", saw the text \"x\" | for example known_at = { delay = \"left_at\" }"},
        {"[data.known_at]\ndelay = 3",
         "product.toml, line 2, [data.known_at] delay: expected text, saw the number 3 | for "
         "example delay = \"left_at\""},
        {"[costs]\ntrue_positive = [7, 5]",
         "product.toml, line 2, [costs] true_positive: the range [7, 5] has its larger end first | "
         "write [5, 7]"},
        {"[costs]\ntrue_positive = [7]",
         "product.toml, line 2, [costs] true_positive: expected a number or a range [low, high], "
         "saw a list of 1 | for example true_positive = 6.0"},
        {"[costs]\ntrue_positive = \"\"",
         "product.toml, line 2, [costs] true_positive: expected a number, a range [low, high], a "
         "column or SQL, saw the text \"\" | for example true_positive = 6.0"},
        {"[costs]\nmodel_per_month = \"five\"",
         "product.toml, line 2, [costs] model_per_month: expected a number or a range [low, high], "
         "saw the text \"five\" | for example model_per_month = 500"},
        {"[costs]\nbuild = nan",
         "product.toml, line 2, [costs] build: expected a number or a range [low, high], saw the "
         "number nan | for example build = 20000"},
        {"[study]\nfolds = 2.5",
         "product.toml, line 2, [study] folds: expected a whole number, saw the number 2.5 | for "
         "example folds = 5"},
        {"[study]\ncertainty = true",
         "product.toml, line 2, [study] certainty: expected a finite number, saw true | for "
         "example "
         "certainty = 0.8"},
        {"[target]\nmetric = \"aucc\"",
         "product.toml, line 2, [target] metric: \"aucc\" is not a known metric | did you mean "
         "\"auc\"?"},
        {"[target]\nat_least = 0.7\nat_most = 0.9",
         "product.toml, line 3, [target] at_most: a second bar, 0.9, beside 0.7 | keep the one of "
         "at_least and at_most that means success"},
    };
    for (const auto& each : cases) {
        EXPECT_EQ(parse_message(each.text), each.says) << each.text;
    }
}

TEST(Product, BrokenTomlNamesLineAndColumn) {
    const std::string says = parse_message("[data]\nsource = flights.csv\n");
    EXPECT_TRUE(says.starts_with("product.toml, line 2, column ")) << says;
    EXPECT_NE(says.find("double quotes"), std::string::npos) << says;
    EXPECT_NE(parse_message("[data]\nid = \"a\"\nid = \"b\"").find("line 3"), std::string::npos);
}

TEST(Product, AHeaderWithoutAKeyIsAnErrorAndNoAbort) {
    for (const auto* text : {"[=]", "[[=]]", "[.a]", "[a.]", "[a.=]", "= 1", ". = 1"}) {
        EXPECT_TRUE(parse_message(text).starts_with("product.toml, line 1, column ")) << text;
    }
}

TEST(Product, CharactersOutsideOfTextsAreNamed) {
    EXPECT_EQ(parse_message("[data]\nid = “flight”"),
              "product.toml, line 2, column 6: '“' outside of a text | text stands between plain "
              "double quotes, \"like this\"");
    EXPECT_EQ(parse_message("[data]\nid = \"ä\"\u00A0"),
              "product.toml, line 2, column 9: '\u00A0' outside of a text | text stands between "
              "plain double quotes, \"like this\"");
    EXPECT_EQ(parse_message("[data]\nid = \"fl\xE9\""),
              "product.toml, line 2, column 9: byte 0xE9 is not UTF-8 | save the file as UTF-8");
    EXPECT_NE(parse_message("[data]\nquery = \"\"\"a \\\n é\"\"\""), "");
}

TEST(Product, TextsAndCommentsHoldAnyCharacter) {
    const auto product = parse_product(
        "\xEF\xBB\xBF# Größe „x“ '\n[data] # it's \"é\n"
        "source = \"é\\\"ö\" # \"\"\"\n"
        "target = 'größe\\'\n"
        "query = \"\"\"SELECT 'ä' \\\n  FROM data -- ü\"\"\"\"\"\n"
        "id = '''é''é'''\n",
        "product.toml");
    ASSERT_TRUE(product) << message(product);
    EXPECT_EQ(product->source, "é\"ö");
    EXPECT_EQ(product->target, "größe\\");
    EXPECT_EQ(product->query, "SELECT 'ä' FROM data -- ü\"\"");
    EXPECT_EQ(product->id, "é''é");
}

TEST(Product, WhatIsNoProductFileIsRefusedBeforeItIsParsed) {
    std::string deep = "[data]\n";
    for (int i = 0; i < 20000; ++i) {
        deep += "a.";
    }
    EXPECT_NE(parse_message(deep + "a = 1").find("too many"), std::string::npos);
    EXPECT_NE(parse_message(std::string(2U << 20U, '#')).find("too many"), std::string::npos);
}

TEST(Metric, IsWrittenAsItIsRead) {
    for (const auto* text : {"auc", "value_per_month", "brier", "recall_at_fpr:0.01",
                             "precision_at_k:100", "recall_at_precision:0.9"}) {
        const auto metric = parse_metric(text);
        ASSERT_TRUE(metric) << text;
        EXPECT_EQ(metric->text(), text);
    }
    EXPECT_EQ(parse_metric("precision_at_k:250")->parameter, 250);
}

TEST(Metric, NeedsItsParameterAndNoOther) {
    for (const auto* text : {"", "auc:1", "recall_at_fpr", "recall_at_fpr:", "recall_at_fpr:2",
                             "recall_at_fpr:x", "precision_at_k:0.5", "precision_at_k:1e99"}) {
        EXPECT_FALSE(parse_metric(text)) << text;
    }
    EXPECT_EQ(message(parse_metric("recall_at_fpr:5")),
              "metric recall_at_fpr needs a share between 0 and 1, saw \"5\" | for example "
              "recall_at_fpr:0.05");
}

class Folder : public testing::Test {
  protected:
    void SetUp() override {
        folder_ = std::filesystem::path(testing::TempDir()) /
                  (std::string("assay_product_") +
                   testing::UnitTest::GetInstance()->current_test_info()->name());
        std::filesystem::create_directories(folder_ / "parts" / "deep");
        std::ofstream(folder_ / "t.csv") << "a\n1\n";
        std::ofstream(folder_ / "parts" / "one.csv") << "a\n1\n";
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::string source(const std::string& written) const {
        const auto product = parse_product("[data]\nsource = \"" + written + "\"",
                                           (folder_ / "product.toml").string());
        return product ? product->source : message(product);
    }
    std::filesystem::path folder_;
};

TEST_F(Folder, ASourceBesideTheFileIsFoundFromAnywhere) {
    EXPECT_EQ(source("t.csv"), (folder_ / "t.csv").string());
    EXPECT_EQ(source("parts/*.csv"), (folder_ / "parts/*.csv").string());
    EXPECT_EQ(source("parts/**/*.csv"), (folder_ / "parts/**/*.csv").string());
    EXPECT_EQ(source("absent.csv"), "absent.csv");
    EXPECT_EQ(source("absent/*.csv"), "absent/*.csv");
    EXPECT_EQ(source("postgresql://host/db"), "postgresql://host/db");
    EXPECT_EQ(source("/t.csv"), "/t.csv");
}

TEST_F(Folder, AFileIsRead) {
    const std::string file = (folder_ / "product.toml").string();
    std::ofstream(file) << "[data]\nsource = \"t.csv\"\ntarget = \"a\"\n";
    const auto product = read_product(file);
    ASSERT_TRUE(product) << message(product);
    EXPECT_EQ(product->source, (folder_ / "t.csv").string());
    EXPECT_EQ(product->where("data.target"), file + ", line 3, [data] target");
    EXPECT_EQ(read_product(file + "x").error().code, ErrorCode::NotFound);
}

RC_GTEST_PROP(Product, NoMutatedFileCrashes, ()) {
    std::string text(kExample);
    const auto edits = *rc::gen::inRange(1, 12);
    for (int i = 0; i < edits; ++i) {
        const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
        switch (*rc::gen::inRange(0, 3)) {
            case 0:
                text[at] = *rc::gen::arbitrary<char>();
                break;
            case 1:
                text.erase(at, *rc::gen::inRange<std::size_t>(1, 40));
                break;
            default:
                text.insert(at, text.substr(*rc::gen::inRange<std::size_t>(0, text.size()), 30));
        }
        if (text.empty()) {
            break;
        }
    }
    const auto product = parse_product(text, "product.toml");
    if (product) {
        const auto checked = validate_product(*product);
        RC_ASSERT(checked || !checked.error().what.empty());
    } else {
        RC_ASSERT(product.error().what.starts_with("product.toml"));
        RC_ASSERT(product.error().code == ErrorCode::InvalidInput);
    }
}

}  // namespace
}  // namespace assay::study
