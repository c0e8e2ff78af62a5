// Request and answer bodies of /api/reports/trial-balance and of the account ledger below it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "schemas/report_schemas.hpp"

namespace roa2web::reports {

enum class BalanceLevel : std::uint8_t { Synthetic, Analytic };
BOOST_DESCRIBE_ENUM(BalanceLevel, Synthetic, Analytic)

struct TrialBalanceQuery {
    std::optional<Year> year;
    std::optional<Month> month;
    BalanceLevel level{BalanceLevel::Synthetic};
    std::optional<json::IntegerIn<1, 9>> account_class;
};
BOOST_DESCRIBE_STRUCT(TrialBalanceQuery, (), (year, month, level, account_class))

/// The four equalities (domain: opening at 1 January, turnover of the month, opening plus turnovers
/// since January, closing).
struct BalanceColumns {
    core::Money opening_debit;
    core::Money opening_credit;
    core::Money period_debit;
    core::Money period_credit;
    core::Money total_debit;
    core::Money total_credit;
    core::Money closing_debit;
    core::Money closing_credit;
};
BOOST_DESCRIBE_STRUCT(BalanceColumns,
                      (),
                      (opening_debit,
                       opening_credit,
                       period_debit,
                       period_credit,
                       total_debit,
                       total_credit,
                       closing_debit,
                       closing_credit))

struct BalanceRow : BalanceColumns {
    std::string account;
    std::string name;
    std::string synthetic;  // the account itself for one without analytics
    std::string synthetic_name;
    std::string account_function;  // A, P, B
    std::optional<core::PartnerId> partner_id;
};
BOOST_DESCRIBE_STRUCT(BalanceRow,
                      (BalanceColumns),
                      (account, name, synthetic, synthetic_name, account_function, partner_id))

struct TrialBalance {
    ReportPeriod period;
    BalanceLevel level{BalanceLevel::Synthetic};
    std::vector<BalanceRow> items;  // by account; those without any figure are left out
    BalanceColumns totals;
};
BOOST_DESCRIBE_STRUCT(TrialBalance, (), (period, level, items, totals))

struct AccountPath {
    json::TextOf<1, 30> account;  // 401 with all its analytics, or one: 401.00012
};
BOOST_DESCRIBE_STRUCT(AccountPath, (), (account))

struct AccountLedger {
    std::string account;
    std::string name;
    std::string account_function;
    std::optional<core::PartnerId> partner_id;
    core::Date date_from{};
    core::Date date_to{};
    LedgerTotals totals;
    std::vector<LedgerEntry> items;
    std::int64_t total{0};
    std::int64_t page{1};
    std::int64_t page_size{0};
};
BOOST_DESCRIBE_STRUCT(AccountLedger,
                      (),
                      (account,
                       name,
                       account_function,
                       partner_id,
                       date_from,
                       date_to,
                       totals,
                       items,
                       total,
                       page,
                       page_size))

}  // namespace roa2web::reports
