#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "base/file.hpp"
#include "base/scratch_test.hpp"
#include "study/draft_guess.hpp"
#include "study/study.hpp"

namespace assay::study {
namespace {

engine::Engine open_engine() {
    auto engine = engine::Engine::open({.library = ASSAY_LIBRARIES "/libduckdb.so", .threads = 1});
    EXPECT_TRUE(engine) << engine.error().what;
    return *std::move(engine);
}

/// A CSV file of its own for a test; its folder goes with it.
class Csv {
  public:
    Csv(const std::string& name, const std::string& content) : file_(scratch_.path() / name) {
        EXPECT_TRUE(write_file(file_, content));
    }
    std::string path() const { return file_.string(); }

  private:
    Scratch scratch_;
    std::filesystem::path file_;
};

std::string bookings(int rows) {
    std::string csv = "booking_id,booked_at,closed_at,channel,customer,price,churned\n";
    for (int i = 0; i < rows; ++i) {
        const auto day = std::to_string(10 + i % 18);
        const auto month = std::to_string(1 + (i * 6) / rows);
        csv += "B" + std::to_string(1000 + i) + ",2026-0" + month + "-" + day + ",2026-0" + month +
               "-" + day + "," + (i % 3 == 0 ? "web" : "phone") + ",c" + std::to_string(i % 40) +
               "," + std::to_string(10.5 + i % 71) + "," + (i % 5 == 0 ? "yes" : "no") + "\n";
    }
    return csv;
}

bool asks(const Draft& draft, std::string_view about) {
    return std::ranges::any_of(draft.open_questions, [&](const std::string& question) {
        return question.find(about) != std::string::npos;
    });
}

TEST(Draft, GuessesWhatTheTableTells) {
    const Csv csv("bookings.csv", bookings(300));
    auto engine = open_engine();
    const auto draft = draft_product(engine, csv.path(), "");
    ASSERT_TRUE(draft) << draft.error().what;
    const auto product = parse_product(draft->toml, "product.toml");
    ASSERT_TRUE(product) << product.error().what << "\n" << draft->toml;
    EXPECT_TRUE(validate_product(*product)) << draft->toml;
    EXPECT_EQ(product->name, "bookings");
    EXPECT_EQ(product->source, csv.path());
    EXPECT_EQ(product->target, "churned");
    EXPECT_EQ(product->positive, "yes");
    EXPECT_EQ(product->id, "booking_id");
    EXPECT_EQ(product->time, "booked_at");
    EXPECT_EQ(product->groups, std::vector<std::string>{"channel"});
    EXPECT_TRUE(product->ignore.empty());
    EXPECT_NE(draft->toml.find("# ignore = [\"closed_at\"]"), std::string::npos) << draft->toml;
    EXPECT_NE(draft->toml.find("# entity = \"customer\""), std::string::npos) << draft->toml;
    EXPECT_NEAR(product->decisions_per_month.low, 300 / 5.5, 8);
}

TEST(Draft, MarksCostsAsPlaceholdersAndAsksForThem) {
    const Csv csv("bookings.csv", bookings(60));
    auto engine = open_engine();
    const auto draft = draft_product(engine, csv.path(), "");
    ASSERT_TRUE(draft);
    EXPECT_NE(draft->toml.find("PLACEHOLDERS"), std::string::npos);
    EXPECT_TRUE(asks(*draft, "[costs] true_positive"));
    EXPECT_TRUE(asks(*draft, "[rule] sql"));
    EXPECT_TRUE(asks(*draft, "[product] decision"));
    const auto product = parse_product(draft->toml, "product.toml");
    ASSERT_TRUE(product);
    EXPECT_EQ(product->true_positive.amount.low, 1.0);
    EXPECT_EQ(product->false_positive.amount.low, -1.0);
}

TEST(Draft, TakesTheTargetThatIsNamed) {
    const Csv csv("bookings.csv", bookings(60));
    auto engine = open_engine();
    const auto draft = draft_product(engine, csv.path(), "channel");
    ASSERT_TRUE(draft);
    const auto product = parse_product(draft->toml, "product.toml");
    ASSERT_TRUE(product) << product.error().what;
    EXPECT_EQ(product->target, "channel");
    EXPECT_EQ(product->positive, "web");  // the rarer one
    EXPECT_TRUE(asks(*draft, "[data] positive"));
    EXPECT_TRUE(product->groups.empty());
}

TEST(Draft, SuggestsTheNearestColumnForAnUnknownTarget) {
    const Csv csv("bookings.csv", bookings(60));
    auto engine = open_engine();
    const auto draft = draft_product(engine, csv.path(), "chruned");
    ASSERT_FALSE(draft);
    EXPECT_EQ(draft.error().code, ErrorCode::NotFound);
    EXPECT_NE(draft.error().hint.find("churned"), std::string::npos) << draft.error().hint;
}

TEST(Draft, QuotesHostileNames) {
    const Csv csv("we\"ird [target] \\ #1.csv",
                  "\"a \"\"b\"\"\nclosed\",\"= x # y\"\n1,true\n2,false\n3,true\n");
    auto engine = open_engine();
    const auto draft = draft_product(engine, csv.path(), "");
    ASSERT_TRUE(draft) << draft.error().what;
    const auto product = parse_product(draft->toml, "product.toml");
    ASSERT_TRUE(product) << product.error().what << "\n" << draft->toml;
    EXPECT_EQ(product->source, csv.path());
    EXPECT_EQ(product->target, "= x # y");
    EXPECT_EQ(product->positive, "true");
}

TEST(Draft, WithoutAnOutcomeItAsks) {
    const Csv csv("prices.csv", "price,size\n1.5,3.25\n2.5,4.5\n3.75,5.5\n4.5,1.25\n");
    auto engine = open_engine();
    const auto draft = draft_product(engine, csv.path(), "");
    ASSERT_TRUE(draft) << draft.error().what;
    EXPECT_TRUE(asks(*draft, "[data] target"));
    const auto product = parse_product(draft->toml, "product.toml");
    ASSERT_TRUE(product) << product.error().what;
    EXPECT_FALSE(validate_product(*product));
}

TEST(Draft, AsksForACastOfTimesThatAreText) {
    std::string text = "opened,late\n";
    for (int i = 0; i < 40; ++i) {
        text +=
            "\"31/" + std::to_string(10 + i % 3) + "/2026 \"," + (i % 4 == 0 ? "1" : "0") + "\n";
    }
    const Csv csv("cases.csv", text);
    auto engine = open_engine();
    const auto draft = draft_product(engine, csv.path(), "");
    ASSERT_TRUE(draft) << draft.error().what;
    EXPECT_TRUE(asks(*draft, "needs a cast")) << draft->toml;
    EXPECT_TRUE(parse_product(draft->toml, "product.toml")) << draft->toml;
}

TEST(Draft, ATableWithoutRowsIsRefused) {
    const Csv csv("empty.csv", "a,b\n");
    auto engine = open_engine();
    const auto draft = draft_product(engine, csv.path(), "");
    ASSERT_FALSE(draft);
    EXPECT_EQ(draft.error().code, ErrorCode::InvalidInput);
}

TEST(Draft, SplitsColumnNamesIntoWords) {
    EXPECT_EQ(words_of("orderClosed_at"), (std::vector<std::string>{"order", "closed", "at"}));
    EXPECT_EQ(words_of("ID"), std::vector<std::string>{"id"});
    EXPECT_EQ(words_of("__x__"), std::vector<std::string>{"x"});
    EXPECT_EQ(words_of(""), std::vector<std::string>{""});
}

}  // namespace
}  // namespace assay::study
