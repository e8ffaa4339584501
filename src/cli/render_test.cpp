#include "cli/render.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "base/file.hpp"
#include "cli/example_document_test.hpp"

namespace assay::cli {
namespace {

/// Compares with the file in golden/; with ASSAY_GOLDEN=write in the environment it is written
/// anew, for a person to read before it is committed.
void expect_golden(const std::string& name, const std::string& text) {
    const std::string file = std::string(ASSAY_SOURCE) + "/src/cli/golden/" + name;
    if (from_environment("ASSAY_GOLDEN") == "write") {
        ASSERT_TRUE(write_file(file, text));
    }
    const auto wanted = read_file(file);
    ASSERT_TRUE(wanted) << wanted.error().what;
    EXPECT_EQ(text, *wanted);
}

int widest(const std::string& text) {
    int most = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = text.find('\n', at);
        most = std::max(most, columns(std::string_view(text).substr(at, end - at)));
        at = end + 1;
    }
    return most;
}

data::Profile example_profile() {
    data::ColumnProfile delay;
    delay.name = "delay_two_hours_ago";
    delay.type = "real";
    delay.role = "number";
    delay.missing = 9;
    delay.distinct = 3271;
    delay.q05 = -5;
    delay.median = 4.25;
    delay.q95 = 61;
    delay.histogram = {5, 60, 100, 40, 20, 10, 6, 5, 4, 3, 2, 2, 1, 1, 1, 0, 0, 0, 0, 1};
    delay.target_auc = 0.71;
    data::ColumnProfile carrier;
    carrier.name = "carrier";
    carrier.type = "text";
    carrier.role = "category";
    carrier.distinct = 16;
    carrier.median = std::numeric_limits<double>::quiet_NaN();
    carrier.top = {{"UA", 58665}, {"B6", 54635}, {"EV", 54173}};
    carrier.target_auc = 0.58;
    data::ColumnProfile scheduled;
    scheduled.name = "scheduled";
    scheduled.type = "timestamp";
    scheduled.role = "time";
    scheduled.distinct = 6936;
    scheduled.first = "2013-01-01T05:15:00Z";
    scheduled.last = "2013-12-31T23:59:00Z";
    scheduled.target_auc = std::numeric_limits<double>::quiet_NaN();
    data::Profile profile;
    profile.source = "flights.parquet";
    profile.target = "late";
    profile.rows = 336776;
    profile.columns = {delay, carrier, scheduled};
    profile.issues = example_document().data.issues;
    return profile;
}

TEST(RenderStudy, FitsAScreen) {
    const std::string text = render_study(example_document(), {.width = 80});
    expect_golden("study_80.txt", text);
    EXPECT_LE(widest(text), 80);
    EXPECT_LE(std::count(text.begin(), text.end(), '\n'), 50);
}

TEST(RenderStudy, FitsANarrowAndAWideTerminal) {
    for (const int width : {60, 120}) {
        const std::string text = render_study(example_document(), {.width = width});
        expect_golden("study_" + std::to_string(width) + ".txt", text);
        EXPECT_LE(widest(text), width);
    }
}

TEST(RenderStudy, IsAsciiWhereTheLocaleIs) {
    const std::string text = render_study(example_document(), {.utf8 = false, .width = 80});
    expect_golden("study_ascii.txt", text);
    EXPECT_TRUE(std::all_of(text.begin(), text.end(),
                            [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
}

TEST(RenderStudy, ColourAddsNothingToTheWords) {
    const std::string plain = render_study(example_document(), {.width = 80});
    std::string coloured = render_study(example_document(), {.colour = true, .width = 80});
    EXPECT_NE(plain, coloured);
    for (auto at = coloured.find('\x1b'); at != std::string::npos; at = coloured.find('\x1b')) {
        coloured.erase(at, coloured.find('m', at) - at + 1);
    }
    // Lines end where their text ends, and a painted line may keep the spaces inside its paint.
    std::string trimmed;
    for (const char c : coloured) {
        if (c == '\n') {
            trimmed.erase(trimmed.find_last_not_of(' ') + 1);
        }
        trimmed += c;
    }
    EXPECT_EQ(trimmed, plain);
}

TEST(RenderStudy, EveryVerdictHasAShapeAndAWord) {
    auto document = example_document();
    const std::pair<study::VerdictName, const char*> kFaces[] = {
        {study::VerdictName::Build, "\u25B2 BUILD"},
        {study::VerdictName::RuleSuffices, "\u25A0 RULE SUFFICES"},
        {study::VerdictName::Collect, "\u25C6 COLLECT"},
        {study::VerdictName::Dont, "\u2715 DON'T"},
        {study::VerdictName::Undecided, "\u25CB UNDECIDED"}};
    for (const auto& [name, words] : kFaces) {
        document.verdict.name = name;
        EXPECT_TRUE(render_study(document, {}).starts_with(words)) << words;
    }
}

TEST(RenderStudy, NamesUnitsAndRangesSetTheirColumns) {
    auto document = example_document();
    document.currency = "basis points";
    document.options[3].label = "best single column";
    document.verdict.best_by_money["linear"] = 0.4;
    const std::string text = render_study(document, {.width = 80});
    EXPECT_NE(text.find("best single column \u2588"), std::string::npos);
    EXPECT_NE(text.find("basis points  90 % range"), std::string::npos);
    EXPECT_NE(text.find("  best single column  \u2502"), std::string::npos);
    EXPECT_LE(widest(text), 80);
    EXPECT_LE(widest(render_study(document, {.width = 60})), 60);
}

TEST(RenderStudy, ShowsNoScaleWhereNothingEarns) {
    auto document = example_document();
    for (auto& option : document.options) {
        option.value_per_month = {.value = 0, .low = 0, .high = 0, .method = "all the same"};
    }
    const std::string text = render_study(document, {.width = 80});
    EXPECT_NE(text.find("  0" + std::string(47, ' ') + "USD"), std::string::npos) << text;
}

TEST(RenderStudy, SaysNoChangeTwice) {
    auto document = example_document();
    document.verdict.because.push_back(document.verdict.would_change.front().sentence);
    EXPECT_EQ(render_study(document, {}), render_study(example_document(), {}));
}

TEST(RenderStudy, AnEmptyDocumentIsNoTrouble) {
    EXPECT_TRUE(render_study({}, {}).starts_with("\u25CB UNDECIDED"));
}

TEST(RenderProfile, AdaptsToTheWidth) {
    for (const int width : {60, 80, 120}) {
        const std::string text = render_profile(example_profile(), {.width = width});
        expect_golden("profile_" + std::to_string(width) + ".txt", text);
        EXPECT_LE(widest(text), width);
    }
}

TEST(RenderLedger, ListsWholeSentences) {
    const std::string text = render_ledger_list(
        {{.number = 3,
          .at = "2026-11-25T03:01:46Z",
          .kind = "study",
          .id = "1f2e3d4c5b6a7988",
          .summary = "late-flight-texts: BUILD. Boosted trees earn more than your rule. "
                     "It is a close call, and one more quarter of data would settle it."}},
        {.width = 80});
    EXPECT_EQ(text,
              "  no.  when, UTC         kind      id        what it says\n"
              "    3  2026-11-25 03:01  study     1f2e3d4c  late-flight-texts: BUILD. Boosted\n"
              "                                             trees earn more than your rule.\n");
}

TEST(RenderDiff, SaysWhatChangedFirst) {
    study::StudyDiff diff;
    diff.sentence = "The verdict changed, because the costs did.";
    diff.same_verdict = false;
    diff.differences = {
        {.what = "costs.model_per_month",
         .before = "500",
         .after = "2,000",
         .sentence = "Running it costs four times as much."},
        {.what = "seed", .before = "0", .after = "7", .sentence = "The seed was 0 and is now 7."}};
    EXPECT_EQ(render_study_diff(diff, {.width = 80}),
              "The verdict changed, because the costs did.\n"
              "\n"
              "  \u00B7 costs.model_per_month 500 \u2192 2,000\n"
              "    Running it costs four times as much.\n"
              "  \u00B7 The seed was 0 and is now 7.\n");
}

TEST(Render, DataCannotSteerTheTerminal) {
    const api::Answer answer{.document = {{"sentence", "a\x1b[2Jb"}}, .kind = "ledger verify"};
    EXPECT_EQ(render(answer, {}), "a?[2Jb\n");
}

TEST(Render, AnUnknownKindIsShownAsJson) {
    const api::Answer answer{.document = {{"a", 1}}, .kind = "no such kind"};
    EXPECT_EQ(render(answer, {}), "{\n  \"a\": 1\n}\n");
}

TEST(Histogram, DrawsTheShape) {
    EXPECT_EQ(histogram({0, 1, 50, 100}, 4), " \u2581\u2584\u2587");
    EXPECT_EQ(columns(histogram(std::vector<std::int64_t>(20, 5), 10)), 10);
    EXPECT_EQ(histogram({}, 10), "");
}

}  // namespace
}  // namespace assay::cli
