#include "cli/commands.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "base/file.hpp"
#include "cli/help.hpp"

namespace assay::cli {
namespace {

TEST(ReferencePage, IsTheCommittedOne) {
    const auto committed = read_file(std::string(ASSAY_SOURCE) + "/docs/reference.md");
    ASSERT_TRUE(committed) << committed.error().what;
    EXPECT_EQ(*committed, reference_page(commands()))
        << "write it anew: assay reference > docs/reference.md";
}

TEST(HelpPage, NamesEveryParameter) {
    for (const auto& each : commands()) {
        const std::string page = help_page(each, {.width = 80});
        for (const auto& parameter : each.parameters) {
            EXPECT_NE(page.find(parameter_label(parameter)), std::string::npos)
                << each.name << ": " << parameter.name;
        }
    }
}

TEST(CommandList, LeavesHiddenCommandsOut) {
    const std::string list = command_list(commands(), "", {.width = 80});
    EXPECT_NE(list.find("  study diff"), std::string::npos);
    EXPECT_EQ(list.find("reference"), std::string::npos);
    const std::string group = command_list(commands(), "ledger", {.width = 80});
    EXPECT_NE(group.find("  ledger verify"), std::string::npos);
    EXPECT_EQ(group.find("  study"), std::string::npos);
}

TEST(ManPage, IsRoffThatHidesNoDotOrHyphen) {
    const std::string page = man_page(commands(), "0.1.0");
    EXPECT_TRUE(page.starts_with(".TH ASSAY 1 \"\" \"assay 0.1.0\""));
    EXPECT_NE(page.find(".B \\-\\-true\\-positive NUMBER|LOW..HIGH|SQL\n"), std::string::npos);
    EXPECT_EQ(page.find("\n.assay"), std::string::npos);
}

/// What bash offers after these words, as `compgen` filters it.
std::string completed(const std::string& words, int at) {
    std::string script = testing::TempDir() + "assay-completion.bash";
    std::ofstream(script) << bash_completion(commands()) << "\nCOMP_WORDS=(" << words
                          << ")\nCOMP_CWORD=" << at << "\n_assay\necho \"${COMPREPLY[*]}\"\n";
    FILE* pipe = ::popen(("bash " + script).c_str(), "r");
    std::string out;
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) {
        out += static_cast<char>(c);
    }
    EXPECT_EQ(::pclose(pipe), 0);
    return out;
}

TEST(BashCompletion, KnowsCommandsFlagsAndValues) {
    EXPECT_EQ(completed("assay st", 1), "study\n");
    EXPECT_EQ(completed("assay ledger ver", 2), "verify\n");
    EXPECT_EQ(completed("assay data con", 2), "contract\n");
    EXPECT_EQ(completed("assay data contract ch", 3), "check\n");
    EXPECT_EQ(completed("assay data contract check --fail-on ne", 5), "never\n");
    EXPECT_EQ(completed("assay study --true-", 2), "--true-positive --true-negative\n");
    EXPECT_EQ(completed("assay study --require BU", 3), "BUILD\n");
    EXPECT_EQ(completed("assay ledger list --ki", 3), "--kind\n");
    EXPECT_EQ(completed("assay completion z", 2), "zsh\n");
    EXPECT_EQ(completed("assay completion ''", 2), "bash zsh fish\n") << "no flags, no files";
    EXPECT_EQ(completed("assay help led", 2), "ledger\n");
    EXPECT_EQ(completed("assay help ledger ver", 3), "verify\n");
}

TEST(OtherCompletions, NameEveryCommandAndFlag) {
    const std::string zsh = zsh_completion(commands());
    const std::string fish = fish_completion(commands());
    for (const auto& each : commands()) {
        for (const auto& parameter : each.parameters) {
            if (!parameter.positional) {
                EXPECT_NE(zsh.find("--" + parameter.name), std::string::npos) << parameter.name;
                EXPECT_NE(fish.find(" -l " + parameter.name), std::string::npos) << parameter.name;
            }
        }
    }
    EXPECT_NE(zsh.find("\"version\") _arguments"), std::string::npos);
    EXPECT_EQ(zsh.find("\"reference\") _arguments"), std::string::npos) << "it is hidden";
}

}  // namespace
}  // namespace assay::cli
