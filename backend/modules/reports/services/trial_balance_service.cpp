#include "services/trial_balance_service.hpp"

#include <utility>

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

#include "database/session.hpp"

#include "models/calendar_queries.hpp"
#include "models/ledger_queries.hpp"
#include "models/trial_balance_queries.hpp"
#include "services/ledger_entries.hpp"
#include "services/report_period.hpp"

namespace roa2web::reports {

namespace {

using core::Result;
using core::Task;

BalanceColumns add_up(const std::vector<BalanceRow>& rows) {
    using Columns = boost::describe::describe_members<BalanceColumns, boost::describe::mod_public>;
    BalanceColumns totals;
    for (const auto& row : rows) {
        boost::mp11::mp_for_each<Columns>([&](auto column) {
            totals.*column.pointer = totals.*column.pointer + row.*column.pointer;
        });
    }
    return totals;
}

}  // namespace

Task<Result<TrialBalance>> TrialBalanceService::find_trial_balance(core::CompanyId company,
                                                                   TrialBalanceQuery query) {
    co_await erp_pool_.schedule();
    const auto session = erp_.company_session(company);
    const database::Transaction snapshot(*session);
    const ReportCalendar calendar(select_calendar(*session), clock_.today());
    const auto period = calendar.find_period(query.year, query.month);
    if (!period) {
        co_return tl::unexpected(period.error());
    }
    const auto select = select_trial_balance(
        period->year,
        period->month,
        query.level,
        query.account_class ? std::optional(query.account_class->value) : std::nullopt);
    TrialBalance balance;
    balance.period = *period;
    balance.level = query.level;
    balance.items = session->select<BalanceRow>(select.sorted(), select.parameters);
    balance.totals = add_up(balance.items);
    co_return balance;
}

Task<Result<AccountLedger>> TrialBalanceService::find_account_ledger(core::CompanyId company,
                                                                     std::string account,
                                                                     LedgerQuery query) {
    co_await erp_pool_.schedule();
    const auto session = erp_.company_session(company);
    const database::Transaction snapshot(*session);
    auto record = select_account(*session, account);
    if (!record) {
        co_return core::fail(
            core::ErrorCode::NotFound, "This company has no such account", "account_not_found");
    }
    const ReportCalendar calendar(select_calendar(*session), clock_.today());
    const auto range = calendar.find_range(query.date_from, query.date_to);
    if (!range) {
        co_return tl::unexpected(range.error());
    }
    const auto set = account_with_analytics(account);
    const auto sums = select_ledger_sums(*session, set, range->from, range->to);
    AccountLedger ledger;
    ledger.account = std::move(record->account);
    ledger.name = std::move(record->name);
    ledger.account_function = std::move(record->account_function);
    ledger.partner_id = record->partner_id;
    ledger.date_from = range->from;
    ledger.date_to = range->to;
    ledger.totals = to_ledger_totals(sums);
    ledger.total = sums.operations;
    ledger.page = query.page.value;
    ledger.page_size = query.page_size.value;
    for (auto& entry : select_ledger_page(
             *session, set, range->from, range->to, sums.opening, ledger.page, ledger.page_size)) {
        ledger.items.push_back(to_ledger_entry(std::move(entry)));
    }
    co_return ledger;
}

}  // namespace roa2web::reports
