#include "services/cash_flow.hpp"

#include <gtest/gtest.h>

namespace roa2web::reports {

namespace {

using core::Date;
using core::Money;
using std::chrono::year;

constexpr auto kClients = PartnerType::Clients;
constexpr auto kSuppliers = PartnerType::Suppliers;

TEST(CashFlow, HasWeeksFromThisMondayToTheSameDayMonthsLater) {
    // 2025-11-20 is a Thursday.
    const auto flow = expect_cash_flow(Date{year{2025} / 11 / 20}, 1, Money{}, {});
    ASSERT_EQ(flow.weeks.size(), 5U);
    EXPECT_EQ(flow.weeks.front().date_from, Date(year{2025} / 11 / 17));
    EXPECT_EQ(flow.weeks.front().date_to, Date(year{2025} / 11 / 23));
    EXPECT_EQ(flow.weeks.back().date_to, Date(year{2025} / 12 / 21));
}

TEST(CashFlow, EndsOnTheLastDayOfAShorterMonth) {
    const auto flow = expect_cash_flow(Date{year{2025} / 1 / 31}, 1, Money{}, {});
    EXPECT_EQ(flow.weeks.back().date_to, Date(year{2025} / 3 / 2));  // the week of 28 February
}

TEST(CashFlow, BeginsOnAMondayAndASunday) {
    const Date monday{year{2025} / 11 / 17};
    EXPECT_EQ(expect_cash_flow(monday, 1, Money{}, {}).weeks.front().date_from, monday);
    const Date sunday{year{2025} / 11 / 23};
    EXPECT_EQ(expect_cash_flow(sunday, 1, Money{}, {}).weeks.front().date_to, sunday);
}

TEST(CashFlow, PutsEveryInvoiceIntoOnePlace) {
    const auto flow = expect_cash_flow(Date{year{2025} / 11 / 20},
                                       1,
                                       Money{1000},
                                       {{kClients, Date{year{2025} / 11 / 19}, Money{1}},
                                        {kClients, Date{year{2025} / 11 / 20}, Money{10}},
                                        {kClients, Date{year{2025} / 11 / 23}, Money{100}},
                                        {kClients, Date{year{2025} / 11 / 24}, Money{-30}},
                                        {kClients, Date{year{2025} / 12 / 22}, Money{10'000}},
                                        {kSuppliers, Date{year{2025} / 11 / 18}, Money{2}},
                                        {kSuppliers, Date{year{2025} / 12 / 21}, Money{2000}},
                                        {kSuppliers, Date{year{2026} / 12 / 21}, Money{20'000}}});
    EXPECT_EQ(flow.overdue_in, Money{1});
    EXPECT_EQ(flow.overdue_out, Money{2});
    EXPECT_EQ(flow.weeks.at(0).in, Money{110});
    EXPECT_EQ(flow.weeks.at(0).balance, Money{1110});
    EXPECT_EQ(flow.weeks.at(1).in, Money{-30});
    EXPECT_EQ(flow.weeks.at(1).balance, Money{1080});
    EXPECT_EQ(flow.weeks.at(4).out, Money{2000});
    EXPECT_EQ(flow.weeks.at(4).balance, Money{-920});
    EXPECT_EQ(flow.later_in, Money{10'000});
    EXPECT_EQ(flow.later_out, Money{20'000});
}

}  // namespace

}  // namespace roa2web::reports
