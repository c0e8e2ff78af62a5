#include "services/treasury_service.hpp"

#include <string_view>
#include <utility>

#include "database/session.hpp"

#include "models/calendar_queries.hpp"
#include "models/ledger_queries.hpp"
#include "models/treasury_queries.hpp"
#include "services/ledger_entries.hpp"
#include "services/report_period.hpp"

namespace roa2web::reports {

namespace {

using core::Result;
using core::Task;

constexpr std::string_view kBankAccounts = "512";
constexpr std::string_view kCashDesks = "531";

TreasuryTotals to_totals(const LedgerSums& sums) {
    return {.opening = sums.opening,
            .in = sums.debit,
            .out = sums.credit,
            .closing = sums.opening + sums.debit - sums.credit};
}

TreasuryAccount to_account(AccountSums sums) {
    TreasuryAccount account;
    static_cast<TreasuryTotals&>(account) = to_totals(sums);
    account.account = std::move(sums.account);
    account.name = std::move(sums.name);
    account.kind = treasury_kind_of(sums.synthetic);
    account.currency = std::move(sums.currency);
    account.operations = sums.operations;
    return account;
}

TreasuryOperation to_operation(LedgerRecord record) {
    auto entry = to_ledger_entry(std::move(record));
    return {.entry_id = entry.entry_id,
            .date = entry.date,
            .document_id = entry.document_id,
            .document = std::move(entry.document),
            .counter_account = std::move(entry.counter_account),
            .partner_id = entry.partner_id,
            .partner_name = std::move(entry.partner_name),
            .invoice_id = entry.invoice_id,
            .explanation = std::move(entry.explanation),
            .in = entry.debit,
            .out = entry.credit,
            .balance = entry.balance};
}

}  // namespace

TreasuryKind treasury_kind_of(std::string_view synthetic) {
    return synthetic.starts_with(kCashDesks) ? TreasuryKind::CashDesk : TreasuryKind::Bank;
}

bool holds_money(const AccountRecord& account) {
    return account.synthetic.starts_with(kBankAccounts) ||
           account.synthetic.starts_with(kCashDesks);
}

Task<Result<TreasuryAccounts>> TreasuryService::list_accounts(core::CompanyId company,
                                                              TreasuryAccountsQuery query) {
    co_await erp_pool_.schedule();
    const auto session = erp_.company_session(company);
    const database::Transaction snapshot(*session);
    const ReportCalendar calendar(select_calendar(*session), clock_.today());
    const auto range = calendar.find_range(query.date_from, query.date_to);
    if (!range) {
        co_return tl::unexpected(range.error());
    }
    TreasuryAccounts accounts;
    accounts.date_from = range->from;
    accounts.date_to = range->to;
    LedgerSums all;
    for (auto& sums :
         select_sums_by_account(*session, treasury_account_set(), range->from, range->to)) {
        all.opening = all.opening + sums.opening;
        all.debit = all.debit + sums.debit;
        all.credit = all.credit + sums.credit;
        accounts.items.push_back(to_account(std::move(sums)));
    }
    accounts.totals = to_totals(all);
    co_return accounts;
}

Task<Result<TreasuryRegister>> TreasuryService::find_register(core::CompanyId company,
                                                              TreasuryRegisterQuery query) {
    co_await erp_pool_.schedule();
    const auto session = erp_.company_session(company);
    const database::Transaction snapshot(*session);
    auto account = select_account(*session, query.account.value.value);
    if (!account || !holds_money(*account)) {
        co_return core::fail(core::ErrorCode::NotFound,
                             "This company has no such bank account or cash desk",
                             "account_not_found");
    }
    const ReportCalendar calendar(select_calendar(*session), clock_.today());
    const auto range = calendar.find_range(query.date_from, query.date_to);
    if (!range) {
        co_return tl::unexpected(range.error());
    }
    const auto set = account_with_analytics(account->account);
    const auto sums = select_ledger_sums(*session, set, range->from, range->to);
    TreasuryRegister entries;
    entries.kind = treasury_kind_of(account->synthetic);
    entries.account = std::move(account->account);
    entries.name = std::move(account->name);
    entries.currency = std::move(account->currency);
    entries.date_from = range->from;
    entries.date_to = range->to;
    entries.totals = to_totals(sums);
    entries.total = sums.operations;
    entries.page = query.page.value;
    entries.page_size = query.page_size.value;
    if (entries.kind == TreasuryKind::CashDesk) {
        entries.negative_days =
            select_negative_days(*session, set, range->from, range->to, sums.opening);
    }
    for (auto& record : select_ledger_page(*session,
                                           set,
                                           range->from,
                                           range->to,
                                           sums.opening,
                                           entries.page,
                                           entries.page_size)) {
        entries.items.push_back(to_operation(std::move(record)));
    }
    co_return entries;
}

}  // namespace roa2web::reports
