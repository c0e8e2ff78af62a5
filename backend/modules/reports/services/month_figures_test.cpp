// Rules that generated books do not show, in entries written by hand; seen through the service.
#include "services/month_figures.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/blocking_pool.hpp"
#include "core/task.hpp"
#include "json/writer.hpp"

#include "dashboard_test_books.hpp"
#include "services/dashboard_service.hpp"

namespace roa2web::reports {

namespace {

using core::Money;
using std::chrono::year;

constexpr core::CompanyId kCompany{1};

class MonthFiguresTest : public ::testing::Test {
  protected:
    template <class Answer>
    static Answer get(core::Task<core::Result<Answer>> task) {
        auto answer = core::sync_wait(std::move(task));
        EXPECT_TRUE(answer.has_value());
        return answer.value_or(Answer{});
    }

    Dashboard dashboard(std::int64_t of_year, std::int64_t of_month) {
        const PeriodQuery query{Year{of_year}, Month{of_month}};
        return get(service_.show_dashboard(kCompany, query));
    }

    HandMadeCompany company_;
    core::FixedClock clock_{noon_of(year{2025} / 11 / 20)};
    core::BlockingPool pool_{"erp", 1, 10};
    DashboardService service_{company_, pool_, clock_};
};

TEST_F(MonthFiguresTest, ShowsZerosForBooksWithoutEntries) {
    company_.open_months(2025, 11, 2025, 11);
    const auto shown = dashboard(2025, 11);
    EXPECT_EQ(json::to_json(static_cast<const DashboardFigures&>(shown)),
              json::to_json(DashboardFigures{}));
    EXPECT_FALSE(shown.previous_month);
    EXPECT_FALSE(shown.same_month_last_year);
    EXPECT_EQ(get(service_.show_trends(kCompany, {})).cash, std::vector{Money{}});
    EXPECT_EQ(get(service_.show_maturity(kCompany, {})).buckets.size(), 5U);
    EXPECT_EQ(get(service_.show_cash_flow(kCompany, {})).weeks.front().balance, Money{});
    EXPECT_TRUE(get(service_.show_top_partners(kCompany, {})).items.empty());
}

TEST_F(MonthFiguresTest, RefusesBooksWithoutMonths) {
    EXPECT_FALSE(core::sync_wait(service_.show_dashboard(kCompany, {})));
    EXPECT_FALSE(core::sync_wait(service_.show_trends(kCompany, {})));
    EXPECT_FALSE(core::sync_wait(service_.show_cash_flow(kCompany, {})));
    EXPECT_FALSE(core::sync_wait(service_.show_top_partners(kCompany, {})));
}

TEST_F(MonthFiguresTest, ShowsTheSameProfitBeforeAndAfterTheClosing) {
    company_.open_months(2025, 10, 2025, 11);
    company_.post("2025-10-05", "4111", "704", 100'00);
    company_.post("2025-10-06", "4111", "704", -20'00);  // in red
    company_.post("2025-10-07", "709", "4111", 5'00);    // a discount granted: class 7 in debit
    company_.post("2025-10-08", "628.01", "401", 30'00);
    company_.post("2025-10-09", "401", "609", 4'00);  // a discount received: class 6 in credit
    const auto before = dashboard(2025, 10);
    EXPECT_EQ(before.revenue, Money{75'00});
    EXPECT_EQ(before.expenses, Money{26'00});
    EXPECT_EQ(before.profit.month, Money{49'00});
    company_.post("2025-10-31", "704", "121", 80'00);
    company_.post("2025-10-31", "121.01", "709", 5'00);
    company_.post("2025-10-31", "628.01", "121", -30'00);  // closed in red, on an analytic of 121
    company_.post("2025-10-31", "121", "609", -4'00);
    const auto after = dashboard(2025, 10);
    EXPECT_EQ(json::to_json(after), json::to_json(before));
    EXPECT_EQ(dashboard(2025, 11).profit.year, Money{49'00});
    EXPECT_EQ(dashboard(2025, 11).profit.month, Money{});
}

TEST_F(MonthFiguresTest, LeavesTheResultOfTheYearBeforeOutOfTheProfit) {
    company_.open_months(2024, 12, 2025, 1);
    company_.post("2024-12-05", "4111", "704", 100'00);
    company_.post("2024-12-31", "704", "121", 100'00);
    company_.post("2025-01-01", "121", "117", 100'00);
    const auto january = dashboard(2025, 1);
    EXPECT_EQ(january.profit.year, Money{});
    EXPECT_EQ(january.profit.previous_year, Money{});  // January 2024 is before the books
    EXPECT_EQ(january.previous_month->profit.year, Money{100'00});
    EXPECT_FALSE(january.same_month_last_year);
}

TEST_F(MonthFiguresTest, TakesVatFromBothAccountsBeforeItsSettlement) {
    company_.open_months(2025, 10, 2025, 10);
    company_.post("2025-10-05", "4111", "4427", 21'00);
    company_.post("2025-10-06", "4111", "4427.11", 11'00);
    company_.post("2025-10-07", "4111", "4427", -1'00);
    company_.post("2025-10-08", "4426", "401", 50'00);
    company_.post("2025-10-31", "4427", "4426", 31'00);
    company_.post("2025-10-31", "4424", "4426", 19'00);
    company_.post("2025-10-20", "4428", "401", 7'00);  // not yet due
    const auto vat = dashboard(2025, 10).vat;
    EXPECT_EQ(vat.collected, Money{31'00});
    EXPECT_EQ(vat.deductible, Money{50'00});
    EXPECT_EQ(vat.payable, Money{-19'00});
}

TEST_F(MonthFiguresTest, ShowsAllEntriesOfAMonthThatRuns) {
    company_.open_months(2025, 10, 2025, 12);
    company_.set_opening(2025, "5121", 1'000'00);
    company_.set_opening(2025, "5311", 50'00);
    company_.post("2025-11-20", "5121", "4111", 10'00);
    company_.post("2025-11-21", "401", "5121", 300'00);  // already booked, but tomorrow
    company_.post("2025-12-01", "5311", "7588", 1'00);
    EXPECT_EQ(dashboard(2025, 10).cash.total, Money{1'050'00});
    EXPECT_EQ(dashboard(2025, 11).cash.bank, Money{710'00});
    EXPECT_EQ(dashboard(2025, 11).cash.cash_desk, Money{50'00});
    EXPECT_EQ(dashboard(2025, 12).cash.cash_desk, Money{51'00});
    EXPECT_EQ(dashboard(2025, 12).previous_month->cash.bank, Money{710'00});
    EXPECT_EQ(get(service_.show_cash_flow(kCompany, {})).cash, Money{760'00});
    const auto trends = get(service_.show_trends(kCompany, {}));
    EXPECT_EQ(trends.cash_in, (std::vector{Money{}, Money{10'00}}));
    EXPECT_EQ(trends.cash_out, (std::vector{Money{}, Money{300'00}}));
}

TEST_F(MonthFiguresTest, CountsNoTransferAsCashInOrOut) {
    company_.open_months(2025, 10, 2025, 10);
    company_.post("2025-10-01", "5121", "4111", 500'00);
    company_.post("2025-10-02", "581", "5121", 100'00);  // to the cash desk
    company_.post("2025-10-02", "5311", "581", 100'00);
    company_.post("2025-10-03", "5125", "5311", 40'00);  // paid by card
    company_.post("2025-10-04", "5121", "5125", 40'00);
    company_.post("2025-10-05", "401", "5311", 15'00);
    company_.post("2025-10-06", "581", "5124", 80'00);  // euro sold with a loss of 3 lei
    company_.post("2025-10-06", "5121", "581", 77'00);
    company_.post("2025-10-06", "665", "581", 3'00);
    company_.post("2025-10-31", "581", "5121", 9'00);  // still on its way
    const auto trends = get(service_.show_trends(kCompany, {}));
    EXPECT_EQ(trends.cash_in, std::vector{Money{500'00}});
    EXPECT_EQ(trends.cash_out, std::vector{Money{27'00}});
    EXPECT_EQ(trends.cash, std::vector{Money{473'00}});
}

}  // namespace

}  // namespace roa2web::reports
