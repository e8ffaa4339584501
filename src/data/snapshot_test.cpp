#include "data/snapshot.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "data/in_folder_test.hpp"
#include "data/planted.hpp"

namespace assay::data {
namespace {

class Snapshots : public InFolder {
  protected:
    std::string id_of(const std::string& file) { return content_id(hash_columns(read(file))); }
    Result<DataDiff> diff(const std::vector<std::string>& key = {"id"},
                          const std::string& after = "new.csv") {
        return diff_tables(engine_, {"old.csv", {.location = "old.csv", .query = {}}},
                           {after, {.location = after, .query = {}}}, key, {});
    }
    DataDiff sure(const std::vector<std::string>& key = {"id"},
                  const std::string& after = "new.csv") {
        auto done = diff(key, after);
        EXPECT_TRUE(done) << done.error().what;
        return done ? *std::move(done) : DataDiff{};
    }
};

constexpr std::string_view kTable =
    "id,day,amount,shop\n"
    "1,2026-01-01,0.5,north\n"
    "2,2026-01-02,,south\n"
    "3,2026-01-03,-2,\n"
    "4,2026-01-04,7,south\n";

TEST_F(Snapshots, TheSameContentHasTheSameIdWhateverItsFile) {
    put("old.csv", kTable);
    const auto table = read("old.csv");
    ASSERT_TRUE(engine_.write(table, "again.parquet"));
    EXPECT_EQ(id_of("old.csv"), id_of("again.parquet"));
    EXPECT_EQ(id_of("old.csv").size(), 64U);
}

TEST_F(Snapshots, AnyOtherContentHasAnotherId) {
    put("old.csv", kTable);
    const auto before = id_of("old.csv");
    const auto replaced = [](std::string_view what, std::string_view with) {
        std::string out(kTable);
        return out.replace(out.find(what), what.size(), with);
    };
    for (const auto& other :
         {replaced("0.5", "0.25"), replaced("north", "nort"), replaced(",-2,", ",,"),
          replaced("amount", "sum"), replaced("2026-01-04", "2026-01-05"),
          replaced("-2,\n", "-2,north\n"), replaced("4,2026-01-04,7,south\n", "")}) {
        put("new.csv", other);
        EXPECT_NE(id_of("new.csv"), before) << other;
    }
}

TEST_F(Snapshots, TextsThatOnlyJoinAlikeAreNotAlike) {
    put("old.csv", "a\nxy\nz\n");
    put("new.csv", "a\nx\nyz\n");
    EXPECT_NE(id_of("old.csv"), id_of("new.csv"));
}

TEST_F(Snapshots, RowsThatCameWentAndChangedAreCountedByKey) {
    put("old.csv", kTable);
    put("new.csv",
        "id,day,amount,shop\n"
        "4,2026-01-04,8.5,south\n"
        "3,2026-01-03,-2,west\n"
        "5,2026-01-05,1,north\n"
        "1,2026-01-01,,north\n");
    const auto done = sure();
    EXPECT_EQ(done.added, 1);
    EXPECT_EQ(done.added_keys, std::vector<std::string>{"5"});
    EXPECT_EQ(done.removed, 1);
    EXPECT_EQ(done.removed_keys, std::vector<std::string>{"2"});
    EXPECT_EQ(done.changed, 3);
    EXPECT_EQ(done.same, 0);
    ASSERT_EQ(done.columns.size(), 2U);
    EXPECT_EQ(done.columns[0].column, "amount");
    EXPECT_EQ(done.columns[0].changed, 2);
    EXPECT_EQ(done.columns[0].emptied, 1);
    EXPECT_EQ(done.columns[0].examples[0].key, "4");
    EXPECT_EQ(done.columns[0].examples[0].before, "7");
    EXPECT_EQ(done.columns[0].examples[0].after, "8.5");
    EXPECT_EQ(done.columns[1].column, "shop");
    EXPECT_EQ(done.columns[1].filled, 1);
    EXPECT_EQ(done.sentence, "1 row added, 1 removed, 3 changed and 0 the same.");
}

TEST_F(Snapshots, AnotherOrderOfRowsIsNoDifference) {
    put("old.csv", "id,shop\n1,a\n2,b\n3,c\n");
    put("new.csv", "id,shop\n3,c\n1,a\n2,b\n");
    EXPECT_TRUE(sure().identical);
    EXPECT_EQ(sure().same, 3);
}

TEST_F(Snapshots, ColumnsThatComeGoOrChangeTypeAreTold) {
    put("old.csv", "id,a,b,c\n1,1,x,7\n2,2,y,8\n");
    put("new.csv", "id,a,c,d\n1,1.0,7,q\n2,2.5,eight,r\n");
    const auto done = sure();
    ASSERT_EQ(done.schema_changes.size(), 4U);
    EXPECT_EQ(done.schema_changes[0].change, "type");
    EXPECT_EQ(done.schema_changes[0].after, "real");
    EXPECT_EQ(done.schema_changes[1].change, "removed");
    EXPECT_EQ(done.schema_changes[2].after, "text");
    EXPECT_EQ(done.schema_changes[3].change, "added");
    EXPECT_EQ(done.changed, 1) << "1 and 1.0, 7 and \"7\" are the same value";
    EXPECT_EQ(done.same, 1);
    EXPECT_FALSE(done.identical);
}

TEST_F(Snapshots, TextKeysMatchByContentAndSeveralColumnsMakeOneKey) {
    put("old.csv", "shop,day,n\nb,2026-01-01,1\na,2026-01-01,2\na,2026-01-02,3\n");
    put("new.csv", "shop,day,n\na,2026-01-02,3\na,2026-01-01,9\nb,2026-01-01,1\n");
    const auto done = sure({"shop", "day"});
    EXPECT_EQ(done.changed, 1);
    EXPECT_EQ(done.columns[0].examples[0].key, "shop = a and day = 2026-01-01");
}

TEST_F(Snapshots, KeysThatNameNoRowOrTwoAreErrorsThatNameSome) {
    put("old.csv", "id,a\n1,1\n2,2\n1,3\n2,4\n");
    put("new.csv", "id,a\n1,1\n");
    EXPECT_EQ(diff().error().what,
              "old.csv: the key id names rows twice: 1 (rows 1 and 3) and 2 (rows 2 and 4)");
    put("old.csv", "id,a\n1,1\n,2\n");
    EXPECT_EQ(diff().error().what, "old.csv: the key id is missing in 1 row, first in row 2");
    put("old.csv", "id,a\nx,1\n");
    EXPECT_EQ(diff().error().what, "--key: id is text in old.csv and integer in new.csv");
    EXPECT_EQ(diff({"ids"}).error().what, "--key: old.csv has no column \"ids\"");
    EXPECT_EQ(diff({"ids"}).error().hint, "did you mean \"id\"?");
}

// Against a plain way to do it: rows in a map by key.
TEST_F(Snapshots, AgreesWithAPlainComparisonOfRandomTables) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        Random random(seed, "diff");
        std::map<std::uint64_t, std::string> olds, news;
        const auto fill = [&](std::map<std::uint64_t, std::string>& rows) {
            for (int i = 0; i < 300; ++i) {
                rows[random.below(400)] = fmt::format("{},{}", random.below(3), random.below(4));
            }
        };
        fill(olds);
        fill(news);
        const auto write = [&](const std::string& file, const auto& rows) {
            std::vector<std::string> lines;
            for (const auto& [id, values] : rows) {
                lines.push_back(fmt::format("{},{}\n", id, values));
            }
            random.shuffle(lines);
            put(file, "id,a,b\n" + fmt::format("{}", fmt::join(lines, "")));
        };
        write("old.csv", olds);
        write("new.csv", news);
        std::int64_t added = 0, changed = 0, same = 0;
        for (const auto& [id, values] : news) {
            const auto old = olds.find(id);
            ++(old == olds.end() ? added : old->second == values ? same : changed);
        }
        const auto done = sure();
        EXPECT_EQ(done.added, added);
        EXPECT_EQ(done.changed, changed);
        EXPECT_EQ(done.same, same);
        EXPECT_EQ(done.removed, static_cast<std::int64_t>(olds.size()) - changed - same);
    }
}

}  // namespace
}  // namespace assay::data
