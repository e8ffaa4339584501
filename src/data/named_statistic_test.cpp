#include "data/named_statistic.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "data/planted.hpp"
#include "stats/golden/golden.hpp"

namespace assay::data {
namespace {

using engine::Type;
using planted::numbers;
using planted::texts;

std::vector<std::string> all_names() {
    return {statistic_names().begin(), statistic_names().end()};
}

/// Every statistic that the peers gave is ours to 1e-9; the rest say why they have no value.
void expect_peers(const engine::Column& reference, const engine::Column& current,
                  const Json& gives) {
    const auto paired = pair_columns(reference, current);
    for (const auto& each : named_statistics(paired, all_names())) {
        if (!gives.contains(each.name)) {
            EXPECT_TRUE(std::isnan(each.value) == !each.why_not.empty()) << each.name;
            continue;
        }
        const double wanted = gives[each.name];
        EXPECT_NEAR(each.value, wanted, 1e-9 * std::max(1.0, std::abs(wanted))) << each.name;
        EXPECT_FALSE(each.method.empty()) << each.name;
        if (gives.contains(each.name + " p")) {
            EXPECT_NEAR(each.p, gives[each.name + " p"], 1e-9) << each.name;
        }
    }
}

std::vector<double> wave(const Json& formula) {
    std::vector<double> out(formula[0].get<std::size_t>());
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i] =
            formula[1].get<double>() * std::sin(static_cast<double>(i)) + formula[2].get<double>();
    }
    return out;
}

TEST(NamedStatistics, OfNumbersAreThoseOfThePeers) {
    for (const Json& each : stats::golden::cases("drift", "waves")) {
        expect_peers(numbers("x", wave(each["reference"]), Type::Real),
                     numbers("x", wave(each["current"]), Type::Real), each["gives"]);
    }
    for (const Json& each : stats::golden::cases("drift", "samples")) {
        const auto type = each["whole"].get<bool>() ? Type::Integer : Type::Real;
        expect_peers(numbers("x", stats::golden::numbers(each["reference"]), type),
                     numbers("x", stats::golden::numbers(each["current"]), type), each["gives"]);
    }
}

std::vector<std::string> letters(const Json& counts) {
    std::vector<std::string> out;
    for (const auto& [letter, rows] : counts.items()) {
        out.insert(out.end(), rows.get<std::size_t>(), letter);
    }
    return out;
}

TEST(NamedStatistics, OfCategoriesAreThoseOfThePeers) {
    for (const Json& each : stats::golden::cases("drift", "levels")) {
        expect_peers(texts("x", letters(each["reference"])), texts("x", letters(each["current"])),
                     each["gives"]);
    }
}

TEST(NamedStatistics, LeaveMissingAndInfiniteValuesOut) {
    std::vector<double> reference;
    std::vector<double> current;
    for (int i = 0; i < 400; ++i) {
        reference.push_back(std::sin(i));
        current.push_back(std::sin(i) + 0.2);
    }
    auto holed = current;
    holed.push_back(std::nan(""));
    holed.push_back(std::numeric_limits<double>::infinity());
    const auto first = numbers("x", reference, Type::Real);
    const auto second = numbers("x", current, Type::Real);
    const auto third = numbers("x", holed, Type::Real);
    const auto clean = named_statistics(pair_columns(first, second), all_names());
    const auto with_holes = named_statistics(pair_columns(first, third), all_names());
    for (std::size_t i = 0; i < clean.size(); ++i) {
        if (clean[i].why_not.empty()) {
            EXPECT_EQ(clean[i].value, with_holes[i].value) << clean[i].name;
        }
    }
}

TEST(NamedStatistics, SayWhyTheyHaveNoValue) {
    const auto empty = numbers("x", {std::nan(""), std::nan("")}, Type::Real);
    const auto some = numbers("x", {1, 2}, Type::Real);
    for (const auto& each : named_statistics(pair_columns(some, empty), all_names())) {
        EXPECT_TRUE(std::isnan(each.value)) << each.name;
        EXPECT_FALSE(each.why_not.empty()) << each.name;
    }
    const auto words = texts("x", {"a", "b"});
    const auto ks = named_statistics(pair_columns(words, words), {"ks"});
    EXPECT_EQ(ks[0].why_not, "it is for numbers");
}

}  // namespace
}  // namespace assay::data
