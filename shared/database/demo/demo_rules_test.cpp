#include "database/demo/demo_rules.hpp"

#include <chrono>
#include <cstdint>

#include <gtest/gtest.h>

namespace roa2web::database::demo {

namespace {

constexpr Day day(int year, unsigned month, unsigned day_of_month) {
    return Day{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day_of_month)};
}

}  // namespace

TEST(DemoRules, ChangeVatRatesOnTheFirstOfAugust2025) {
    EXPECT_EQ(vat_rate(VatClass::Standard, day(2025, 7, 31)), 19);
    EXPECT_EQ(vat_rate(VatClass::Reduced, day(2025, 7, 31)), 9);
    EXPECT_EQ(vat_rate(VatClass::SuperReduced, day(2025, 7, 31)), 5);
    EXPECT_EQ(vat_rate(VatClass::Standard, day(2025, 8, 1)), 21);
    EXPECT_EQ(vat_rate(VatClass::Reduced, day(2025, 8, 1)), 11);
    EXPECT_EQ(vat_rate(VatClass::SuperReduced, day(2025, 8, 1)), 11);
    EXPECT_EQ(vat_rate(VatClass::None, day(2025, 8, 1)), 0);
}

TEST(DemoRules, RoundHalfBaniAwayFromZero) {
    EXPECT_EQ(vat_on(50, 19), 10);    // 9.50
    EXPECT_EQ(vat_on(-50, 19), -10);  // as large as what it takes back
    EXPECT_EQ(vat_on(49, 19), 9);     // 9.31
    EXPECT_EQ(share(10, 1, 4), 3);    // 2.5
    EXPECT_EQ(share(-10, 1, 4), -3);
    EXPECT_EQ(share(0, 7, 9), 0);
}

TEST(DemoRules, KnowTheCheckDigitOfACui) {
    EXPECT_TRUE(is_valid_cui("14399840"));
    EXPECT_TRUE(is_valid_cui("2864518"));
    EXPECT_FALSE(is_valid_cui("14399841"));
    EXPECT_FALSE(is_valid_cui("1"));
    EXPECT_FALSE(is_valid_cui("RO14399840"));
    EXPECT_FALSE(is_valid_cui("12345678901"));
    EXPECT_FALSE(is_valid_cui(""));
}

TEST(DemoRules, CloseBanksOnWeekendsAndHolidays) {
    EXPECT_FALSE(is_working_day(day(2025, 11, 22)));
    EXPECT_FALSE(is_working_day(day(2025, 12, 25)));
    EXPECT_TRUE(is_working_day(day(2025, 12, 24)));
    EXPECT_EQ(next_working_day(day(2025, 12, 25)), day(2025, 12, 29));
    EXPECT_EQ(next_working_day(day(2025, 12, 24)), day(2025, 12, 24));
}

}  // namespace roa2web::database::demo
