#include "api/api.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include "base/file.hpp"
#include "base/scratch_test.hpp"
#include "ledger/ledger.hpp"

namespace assay::api {
namespace {

namespace fs = std::filesystem;

/// A folder of its own, as program and working folder of the operations.
class Operations : public testing::Test {
  protected:
    Operations() {
        fs::create_directories(folder_ / "share");
        context_.now = [] { return std::string("2026-11-25T03:00:00Z"); };
        context_.seconds = [] { return 0.0; };
        context_.program_folder = folder_.string();
        context_.working_folder = folder_.string();
        context_.workspace = (folder_ / ".assay").string();
    }
    Result<Answer> run(std::string_view name, Json values = Json::object()) {
        return find_operation(name)->run(Request(std::move(values)), context_);
    }
    void write(const std::string& name, std::string_view content) const {
        ASSERT_TRUE(write_file(folder_ / name, content));
    }
    void record_a_study() const {
        auto workspace = store::Workspace::open(folder_ / ".assay");
        ASSERT_TRUE(workspace) << workspace.error().what;
        ledger::Record study;
        study.product = "texts";
        study.verdict = "BUILD";
        study.sentence = "Build it.";
        study.document = R"({"schema":"assay.study/1"})";
        ASSERT_TRUE(ledger::record(*workspace, study, "2026-11-25T03:00:00Z"));
    }

