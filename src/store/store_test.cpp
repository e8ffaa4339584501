#include "store/store.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "base/digest.hpp"
#include "base/file.hpp"
#include "store/scratch_test.hpp"

namespace assay::store {
namespace {

namespace fs = std::filesystem;

TEST(FindWorkspace, LooksUpwardLikeGit) {
    const Scratch scratch;
    fs::create_directories(scratch.path() / ".assay");
    fs::create_directories(scratch.path() / "a/b");
    EXPECT_EQ(find_workspace(scratch.path() / "a/b", {}), scratch.path() / ".assay");
}

TEST(FindWorkspace, NamesOneBesideTheWorkWhenThereIsNone) {
    const Scratch scratch;
    EXPECT_EQ(find_workspace(scratch.path(), {}), scratch.path() / ".assay");
    EXPECT_FALSE(fs::exists(scratch.path() / ".assay"));
}

TEST(FindWorkspace, PrefersTheOptionThenTheEnvironment) {
    const Scratch scratch;
    ::setenv("ASSAY_WORKSPACE", "/elsewhere", 1);
    EXPECT_EQ(find_workspace(scratch.path(), {}), "/elsewhere");
    EXPECT_EQ(find_workspace(scratch.path(), "/given"), "/given");
    ::unsetenv("ASSAY_WORKSPACE");
}

TEST(Workspace, ChainsEntriesOverTheOneBefore) {
    const Scratch scratch;
    auto workspace = open_in(scratch);
    ASSERT_TRUE(workspace.append({{.kind = "claim", .id = "aaaa1", .body = R"({"b":1,"a":2})"},
                                  {.kind = "study", .id = "bbbb1", .body = R"("s")"}},
                                 "2026-01-01T00:00:00Z"));
    const auto entries = workspace.entries(0, 10);
    ASSERT_TRUE(entries) << entries.error().what;
    ASSERT_EQ(entries->size(), 2U);
    EXPECT_EQ((*entries)[0].number, 1);
    EXPECT_EQ((*entries)[0].body, R"({"a":2,"b":1})");
    EXPECT_EQ((*entries)[0].before, "");
    EXPECT_EQ((*entries)[1].before, (*entries)[0].hash);
    EXPECT_EQ((*entries)[0].hash,
              sha256_hex(R"({"at":"2026-01-01T00:00:00Z","before":"","body":{"a":2,"b":1},)"
                         R"("id":"aaaa1","kind":"claim","number":1})"));
    EXPECT_EQ(workspace.verify().value_or(-1), 2);
}

TEST(Workspace, KeepsItsEntriesWhenOpenedAgain) {
    const Scratch scratch;
    ASSERT_TRUE(open_in(scratch).append({{.kind = "claim", .id = "aaaa", .body = "1"}}, "t"));
    auto again = open_in(scratch);
    ASSERT_TRUE(again.append({{.kind = "claim", .id = "bbbb", .body = "2"}}, "t"));
    EXPECT_EQ(again.verify().value_or(-1), 2);
}

TEST(Workspace, RefusesABodyThatIsNotJsonAndAppendsNothing) {
    const Scratch scratch;
    auto workspace = open_in(scratch);
    const auto done = workspace.append(
        {{.kind = "claim", .id = "aaaa", .body = "1"}, {.kind = "claim", .id = "b", .body = "{"}},
        "t");
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(workspace.verify().value_or(-1), 0);
}

TEST(Workspace, ListsByKindAndFindsByPrefix) {
    const Scratch scratch;
    auto workspace = open_in(scratch);
    ASSERT_TRUE(workspace.append({{.kind = "claim", .id = "abcd1", .body = "1"},
                                  {.kind = "study", .id = "abcd2", .body = "2"},
                                  {.kind = "claim", .id = "ffff0", .body = "3"}},
                                 "t"));
    EXPECT_EQ(workspace.entries(0, 10, "claim")->size(), 2U);
    EXPECT_EQ(workspace.entries(1, 10, "claim")->front().number, 3);
    EXPECT_EQ(workspace.latest(2)->front().number, 3);
    EXPECT_EQ(workspace.latest(1, "study")->front().id, "abcd2");
    EXPECT_EQ(workspace.find("abcd")->size(), 2U);
    EXPECT_EQ(workspace.find("abcd2")->size(), 1U);
    EXPECT_TRUE(workspace.find("0000")->empty());
    EXPECT_EQ(workspace.find("abc").error().code, ErrorCode::InvalidInput);
}

TEST(Evidence, IsKeptOnceUnderItsHashAndComesBackWhole) {
    const Scratch scratch;
    auto workspace = open_in(scratch);
    const std::string content(100'000, 'x');
    const auto hash = workspace.put(content);
    ASSERT_TRUE(hash) << hash.error().what;
    EXPECT_EQ(*hash, sha256_hex(content));
    const auto file =
        workspace.folder() / "evidence" / hash->substr(0, 2) / (hash->substr(2) + ".zst");
    const auto written = fs::last_write_time(file);
    EXPECT_LT(fs::file_size(file), 1000U);
    EXPECT_EQ(workspace.put(content).value_or(""), *hash);
    EXPECT_EQ(fs::last_write_time(file), written);
    EXPECT_EQ(workspace.get(*hash).value_or(""), content);
    EXPECT_EQ(workspace.get(workspace.put("").value_or("")).value_or("?"), "");
}

TEST(Evidence, ThatIsUnknownOrNoHashIsRefused) {
    const Scratch scratch;
    const auto workspace = open_in(scratch);
    EXPECT_EQ(workspace.get(std::string(64, 'a')).error().code, ErrorCode::NotFound);
    EXPECT_EQ(workspace.get("../../etc/passwd").error().code, ErrorCode::InvalidInput);
}

TEST(Evidence, ThatWasCutOrSwappedIsFoundAndCanBePutAgain) {
    const Scratch scratch;
    auto workspace = open_in(scratch);
    const auto hash = *workspace.put("the predictions");
    const auto file =
        workspace.folder() / "evidence" / hash.substr(0, 2) / (hash.substr(2) + ".zst");
    fs::resize_file(file, fs::file_size(file) / 2);
    EXPECT_EQ(workspace.get(hash).error().code, ErrorCode::InvalidInput);
    ASSERT_TRUE(write_file(file, *compress("other predictions")));
    EXPECT_EQ(workspace.get(hash).error().code, ErrorCode::InvalidInput);
    ASSERT_TRUE(workspace.put("the predictions"));
    EXPECT_EQ(workspace.get(hash).value_or(""), "the predictions");
}

TEST(Summaries, AreKeptByAnIdAndReplaced) {
    const Scratch scratch;
    auto workspace = open_in(scratch);
    const auto id = sha256_hex("a file and a way");
    EXPECT_EQ(workspace.summary(id).error().code, ErrorCode::NotFound);
    ASSERT_TRUE(workspace.put_summary(id, "what it sums up to"));
    EXPECT_EQ(workspace.summary(id).value_or("?"), "what it sums up to");
    ASSERT_TRUE(workspace.put_summary(id, std::string("\0x", 2)));
    EXPECT_EQ(workspace.summary(id).value_or("?"), std::string("\0x", 2));
    ASSERT_TRUE(workspace.put_summary(id, ""));
    EXPECT_EQ(workspace.summary(id).value_or("?"), "");
    EXPECT_EQ(workspace.put_summary("../../x", "x").error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(workspace.summary("ab").error().code, ErrorCode::InvalidInput);
}

TEST(Summaries, ThatAreDamagedAreFound) {
    const Scratch scratch;
    auto workspace = open_in(scratch);
    const auto id = sha256_hex("a file");
    const auto other = sha256_hex("another");
    ASSERT_TRUE(workspace.put_summary(id, "the one"));
    ASSERT_TRUE(workspace.put_summary(other, "the other"));
    const auto file = workspace.folder() / "summaries" / id.substr(0, 2) / (id.substr(2) + ".zst");
    const auto whole = *read_file(file);
    const auto torn = *compress(sha256_hex("the one") + "the on");
    for (const auto& content : {whole.substr(0, whole.size() / 2), torn, *compress("short"),
                                std::string("no frame"), std::string()}) {
        ASSERT_TRUE(write_file(file, content));
        EXPECT_EQ(workspace.summary(id).error().code, ErrorCode::InvalidInput);
    }
    EXPECT_EQ(workspace.summary(other).value_or("?"), "the other");
    ASSERT_TRUE(workspace.put_summary(id, "the one"));
    EXPECT_EQ(workspace.summary(id).value_or("?"), "the one");
}

}  // namespace
}  // namespace assay::store
