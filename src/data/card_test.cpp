#include "data/card.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "base/file.hpp"
#include "base/json.hpp"
#include "base/moment.hpp"
#include "data/given_names.hpp"
#include "data/personal_numbers.hpp"
#include "data/planted.hpp"

namespace assay::data {
namespace {

using Kind = PersonalKind;

std::vector<Json> golden(const std::string& section) {
    const auto text = read_file(ASSAY_SOURCE "/src/data/golden/personal.json");
    EXPECT_TRUE(text);
    const auto cases = (*parse_json(*text))[section].get<std::vector<Json>>();
    EXPECT_GT(cases.size(), 50U);
    return cases;
}

TEST(Personal, IbansAreThoseOfPythonStdnum) {
    for (const auto& each : golden("ibans")) {
        const auto text = each["text"].get<std::string>();
        EXPECT_EQ(is_iban(text), each["valid"].get<bool>()) << text;
        EXPECT_EQ(has_iban("to " + text + ", please"), each["valid"].get<bool>()) << text;
    }
    EXPECT_TRUE(is_iban("DE89 3704 0044 0532 0130 00"));
    EXPECT_FALSE(is_iban("DE8937040044053201300")) << "a digit short";
    EXPECT_FALSE(is_iban("ZZ89370400440532013000")) << "no country";
    EXPECT_FALSE(is_iban("DE"));
}

TEST(Personal, CardNumbersHaveLuhnsDigitByPythonStdnum) {
    for (const auto& each : golden("cards")) {
        const auto text = each["text"].get<std::string>();
        EXPECT_EQ(is_card_number(text), each["valid"].get<bool>()) << text;
    }
    EXPECT_TRUE(is_card_number("4111-1111-1111-1111"));
    EXPECT_TRUE(has_card_number("paid by 4111 1111 1111 1111."));
    EXPECT_FALSE(has_card_number("order 94111111111111111"));
    EXPECT_FALSE(is_card_number("9111111111111111")) << "no issuer";
}

struct Told {
    std::string text;
    std::vector<Kind> kinds;
};

TEST(Personal, PatternsAreFoundAndLookalikesAreNot) {
    const std::vector<Told> cases{
        {"anna.b+x@mail.example.org", {Kind::Email}},
        {"write to <a@b.de>!", {Kind::Email}},
        {"broken@nowhere", {}},
        {"@handle and a@b..c", {}},
        {"+49 30 1234567", {Kind::Phone}},
        {"call +1 (555) 123-4567 today", {Kind::Phone}},
        {"0049301234567", {Kind::Phone}},
        {"(555) 123-4567", {Kind::Phone}},
        {"555-123-4567", {Kind::Phone}},
        {"030 7654321", {Kind::Phone}},
        {"2026-01-31", {}},
        {"31.01.2026", {}},
        {"01.02.2026", {}},
        {"12345678", {}},
        {"0.1234567", {}},
        {"192.168.0.1", {Kind::IpAddress}},
        {"from 2001:db8::8a2e:370:7334", {Kind::IpAddress}},
        {"999.1.1.1", {}},
        {"12:30:45", {}},
        {"v1.2.3.4", {}},
        {"::1", {}},
        {"std::vector", {}},
        {"", {}},
    };
    for (const auto& each : cases) {
        EXPECT_EQ(personal_kinds(each.text, false), each.kinds) << each.text;
    }
}

TEST(Personal, NamesAreLookedForOnlyWhenAsked) {
    EXPECT_EQ(personal_kinds("Anna Schmidt", true), std::vector<Kind>{Kind::Name});
    EXPECT_EQ(personal_kinds("Anna Schmidt", false), std::vector<Kind>{});
    EXPECT_EQ(personal_kinds("Miller, John", true), std::vector<Kind>{Kind::Name});
    EXPECT_EQ(personal_kinds("north", true), std::vector<Kind>{});
    EXPECT_EQ(personal_kinds("the maria of the sea at dawn", true), std::vector<Kind>{});
    EXPECT_TRUE(is_given_name("Zofia"));
    EXPECT_TRUE(is_given_name("Aaron"));
    EXPECT_FALSE(is_given_name("rose"));
}

TEST(Personal, NoLetterAndNoDigitOfAValueIsShown) {
    EXPECT_EQ(masked("anna@example.org"), "xxxx@xxxxxxx.xxx");
    EXPECT_EQ(masked("+49 30 Müller"), "+99 99 xxxxxx");
    engine::Table table{.columns = {planted::texts("mail", {"anna@example.org", "<gap>", "no"})},
                        .rows = 3};
    const auto found = find_personal(table, false);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].rows, 1);
    EXPECT_NEAR(found[0].share, 1.0 / 3, 1e-12);
    EXPECT_EQ(dump(to_json(found)).find("anna"), std::string::npos);
}

