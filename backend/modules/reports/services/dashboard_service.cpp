#include "services/dashboard_service.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "database/session.hpp"

#include "models/calendar_queries.hpp"
#include "models/dashboard_queries.hpp"
#include "models/open_invoices_queries.hpp"
#include "services/cash_flow.hpp"
#include "services/month_figures.hpp"
#include "services/report_period.hpp"

namespace roa2web::reports {

namespace {

using core::Date;
using core::Money;
using core::Result;
using core::Task;

constexpr std::array kBuckets{"not_due", "1_30", "31_60", "61_90", "over_90"};

Date first_of_year(std::int64_t year) {
    return Date{
        std::chrono::year(static_cast<int>(year)), std::chrono::January, std::chrono::day(1)};
}

/// All months of whole years, until the end of a period.
MonthFigures load_months(database::Session& session,
                         std::int64_t first_year,
                         const ReportPeriod& until) {
    return {select_month_sums(session, first_year, until.year),
            select_cash_openings(session, first_year, until.year),
            select_closings(session, first_of_year(first_year), until.date_to)};
}

/// What a month leaves open at its end, and what of it is overdue now, or was when it ended.
OpenDay open_day(const ReportPeriod& period, Date today) {
    return {.day = period.date_to, .overdue_before = overdue_day(period, today)};
}

PartnerFigures partner_figures(const std::vector<OpenSums>& sums,
                               PartnerType type,
                               std::size_t day) {
    for (const auto& row : sums) {
        if (row.partner_type == type) {
            const std::array<PartnerFigures, 3> figures{
                {{row.open_1, row.overdue_1, row.invoices_1},
                 {row.open_2, row.overdue_2, row.invoices_2},
                 {row.open_3, row.overdue_3, row.invoices_3}}};
            return figures.at(day);
        }
    }
    return {};
}

/// What the queries gave for the three months of a dashboard.
struct DashboardParts {
    MonthFigures months;
    std::vector<OpenSums> open;

