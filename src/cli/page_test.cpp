#include "cli/page.hpp"

#include <gtest/gtest.h>

#include <map>

namespace assay::cli {
namespace {

TEST(Columns, CountsWhatIsSeen) {
    EXPECT_EQ(columns("abc"), 3);
    EXPECT_EQ(columns("\u2212\u25CF"), 2);
    EXPECT_EQ(columns("e\u0301"), 1);
    EXPECT_EQ(columns("\u6771\u4EAC"), 4);
    EXPECT_EQ(columns("\x1b[1;32mBUILD\x1b[0m"), 5);
    EXPECT_EQ(columns("\xff"), 1);
}

TEST(Wrapped, BreaksBetweenWords) {
    EXPECT_EQ(wrapped("one two three", 8), (std::vector<std::string>{"one two", "three"}));
    EXPECT_EQ(wrapped("a\nb", 80), (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(wrapped("unbreakable", 4), std::vector<std::string>{"unbreakable"});
    EXPECT_TRUE(wrapped("", 4).empty());
    EXPECT_EQ(wrapped("share of 68 % (90 %)", 10),
              (std::vector<std::string>{"share of", "68 %", "(90 %)"}));
    EXPECT_EQ(wrapped("likely: 76 in 100, it seems", 10),
              (std::vector<std::string>{"likely:", "76 in 100,", "it seems"}));
}

TEST(Fitted, EndsWithAnEllipsisWhereItIsCut) {
    EXPECT_EQ(fitted("carrier", 7), "carrier");
    EXPECT_EQ(fitted("carriers", 7), "carrie\u2026");
    EXPECT_EQ(fitted("\u6771\u4EAC\u6771", 4), "\u6771\u2026");
}

TEST(Printable, DisarmsWhatATerminalWouldObey) {
    EXPECT_EQ(printable("a\x1b[2Jb\x07\n"), "a?[2Jb?\n");
    EXPECT_EQ(printable("\u009b"), "?");
    EXPECT_EQ(printable("\u2212 \u6771"), "\u2212 \u6771");
}

TEST(PageOfAPlainLocale, HasNoDrawingCharacters) {
    Page page({.utf8 = false});
    page.item("\u25CF", "5 to 7 \u2026 \u2212 3");
    EXPECT_EQ(page.text(), "  o 5 to 7 ... - 3\n");
}

TEST(Shortened, LeavesOutWholeSentences) {
    const std::string text = "It moves. Is it known? \"Ask.\" Then decide.";
    EXPECT_EQ(shortened(text, 80, 1), text);
    EXPECT_EQ(shortened(text, 12, 2), "It moves. Is it known?");
    EXPECT_EQ(shortened(text, 4, 1), "It moves.") << "the first one stays whole";
    EXPECT_EQ(shortened("A cut of 0.5 approx. as before. More.", 31, 1),
              "A cut of 0.5 approx. as before.");
    EXPECT_EQ(shortened("", 80, 1), "");
}

TEST(Page, NeverCutsASentence) {
    Page page({.width = 60});
    page.item("-", std::string("word ") + std::string(58, 'x') + " end. Next one.", 1);
    EXPECT_EQ(page.text(), "  - word\n    " + std::string(58, 'x') + "\n    end.\n");
}

TEST(Page, ANoteThatDoesNotFitStandsBelowItsHeading) {
    Page page({.width = 60});
    page.heading("Short", "beside it");
    page.heading("Short", std::string(50, 'x') + " below");
    EXPECT_EQ(page.text(), "\nShort  beside it\n\nShort\n  " + std::string(50, 'x') + " below\n");
}

Terminal with(bool is_terminal, int columns, std::map<std::string, std::string> variables) {
    return terminal_from(is_terminal, columns, [&](const char* name) { return variables[name]; });
}

TEST(TerminalFrom, AsksTheEnvironment) {
    EXPECT_TRUE(with(true, 100, {{"LANG", "en_GB.UTF-8"}}).colour);
    EXPECT_FALSE(with(true, 100, {{"NO_COLOR", "1"}}).colour);
    EXPECT_TRUE(with(true, 100, {{"NO_COLOR", "1"}}).interactive);
    EXPECT_FALSE(with(true, 100, {{"TERM", "dumb"}}).interactive);
    EXPECT_FALSE(with(false, 0, {}).colour);
    EXPECT_TRUE(with(false, 0, {{"LC_ALL", "C.utf8"}, {"LANG", "C"}}).utf8);
    EXPECT_FALSE(with(false, 0, {{"LC_ALL", "C"}, {"LANG", "C.UTF-8"}}).utf8);
    EXPECT_FALSE(with(false, 0, {}).utf8);
}

TEST(TerminalFrom, KeepsTheWidthWithinReason) {
    EXPECT_EQ(with(true, 0, {}).width, 80);
    EXPECT_EQ(with(true, 40, {}).width, 60);
    EXPECT_EQ(with(true, 300, {}).width, 120);
    EXPECT_EQ(with(false, 0, {{"COLUMNS", "90"}}).width, 90);
}

}  // namespace
}  // namespace assay::cli
