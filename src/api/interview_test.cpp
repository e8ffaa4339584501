#include "api/interview.hpp"

#include <gtest/gtest.h>

namespace assay::api {
namespace {

study::Draft draft() {
    return {.toml =
                "[product]\n"
                "name = \"t\"                     # a short name\n"
                "decision = \"\"                  # EDIT: who decides?\n"
                "# [rule]\n"
                "# sql = \"a >= 10\"              # EDIT: a rule\n"
                "[costs]\n"
                "true_positive = 1.0              # EDIT: acted\n",
            .open_questions = {"[product] decision: say it.", "[rule] sql: what?", "[data] id: ?"}};
}

Ask answers(std::vector<std::string> said) {
    return [said = std::move(said), at = std::size_t{0}](std::string_view) mutable {
        return at < said.size() ? std::optional(said[at++]) : std::nullopt;
    };
}

TEST(Interview, WritesAnswersIntoTheDraft) {
    auto drafted = draft();
    interview(drafted, answers({"Text \"now\"?", "a >= 15", "", "lots", "4..8"}));
    EXPECT_EQ(drafted.toml,
              "[product]\n"
              "name = \"t\"                     # a short name\n"
              "decision = \"Text \\\"now\\\"?\"\n"
              "[rule]\n"
              "sql = \"a >= 15\"\n"
              "[costs]\n"
              "true_positive = [4, 8]\n");
    EXPECT_EQ(drafted.open_questions, std::vector<std::string>{"[data] id: ?"});
}

TEST(Interview, SilenceLeavesTheDraftAsItIs) {
    auto drafted = draft();
    interview(drafted, answers({}));
    EXPECT_EQ(drafted.toml, draft().toml);
    EXPECT_EQ(drafted.open_questions.size(), 3U);
}

TEST(SetKey, SaysWhenThereIsNoSuchLine) {
    auto drafted = draft();
    EXPECT_FALSE(set_key(drafted.toml, "costs", "decision", "\"x\""));
    EXPECT_EQ(drafted.toml, draft().toml);
}

}  // namespace
}  // namespace assay::api