    /// @param day which of the three days of `open`.
    [[nodiscard]] DashboardFigures figures(const ReportPeriod& period, std::size_t day) const {
        DashboardFigures figures;
        figures.cash = months.cash(period);
        figures.clients = partner_figures(open, PartnerType::Clients, day);
        figures.suppliers = partner_figures(open, PartnerType::Suppliers, day);
        figures.vat = months.vat(period);
        figures.revenue = months.revenue(period);
        figures.expenses = months.expenses(period);
        figures.profit = months.profit(period);
        return figures;
    }
};

/// Sums of the transfers of one month.
TransferDay transfers_of(const std::vector<TransferDay>& transfers, const ReportPeriod& period) {
    TransferDay sum;
    for (const auto& day : transfers) {
        if (day.date >= period.date_from && day.date <= period.date_to) {
            sum.direct = sum.direct + day.direct;
            sum.received = sum.received + day.received;
            sum.sent = sum.sent + day.sent;
        }
    }
    return sum;
}

struct CashMovement {
    Money in;
    Money out;
};

/// Transfers are neither in nor out. What went into 581 and what came out of it cancel each other
/// inside a month; the difference (money still on its way, or lost and won by exchange) has really
/// left or come.
CashMovement cash_movement(const MonthFigures& months,
                           const std::vector<TransferDay>& transfers,
                           const ReportPeriod& period) {
    const TransferDay moved = transfers_of(transfers, period);
    const Money in = months.cash_debit(period) - moved.direct - moved.received;
    const Money out = months.cash_credit(period) - moved.direct - moved.sent;
    const Money arrived = moved.received - moved.sent;
    return arrived > Money{} ? CashMovement{in + arrived, out} : CashMovement{in, out - arrived};
}

Maturity to_maturity(std::vector<MaturityRow> rows, PartnerType type, Date today) {
    Maturity maturity;
    maturity.as_of = today;
    maturity.partner_type = type;
    std::map<std::string, MaturityBucket> found;
    for (auto& row : rows) {
        MaturityBucket& bucket = found[row.bucket];
        bucket.amount = row.bucket_amount;
        bucket.invoices = row.bucket_invoices;
        bucket.partners.push_back({.partner_id = row.partner_id,
                                   .partner_name = std::move(row.partner_name),
                                   .amount = row.amount,
                                   .invoices = row.invoices});
    }
    for (const auto* const name : kBuckets) {
        MaturityBucket& bucket = found[name];
        bucket.bucket = name;
        maturity.total = maturity.total + bucket.amount;
        maturity.invoices += bucket.invoices;
        maturity.buckets.push_back(std::move(bucket));
    }
    return maturity;
}

TopPartners to_top_partners(std::vector<RankedPartner> rows, PartnerType type) {
    TopPartners top;
    top.partner_type = type;
    top.total_net = rows.empty() ? Money{} : rows.front().total_net;
    top.others_net = top.total_net;
    for (auto& row : rows) {
        top.others_net = top.others_net - row.net;
        top.items.push_back({.partner_id = row.partner_id,
                             .partner_name = std::move(row.partner_name),
                             .net = row.net,
                             .total = row.total,
                             .balance = row.balance,
                             .invoices = row.invoices});
    }
    return top;
}

}  // namespace

Task<Result<Dashboard>> DashboardService::show_dashboard(core::CompanyId company,
                                                         PeriodQuery query) {
    co_await erp_pool_.schedule();
    const Date today = clock_.today();
    const auto session = erp_.company_session(company);
    const database::Transaction snapshot(*session);
    const ReportCalendar calendar(select_calendar(*session), today);
    const auto period = calendar.find_period(query.year, query.month);
    if (!period) {
        co_return tl::unexpected(period.error());
    }
    const auto previous = calendar.shift(*period, -1);
    const auto last_year = calendar.shift(*period, -12);
    // A month that the books lack is asked for as the month itself, and not looked at.
    const std::array<OpenDay, 3> days{open_day(*period, today),
                                      open_day(previous.value_or(*period), today),
                                      open_day(last_year.value_or(*period), today)};
    // The profit of the year before last stands beside that of the same month last year.
    const DashboardParts parts{.months = load_months(*session, period->year - 2, *period),
                               .open = select_open_sums(*session, days)};
    Dashboard dashboard;
    static_cast<DashboardFigures&>(dashboard) = parts.figures(*period, 0);
    dashboard.period = *period;
    if (previous) {
        dashboard.previous_month = parts.figures(*previous, 1);
    }
    if (last_year) {
        dashboard.same_month_last_year = parts.figures(*last_year, 2);
    }
    co_return dashboard;
}

Task<Result<Trends>> DashboardService::show_trends(core::CompanyId company, TrendsQuery query) {
    co_await erp_pool_.schedule();
    const auto session = erp_.company_session(company);
    const database::Transaction snapshot(*session);
    const ReportCalendar calendar(select_calendar(*session), clock_.today());
    const auto period = calendar.find_period(query.year, query.month);
    if (!period) {
        co_return tl::unexpected(period.error());
    }
    const auto periods = calendar.months_until(*period, query.months.value);
    const auto months = load_months(*session, periods.front().year, *period);
    const auto transfers =
        select_transfers(*session, periods.front().date_from, periods.back().date_to);
    Trends trends;
    for (const auto& each : periods) {
        const auto moved = cash_movement(months, transfers, each);
        trends.months.push_back(fmt::format("{}-{:02}", each.year, each.month));
        trends.revenue.push_back(months.revenue(each));
        trends.expenses.push_back(months.expenses(each));
        trends.profit.push_back(months.profit(each).month);
        trends.cash_in.push_back(moved.in);
        trends.cash_out.push_back(moved.out);
        trends.cash.push_back(months.cash(each).total);
        trends.vat_payable.push_back(months.vat(each).payable);
    }
    co_return trends;
}

Task<Result<Maturity>> DashboardService::show_maturity(core::CompanyId company,
                                                       MaturityQuery query) {
    co_await erp_pool_.schedule();
    const Date today = clock_.today();
    const auto session = erp_.company_session(company);
    const database::Transaction snapshot(*session);
    auto rows = select_maturity(*session, query.partner_type, today, query.partners.value);
    co_return to_maturity(std::move(rows), query.partner_type, today);
}

Task<Result<CashFlow>> DashboardService::show_cash_flow(core::CompanyId company,
                                                        CashFlowQuery query) {
    co_await erp_pool_.schedule();
    const Date today = clock_.today();
    const auto session = erp_.company_session(company);
    const database::Transaction snapshot(*session);
    const ReportCalendar calendar(select_calendar(*session), today);
    const auto period = calendar.find_period({}, {});
    if (!period) {
        co_return tl::unexpected(period.error());
    }
    const auto months = load_months(*session, period->year, *period);
    co_return expect_cash_flow(
        today, query.months.value, months.cash(*period).total, select_due_days(*session));
}

Task<Result<TopPartners>> DashboardService::show_top_partners(core::CompanyId company,
                                                              TopPartnersQuery query) {
    co_await erp_pool_.schedule();
    const auto session = erp_.company_session(company);
    const database::Transaction snapshot(*session);
    const ReportCalendar calendar(select_calendar(*session), clock_.today());
    const auto period = calendar.find_period(query.year, query.month);
    if (!period) {
        co_return tl::unexpected(period.error());
    }
    const Date from = calendar.months_until(*period, query.months.value).front().date_from;
    auto rows =
        select_top_partners(*session, query.partner_type, from, period->date_to, query.limit.value);
    auto top = to_top_partners(std::move(rows), query.partner_type);
    top.date_from = from;
    top.date_to = period->date_to;
    co_return top;
}

}  // namespace roa2web::reports
