// For tests: the book-keeping reports of one company, asked of the services and waited for. A
// report that answers with an error fails the test.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/blocking_pool.hpp"
#include "core/task.hpp"
#include "database/erp_gateway.hpp"

#include "models/calendar_queries.hpp"
#include "services/partners_service.hpp"
#include "services/treasury_service.hpp"
#include "services/trial_balance_service.hpp"

namespace roa2web::reports {

class CompanyReports {
  public:
    CompanyReports(database::ErpGateway& erp,
                   core::BlockingPool& pool,
                   const core::Clock& clock,
                   core::CompanyId company)
        : erp_(erp),
          company_(company),
          trial_balance_(erp, pool, clock),
          treasury_(erp, pool, clock),
          partners_(erp, pool, clock) {}

    [[nodiscard]] std::vector<CalendarMonth> months() {
        const auto session = erp_.company_session(company_);
        return select_calendar(*session);
    }

    [[nodiscard]] std::vector<Partner> partners() {
        const auto session = erp_.company_session(company_);
        return session->select<Partner>(
            "SELECT partner_id, name, cui, registration_number, city, is_client, is_supplier FROM "
            "roa2web_partners ORDER BY partner_id");
    }

    [[nodiscard]] TrialBalance balance(const CalendarMonth& month,
                                       BalanceLevel level,
                                       std::optional<std::int64_t> account_class = {}) {
        TrialBalanceQuery query;
        query.year = Year{month.year};
        query.month = Month{month.month};
        query.level = level;
        if (account_class) {
            query.account_class = json::IntegerIn<1, 9>{*account_class};
        }
        return answer(core::sync_wait(trial_balance_.find_trial_balance(company_, query)));
    }

    [[nodiscard]] AccountLedger ledger(const std::string& account,
                                       core::Date from,
                                       core::Date to,
                                       std::int64_t page = 1,
                                       std::int64_t page_size = 500) {
        const auto query = range(from, to, page, page_size);
        return answer(
            core::sync_wait(trial_balance_.find_account_ledger(company_, account, query)));
    }

    [[nodiscard]] PartnerStatement statement(core::PartnerId partner,
                                             core::Date from,
                                             core::Date to) {
        const auto query = range(from, to, 1, 500);
        return answer(core::sync_wait(partners_.find_statement(company_, partner, query)));
    }

    [[nodiscard]] TreasuryAccounts treasury(core::Date from, core::Date to) {
        const TreasuryAccountsQuery query{.date_from = from, .date_to = to};
        return answer(core::sync_wait(treasury_.list_accounts(company_, query)));
    }

    [[nodiscard]] TreasuryRegister cash_book(const std::string& account,
                                             core::Date from,
                                             core::Date to) {
        TreasuryRegisterQuery query;
        query.account.value.value = account;
        query.date_from = from;
        query.date_to = to;
        query.page_size.value = 500;
        return answer(core::sync_wait(treasury_.find_register(company_, query)));
    }

  private:
    static LedgerQuery range(core::Date from,
                             core::Date to,
                             std::int64_t page,
                             std::int64_t page_size) {
        LedgerQuery query;
        query.date_from = from;
        query.date_to = to;
        query.page.value = page;
        query.page_size.value = page_size;
        return query;
    }

    template <class T>
    static T answer(core::Result<T> result) {
        if (!result) {
            ADD_FAILURE() << result.error().message << " " << result.error().id;
            return T{};
        }
        return std::move(*result);
    }

    database::ErpGateway& erp_;
    core::CompanyId company_;
    TrialBalanceService trial_balance_;
    TreasuryService treasury_;
    PartnersService partners_;
};

}  // namespace roa2web::reports
