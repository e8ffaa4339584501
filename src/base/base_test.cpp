#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <sys/resource.h>

#include <cmath>
#include <csignal>
#include <cstring>
#include <filesystem>

#include "base/digest.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "base/random.hpp"
#include "base/scratch_test.hpp"

namespace assay {
namespace {

struct Inner {
    double value = 0;
    std::optional<std::string> note;
    static constexpr auto fields() {
        return std::tuple{field("value", &Inner::value, "a number"),
                          field("note", &Inner::note, "words, or null")};
    }
};
struct Outer {
    std::string name;
    std::vector<Inner> items;
    std::map<std::string, std::int64_t> counts;
    static constexpr auto fields() {
        return std::tuple{field("name", &Outer::name, "name"), field("items", &Outer::items, "all"),
                          field("counts", &Outer::counts, "by key")};
    }
};

TEST(Digest, MatchesTheStandard) {
    EXPECT_EQ(sha256_hex("abc"),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Digest, AFileHasTheHashOfItsContent) {
    const auto file = std::filesystem::temp_directory_path() / "assay-digest-test";
    ASSERT_TRUE(write_file(file, "abc"));
    EXPECT_EQ(*sha256_file(file), sha256_hex("abc"));
    std::filesystem::remove(file);
    EXPECT_EQ(sha256_file(file).error().code, ErrorCode::NotFound);
}

RC_GTEST_PROP(Digest, CompressionRoundTrip, (const std::string& text)) {
    const auto packed = compress(text);
    RC_ASSERT(packed.has_value());
    RC_ASSERT(*decompress(*packed) == text);
}

TEST(Digest, ACutFrameIsAnError) {
    auto packed = *compress(std::string(1000, 'x'));
    packed.resize(packed.size() - 3);
    EXPECT_EQ(decompress(packed).error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(decompress("hello").error().code, ErrorCode::InvalidInput);
}

RC_GTEST_PROP(Json, EveryDoubleReadsBackBitForBit, (std::uint64_t bits)) {
    double number = 0;
    std::memcpy(&number, &bits, sizeof number);
    RC_PRE(std::isfinite(number));
    const auto back = parse_json(dump(to_json(number)));
    RC_ASSERT(back.has_value());
    double again = 0;
    RC_ASSERT(from_json(*back, "x", again).has_value());
    RC_ASSERT(std::memcmp(&again, &number, sizeof number) == 0);
}

TEST(Json, ADescribedStructGoesThereAndBack) {
    const Outer before{.name = "a", .items = {{1.5, "x"}, {NAN, {}}}, .counts = {{"k", 3}}};
    const auto json = to_json(before);
    EXPECT_EQ(dump(json, false),
              R"({"name":"a","items":[{"value":1.5,"note":"x"},{"value":null,"note":null}],)"
              R"("counts":{"k":3}})");
    Outer after;
    ASSERT_TRUE(from_json(json, "outer", after));
    EXPECT_EQ(dump(to_json(after)), dump(json));
    EXPECT_TRUE(std::isnan(after.items[1].value));
}

TEST(Json, AWrongFieldIsNamedByItsPath) {
    Outer out;
    const auto wrong = from_json(*parse_json(R"({"items":[{"value":"x"}]})"), "outer", out);
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().what, "outer.items[0].value: expected a number, got \"x\"");
    EXPECT_EQ(parse_json("{\"a\":").error().code, ErrorCode::InvalidInput);
}

TEST(Json, CanonicalTextSortsItsKeys) {
    EXPECT_EQ(canonical(*parse_json(R"({"b":1,"a":{"d":2,"c":3}})")),
              R"({"a":{"c":3,"d":2},"b":1})");
}

TEST(Json, TheSchemaComesFromTheFields) {
    const auto schema = json_schema<Inner>();
    EXPECT_EQ(schema["required"], Json::array({"value", "note"}));
    EXPECT_EQ(schema["properties"]["value"]["description"], "a number");
}

TEST(Random, StreamsAreRepeatableAndApart) {
    Random one(7, "folds");
    Random two(7, "folds");
    Random other(7, "draws");
    const auto first = one.next();
    EXPECT_EQ(first, two.next());
    EXPECT_NE(first, other.next());
}

TEST(Random, DistributionsHaveTheirMoments) {
    Random random(1, "moments");
    constexpr int kDraws = 200000;
    double normal = 0;
    double squares = 0;
    double poisson = 0;
    for (int i = 0; i < kDraws; ++i) {
        const double z = random.normal();
        normal += z;
        squares += z * z;
        poisson += random.poisson_one();
    }
    EXPECT_NEAR(normal / kDraws, 0, 0.01);
    EXPECT_NEAR(squares / kDraws, 1, 0.02);
    EXPECT_NEAR(poisson / kDraws, 1, 0.01);
}

TEST(File, ThatIsNotThereIsMissedByName) {
    const Scratch scratch;
    ASSERT_TRUE(write_file(scratch.path() / "product.toml", "x"));
    EXPECT_EQ(read_file(scratch.path() / "product.tml").error().hint,
              "did you mean \"product.toml\"?");
    EXPECT_EQ(read_file(scratch.path() / "flights").error().hint, "");
    const auto nowhere = scratch.path() / "none" / "product.toml";
    EXPECT_EQ(read_file(nowhere).error().hint,
              "there is no folder " + (scratch.path() / "none").string());
}

TEST(File, IsWrittenWholeOrNotAtAll) {
    const auto folder = std::filesystem::temp_directory_path() / "assay-file-test";
    std::filesystem::create_directories(folder);
    const auto file = folder / "content";
    ASSERT_TRUE(write_file(file, "before"));
    // A limit on file size stands in for a full disk: the write fails half-way.
    const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
    rlimit old_limit{};
    getrlimit(RLIMIT_FSIZE, &old_limit);
    const rlimit small{.rlim_cur = 4096, .rlim_max = old_limit.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
    const auto failed = write_file(file, std::string(100000, 'x'));
    setrlimit(RLIMIT_FSIZE, &old_limit);
    std::signal(SIGXFSZ, old_handler);
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, ErrorCode::Unavailable);
    EXPECT_EQ(*read_file(file), "before");
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder), {}), 1);
    std::filesystem::remove_all(folder);
    EXPECT_EQ(read_file(file).error().code, ErrorCode::NotFound);
}

}  // namespace
}  // namespace assay
