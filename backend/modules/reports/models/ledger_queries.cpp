#include "models/ledger_queries.hpp"

#include <chrono>

namespace roa2web::reports {

namespace {

using core::Date;

constexpr std::string_view kAccount =
    "SELECT account, synthetic, name, account_function, partner_id, currency FROM "
    "roa2web_accounts WHERE account = :account";

/// {S} stands for the set of accounts.
constexpr std::string_view kMovements =
    "SELECT account, debit - credit AS opening, 0 AS operations, 0 AS debit, 0 AS credit "
    "FROM roa2web_opening_balances WHERE year = :year AND account IN ({S}) "
    "UNION ALL SELECT account, debit - credit, 0, 0, 0 FROM roa2web_turnovers "
    "WHERE year = :year AND month < :month AND account IN ({S}) "
    "UNION ALL SELECT debit_account, amount, 0, 0, 0 FROM roa2web_journal "
    "WHERE debit_account IN ({S}) AND document_date >= :month_start AND document_date < "
    ":date_from "
    "UNION ALL SELECT credit_account, -amount, 0, 0, 0 FROM roa2web_journal "
    "WHERE credit_account IN ({S}) AND document_date >= :month_start AND document_date < "
    ":date_from "
    "UNION ALL SELECT debit_account, 0, 1, amount, 0 FROM roa2web_journal "
    "WHERE debit_account IN ({S}) AND document_date >= :date_from AND document_date <= :date_to "
    "UNION ALL SELECT credit_account, 0, 1, 0, amount FROM roa2web_journal "
    "WHERE credit_account IN ({S}) AND document_date >= :date_from AND document_date <= :date_to";

constexpr std::string_view kSums =
    "COALESCE(SUM(m.opening), 0) AS opening, COALESCE(SUM(m.operations), 0) AS operations, "
    "COALESCE(SUM(m.debit), 0) AS debit, COALESCE(SUM(m.credit), 0) AS credit";

constexpr std::string_view kByAccount =
    "SELECT COALESCE(t.opening, 0) AS opening, COALESCE(t.operations, 0) AS operations, "
    "COALESCE(t.debit, 0) AS debit, COALESCE(t.credit, 0) AS credit, a.account, a.name, "
    "a.synthetic, a.currency FROM roa2web_accounts a LEFT JOIN (SELECT m.account AS account, ";

constexpr std::string_view kByAccountEnd =
    ") m GROUP BY m.account) t ON t.account = a.account WHERE a.account IN ({S}) "
    "AND (t.account IS NOT NULL OR a.is_analytic = 1 OR NOT EXISTS (SELECT 1 FROM "
    "roa2web_accounts c WHERE c.synthetic = a.account AND c.account <> a.account)) "
    "ORDER BY a.account";

constexpr std::string_view kOperations =
    "SELECT entry_id, document_date, debit_account AS account, amount AS debit, 0 AS credit, "
    "1 AS side FROM roa2web_journal WHERE debit_account IN ({S}) AND document_date >= :date_from "
    "AND document_date <= :date_to "
    "UNION ALL SELECT entry_id, document_date, credit_account, 0, amount, 2 FROM roa2web_journal "
    "WHERE credit_account IN ({S}) AND document_date >= :date_from AND document_date <= :date_to";

constexpr std::string_view kRunning =
    "SELECT o.entry_id AS entry_id, o.document_date AS document_date, o.account AS account, "
    "o.debit AS debit, o.credit AS credit, o.side AS side, :opening + SUM(o.debit - o.credit) "
    "OVER (ORDER BY o.document_date, o.entry_id, o.side ROWS UNBOUNDED PRECEDING) AS balance "
    "FROM (";

constexpr std::string_view kEntries =
    "SELECT j.entry_id, j.document_date, j.document_id, j.document_type, j.document_series, "
    "j.document_number, n.account, CASE WHEN n.side = 1 THEN j.credit_account ELSE "
    "j.debit_account END AS counter_account, j.partner_id, p.name AS partner_name, j.invoice_id, "
    "j.explanation, n.debit, n.credit, n.balance FROM (";

constexpr std::string_view kEntriesEnd =
    ") n JOIN roa2web_journal j ON j.entry_id = n.entry_id "
    "LEFT JOIN roa2web_partners p ON p.partner_id = j.partner_id";

constexpr std::string_view kEntryOrder = "n.document_date, n.entry_id, n.side";

std::string insert_accounts(std::string_view text, const AccountSet& set) {
    constexpr std::string_view kPlace = "{S}";
    std::string sql;
    for (auto place = text.find(kPlace); place != std::string_view::npos;
         place = text.find(kPlace)) {
        sql.append(text.substr(0, place)).append(set.accounts);
        text.remove_prefix(place + kPlace.size());
    }
    return sql.append(text);
}

database::Parameters sums_parameters(const AccountSet& set, Date from, Date to) {
    auto parameters = range_parameters(set, from, to);
    parameters.emplace_back("year", static_cast<int>(from.year()));
    parameters.emplace_back("month", static_cast<unsigned>(from.month()));
    parameters.emplace_back("month_start", Date{from.year() / from.month() / std::chrono::day(1)});
    return parameters;
}

database::Parameters ledger_parameters(const AccountSet& set,
                                       Date from,
                                       Date to,
                                       core::Money opening) {
    auto parameters = range_parameters(set, from, to);
    parameters.emplace_back("opening", opening);
    return parameters;
}

std::string running(const AccountSet& set) {
    return std::string(kRunning) + ledger_operations(set) + ") o";
}

std::string with_entries(std::string_view narrow) {
    return std::string(kEntries).append(narrow).append(kEntriesEnd);
}

}  // namespace

AccountSet account_with_analytics(const std::string& account) {
    return {.accounts =
                "SELECT account FROM roa2web_accounts WHERE account = :account OR synthetic = "
                ":account",
            .parameters = {{"account", account}}};
}

AccountSet accounts_of_partner(core::PartnerId partner) {
    return {.accounts = "SELECT account FROM roa2web_accounts WHERE partner_id = :partner_id",
            .parameters = {{"partner_id", partner}}};
}

AccountSet treasury_account_set() {
    return {.accounts =
                "SELECT account FROM roa2web_accounts WHERE synthetic LIKE '512%' OR synthetic "
                "LIKE '531%'",
            .parameters = {}};
}

std::optional<AccountRecord> select_account(database::Session& session,
                                            const std::string& account) {
    return session.select_first<AccountRecord>(kAccount, {{"account", account}});
}

LedgerSums select_ledger_sums(database::Session& session,
                              const AccountSet& set,
                              Date from,
                              Date to) {
    std::string sql("SELECT ");
    sql.append(kSums).append(" FROM (").append(insert_accounts(kMovements, set)).append(") m");
    return session.select_first<LedgerSums>(sql, sums_parameters(set, from, to)).value();
}

std::vector<AccountSums> select_sums_by_account(database::Session& session,
                                                const AccountSet& set,
                                                Date from,
                                                Date to) {
    std::string sql(kByAccount);
    sql.append(kSums)
        .append(" FROM (")
        .append(insert_accounts(kMovements, set))
        .append(insert_accounts(kByAccountEnd, set));
    return session.select<AccountSums>(sql, sums_parameters(set, from, to));
}

ReportSelect select_ledger(const AccountSet& set, Date from, Date to, core::Money opening) {
    return {.sql = with_entries(running(set)),
            .parameters = ledger_parameters(set, from, to, opening),
            .order_by = std::string(kEntryOrder)};
}

std::vector<LedgerRecord> select_ledger_page(database::Session& session,
                                             const AccountSet& set,
                                             Date from,
                                             Date to,
                                             core::Money opening,
                                             std::int64_t page,
                                             std::int64_t page_size) {
    const auto narrow = session.paged(running(set), "document_date, entry_id, side");
    return session.select<LedgerRecord>(
        with_entries(narrow) + " ORDER BY " + std::string(kEntryOrder),
        with_page(ledger_parameters(set, from, to, opening), page, page_size));
}

std::string ledger_operations(const AccountSet& set) {
    return insert_accounts(kOperations, set);
}

database::Parameters range_parameters(const AccountSet& set, Date from, Date to) {
    auto parameters = set.parameters;
    parameters.emplace_back("date_from", from);
    parameters.emplace_back("date_to", to);
    return parameters;
}

}  // namespace roa2web::reports
