#include "data/units.hpp"

#include <gtest/gtest.h>

#include "data/planted.hpp"

namespace assay::data {
namespace {

std::string of(const engine::Column& column) {
    return unit_of(column, distribute(column));
}
std::string named(const std::string& name, std::vector<double> values,
                  engine::Type type = engine::Type::Real) {
    return of(planted::numbers(name, std::move(values), type));
}
std::string written(const std::vector<std::string>& values) {
    return of(planted::texts("x", values));
}

TEST(Units, AreTheLastWordOfAName) {
    EXPECT_EQ(named("weight_kg", {1.5, 80}), "kg");
    EXPECT_EQ(named("weightKg", {1.5, 80}), "kg");
    EXPECT_EQ(named("Weight (kg)", {1.5, 80}), "kg");
    EXPECT_EQ(named("price USD", {1.5, 80}), "USD");
    EXPECT_EQ(named("humidity [%]", {1.5, 80}), "%");
    EXPECT_EQ(named("delay_minutes_2", {-3, 80}), "min");
    EXPECT_EQ(named("pickup_latitude", {40.7, -33}), "degrees north");
    EXPECT_EQ(named("unit_price", {4, 12}), "money");
    EXPECT_EQ(named("kg_or_something", {1.5, 80}), "");
    EXPECT_EQ(named("backlog", {1.5, 80}), "");
    EXPECT_EQ(named("x", {1.5, 80}), "");
}

TEST(Units, AreNotWhatTheValuesCannotBe) {
    EXPECT_EQ(named("month", {1, 7, 12}), "month of the year");
    EXPECT_EQ(named("month", {1, 7, 13}), "");
    EXPECT_EQ(named("month", {1, 7.5, 12}), "");
    EXPECT_EQ(named("click_rate", {0, 0.4, 1}), "share");
    EXPECT_EQ(named("heart_rate", {60, 90, 120}), "");
    EXPECT_EQ(named("latitude", {40, 120, 170}), "");
    EXPECT_EQ(named("year", {1999, 2013}), "year");
    EXPECT_EQ(named("empty_kg", {std::nan(""), std::nan("")}), "");
}

TEST(Units, OfMomentsFollowTheirSize) {
    EXPECT_EQ(named("created_at", {1.6e9, 1.7e9}), "seconds since 1970");
    EXPECT_EQ(named("created_at", {1.6e12, 1.7e12}), "milliseconds since 1970");
    EXPECT_EQ(named("event_ts", {1.6e15, 1.7e15}), "microseconds since 1970");
    EXPECT_EQ(named("dep_time", {517, 2359}), "");
}

TEST(Units, StandBesideTheNumbersOfTexts) {
    EXPECT_EQ(written({"12 kg", "3.5kg", "1,200 KG"}), "kg");
    EXPECT_EQ(written({"$1,200", "$3.50", "-$4"}), "dollars");
    EXPECT_EQ(written({"45%", "3.5 %", "<gap>"}), "%");
    EXPECT_EQ(written({"20 \u00B0C", "-3 \u00B0C"}), "\u00B0C");
    EXPECT_EQ(written({"EUR 20", "EUR 31"}), "EUR");
    EXPECT_EQ(written({"12 kg", "14 lb", "9 kg"}), "");
    EXPECT_EQ(written({"7 Elm Street", "12 Oak Street"}), "");
    EXPECT_EQ(written({"N14228", "N24211"}), "");
    EXPECT_EQ(written({"12", "13"}), "");
    EXPECT_EQ(written({}), "");
}

}  // namespace
}  // namespace assay::data
