#include "cli/command_line.hpp"

#include <gtest/gtest.h>

#include "cli/commands.hpp"

namespace assay::cli {
namespace {

Result<Call> read(const std::vector<std::string>& arguments) {
    return read_command_line(arguments, commands());
}

TEST(CommandLine, FindsCommandsOfOneAndOfTwoWords) {
    EXPECT_EQ(read({"study", "product.toml"})->operation->name, "study");
    EXPECT_EQ(read({"study", "diff", "a.json", "b.json"})->operation->name, "study diff");
    EXPECT_EQ(read({"study", "./diff"})->values["product"], "./diff");
    EXPECT_EQ(read({"ledger"})->group, "ledger");
    EXPECT_EQ(read({})->operation, nullptr);
}

TEST(CommandLine, FlagsBecomeFieldsOfTheRequest) {
    const auto call = read({"study",
                            "--data",
                            "t.csv",
                            "--target=late",
                            "--groups",
                            "a",
                            "--groups",
                            "b",
                            "--false-positive",
                            "-2",
                            "--certainty",
                            "0.9",
                            "--seed",
                            "7",
                            "--quick",
                            "-o",
                            "r.html",
                            "--json",
                            "-q",
                            "--workspace",
                            "w"});
    ASSERT_TRUE(call) << call.error().what;
    const Json wanted = {{"data", "t.csv"},        {"target", "late"},  {"groups", {"a", "b"}},
                         {"false_positive", "-2"}, {"certainty", 0.9},  {"seed", 7},
                         {"quick", true},          {"output", "r.html"}};
    EXPECT_EQ(canonical(call->values), canonical(wanted));
    EXPECT_TRUE(call->json);
    EXPECT_TRUE(call->quiet);
    EXPECT_EQ(call->workspace, "w");
}

TEST(CommandLine, CommonFlagsMayStandBeforeTheCommand) {
    const auto call = read({"--workspace", "w", "--json", "ledger", "list"});
    ASSERT_TRUE(call) << call.error().what;
    EXPECT_EQ(call->operation->name, "ledger list");
    EXPECT_TRUE(call->json);
    EXPECT_EQ(call->workspace, "w");
}

TEST(CommandLine, HelpNeedsNothingElse) {
    EXPECT_TRUE(read({"study", "diff", "--help"})->help);
    EXPECT_TRUE(read({"--help"})->help);
    EXPECT_TRUE(read({"ledger", "-h"})->help);
    EXPECT_TRUE(read({"--version"})->version);
    EXPECT_TRUE(read({"help"})->help);
    EXPECT_TRUE(read({"ledger", "help"})->help);
    const auto call = read({"help", "study", "diff"});
    EXPECT_TRUE(call->help);
    EXPECT_EQ(call->operation->name, "study diff");
}

struct Wrong {
    std::vector<std::string> typed;
    std::string what, hint;
};

class CommandLineErrors : public testing::TestWithParam<Wrong> {};

TEST_P(CommandLineErrors, NameTheSlipAndTheWayOut) {
    const auto call = read(GetParam().typed);
    ASSERT_FALSE(call);
    EXPECT_EQ(call.error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(call.error().what, GetParam().what);
    EXPECT_EQ(call.error().hint, GetParam().hint);
}

INSTANTIATE_TEST_SUITE_P(
    Slips, CommandLineErrors,
    testing::Values(
        Wrong{{"studdy"}, "there is no command \"studdy\"", "did you mean \"study\"?"},
        Wrong{{"quux"}, "there is no command \"quux\"", "assay help lists the commands"},
        Wrong{{"help", "quux"}, "there is no command \"quux\"", "assay help lists the commands"},
        Wrong{{"verify"}, "there is no command \"verify\"", "did you mean \"ledger verify\"?"},
        Wrong{{"export"}, "there is no command \"export\"", "did you mean \"ledger export\"?"},
        Wrong{{"--hlp"}, "unknown flag --hlp", "did you mean --help?"},
        Wrong{{"-v"}, "unknown flag -v", "did you mean -V?"},
        Wrong{{"--workspace", "w"}, "which command?", "assay help lists the commands"},
        Wrong{{"ledger", "lst"}, "ledger: there is no command \"lst\"", "did you mean \"list\"?"},
        Wrong{{"study", "--taget", "x"}, "study: unknown flag --taget", "did you mean --target?"},
        Wrong{{"study", "--seed", "1.5"},
              "--seed: \"1.5\" is not a whole number",
              "leave it out for 0"},
        Wrong{{"study", "--certainty", "high"},
              "--certainty: \"high\" is not a number",
              "write it without separators or units: 27300, 0.8"},
        Wrong{{"study", "--require", "BUILT"},
              "--require: \"BUILT\" is not one of BUILD, RULE_SUFFICES, COLLECT, DONT and "
              "UNDECIDED",
              "did you mean \"BUILD\"?"},
        Wrong{{"study", "--data", "--target", "late"},
              "--data needs a value, and is followed by --target",
              "assay study --help shows how it is used"},
        Wrong{{"study", "--data"},
              "study: --data needs a value",
              "assay study --help shows how it is used"},
        Wrong{{"init"}, "init: which data?", "assay init --help shows how it is used"},
        Wrong{{"version", "now"},
              "version: one argument too many: \"now\"",
              "assay version --help shows how it is used"},
        Wrong{{"completion", "fissh"},
              "shell: \"fissh\" is not one of bash, zsh and fish",
              "did you mean \"fish\"?"}));

}  // namespace
}  // namespace assay::cli
