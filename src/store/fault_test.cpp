#include <gtest/gtest.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <functional>

#include "base/digest.hpp"
#include "store/scratch_test.hpp"
#include "store/store.hpp"

// What happens when the process, the disk or a file fails in the middle: nothing that was
// acknowledged is missing, and nothing half-done is left.

namespace assay::store {
namespace {

namespace fs = std::filesystem;

pid_t in_child(const std::function<int()>& work) {
    const pid_t child = ::fork();
    if (child == 0) {
        ::_exit(work());
    }
    return child;
}

int exit_of(pid_t child) {
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

NewEntry numbered(std::int64_t number) {
    return {.kind = "claim", .id = "id" + std::to_string(number), .body = std::to_string(number)};
}

// Appends without end and acknowledges each number through the pipe once append() has returned.
int append_and_acknowledge(const fs::path& folder, int acknowledge) {
    auto workspace = Workspace::open(folder);
    for (std::int64_t number = 1; workspace; ++number) {
        const bool appended = workspace->append({numbered(number)}, "t").has_value() &&
                              workspace->put(std::to_string(number)).has_value();
        if (!appended || ::write(acknowledge, &number, sizeof number) != sizeof number) {
            return 1;
        }
    }
    return 1;
}

TEST(Fault, KillInTheMiddleOfAppendingLosesNothingAcknowledged) {
    for (const std::int64_t until : {1, 7, 40}) {
        const Scratch scratch;
        const auto folder = scratch.path() / ".assay";
        std::array<int, 2> ends{};
        ASSERT_EQ(::pipe(ends.data()), 0);
        const pid_t child = in_child([&] { return append_and_acknowledge(folder, ends[1]); });
        ::close(ends[1]);
        std::int64_t last = 0;
        while (last < until && ::read(ends[0], &last, sizeof last) == sizeof last) {
        }
        ::kill(child, SIGKILL);
        exit_of(child);
        for (std::int64_t more = 0; ::read(ends[0], &more, sizeof more) == sizeof more;) {
            last = more;
        }
        ::close(ends[0]);
        const auto workspace = open_in(scratch);
        ASSERT_GE(last, until);
        EXPECT_GE(workspace.verify().value_or(-1), last);
        EXPECT_EQ(workspace.entries(last - 1, 1)->front().body, std::to_string(last));
        EXPECT_EQ(workspace.get(sha256_hex(std::to_string(last))).value_or("?"),
                  std::to_string(last));
    }
}

TEST(Fault, TwoProcessesAppendingAtOnceMakeOneChain) {
    constexpr std::int64_t kEach = 60;
    const Scratch scratch;
    const auto append_many = [&] {
        auto workspace = Workspace::open(scratch.path() / ".assay");
        for (std::int64_t i = 0; workspace && i < kEach; ++i) {
            if (!workspace->append({numbered(i), numbered(i)}, "t")) {
                return 1;
            }
        }
        return workspace ? 0 : 1;
    };
    const pid_t first = in_child(append_many);
    const pid_t second = in_child(append_many);
    EXPECT_EQ(exit_of(first), 0);
    EXPECT_EQ(exit_of(second), 0);
    EXPECT_EQ(open_in(scratch).verify().value_or(-1), 4 * kEach);
}

// Exit codes of the child: 0 all as promised, otherwise which promise was broken.
int fill_the_disk(const fs::path& folder) {
    auto workspace = Workspace::open(folder);
    if (!workspace) {
        return 1;
    }
    const std::string body = '"' + std::string(40'000, 'x') + '"';
    std::int64_t appended = 0;
    auto done = workspace->append({{.kind = "claim", .id = "aaaa", .body = body}}, "t");
    while (done && appended < 1000) {
        ++appended;
        done = workspace->append({{.kind = "claim", .id = "aaaa", .body = body}}, "t");
    }
    if (done || done.error().code != ErrorCode::Unavailable || done.error().hint.empty()) {
        return 2;
    }
    return workspace->verify().value_or(-1) == appended ? 0 : 3;
}

int fill_with_evidence(const fs::path& folder) {
    auto workspace = Workspace::open(folder);
    if (!workspace) {
        return 1;
    }
    std::string noise;
    for (std::uint64_t i = 0; noise.size() < 400'000; ++i) {
        noise += sha256_hex(std::to_string(i));
    }
    const auto kept = workspace->put(noise);
    if (kept || kept.error().code != ErrorCode::Unavailable) {
        return 2;
    }
    for (const auto& entry : fs::recursive_directory_iterator(folder / "evidence")) {
        if (entry.is_regular_file()) {
            return 3;
        }
    }
    return 0;
}

int with_small_files(const std::function<int()>& work) {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{.rlim_cur = 150'000, .rlim_max = 150'000};
    return ::setrlimit(RLIMIT_FSIZE, &limit) == 0 ? work() : 9;
}

TEST(Fault, AFileThatMayNotGrowIsUnavailableAndWhatWasAppendedStays) {
    const Scratch scratch;
    const auto folder = scratch.path() / ".assay";
    EXPECT_EQ(
        exit_of(in_child([&] { return with_small_files([&] { return fill_the_disk(folder); }); })),
        0);
    EXPECT_GE(open_in(scratch).verify().value_or(-1), 1);
}

TEST(Fault, EvidenceThatDoesNotFitLeavesNothingBehind) {
    const Scratch scratch;
    const auto folder = scratch.path() / ".assay";
    EXPECT_EQ(exit_of(in_child(
                  [&] { return with_small_files([&] { return fill_with_evidence(folder); }); })),
              0);
}

TEST(Fault, AFullDiskIsUnavailableAndWhatWasAppendedStays) {
    const Scratch scratch;
    const auto disk = scratch.path() / "disk";
    fs::create_directories(disk);
    if (::mount("assay-test", disk.c_str(), "tmpfs", 0, "size=400k") != 0) {
        GTEST_SKIP() << "a small disk can be mounted by root only";
    }
    EXPECT_EQ(exit_of(in_child([&] { return fill_the_disk(disk / ".assay"); })), 0);
    EXPECT_EQ(exit_of(in_child([&] { return fill_with_evidence(disk / ".assay"); })), 0);
    ::umount2(disk.c_str(), MNT_DETACH);
}

TEST(Fault, AFolderThatCannotBeMadeIsUnavailable) {
    const auto workspace = Workspace::open("/proc/assay-test/.assay");
    ASSERT_FALSE(workspace);
    EXPECT_EQ(workspace.error().code, ErrorCode::Unavailable);
    EXPECT_NE(workspace.error().what.find("/proc/assay-test/.assay"), std::string::npos);
}

// Changes the records behind the store's back, as a person with an SQLite shell would.
void tamper(const fs::path& folder, const std::string& sql) {
    sqlite3* raw = nullptr;
    ASSERT_EQ(sqlite3_open((folder / "records.db").c_str(), &raw), SQLITE_OK);
    char* message = nullptr;
    EXPECT_EQ(sqlite3_exec(raw, sql.c_str(), nullptr, nullptr, &message), SQLITE_OK) << message;
    sqlite3_close(raw);
}

class Tampered : public testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(Tampered, EntryIsNamedByVerify) {
    const Scratch scratch;
    {
        auto workspace = open_in(scratch);
        for (std::int64_t number = 1; number <= 5; ++number) {
            ASSERT_TRUE(workspace.append({numbered(number)}, "2026-01-01"));
        }
    }
    const auto& [sql, said] = GetParam();
    tamper(scratch.path() / ".assay",
           std::string("DROP TRIGGER entry_is_kept; DROP TRIGGER entry_is_final;") + sql);
    const auto verified = open_in(scratch).verify();
    ASSERT_FALSE(verified);
    EXPECT_EQ(verified.error().code, ErrorCode::InvalidInput);
    EXPECT_NE(verified.error().what.find(said), std::string::npos) << verified.error().what;
}

INSTANTIATE_TEST_SUITE_P(
    Fault, Tampered,
    testing::Values(
        std::pair("UPDATE entry SET body = '9' WHERE number = 3", "entry 3 does not match"),
        std::pair("UPDATE entry SET at = '2025-01-01' WHERE number = 2", "entry 2 does not match"),
        std::pair("UPDATE entry SET kind = 'verdict' WHERE number = 5", "entry 5 does not match"),
        std::pair("UPDATE entry SET hash = before WHERE number = 4", "entry 4 does not match"),
        std::pair("DELETE FROM entry WHERE number = 3", "entry 4 follows entry 2"),
        std::pair("DELETE FROM entry WHERE number = 1", "entry 2 follows entry 0")));

TEST(Fault, TheFileItselfRefusesToForget) {
    const Scratch scratch;
    ASSERT_TRUE(open_in(scratch).append({numbered(1)}, "t"));
    sqlite3* raw = nullptr;
    ASSERT_EQ(sqlite3_open((scratch.path() / ".assay/records.db").c_str(), &raw), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(raw, "DELETE FROM entry", nullptr, nullptr, nullptr), SQLITE_CONSTRAINT);
    EXPECT_EQ(sqlite3_exec(raw, "UPDATE entry SET body = '2'", nullptr, nullptr, nullptr),
              SQLITE_CONSTRAINT);
    sqlite3_close(raw);
}

TEST(Fault, AByteFlippedInTheFileIsFoundWithItsEntry) {
    const Scratch scratch;
    const auto file = scratch.path() / ".assay/records.db";
    {
        auto workspace = open_in(scratch);
        ASSERT_TRUE(workspace.append(
            {numbered(1), {.kind = "claim", .id = "aaaa", .body = R"("a telling phrase")"}}, "t"));
    }
    std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
    const std::string content((std::istreambuf_iterator<char>(bytes)), {});
    const auto at = content.find("telling phrase");
    ASSERT_NE(at, std::string::npos);
    bytes.seekp(static_cast<std::streamoff>(at));
    bytes.put('T');
    bytes.close();
    const auto verified = open_in(scratch).verify();
    ASSERT_FALSE(verified);
    EXPECT_NE(verified.error().what.find("entry 2"), std::string::npos) << verified.error().what;
}

TEST(Fault, AFileThatIsNoDatabaseIsSaidToBeDamaged) {
    const Scratch scratch;
    fs::create_directories(scratch.path() / ".assay");
    std::ofstream(scratch.path() / ".assay/records.db") << std::string(5000, 'x');
    const auto workspace = Workspace::open(scratch.path() / ".assay");
    ASSERT_FALSE(workspace);
    EXPECT_EQ(workspace.error().code, ErrorCode::Unavailable);
    EXPECT_NE(workspace.error().what.find("damaged"), std::string::npos) << workspace.error().what;
}

}  // namespace
}  // namespace assay::store
