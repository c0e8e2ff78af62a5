#include "models/treasury_queries.hpp"

#include <string>
#include <string_view>

namespace roa2web::reports {

namespace {

constexpr std::string_view kDays =
    "SELECT d.document_date, d.balance FROM (SELECT o.document_date AS document_date, :opening + "
    "SUM(SUM(o.debit - o.credit)) OVER (ORDER BY o.document_date ROWS UNBOUNDED PRECEDING) AS "
    "balance FROM (";

constexpr std::string_view kDaysEnd =
    ") o GROUP BY o.document_date) d WHERE d.balance < 0 ORDER BY d.document_date";

}  // namespace

std::vector<NegativeDay> select_negative_days(database::Session& session,
                                              const AccountSet& set,
                                              core::Date from,
                                              core::Date to,
                                              core::Money opening) {
    auto parameters = range_parameters(set, from, to);
    parameters.emplace_back("opening", opening);
    std::string sql(kDays);
    sql.append(ledger_operations(set)).append(kDaysEnd);
    return session.select<NegativeDay>(sql, parameters);
}

}  // namespace roa2web::reports