TEST(Personal, LongOrderNumbersWrittenAsTextAreNoCards) {
    std::vector<std::string> orders;
    std::vector<std::string> cards;
    Random random(6, "orders");
    for (int row = 0; row < 300; ++row) {
        orders.push_back(std::to_string(4'000'000'000'000'000'000 +
                                        static_cast<std::int64_t>(random.below(999'999'999'999))));
        cards.emplace_back(row % 2 == 0 ? "4242424242424242" : "9999999999999999");
    }
    const engine::Table table{
        .columns = {planted::texts("order", orders), planted::texts("card", cards),
                    planted::texts("note", {"paid by 4242424242424242."})},
        .rows = 300};
    const auto found = find_personal(table, false);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].column, "card");
    EXPECT_EQ(found[0].rows, 150);
    EXPECT_EQ(found[1].column, "note");
}

TEST(Personal, LongOrderNumbersAreNoCards) {
    std::vector<double> orders;
    std::vector<double> cards;
    Random random(5, "orders");
    for (int row = 0; row < 300; ++row) {
        orders.push_back(4e15 + static_cast<double>(random.below(999'999'999'999)));
        cards.push_back(row % 2 == 0 ? 4242424242424242.0 : 5555555555554444.0);
    }
    engine::Table table{.columns = {planted::numbers("order", orders, engine::Type::Integer),
                                    planted::numbers("card", cards, engine::Type::Integer)},
                        .rows = 300};
    const auto found = find_personal(table, false);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].column, "card");
    EXPECT_EQ(found[0].rows, 300);
}

TEST(Personal, CleanTablesHoldNone) {
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
        EXPECT_TRUE(find_personal(planted::clean(seed, 200, 6, true).table, true).empty()) << seed;
    }
}

constexpr std::string_view kCard = R"([card]
name = "people"
owner = "web team"
[use]
allowed = ["service", "operations"]
forbidden = ["credit"]
reason = "terms of use, section 4"
[law]
basis = "consent"
retention = "24 months"
time = "day"
consent = "agreed"
[personal]
columns = ["mail"]
)";

engine::Table people() {
    const auto day = [](std::string_view text) { return *parse_moment(text); };
    return {.columns = {planted::texts("mail", {"a@b.de", "c@d.de", "<gap>", "e@f.de"}),
                        planted::times("day", {day("2026-01-01"), day("2023-01-01"),
                                               day("2025-06-01"), engine::kMissingTime}),
                        planted::texts("agreed", {"Yes", "no", "<gap>", "yes"})},
            .rows = 4};
}

const std::int64_t kNow = *parse_moment("2026-06-01T00:00:00Z");

std::map<std::string, Issue> by_code(const CardCheck& check) {
    std::map<std::string, Issue> out;
    for (const auto& each : check.issues) {
        out[each.code] = each;
    }
    return out;
}

TEST(Cards, RowsWithoutConsentAndRowsKeptTooLongAreCounted) {
    const auto check = check_card(*parse_card(kCard, "card.toml"), people(), "p.csv", false, kNow);
    const auto issues = by_code(check);
    EXPECT_EQ(check.without_consent, 2) << "no, and not said";
    EXPECT_EQ(issues.at("without-consent").rows, 2);
    EXPECT_EQ(issues.at("kept-too-long").rows, 1);
    EXPECT_EQ(issues.at("personal-data").severity, Severity::Info) << "the card knows of it";
    EXPECT_TRUE(check.personal[0].declared);
    EXPECT_EQ(issues.size(), 3U);
}

TEST(Cards, WhatACardLeavesOpenIsTold) {
    const auto check =
        check_card(*parse_card("[card]\nname = \"x\"\n", ""), people(), "p.csv", false, kNow);
    const auto issues = by_code(check);
    for (const auto* code : {"no-owner", "no-purpose", "no-basis", "no-retention"}) {
        EXPECT_TRUE(issues.contains(code)) << code;
    }
    EXPECT_EQ(issues.at("personal-data").severity, Severity::Warning);
    const auto absent = check_card(*parse_card("[law]\nconsent = \"agred\"\n", "c.toml"), people(),
                                   "p.csv", false, kNow);
    EXPECT_EQ(by_code(absent).at("no-consent-column").fix, "did you mean \"agreed\"?");
}

TEST(Cards, AllowPurposesByTheirLists) {
    const auto card = *parse_card(kCard, "card.toml");
    EXPECT_TRUE(allow_purpose(card, "service"));
    EXPECT_EQ(allow_purpose(card, "credit").error().what,
              "card.toml, line 6, [use] forbidden: these data may not be used for credit: terms of "
              "use, section 4");
    EXPECT_EQ(allow_purpose(card, "hiring").error().hint, "use other data, or ask web team");
    EXPECT_FALSE(allow_purpose(card, "")) << "a limited card needs a purpose";
    EXPECT_TRUE(allow_purpose(*parse_card("[card]\nname = \"x\"\n", ""), ""));
    EXPECT_TRUE(allow_purpose(*parse_card("[use]\nforbidden = [\"credit\"]\n", ""), "service"));
}

TEST(Cards, ThatContradictThemselvesAreRefusedByLine) {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"[use]\nallowed = [\"credit\"]\nforbidden = [\"credit\"]\n",
         "c.toml, line 3, [use] forbidden: \"credit\" is allowed as well"},
        {"[use]\nallowed = [\"servise\"]\n",
         "c.toml, line 2, [use] allowed: \"servise\" is not a known purpose"},
        {"[law]\nbasis = \"consnt\"\n",
         "c.toml, line 2, [law] basis: \"consnt\" is not a known lawful basis"},
        {"[law]\nretention = \"2 years\"\n", "c.toml, line 2, [law] retention: counted from when?"},
        {"[law]\nretention = \"long\"\n",
         "c.toml, line 2, [law] retention: expected a span of time, saw the text \"long\""},
        {"[law]\nconsent_value = \"ja\"\n",
         "c.toml, line 2, [law] consent_value: the value of which column?"},
        {"[use]\nalowed = []\n", "c.toml, line 2, [use] alowed: unknown key"},
    };
    for (const auto& [text, what] : cases) {
        const auto card = parse_card(text, "c.toml");
        ASSERT_FALSE(card) << text;
        EXPECT_EQ(card.error().what, what);
        EXPECT_FALSE(card.error().hint.empty());
    }
}

TEST(Cards, ADraftCanBeReadAndKnowsThePersonalColumns) {
    const auto draft = draft_card(people(), "p.csv", false);
    const auto card = parse_card(draft.toml, "card.toml");
    ASSERT_TRUE(card) << card.error().what << draft.toml;
    EXPECT_EQ(card->personal, std::vector<std::string>{"mail"});
    EXPECT_EQ(card->consent, "agreed");
    EXPECT_EQ(card->time, "day");
    EXPECT_EQ(draft.toml.find("a@b.de"), std::string::npos);
}

}  // namespace
}  // namespace assay::data
