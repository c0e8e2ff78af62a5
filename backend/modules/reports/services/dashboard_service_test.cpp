// The dashboard against the books themselves: every figure of every month of generated companies,
// reckoned a second time from single journal entries and invoices.
#include "services/dashboard_service.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/blocking_pool.hpp"
#include "core/task.hpp"
#include "json/writer.hpp"

#include "dashboard_test_books.hpp"
#include "services/report_period.hpp"

namespace roa2web::reports {

namespace {

using core::Money;
using std::chrono::year;

struct SumRow {
    Money sum;
};
BOOST_DESCRIBE_STRUCT(SumRow, (), (sum))

struct OpenRow {
    Money open;
    Money overdue;
    std::int64_t invoices{0};
};
BOOST_DESCRIBE_STRUCT(OpenRow, (), (open, overdue, invoices))

constexpr int kCompanies = 5;

/// Two seeds; one ends inside a month, the other just after a new year, with December still open.
const std::vector<std::unique_ptr<DemoCompanies>>& seeds() {
    static const auto kSeeds = [] {
        std::vector<std::unique_ptr<DemoCompanies>> made;
        made.push_back(std::make_unique<DemoCompanies>(1, 1'500, 2, year{2025} / 11 / 20));
        made.push_back(std::make_unique<DemoCompanies>(7, 2'000, 3, year{2026} / 1 / 9));
        return made;
    }();
    return kSeeds;
}

class DashboardServiceTest : public ::testing::TestWithParam<std::size_t> {
  protected:
    [[nodiscard]] const DemoCompanies& demo() const { return *seeds().at(GetParam()); }

    template <class Answer>
    static Answer get(core::Task<core::Result<Answer>> task) {
        auto answer = core::sync_wait(std::move(task));
        EXPECT_TRUE(answer.has_value());
        return answer.value_or(Answer{});
    }

    /// Calls `check(company, session, period)` for every month of every company.
    template <class Check>
    void for_each_month(Check check) {
        for (std::int64_t company = 1; company <= kCompanies; ++company) {
            const auto session = erp_.company_session(core::CompanyId{company});
            const auto months = select_calendar(*session);
            ASSERT_FALSE(months.empty());
            const ReportCalendar calendar(months, demo().last_day());
            for (const auto& month : months) {
                SCOPED_TRACE(fmt::format("company {} {}-{:02}", company, month.year, month.month));
                check(core::CompanyId{company},
                      *session,
                      *calendar.find_period(Year{month.year}, Month{month.month}));
            }
        }
    }

    Dashboard dashboard(core::CompanyId company, const ReportPeriod& period) {
        const PeriodQuery query{Year{period.year}, Month{period.month}};
        return get(service_.show_dashboard(company, query));
    }

    [[nodiscard]] core::Date overdue_before(const ReportPeriod& period) const {
        return overdue_day(period, demo().last_day());
    }

    /// Debit less credit from the first opening balance to a day, on accounts that begin so.
    static Money balance(database::Session& session, const std::string& prefix, core::Date day) {
        return session
            .select_first<SumRow>(
                "SELECT COALESCE(SUM(amount), 0) FROM ("
                "SELECT debit - credit AS amount FROM roa2web_opening_balances "
                "WHERE account LIKE :prefix AND year = (SELECT MIN(year) FROM roa2web_calendar) "
                "UNION ALL SELECT amount FROM roa2web_journal WHERE debit_account LIKE :prefix "
                "AND document_date <= :day UNION ALL SELECT -amount FROM roa2web_journal "
                "WHERE credit_account LIKE :prefix AND document_date <= :day)",
                {{"prefix", prefix + "%"}, {"day", day}})
            ->sum;
    }

    /// Credit less debit of a period without documents of one type.
    static Money turnover(database::Session& session,
                          const std::string& prefix,
                          const std::string& but_for,
                          core::Date from,
                          core::Date to) {
        return session
            .select_first<SumRow>(
                "SELECT COALESCE(SUM(amount), 0) FROM (SELECT -amount AS amount, document_date, "
                "document_type FROM roa2web_journal WHERE debit_account LIKE :prefix UNION ALL "
                "SELECT amount, document_date, document_type FROM roa2web_journal "
                "WHERE credit_account LIKE :prefix) WHERE document_type <> :but_for "
                "AND document_date >= :date_from AND document_date <= :date_to",
                {{"prefix", prefix + "%"},
                 {"but_for", but_for},
                 {"date_from", from},
                 {"date_to", to}})
            ->sum;
    }

    static OpenRow open_invoices(database::Session& session,
                                 const std::string& type,
                                 core::Date day,
                                 core::Date overdue_before) {
        return *session.select_first<OpenRow>(
            "SELECT COALESCE(SUM(open), 0), COALESCE(SUM(CASE WHEN due_date < :overdue THEN open "
            "ELSE 0 END), 0), COUNT(CASE WHEN open <> 0 THEN 1 END) FROM (SELECT due_date, total - "
            "COALESCE((SELECT SUM(amount) FROM roa2web_invoice_payments p WHERE p.invoice_id = "
            "i.invoice_id AND payment_date <= :day), 0) AS open FROM roa2web_invoices i "
            "WHERE partner_type = :type AND document_date <= :day)",
            {{"day", day}, {"overdue", overdue_before}, {"type", type}});
    }

    static void expect_open(const PartnerFigures& figures, const OpenRow& open, Money account) {
        EXPECT_EQ(figures.open, account);
        EXPECT_EQ(figures.open, open.open);
        EXPECT_EQ(figures.overdue, open.overdue);
        EXPECT_EQ(figures.invoices, open.invoices);
    }

    core::FixedClock clock_{noon_of(demo().last_day())};
    core::BlockingPool pool_{"erp", 2, 100};
    database::SqliteErpGateway erp_{demo().settings()};
    DashboardService service_{erp_, pool_, clock_};
};

TEST_P(DashboardServiceTest, CashIsTheBalanceOfBankAndCashDesk) {
    for_each_month([&](auto company, auto& session, const ReportPeriod& period) {
        const auto cash = dashboard(company, period).cash;
        EXPECT_EQ(cash.bank, balance(session, "512", period.date_to));
        EXPECT_EQ(cash.cash_desk, balance(session, "531", period.date_to));
        EXPECT_EQ(cash.total, cash.bank + cash.cash_desk);
    });
}

TEST_P(DashboardServiceTest, OpenInvoicesAreTheBalancesOf4111And401) {
    for_each_month([&](auto company, auto& session, const ReportPeriod& period) {
        const auto figures = dashboard(company, period);
        const auto day = period.date_to;
        const auto overdue = overdue_before(period);
        expect_open(figures.clients,
                    open_invoices(session, "clients", day, overdue),
                    balance(session, "4111", day));
        expect_open(figures.suppliers,
                    open_invoices(session, "suppliers", day, overdue),
                    Money{} - balance(session, "401", day));
    });
}

TEST_P(DashboardServiceTest, VatIsThatOfTheMonthBeforeItsSettlement) {
    for_each_month([&](auto company, auto& session, const ReportPeriod& period) {
        const auto vat = dashboard(company, period).vat;
        const auto collected = turnover(session, "4427", "vat", period.date_from, period.date_to);
        const auto deductible = turnover(session, "4426", "vat", period.date_from, period.date_to);
        EXPECT_EQ(vat.collected, collected);
        EXPECT_EQ(vat.deductible, Money{} - deductible);
        EXPECT_EQ(vat.payable, collected + deductible);
    });
}

TEST_P(DashboardServiceTest, ProfitIsClass7LessClass6) {
    for_each_month([&](auto company, auto& session, const ReportPeriod& period) {
        const auto figures = dashboard(company, period);
        const auto profit_of = [&](int of_year, unsigned first_month) {
            const auto to =
                core::Date{std::chrono::year(of_year) / period.date_to.month() / std::chrono::last};
            const auto from = core::Date{std::chrono::year(of_year) / first_month / 1};
            return turnover(session, "7", "closing", from, to) +
                   turnover(session, "6", "closing", from, to);
        };
        const auto month = static_cast<unsigned>(period.month);
        const auto this_year = static_cast<int>(period.year);
        EXPECT_EQ(figures.revenue,
                  turnover(session, "7", "closing", period.date_from, period.date_to));
        EXPECT_EQ(figures.revenue - figures.expenses, profit_of(this_year, month));
        EXPECT_EQ(figures.profit.month, profit_of(this_year, month));
        EXPECT_EQ(figures.profit.year, profit_of(this_year, 1));
        EXPECT_EQ(figures.profit.previous_year, profit_of(this_year - 1, 1));
    });
}

TEST_P(DashboardServiceTest, TheMonthsBesideAreThatTheirOwnDashboardsShow) {
    const auto text = [](const DashboardFigures& figures) { return json::to_json(figures); };
    for_each_month([&](auto company, auto& session, const ReportPeriod& period) {
        const ReportCalendar calendar(select_calendar(session), demo().last_day());
        const auto shown = dashboard(company, period);
        const auto previous = calendar.shift(period, -1);
        const auto last_year = calendar.shift(period, -12);
        ASSERT_EQ(shown.previous_month.has_value(), previous.has_value());
        ASSERT_EQ(shown.same_month_last_year.has_value(), last_year.has_value());
        if (previous) {
            EXPECT_EQ(text(*shown.previous_month), text(dashboard(company, *previous)));
        }
        if (last_year) {
            EXPECT_EQ(text(*shown.same_month_last_year), text(dashboard(company, *last_year)));
        }
    });
}

TEST_P(DashboardServiceTest, TrendsAreTheDashboardsOfTheirMonths) {
    for (std::int64_t company = 1; company <= kCompanies; ++company) {
        SCOPED_TRACE(company);
        TrendsQuery query;
        query.months = {60};
        const auto trends = get(service_.show_trends({company}, query));
        const auto session = erp_.company_session({company});
        const auto months = select_calendar(*session);
        const ReportCalendar calendar(months, demo().last_day());
        ASSERT_EQ(trends.months.size(), months.size());
        Money before = balance(*session, "512", core::Date{year{1900} / 1 / 1}) +
                       balance(*session, "531", core::Date{year{1900} / 1 / 1});
        for (std::size_t index = 0; index < months.size(); ++index) {
            SCOPED_TRACE(trends.months[index]);
            const auto period =
                *calendar.find_period(Year{months[index].year}, Month{months[index].month});
            const auto figures = dashboard({company}, period);
            EXPECT_EQ(trends.revenue.at(index), figures.revenue);
            EXPECT_EQ(trends.expenses.at(index), figures.expenses);
            EXPECT_EQ(trends.profit.at(index), figures.profit.month);
            EXPECT_EQ(trends.cash.at(index), figures.cash.total);
            EXPECT_EQ(trends.vat_payable.at(index), figures.vat.payable);
            EXPECT_EQ(trends.cash_in.at(index) - trends.cash_out.at(index),
                      trends.cash.at(index) - before);
            EXPECT_GE(trends.cash_in.at(index), Money{});
            EXPECT_GE(trends.cash_out.at(index), Money{});
            before = trends.cash.at(index);
        }
    }
}

TEST_P(DashboardServiceTest, MaturityDividesWhatIsOpen) {
    for (std::int64_t company = 1; company <= kCompanies; ++company) {
        const auto figures = get(service_.show_dashboard({company}, {}));
        for (const auto type : {PartnerType::Clients, PartnerType::Suppliers}) {
            SCOPED_TRACE(company);
            const auto& wanted = type == PartnerType::Clients ? figures.clients : figures.suppliers;
            const auto maturity = get(service_.show_maturity({company}, {type, {100}}));
            ASSERT_EQ(maturity.buckets.size(), 5U);
            EXPECT_EQ(maturity.total, wanted.open);
            EXPECT_EQ(maturity.invoices, wanted.invoices);
            EXPECT_EQ(maturity.total - maturity.buckets.front().amount, wanted.overdue);
            Money sum;
            for (const auto& bucket : maturity.buckets) {
                sum = sum + bucket.amount;
                Money of_partners;
                for (const auto& partner : bucket.partners) {
                    of_partners = of_partners + partner.amount;
                }
                // No demo company of this size has 100 partners in one bucket.
                EXPECT_EQ(of_partners, bucket.amount) << bucket.bucket;
            }
            EXPECT_EQ(sum, maturity.total);
        }
    }
}

TEST_P(DashboardServiceTest, CashFlowSumsUpToOpenInvoices) {
    for (std::int64_t company = 1; company <= kCompanies; ++company) {
        SCOPED_TRACE(company);
        const auto figures = get(service_.show_dashboard({company}, {}));
        const auto flow = get(service_.show_cash_flow({company}, {{1}}));
        EXPECT_EQ(flow.cash, figures.cash.total);
        EXPECT_EQ(flow.overdue_in, figures.clients.overdue);
        EXPECT_EQ(flow.overdue_out, figures.suppliers.overdue);
        Money in = flow.overdue_in + flow.later_in;
        Money out = flow.overdue_out + flow.later_out;
        Money balance = flow.cash;
        for (const auto& week : flow.weeks) {
            in = in + week.in;
            out = out + week.out;
            balance = balance + week.in - week.out;
            EXPECT_EQ(week.balance, balance);
        }
        EXPECT_EQ(in, figures.clients.open);
        EXPECT_EQ(out, figures.suppliers.open);
    }
}

TEST_P(DashboardServiceTest, TopPartnersAndTheOthersAreAllInvoices) {
    for (std::int64_t company = 1; company <= kCompanies; ++company) {
        for (const std::string type : {"clients", "suppliers"}) {
            SCOPED_TRACE(fmt::format("{} {}", company, type));
            TopPartnersQuery query;
            query.partner_type = type == "clients" ? PartnerType::Clients : PartnerType::Suppliers;
            query.limit = {3};
            const auto top = get(service_.show_top_partners({company}, query));
            const auto session = erp_.company_session({company});
            const auto all = session->select_first<SumRow>(
                "SELECT COALESCE(SUM(net), 0) FROM roa2web_invoices WHERE partner_type = :type AND "
                "document_date >= :date_from AND document_date <= :date_to",
                {{"type", type}, {"date_from", top.date_from}, {"date_to", top.date_to}});
            EXPECT_EQ(top.total_net, all->sum);
            EXPECT_GT(top.items.size(), 0U);
            EXPECT_LE(top.items.size(), 3U);
            Money sum = top.others_net;
            for (std::size_t index = 0; index < top.items.size(); ++index) {
                sum = sum + top.items[index].net;
                EXPECT_TRUE(index == 0 || top.items[index].net <= top.items[index - 1].net);
            }
            EXPECT_EQ(sum, top.total_net);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, DashboardServiceTest, ::testing::Values(0U, 1U));

}  // namespace

}  // namespace roa2web::reports
