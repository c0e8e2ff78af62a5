// Ledgers over the journal: what happened on a set of accounts between two days, with a running
// balance.
//
// A ledger opens with the year's opening balances, the turnovers of the whole months since and the
// entries of the days before in the running month, so that at most one month of the journal is read
// for it. Running balances are computed over narrow rows (account, day, entry, amount), which an
// index of the ERP can hold (sqlite: act_debit, act_credit); the rest of an entry is fetched for
// the rows of the page alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.hpp"
#include "core/ids.hpp"
#include "core/money.hpp"
#include "database/session.hpp"

#include "models/report_select.hpp"

namespace roa2web::reports {

/// Accounts as a SELECT of their numbers, with its parameters.
struct AccountSet {
    std::string accounts;
    database::Parameters parameters;
};

/// A synthetic with all its analytics, or one analytic.
[[nodiscard]] AccountSet account_with_analytics(const std::string& account);

[[nodiscard]] AccountSet accounts_of_partner(core::PartnerId partner);

/// 512x and 531x.
[[nodiscard]] AccountSet treasury_account_set();

struct AccountRecord {
    std::string account;
    std::string synthetic;
    std::string name;
    std::string account_function;
    std::optional<core::PartnerId> partner_id;
    std::optional<std::string> currency;
};
BOOST_DESCRIBE_STRUCT(AccountRecord,
                      (),
                      (account, synthetic, name, account_function, partner_id, currency))

[[nodiscard]] std::optional<AccountRecord> select_account(database::Session& session,
                                                          const std::string& account);

/// Bani; opening is debit less credit before the first day.
struct LedgerSums {
    core::Money opening;
    std::int64_t operations{0};
    core::Money debit;
    core::Money credit;
};
BOOST_DESCRIBE_STRUCT(LedgerSums, (), (opening, operations, debit, credit))

struct AccountSums : LedgerSums {
    std::string account;
    std::string name;
    std::string synthetic;
    std::optional<std::string> currency;
};
BOOST_DESCRIBE_STRUCT(AccountSums, (LedgerSums), (account, name, synthetic, currency))

/// Of all accounts of the set together, between two days of which `from` is in the books. Throws
/// core::DatabaseError.
[[nodiscard]] LedgerSums select_ledger_sums(database::Session& session,
                                            const AccountSet& set,
                                            core::Date from,
                                            core::Date to);

/// Of each account of the set, by number; those without entries have zeros. A synthetic with
/// analytics is there only if something stands on itself. Throws core::DatabaseError.
[[nodiscard]] std::vector<AccountSums> select_sums_by_account(database::Session& session,
                                                              const AccountSet& set,
                                                              core::Date from,
                                                              core::Date to);

/// An entry seen from one of its two accounts. One with both accounts in the set is two of them,
/// the debit first.
struct LedgerRecord {
    std::int64_t entry_id{0};
    core::Date date{};
    std::int64_t document_id{0};
    std::string document_type;
    std::optional<std::string> document_series;
    std::optional<std::string> document_number;
    std::string account;
    std::string counter_account;
    std::optional<core::PartnerId> partner_id;
    std::optional<std::string> partner_name;
    std::optional<core::InvoiceId> invoice_id;
    std::string explanation;
    core::Money debit;
    core::Money credit;
    core::Money balance;
};
BOOST_DESCRIBE_STRUCT(LedgerRecord,
                      (),
                      (entry_id,
                       date,
                       document_id,
                       document_type,
                       document_series,
                       document_number,
                       account,
                       counter_account,
                       partner_id,
                       partner_name,
                       invoice_id,
                       explanation,
                       debit,
                       credit,
                       balance))

/// All rows of LedgerRecord in the order of the journal. @param opening of the running balance.
[[nodiscard]] ReportSelect select_ledger(const AccountSet& set,
                                         core::Date from,
                                         core::Date to,
                                         core::Money opening);

/// One page of the same. @param page from 1. Throws core::DatabaseError.
[[nodiscard]] std::vector<LedgerRecord> select_ledger_page(database::Session& session,
                                                           const AccountSet& set,
                                                           core::Date from,
                                                           core::Date to,
                                                           core::Money opening,
                                                           std::int64_t page,
                                                           std::int64_t page_size);

/// An unsorted SELECT of document_date, debit, credit and more for a set of accounts between
/// :date_from and :date_to: what running balances are computed over.
[[nodiscard]] std::string ledger_operations(const AccountSet& set);

/// :date_from and :date_to with those of the set.
[[nodiscard]] database::Parameters range_parameters(const AccountSet& set,
                                                    core::Date from,
                                                    core::Date to);

}  // namespace roa2web::reports
