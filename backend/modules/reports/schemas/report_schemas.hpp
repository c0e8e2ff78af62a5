// What the requests and answers of several reports share.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "core/date.hpp"
#include "core/ids.hpp"
#include "core/money.hpp"
#include "json/constraints.hpp"

namespace roa2web::reports {

enum class PartnerType : std::uint8_t { Clients, Suppliers };
BOOST_DESCRIBE_ENUM(PartnerType, Clients, Suppliers)

enum class SortOrder : std::uint8_t { Asc, Desc };
BOOST_DESCRIBE_ENUM(SortOrder, Asc, Desc)

constexpr std::int64_t kMaxPage = 1'000'000;
constexpr std::int64_t kMaxPageSize = 500;

using Year = json::IntegerIn<1990, 2100>;
using Month = json::IntegerIn<1, 12>;

/// One accounting period; absent: the company's current one.
struct PeriodQuery {
    std::optional<Year> year;
    std::optional<Month> month;
};
BOOST_DESCRIBE_STRUCT(PeriodQuery, (), (year, month))

/// The period that a report is about.
struct ReportPeriod {
    std::int64_t year{0};
    std::int64_t month{0};
    bool closed{false};
    core::Date date_from{};
    core::Date date_to{};
};
BOOST_DESCRIBE_STRUCT(ReportPeriod, (), (year, month, closed, date_from, date_to))

/// A page of the operations between two days. Absent days: the company's current period.
struct LedgerQuery {
    std::optional<core::Date> date_from;
    std::optional<core::Date> date_to;
    json::IntegerIn<1, kMaxPage> page{1};
    json::IntegerIn<1, kMaxPageSize> page_size{100};
};
BOOST_DESCRIBE_STRUCT(LedgerQuery, (), (date_from, date_to, page, page_size))

/// One operation on an account, seen from that account.
struct LedgerEntry {
    std::int64_t entry_id{0};
    core::Date date{};
    std::int64_t document_id{0};
    std::string document;  // type, series and number: "sale FCT 1201"
    std::string account;   // the analytic that it stands on
    std::string counter_account;
    std::optional<core::PartnerId> partner_id;
    std::optional<std::string> partner_name;
    std::optional<core::InvoiceId> invoice_id;
    std::string explanation;
    core::Money debit;
    core::Money credit;
    core::Money balance;  // debit less credit after this operation
};
BOOST_DESCRIBE_STRUCT(LedgerEntry,
                      (),
                      (entry_id,
                       date,
                       document_id,
                       document,
                       account,
                       counter_account,
                       partner_id,
                       partner_name,
                       invoice_id,
                       explanation,
                       debit,
                       credit,
                       balance))

/// Sums of the whole selection, not of the page. Opening and closing are debit less credit.
struct LedgerTotals {
    core::Money opening;
    core::Money debit;
    core::Money credit;
    core::Money closing;
};
BOOST_DESCRIBE_STRUCT(LedgerTotals, (), (opening, debit, credit, closing))

}  // namespace roa2web::reports
