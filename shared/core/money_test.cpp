#include "core/money.hpp"

#include <cstdint>
#include <limits>
#include <string>

#include <gtest/gtest.h>

namespace roa2web::core {
namespace {

TEST(Money, WritesTwoDecimals) {
    EXPECT_EQ(to_decimal(Money{123450}), "1234.50");
    EXPECT_EQ(to_decimal(Money{5}), "0.05");
    EXPECT_EQ(to_decimal(Money{0}), "0.00");
    EXPECT_EQ(to_decimal(Money{-1}), "-0.01");
    EXPECT_EQ(to_decimal(Money{std::numeric_limits<std::int64_t>::min()}), "-92233720368547758.08");
}

TEST(Money, ReadsWhatItWrites) {
    for (const std::int64_t bani : {0L, 1L, -1L, 99L, 100L, -12345L, 99999999999999999L}) {
        const auto read = parse_money(to_decimal(Money{bani}));
        ASSERT_TRUE(read) << bani;
        EXPECT_EQ(read->bani, bani);
    }
}

TEST(Money, ReadsShortForms) {
    EXPECT_EQ(parse_money("7")->bani, 700);
    EXPECT_EQ(parse_money("7.5")->bani, 750);
    EXPECT_EQ(parse_money("-0.05")->bani, -5);
}

TEST(Money, RefusesWhatIsNoAmount) {
    for (const char* text : {"",
                             "-",
                             ".5",
                             "1.",
                             "1.234",
                             "1,50",
                             "1e3",
                             " 1",
                             "+1",
                             "--1",
                             "1.-5",
                             "1234567890123456",
                             "NaN"}) {
        EXPECT_FALSE(parse_money(text)) << text;
    }
}

}  // namespace
}  // namespace roa2web::core
