#include "core/date.hpp"

#include <chrono>
#include <string>

#include <gtest/gtest.h>

namespace roa2web::core {
namespace {

using namespace std::chrono_literals;

Timestamp at(Date date, std::chrono::seconds time) {
    return std::chrono::sys_days(date) + time;
}

TEST(Date, ReadsAndWritesIsoDates) {
    const auto date = parse_date("2024-02-29");
    ASSERT_TRUE(date);
    EXPECT_EQ(format_date(*date), "2024-02-29");
}

TEST(Date, RefusesDaysThatDoNotExistAndOtherForms) {
    for (const char* text : {"2023-02-29",
                             "2025-13-01",
                             "2025-00-10",
                             "2025-04-31",
                             "25-04-01",
                             "2025-4-1",
                             "2025/04/01",
                             "2025-04-01 ",
                             "",
                             "0001-01-01",
                             "9999-12-31",
                             "2025-04-0x",
                             "-025-04-01"}) {
        EXPECT_FALSE(parse_date(text)) << text;
    }
}

TEST(Date, WritesInstantsAsRfc3339) {
    EXPECT_EQ(format_timestamp(at(2025y / 11 / 23, 8h + 5min + 9s)), "2025-11-23T08:05:09Z");
}

TEST(Date, ChangesTheDayAtMidnightInBucharest) {
    EXPECT_EQ(date_in_bucharest(at(2025y / 1 / 10, 21h + 59min)), 2025y / 1 / 10);
    EXPECT_EQ(date_in_bucharest(at(2025y / 1 / 10, 22h)), 2025y / 1 / 11);
    EXPECT_EQ(date_in_bucharest(at(2025y / 7 / 10, 20h + 59min)), 2025y / 7 / 10);
    EXPECT_EQ(date_in_bucharest(at(2025y / 7 / 10, 21h)), 2025y / 7 / 11);
}

TEST(Date, KnowsWhenSummerTimeBeginsAndEnds) {
    // 2025: 30 March and 26 October, at 01:00 UTC.
    EXPECT_EQ(date_in_bucharest(at(2025y / 3 / 29, 21h + 30min)), 2025y / 3 / 29);
    EXPECT_EQ(date_in_bucharest(at(2025y / 3 / 30, 21h + 30min)), 2025y / 3 / 31);
    EXPECT_EQ(date_in_bucharest(at(2025y / 10 / 25, 21h + 30min)), 2025y / 10 / 26);
    EXPECT_EQ(date_in_bucharest(at(2025y / 10 / 26, 21h + 30min)), 2025y / 10 / 26);
}

}  // namespace
}  // namespace roa2web::core
