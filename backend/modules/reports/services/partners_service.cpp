#include "services/partners_service.hpp"

#include <utility>

#include "database/session.hpp"

#include "models/calendar_queries.hpp"
#include "models/ledger_queries.hpp"
#include "models/partners_queries.hpp"
#include "services/ledger_entries.hpp"
#include "services/report_period.hpp"

namespace roa2web::reports {

using core::Result;
using core::Task;

Task<Result<PartnerList>> PartnersService::search(core::CompanyId company, PartnersQuery query) {
    co_await erp_pool_.schedule();
    const auto session = erp_.company_session(company);
    const database::Transaction snapshot(*session);
    PartnerList list;
    list.items = search_partners(*session, query.search.value.value, query.limit.value);
    co_return list;
}

Task<Result<PartnerStatement>> PartnersService::find_statement(core::CompanyId company,
                                                               core::PartnerId partner,
                                                               LedgerQuery query) {
    co_await erp_pool_.schedule();
    const auto session = erp_.company_session(company);
    const database::Transaction snapshot(*session);
    auto record = select_partner(*session, partner);
    if (!record) {
        co_return core::fail(
            core::ErrorCode::NotFound, "This company has no such partner", "partner_not_found");
    }
    const ReportCalendar calendar(select_calendar(*session), clock_.today());
    const auto range = calendar.find_range(query.date_from, query.date_to);
    if (!range) {
        co_return tl::unexpected(range.error());
    }
    const auto set = accounts_of_partner(partner);
    PartnerStatement statement;
    statement.partner = std::move(*record);
    statement.date_from = range->from;
    statement.date_to = range->to;
    LedgerSums all;
    for (auto& sums : select_sums_by_account(*session, set, range->from, range->to)) {
        all.opening = all.opening + sums.opening;
        all.operations += sums.operations;
        all.debit = all.debit + sums.debit;
        all.credit = all.credit + sums.credit;
        statement.accounts.push_back({.account = std::move(sums.account),
                                      .name = std::move(sums.name),
                                      .balance = to_ledger_totals(sums).closing});
    }
    statement.totals = to_ledger_totals(all);
    const auto open = select_open_invoices(*session, partner);
    statement.open_as_client = open.as_client;
    statement.open_as_supplier = open.as_supplier;
    statement.total = all.operations;
    statement.page = query.page.value;
    statement.page_size = query.page_size.value;
    for (auto& entry : select_ledger_page(*session,
                                          set,
                                          range->from,
                                          range->to,
                                          all.opening,
                                          statement.page,
                                          statement.page_size)) {
        statement.items.push_back(to_ledger_entry(std::move(entry)));
    }
    co_return statement;
}

}  // namespace roa2web::reports
