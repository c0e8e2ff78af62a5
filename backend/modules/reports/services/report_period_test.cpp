#include "services/report_period.hpp"

#include <gtest/gtest.h>

namespace roa2web::reports {

namespace {

using core::Date;
using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

Date date(int of_year, unsigned of_month, unsigned of_day) {
    return Date{year(of_year), month(of_month), day(of_day)};
}

/// November 2024 to March 2026; everything before February 2026 is closed.
ReportCalendar calendar(Date today = date(2026, 2, 10)) {
    std::vector<CalendarMonth> months;
    for (std::int64_t number = 2024 * 12 + 10; number <= 2026 * 12 + 2; ++number) {
        months.push_back({number / 12, number % 12 + 1, number < 2026 * 12 + 1});
    }
    return {months, today};
}

TEST(ReportCalendar, GivesTheCurrentMonthWhereNothingIsAsked) {
    const auto period = calendar().find_period({}, {});
    ASSERT_TRUE(period);
    EXPECT_EQ(period->year, 2026);
    EXPECT_EQ(period->month, 2);
    EXPECT_FALSE(period->closed);
    EXPECT_EQ(period->date_from, date(2026, 2, 1));
    EXPECT_EQ(period->date_to, date(2026, 2, 28));
}

TEST(ReportCalendar, TakesTheNewestMonthWhenTodayIsPastTheBooks) {
    EXPECT_EQ(calendar(date(2030, 1, 1)).find_period({}, {})->month, 3);
    EXPECT_EQ(calendar(date(2020, 1, 1)).find_period({}, {})->year, 2024);
}

TEST(ReportCalendar, CompletesHalfAPeriod) {
    EXPECT_EQ(calendar().find_period(Year{2025}, {})->month, 12);
    EXPECT_EQ(calendar().find_period({}, Month{1})->year, 2026);
}

TEST(ReportCalendar, RefusesMonthsOutsideTheBooksAndSaysHowFarTheyReach) {
    const auto future = calendar().find_period(Year{2031}, Month{5});
    ASSERT_FALSE(future);
    EXPECT_EQ(future.error().code, core::ErrorCode::InvalidInput);
    EXPECT_EQ(future.error().fields.at(0).msg,
              "The books of this company have no month 2031-05; they reach from 2024-11 to "
              "2026-03");
    EXPECT_FALSE(calendar().find_period(Year{2024}, Month{10}));
    EXPECT_FALSE(ReportCalendar({}, date(2026, 1, 1)).find_period({}, {}));
}

TEST(ReportCalendar, GivesTheMonthOfTheLastDayWhereTheFirstIsAbsent) {
    const auto range = calendar().find_range({}, date(2025, 6, 10));
    ASSERT_TRUE(range);
    EXPECT_EQ(range->from, date(2025, 6, 1));
    EXPECT_EQ(range->to, date(2025, 6, 10));
    EXPECT_EQ(calendar().find_range({}, {})->to, date(2026, 2, 28));
}

TEST(ReportCalendar, RefusesRangesThatAreBackwardsOrOutsideTheBooks) {
    EXPECT_EQ(calendar().find_range(date(2025, 6, 2), date(2025, 6, 1)).error().fields[0].type,
              "range");
    EXPECT_EQ(calendar().find_range(date(2024, 10, 31), date(2025, 6, 1)).error().fields[0].type,
              "period");
    EXPECT_FALSE(calendar().find_range(date(2026, 4, 1), date(2026, 4, 2)));
    EXPECT_TRUE(calendar().find_range(date(2026, 3, 31), date(2026, 4, 2)));
}

TEST(ReportCalendar, CountsMonthsBackwardsAsFarAsTheBooksReach) {
    const auto period = *calendar().find_period(Year{2025}, Month{2});
    const auto three = calendar().months_until(period, 3);
    ASSERT_EQ(three.size(), 3U);
    EXPECT_EQ(three.front().month, 12);
    EXPECT_EQ(three.back().month, 2);
    EXPECT_EQ(calendar().months_until(period, 60).size(), 4U);
    EXPECT_EQ(calendar().shift(period, -1)->month, 1);
    EXPECT_EQ(calendar().shift(period, 12)->year, 2026);
    EXPECT_FALSE(calendar().shift(period, -4));
}

TEST(OverdueDay, IsTodayWhileAPeriodRuns) {
    const auto period = *calendar().find_period({}, {});
    EXPECT_EQ(overdue_day(period, date(2026, 2, 10)), date(2026, 2, 10));
    EXPECT_EQ(overdue_day(period, date(2026, 5, 1)), date(2026, 2, 28));
    EXPECT_EQ(overdue_day(period, date(2026, 1, 1)), date(2026, 2, 1));
}

}  // namespace

}  // namespace roa2web::reports
