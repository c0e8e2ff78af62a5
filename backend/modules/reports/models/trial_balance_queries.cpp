#include "models/trial_balance_queries.hpp"

#include <string>
#include <string_view>

namespace roa2web::reports {

namespace {

/// For each account with entries: its balance at 1 January and its turnovers, of the month and
/// since January.
constexpr std::string_view kSumsByAccount =
    "SELECT m.account AS account, SUM(m.opening) AS opening, "
    "SUM(m.month_debit) AS month_debit, SUM(m.month_credit) AS month_credit, "
    "SUM(m.year_debit) AS year_debit, SUM(m.year_credit) AS year_credit FROM ("
    "SELECT account, debit - credit AS opening, 0 AS month_debit, 0 AS month_credit, "
    "0 AS year_debit, 0 AS year_credit FROM roa2web_opening_balances WHERE year = :year "
    "UNION ALL SELECT account, 0, CASE WHEN month = :month THEN debit ELSE 0 END, "
    "CASE WHEN month = :month THEN credit ELSE 0 END, debit, credit "
    "FROM roa2web_turnovers WHERE year = :year AND month <= :month"
    ") m GROUP BY m.account";

/// Netted account by account: what is left stands on one side. Totals are then opening plus
/// turnovers, side by side.
constexpr std::string_view kNetted =
    "SELECT s.account AS account, CASE WHEN s.opening > 0 THEN s.opening ELSE 0 END AS "
    "opening_debit, CASE WHEN s.opening < 0 THEN -s.opening ELSE 0 END AS opening_credit, "
    "s.month_debit AS month_debit, s.month_credit AS month_credit, s.year_debit AS year_debit, "
    "s.year_credit AS year_credit, s.opening + s.year_debit - s.year_credit AS closing FROM (";

constexpr std::string_view kLeaves =
    "SELECT n.account AS account, n.opening_debit AS opening_debit, n.opening_credit AS "
    "opening_credit, n.month_debit AS period_debit, n.month_credit AS period_credit, "
    "n.opening_debit + n.year_debit AS total_debit, n.opening_credit + n.year_credit AS "
    "total_credit, CASE WHEN n.closing > 0 THEN n.closing ELSE 0 END AS closing_debit, "
    "CASE WHEN n.closing < 0 THEN -n.closing ELSE 0 END AS closing_credit FROM (";

/// Closing is zero where both totals are equal, so four pairs are eight zeros when these six are.
constexpr std::string_view kSomething =
    "(b.opening_debit <> 0 OR b.opening_credit <> 0 OR b.period_debit <> 0 OR b.period_credit <> "
    "0 OR b.total_debit <> 0 OR b.total_credit <> 0)";

constexpr std::string_view kAnalytic =
    "SELECT b.opening_debit, b.opening_credit, b.period_debit, b.period_credit, b.total_debit, "
    "b.total_credit, b.closing_debit, b.closing_credit, b.account, COALESCE(a.name, b.account) AS "
    "name, COALESCE(a.synthetic, b.account) AS synthetic, COALESCE(p.name, a.name, b.account) AS "
    "synthetic_name, COALESCE(a.account_function, 'B') AS account_function, a.partner_id FROM (";

constexpr std::string_view kAnalyticJoins =
    ") b LEFT JOIN roa2web_accounts a ON a.account = b.account "
    "LEFT JOIN roa2web_accounts p ON p.account = a.synthetic WHERE ";

constexpr std::string_view kSynthetic =
    "SELECT t.opening_debit, t.opening_credit, t.period_debit, t.period_credit, t.total_debit, "
    "t.total_credit, t.closing_debit, t.closing_credit, t.account, COALESCE(p.name, t.account) AS "
    "name, t.account AS synthetic, COALESCE(p.name, t.account) AS synthetic_name, "
    "COALESCE(p.account_function, 'B') AS account_function, p.partner_id FROM ("
    "SELECT COALESCE(a.synthetic, b.account) AS account, SUM(b.opening_debit) AS opening_debit, "
    "SUM(b.opening_credit) AS opening_credit, SUM(b.period_debit) AS period_debit, "
    "SUM(b.period_credit) AS period_credit, SUM(b.total_debit) AS total_debit, "
    "SUM(b.total_credit) AS total_credit, SUM(b.closing_debit) AS closing_debit, "
    "SUM(b.closing_credit) AS closing_credit FROM (";

constexpr std::string_view kSyntheticJoins =
    ") b LEFT JOIN roa2web_accounts a ON a.account = b.account WHERE ";

constexpr std::string_view kSyntheticNames =
    " GROUP BY COALESCE(a.synthetic, b.account)) t LEFT JOIN roa2web_accounts p ON p.account = "
    "t.account";

std::string leaves() {
    std::string sql(kLeaves);
    sql.append(kNetted).append(kSumsByAccount).append(") s) n");
    return sql;
}

}  // namespace

ReportSelect select_trial_balance(std::int64_t year,
                                  std::int64_t month,
                                  BalanceLevel level,
                                  std::optional<std::int64_t> account_class) {
    const bool analytic = level == BalanceLevel::Analytic;
    ReportSelect select{.sql = std::string(analytic ? kAnalytic : kSynthetic),
                        .parameters = {{"year", year}, {"month", month}},
                        .order_by = analytic ? "b.account" : "t.account"};
    select.sql.append(leaves())
        .append(analytic ? kAnalyticJoins : kSyntheticJoins)
        .append(kSomething);
    if (account_class) {
        select.sql.append(" AND a.account_class = :account_class");
        select.parameters.emplace_back("account_class", *account_class);
    }
    if (!analytic) {
        select.sql.append(kSyntheticNames);
    }
    return select;
}

}  // namespace roa2web::reports