    Scratch scratch_;
    const fs::path& folder_ = scratch_.path();
    Context context_;
};

TEST(Table, EveryOperationIsDescribed) {
    std::set<std::string> names;
    for (const auto& each : operations()) {
        EXPECT_TRUE(names.insert(each.name).second) << each.name;
        EXPECT_FALSE(each.summary.empty()) << each.name;
        EXPECT_FALSE(each.description.empty()) << each.name;
        EXPECT_TRUE(each.example.starts_with("assay " + each.name)) << each.name;
        EXPECT_TRUE(each.run) << each.name;
        EXPECT_EQ(find_operation(each.name), &each);
    }
    EXPECT_EQ(find_operation("no such thing"), nullptr);
}

TEST(Values, AreFoundByFlagOrByFieldName) {
    const Request request(Json{{"true_positive", 6}, {"group", "a"}, {"quick", true}});
    EXPECT_EQ(request.text("true-positive"), "6");
    EXPECT_EQ(request.number("true_positive"), 6);
    EXPECT_EQ(request.list("group"), std::vector<std::string>{"a"});
    EXPECT_TRUE(request.flag("quick"));
    EXPECT_FALSE(request.has("seed"));
    EXPECT_EQ(request.whole("seed", 7), 7);
}

TEST_F(Operations, AReportHoldsItsDocumentAndASummary) {
    write("share/report.html",
          "<body><!--assay:summary--><script><!--assay:data--></script></body>");
    const Json document = {{"title", "Ship <it>?"},
                           {"verdict",
                            {{"headline", "Build it & ship."},
                             {"sentence", "It pays."},
                             {"because", {"</script>", "<!--assay:data-->"}}}},
                           {"note", "a\u2028b"}};
    const auto page = report_html(document, context_);
    ASSERT_TRUE(page) << page.error().what;
    EXPECT_NE(page->find("<main><h1>Ship &lt;it&gt;?</h1><p><b>Build it &amp; ship.</b></p>"
                         "<p>It pays.</p><p>&lt;/script&gt;</p>"),
              std::string::npos);
    EXPECT_NE(page->find("\"a\\u2028b\""), std::string::npos);
    EXPECT_EQ(page->find("</script>"), page->rfind("</script>"));
    EXPECT_NE(page->find("\\u003c!--assay:data-->"), std::string::npos);
}

TEST_F(Operations, AReportSaysItsAnswerWithoutScriptWhateverItsKind) {
    write("share/report.html", "<body><!--assay:summary--><!--assay:data--></body>");
    const auto said = [this](const Json& document) { return *report_html(document, context_); };
    const auto evaluation =
        said({{"headline", "It ranks well."}, {"title", "Texts"}, {"source", "p.csv"}});
    EXPECT_NE(evaluation.find("<main><h1>Texts</h1><p><b>It ranks well.</b></p></main>"),
              std::string::npos);
    const auto claim = said({{"claim", "auc >= 0.9"},
                             {"verdict", "supported"},
                             {"sentence", "It is so."},
                             {"reasons", {"The range lies above."}}});
    EXPECT_NE(claim.find("<main><h1>auc &gt;= 0.9</h1><p>It is so.</p>"
                         "<p>The range lies above.</p></main>"),
              std::string::npos);
}

TEST_F(Operations, AReportNeedsItsTemplate) {
    EXPECT_EQ(report_html(Json::object(), context_).error().code, ErrorCode::NotFound);
    write("share/report.html", "<!--assay:data--><!--assay:data--><!--assay:summary-->");
    EXPECT_EQ(report_html(Json::object(), context_).error().code, ErrorCode::Internal);
}

TEST_F(Operations, AReportIsMadeOfKnownDocumentsOnly) {
    write("other.json", R"({"schema": "assay.other/1"})");
    const auto other = run("report", {{"document", (folder_ / "other.json").string()}});
    ASSERT_FALSE(other);
    EXPECT_NE(other.error().what.find("no report is made of schema \"assay.other/1\""),
              std::string::npos);
    const auto ending = run("report", {{"document", "x.json"}, {"output", "report.pdf"}});
    ASSERT_FALSE(ending);
    EXPECT_EQ(ending.error().code, ErrorCode::InvalidInput);
}

TEST_F(Operations, ReadingALedgerMakesNone) {
    const auto listed = run("ledger list");
    ASSERT_FALSE(listed);
    EXPECT_EQ(listed.error().code, ErrorCode::NotFound);
    EXPECT_FALSE(fs::exists(folder_ / ".assay"));
}

TEST_F(Operations, TheLedgerIsListedShownVerifiedAndExported) {
    record_a_study();
    const auto listed = run("ledger list", {{"kind", "study"}});
    ASSERT_TRUE(listed) << listed.error().what;
    ASSERT_EQ(listed->document["entries"].size(), 1U);
    const std::string id = listed->document["entries"][0]["id"];
    const auto shown = run("ledger show", {{"id", id}});
    ASSERT_TRUE(shown) << shown.error().what;
    EXPECT_EQ(shown->document["body"]["verdict"], "BUILD");
    const auto verified = run("ledger verify");
    ASSERT_TRUE(verified) << verified.error().what;
    EXPECT_FALSE(verified->no);
    const auto exported = run("ledger export");
    ASSERT_TRUE(exported) << exported.error().what;
    const std::string lines = exported->document["text"];
    EXPECT_EQ(std::count(lines.begin(), lines.end(), '\n'), verified->document["entries"]);
}

TEST_F(Operations, AStudyWithoutAProductSaysBothWays) {
    const auto study = run("study");
    ASSERT_FALSE(study);
    EXPECT_EQ(study.error().code, ErrorCode::NotFound);
    EXPECT_NE(study.error().hint.find("assay init DATA"), std::string::npos);
    EXPECT_NE(study.error().hint.find("--data FILE --target COLUMN"), std::string::npos);
}

TEST_F(Operations, AnOutputThatCannotBeWrittenIsRefusedBeforeTheWork) {
    const auto missing = run("study", {{"data", "x.csv"}, {"output", "nowhere/report.html"}});
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::NotFound);
    EXPECT_NE(missing.error().what.find("there is no folder nowhere"), std::string::npos);
}

TEST_F(Operations, InitNeverReplacesAFileUnasked) {
    write("product.toml", "kept");
    const auto init =
        run("init", {{"data", "x.csv"}, {"output", (folder_ / "product.toml").string()}});
    ASSERT_FALSE(init);
    EXPECT_EQ(init.error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(*read_file(folder_ / "product.toml"), "kept");
}

}  // namespace
}  // namespace assay::api
