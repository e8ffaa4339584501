#include "ledger/ledger.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "base/digest.hpp"
#include "base/scratch_test.hpp"

namespace assay::ledger {
namespace {

namespace fs = std::filesystem;

class Ledger : public testing::Test {
  protected:
    Ledger() {
        auto opened = store::Workspace::open(folder_ / ".assay");
        EXPECT_TRUE(opened) << opened.error().what;
        workspace_ = std::make_unique<store::Workspace>(std::move(*opened));
    }

    Scratch scratch_;
    const fs::path& folder_ = scratch_.path();
    std::unique_ptr<store::Workspace> workspace_;
};

Claim claim(const std::string& statement) {
    return seal({.id = {},
                 .statement = statement,
                 .quantity = "value_per_month of boosted - rule",
                 .unit = "USD a month",
                 .population = "rows of flights.parquet",
                 .period = "12 months from the decision",
                 .quantiles = {{0.05, 700.5}, {0.5, 1470}, {0.95, 2200}},
                 .settle_by = "2027-03-31: value a month from the log",
                 .made_by = "study",
                 .evidence = {{.what = "data", .sha256 = std::string(64, 'd')}}});
}

Record study() {
    return {.product = "late-flight-texts",
            .verdict = "BUILD",
            .sentence = "Build the boosted model.",
            .document = R"({"schema":"assay.study/1"})",
            .claims = {claim("It is worth 1,470 USD a month."), claim("It reaches an AUC of 0.7.")},
            .evidence = {{.what = "data", .sha256 = std::string(64, 'd')}},
            .contents = {{"product file", "[product]\n"}},
            .id = {}};
}

TEST_F(Ledger, ClaimIdsAreContentHashes) {
    const auto one = claim("a");
    EXPECT_EQ(one.id.size(), 16U);
    EXPECT_EQ(one.id, claim("a").id);
    EXPECT_NE(one.id, claim("b").id);
    EXPECT_EQ(seal(one).id, one.id);
    auto wider = one;
    wider.quantiles[2].value = 2300;
    EXPECT_NE(seal(wider).id, one.id);
}

TEST_F(Ledger, RecordsAStudyWithItsClaimsAndEvidence) {
    ASSERT_TRUE(record(*workspace_, study(), "2026-05-01T10:00:00Z"));
    const auto lines = list(*workspace_, "", 100);
    ASSERT_TRUE(lines) << lines.error().what;
    ASSERT_EQ(lines->size(), 6U);
    EXPECT_EQ(lines->front().kind, "study");
    EXPECT_EQ(lines->front().summary, "late-flight-texts: BUILD. Build the boosted model.");
    EXPECT_EQ(lines->front().at, "2026-05-01T10:00:00Z");
    EXPECT_EQ(list(*workspace_, "claim", 100)->size(), 2U);
    EXPECT_EQ(list(*workspace_, "evidence", 100)->size(), 3U);
    EXPECT_EQ(workspace_->verify().value_or(-1), 6);
}

TEST_F(Ledger, KeepsTheDocumentAndContentsAsEvidence) {
    ASSERT_TRUE(record(*workspace_, study(), "t"));
    const auto shown = show(*workspace_, "6");
    ASSERT_TRUE(shown) << shown.error().what;
    const auto& evidence = (*shown)["body"]["evidence"];
    ASSERT_EQ(evidence.size(), 3U);
    EXPECT_EQ(evidence[0]["what"], "document");
    EXPECT_EQ(workspace_->get(evidence[0]["sha256"].get<std::string>()).value_or(""),
              study().document);
    EXPECT_EQ(workspace_->get(evidence[1]["sha256"].get<std::string>()).value_or(""),
              "[product]\n");
    EXPECT_EQ(evidence[2]["sha256"], std::string(64, 'd'));
}

TEST_F(Ledger, TheSameStudyAgainAddsOneEntryOnly) {
    ASSERT_TRUE(record(*workspace_, study(), "monday"));
    ASSERT_TRUE(record(*workspace_, study(), "tuesday"));
    EXPECT_EQ(workspace_->verify().value_or(-1), 7);
    const auto studies = list(*workspace_, "study", 10);
    ASSERT_EQ(studies->size(), 2U);
    EXPECT_EQ((*studies)[0].id, (*studies)[1].id);
    EXPECT_EQ((*show(*workspace_, (*studies)[0].id))["at"], "tuesday");
}

TEST_F(Ledger, CountsTheDistinctPredictionsThatMetTheSameRows) {
    const auto evaluated = [&](const std::string& rows, const std::vector<std::string>& by) {
        Record made = study();
        made.kind = "evaluation";
        made.test_rows = rows;
        made.predictions = by;
        return record(*workspace_, made, "t").has_value();
    };
    ASSERT_TRUE(record(*workspace_, study(), "t"));
    ASSERT_TRUE(evaluated("rows", {"p"}));
    ASSERT_TRUE(evaluated("rows", {"p"}));
    ASSERT_TRUE(evaluated("rows", {"q", "r"}));
    ASSERT_TRUE(evaluated("others", {"s"}));
    EXPECT_EQ(*predictions_seen(*workspace_, "rows"), (std::set<std::string>{"p", "q", "r"}));
    EXPECT_EQ(*predictions_seen(*workspace_, "others"), (std::set<std::string>{"s"}));
    EXPECT_TRUE(predictions_seen(*workspace_, "none")->empty());
    EXPECT_EQ(list(*workspace_, "evaluation", 10)->size(), 4U);
}

TEST_F(Ledger, AStudyMayBringItsOwnId) {
    auto named = study();
    named.id = "0123456789abcdef";
    ASSERT_TRUE(record(*workspace_, named, "t"));
    EXPECT_EQ((*show(*workspace_, "01234567"))["kind"], "study");
    EXPECT_EQ((*show(*workspace_, "01234567"))["body"]["claims"].size(), 2U);
}

TEST_F(Ledger, RefusesAClaimThatWasChangedAfterItWasSealed) {
    auto changed = study();
    changed.claims[0].quantiles[1].value = 9999;
    const auto done = record(*workspace_, changed, "t");
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::Internal);
    EXPECT_EQ(workspace_->verify().value_or(-1), 0);
}

TEST_F(Ledger, ShowsByNumberAndByIdAndSaysWhatIsMissing) {
    ASSERT_TRUE(record(*workspace_, study(), "t"));
    const auto id = study().claims[0].id;
    EXPECT_EQ((*show(*workspace_, id.substr(0, 6)))["body"]["statement"],
              "It is worth 1,470 USD a month.");
    EXPECT_EQ((*show(*workspace_, "1"))["number"], 1);
    EXPECT_EQ(show(*workspace_, "99").error().code, ErrorCode::NotFound);
    EXPECT_EQ(show(*workspace_, "zzzz").error().code, ErrorCode::NotFound);
    EXPECT_EQ(show(*workspace_, "ab").error().code, ErrorCode::InvalidInput);
}

TEST_F(Ledger, AnAmbiguousPrefixIsRefused) {
    ASSERT_TRUE(workspace_->append({{.kind = "claim", .id = "abcd1", .body = "{}"},
                                    {.kind = "claim", .id = "abcd2", .body = "{}"}},
                                   "t"));
    const auto shown = show(*workspace_, "abcd");
    ASSERT_FALSE(shown);
    EXPECT_EQ(shown.error().what, "more than one id starts with abcd: abcd1 and abcd2");
    EXPECT_EQ((*show(*workspace_, "abcd2"))["number"], 2);
}

TEST_F(Ledger, AnyoneCanCheckTheExportedChain) {
    ASSERT_TRUE(record(*workspace_, study(), "t"));
    const auto lines = export_lines(*workspace_);
    ASSERT_TRUE(lines) << lines.error().what;
    std::istringstream stream(*lines);
    std::string before;
    std::int64_t number = 0;
    for (std::string line; std::getline(stream, line);) {
        auto entry = *parse_json(line);
        const auto hash = entry["hash"].get<std::string>();
        EXPECT_EQ(entry["number"], ++number);
        EXPECT_EQ(entry["before"], before);
        entry.erase("hash");
        EXPECT_EQ(sha256_hex(canonical(entry)), hash);
        before = hash;
    }
    EXPECT_EQ(number, 6);
}

Snapshot snapshot(const std::string& name, char digit) {
    return {.id = std::string(64, digit),
            .name = name,
            .source = name + ".csv",
            .rows = 3,
            .columns = Json::array({Json{{"name", "a"}, {"type", "integer"}}}),
            .sha256 = sha256_hex(std::string(1, digit)),
            .at = {}};
}

TEST_F(Ledger, ASnapshotIsEnteredOnceUnderAName) {
    EXPECT_TRUE(*record_snapshot(*workspace_, snapshot("may", 'a'), "2026-05-01T10:00:00Z"));
    EXPECT_FALSE(*record_snapshot(*workspace_, snapshot("may", 'a'), "2026-05-02T10:00:00Z"));
    EXPECT_TRUE(*record_snapshot(*workspace_, snapshot("june", 'a'), "2026-05-03T10:00:00Z"));
    EXPECT_EQ(list(*workspace_, "evidence", 9)->size(), 1U) << "one content, two names";
    const auto all = snapshots(*workspace_);
    ASSERT_TRUE(all) << all.error().what;
    ASSERT_EQ(all->size(), 2U);
    EXPECT_EQ(all->front().name, "june");
    EXPECT_EQ(all->back().at, "2026-05-01T10:00:00Z");
    EXPECT_EQ(list(*workspace_, "snapshot", 1)->front().summary, "june: 3 rows, 1 column");
    EXPECT_TRUE(workspace_->verify());
}

TEST_F(Ledger, ASnapshotIsFoundByItsNewestNameOrByItsId) {
    ASSERT_TRUE(record_snapshot(*workspace_, snapshot("may", 'a'), "2026-05-01T10:00:00Z"));
    ASSERT_TRUE(record_snapshot(*workspace_, snapshot("may", 'b'), "2026-05-02T10:00:00Z"));
    EXPECT_EQ(find_snapshot(*workspace_, "may")->id, std::string(64, 'b'));
    EXPECT_EQ(find_snapshot(*workspace_, "aaaa")->id, std::string(64, 'a'));
    EXPECT_EQ(find_snapshot(*workspace_, "aaa").error().code, ErrorCode::NotFound);
    EXPECT_EQ(find_snapshot(*workspace_, "mai").error().hint, "did you mean \"may\"?");
}

}  // namespace
}  // namespace assay::ledger
