// Request and answer bodies of /api/reports/treasury.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "schemas/report_schemas.hpp"

namespace roa2web::reports {

enum class TreasuryKind : std::uint8_t { Bank, CashDesk };
BOOST_DESCRIBE_ENUM(TreasuryKind, Bank, CashDesk)

/// Absent days: the company's current period.
struct TreasuryAccountsQuery {
    std::optional<core::Date> date_from;
    std::optional<core::Date> date_to;
};
BOOST_DESCRIBE_STRUCT(TreasuryAccountsQuery, (), (date_from, date_to))

/// In lei, also for accounts in a currency.
struct TreasuryTotals {
    core::Money opening;
    core::Money in;
    core::Money out;
    core::Money closing;
};
BOOST_DESCRIBE_STRUCT(TreasuryTotals, (), (opening, in, out, closing))

struct TreasuryAccount : TreasuryTotals {
    std::string account;
    std::string name;
    TreasuryKind kind{TreasuryKind::Bank};
    std::optional<std::string> currency;  // absent: lei
    std::int64_t operations{0};
};
BOOST_DESCRIBE_STRUCT(TreasuryAccount,
                      (TreasuryTotals),
                      (account, name, kind, currency, operations))

struct TreasuryAccounts {
    core::Date date_from{};
    core::Date date_to{};
    std::vector<TreasuryAccount> items;
    TreasuryTotals totals;
};
BOOST_DESCRIBE_STRUCT(TreasuryAccounts, (), (date_from, date_to, items, totals))

struct TreasuryRegisterQuery {
    json::Required<json::TextOf<1, 30>> account;
    std::optional<core::Date> date_from;
    std::optional<core::Date> date_to;
    json::IntegerIn<1, kMaxPage> page{1};
    json::IntegerIn<1, kMaxPageSize> page_size{100};
};
BOOST_DESCRIBE_STRUCT(TreasuryRegisterQuery, (), (account, date_from, date_to, page, page_size))

struct TreasuryOperation {
    std::int64_t entry_id{0};
    core::Date date{};
    std::int64_t document_id{0};
    std::string document;
    std::string counter_account;
    std::optional<core::PartnerId> partner_id;
    std::optional<std::string> partner_name;
    std::optional<core::InvoiceId> invoice_id;
    std::string explanation;
    core::Money in;
    core::Money out;
    core::Money balance;
};
BOOST_DESCRIBE_STRUCT(TreasuryOperation,
                      (),
                      (entry_id,
                       date,
                       document_id,
                       document,
                       counter_account,
                       partner_id,
                       partner_name,
                       invoice_id,
                       explanation,
                       in,
                       out,
                       balance))

/// A cash desk must not be below zero at the end of a day.
struct NegativeDay {
    core::Date date{};
    core::Money balance;
};
BOOST_DESCRIBE_STRUCT(NegativeDay, (), (date, balance))

struct TreasuryRegister {
    std::string account;
    std::string name;
    TreasuryKind kind{TreasuryKind::Bank};
    std::optional<std::string> currency;
    core::Date date_from{};
    core::Date date_to{};
    TreasuryTotals totals;
    std::vector<NegativeDay> negative_days;
    std::vector<TreasuryOperation> items;
    std::int64_t total{0};
    std::int64_t page{1};
    std::int64_t page_size{0};
};
BOOST_DESCRIBE_STRUCT(TreasuryRegister,
                      (),
                      (account,
                       name,
                       kind,
                       currency,
                       date_from,
                       date_to,
                       totals,
                       negative_days,
                       items,
                       total,
                       page,
                       page_size))

}  // namespace roa2web::reports
