#include "api/labels.hpp"

#include <gtest/gtest.h>

#include "data/data.hpp"

namespace assay::api {
namespace {

engine::Column numbers(engine::Type type, std::vector<double> values) {
    engine::Column column;
    column.name = "late";
    column.type = type;
    column.numbers = std::move(values);
    return column;
}

TEST(Labels, TheLargerOfTwoNumbersIsPositive) {
    const auto nan = std::numeric_limits<double>::quiet_NaN();
    const auto found = labels(numbers(engine::Type::Integer, {9, 10, nan, 9}), "");
    ASSERT_TRUE(found) << found.error().what;
    EXPECT_EQ(*found, (std::vector<std::uint8_t>{0, 1, data::kNoLabel, 0}));
}

TEST(Labels, ANumberIsFoundHoweverItIsWritten) {
    const auto found = labels(numbers(engine::Type::Real, {1, 2, 3}), "2.0");
    ASSERT_TRUE(found) << found.error().what;
    EXPECT_EQ(*found, (std::vector<std::uint8_t>{0, 1, 0}));
}

TEST(Labels, OneValueIsNoTarget) {
    const auto found = labels(numbers(engine::Type::Boolean, {1, 1}), "");
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().what, "target \"late\" has only one value");
}

TEST(Labels, ManyValuesNeedAPositiveOne) {
    EXPECT_FALSE(labels(numbers(engine::Type::Integer, {1, 2, 3}), ""));
    const auto unknown = labels(numbers(engine::Type::Integer, {1, 2}), "5");
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().what, "target \"late\" never has the value \"5\"");
}

TEST(Hits, NoneIsAnAnswer) {
    const std::vector<std::uint8_t> none{0, 0};
    EXPECT_EQ(*hits(numbers(engine::Type::Integer, {0, 0}), ""), none);
    EXPECT_EQ(*hits(numbers(engine::Type::Boolean, {0, 0}), ""), none);
    EXPECT_EQ(*hits(numbers(engine::Type::Integer, {3, 4}), "1"), none);
    EXPECT_EQ(*hits(numbers(engine::Type::Integer, {1, 1}), ""), (std::vector<std::uint8_t>{1, 1}));
}

TEST(Hits, WhatDoesNotSayWhichValueCountsIsAnError) {
    const auto nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_EQ(hits(numbers(engine::Type::Integer, {7, 7}), "").error().what,
              "every value of \"late\" is \"7\"");
    EXPECT_EQ(hits(numbers(engine::Type::Real, {nan, nan}), "1").error().what,
              "no row has a value in \"late\" yet");
    EXPECT_FALSE(hits(numbers(engine::Type::Boolean, {0, 1}), "yes"));
    EXPECT_FALSE(hits(numbers(engine::Type::Integer, {1, 2, 3}), ""));
}

}  // namespace
}  // namespace assay::api
