#include "models/dashboard_queries.hpp"

#include <string_view>

namespace roa2web::reports {

namespace {

// Ranges of account names instead of LIKE, so that an index on the account serves them; analytics
// ("4427.01") lie in the range of their synthetic account.
constexpr std::string_view kMonthSums =
    "SELECT year, month, "
    "SUM(CASE WHEN account >= '512' AND account < '513' THEN debit ELSE 0 END) AS bank_debit, "
    "SUM(CASE WHEN account >= '512' AND account < '513' THEN credit ELSE 0 END) AS bank_credit, "
    "SUM(CASE WHEN account >= '531' AND account < '532' THEN debit ELSE 0 END) AS desk_debit, "
    "SUM(CASE WHEN account >= '531' AND account < '532' THEN credit ELSE 0 END) AS desk_credit, "
    "SUM(CASE WHEN account >= '4427' AND account < '4428' THEN credit ELSE 0 END) AS collected, "
    "SUM(CASE WHEN account >= '4426' AND account < '4427' THEN debit ELSE 0 END) AS deductible, "
    "SUM(CASE WHEN account >= '7' AND account < '8' THEN credit - debit ELSE 0 END) AS revenue, "
    "SUM(CASE WHEN account >= '6' AND account < '7' THEN debit - credit ELSE 0 END) AS expenses "
    "FROM roa2web_turnovers WHERE year >= :first_year AND year <= :last_year "
    "AND ((account >= '4426' AND account < '4428') OR (account >= '512' AND account < '513') "
    "OR (account >= '531' AND account < '532') OR (account >= '6' AND account < '8')) "
    "GROUP BY year, month ORDER BY year, month";

constexpr std::string_view kCashOpenings =
    "SELECT year, "
    "SUM(CASE WHEN account < '513' THEN debit - credit ELSE 0 END) AS bank, "
    "SUM(CASE WHEN account < '513' THEN 0 ELSE debit - credit END) AS cash_desk "
    "FROM roa2web_opening_balances WHERE year >= :first_year AND year <= :last_year "
    "AND ((account >= '512' AND account < '513') OR (account >= '531' AND account < '532')) "
    "GROUP BY year ORDER BY year";

// By account 121, which has few entries, whatever type of document the ERP gives them.
constexpr std::string_view kClosings =
    "SELECT document_date, SUM(revenue) AS revenue, SUM(expenses) AS expenses FROM ("
    "SELECT document_date, "
    "CASE WHEN SUBSTR(debit_synthetic, 1, 1) = '7' THEN amount ELSE 0 END AS revenue, "
    "CASE WHEN SUBSTR(debit_synthetic, 1, 1) = '6' THEN -amount ELSE 0 END AS expenses "
    "FROM roa2web_journal WHERE credit_account IN "
    "(SELECT account FROM roa2web_accounts WHERE synthetic = '121') "
    "AND document_date >= :date_from AND document_date <= :date_to "
    "UNION ALL SELECT document_date, "
    "CASE WHEN SUBSTR(credit_synthetic, 1, 1) = '7' THEN -amount ELSE 0 END AS revenue, "
    "CASE WHEN SUBSTR(credit_synthetic, 1, 1) = '6' THEN amount ELSE 0 END AS expenses "
    "FROM roa2web_journal WHERE debit_account IN "
    "(SELECT account FROM roa2web_accounts WHERE synthetic = '121') "
    "AND document_date >= :date_from AND document_date <= :date_to"
    ") closings GROUP BY document_date ORDER BY document_date";

constexpr std::string_view kTransfers =
    "SELECT document_date, "
    "SUM(CASE WHEN debit_synthetic <> '581' AND credit_synthetic <> '581' "
    "THEN amount ELSE 0 END) AS direct, "
    "SUM(CASE WHEN debit_synthetic <> '581' AND credit_synthetic = '581' "
    "THEN amount ELSE 0 END) AS received, "
    "SUM(CASE WHEN debit_synthetic = '581' AND credit_synthetic <> '581' "
    "THEN amount ELSE 0 END) AS sent "
    "FROM roa2web_journal WHERE debit_account IN (SELECT account FROM roa2web_accounts "
    "WHERE SUBSTR(synthetic, 1, 3) IN ('512', '531', '581')) "
    "AND document_date >= :date_from AND document_date <= :date_to "
    "AND SUBSTR(credit_synthetic, 1, 3) IN ('512', '531', '581') "
    "GROUP BY document_date ORDER BY document_date";

database::Parameters years(std::int64_t first, std::int64_t last) {
    return {{"first_year", first}, {"last_year", last}};
}

database::Parameters days(core::Date from, core::Date to) {
    return {{"date_from", from}, {"date_to", to}};
}

}  // namespace

std::vector<MonthSums> select_month_sums(database::Session& session,
                                         std::int64_t first_year,
                                         std::int64_t last_year) {
    return session.select<MonthSums>(kMonthSums, years(first_year, last_year));
}

std::vector<CashOpening> select_cash_openings(database::Session& session,
                                              std::int64_t first_year,
                                              std::int64_t last_year) {
    return session.select<CashOpening>(kCashOpenings, years(first_year, last_year));
}

std::vector<ClosingSums> select_closings(database::Session& session,
                                         core::Date from,
                                         core::Date to) {
    return session.select<ClosingSums>(kClosings, days(from, to));
}

std::vector<TransferDay> select_transfers(database::Session& session,
                                          core::Date from,
                                          core::Date to) {
    return session.select<TransferDay>(kTransfers, days(from, to));
}

}  // namespace roa2web::reports
