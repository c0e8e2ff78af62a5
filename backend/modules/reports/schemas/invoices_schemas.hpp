// Request and answer bodies of /api/reports/invoices.
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

#include "schemas/report_schemas.hpp"

namespace roa2web::reports {

/// What a filter asks for. `Open` and `Overdue` have a balance to pay; `Overdue` is past its due
/// date, too.
enum class InvoiceStatusFilter : std::uint8_t { All, Open, Overdue, Paid };
BOOST_DESCRIBE_ENUM(InvoiceStatusFilter, All, Open, Overdue, Paid)

enum class InvoiceStatus : std::uint8_t { Open, Overdue, Paid };
BOOST_DESCRIBE_ENUM(InvoiceStatus, Open, Overdue, Paid)

enum class InvoiceSort : std::uint8_t { Date, DueDate, Total, Balance, Partner };
BOOST_DESCRIBE_ENUM(InvoiceSort, Date, DueDate, Total, Balance, Partner)

struct InvoiceQuery {
    PartnerType partner_type{PartnerType::Clients};
    std::optional<core::Date> date_from;
    std::optional<core::Date> date_to;
    std::optional<core::Date> due_from;
    std::optional<core::Date> due_to;
    InvoiceStatusFilter status{InvoiceStatusFilter::All};
    std::optional<core::PartnerId> partner_id;
    std::optional<json::TextOf<1, 100>> search;
    std::optional<core::Money> min_amount;
    std::optional<core::Money> max_amount;
    InvoiceSort sort{InvoiceSort::Date};
    SortOrder order{SortOrder::Desc};
    json::IntegerIn<1, kMaxPage> page{1};
    json::IntegerIn<1, kMaxPageSize> page_size{50};
};
BOOST_DESCRIBE_STRUCT(InvoiceQuery,
                      (),
                      (partner_type,
                       date_from,
                       date_to,
                       due_from,
                       due_to,
                       status,
                       partner_id,
                       search,
                       min_amount,
                       max_amount,
                       sort,
                       order,
                       page,
                       page_size))

struct InvoicePath {
    core::InvoiceId id;
};
BOOST_DESCRIBE_STRUCT(InvoicePath, (), (id))

struct InvoiceRow {
    core::InvoiceId id;
    std::string series;
    std::string number;
    core::Date date{};
    core::Date due_date{};
    std::int64_t days_overdue{0};  // 0 when paid or not yet due
    core::PartnerId partner_id;
    std::string partner_name;
    std::string partner_cui;
    std::string currency;
    core::Money net;
    core::Money vat;
    core::Money total;
    core::Money paid;
    core::Money balance;
    InvoiceStatus status{InvoiceStatus::Open};
};
BOOST_DESCRIBE_STRUCT(InvoiceRow,
                      (),
                      (id,
                       series,
                       number,
                       date,
                       due_date,
                       days_overdue,
                       partner_id,
                       partner_name,
                       partner_cui,
                       currency,
                       net,
                       vat,
                       total,
                       paid,
                       balance,
                       status))

/// Sums of the whole selection, not of the page.
struct InvoiceTotals {
    core::Money net;
    core::Money vat;
    core::Money total;
    core::Money paid;
    core::Money balance;
    core::Money overdue;
};
BOOST_DESCRIBE_STRUCT(InvoiceTotals, (), (net, vat, total, paid, balance, overdue))

struct InvoicePage {
    std::vector<InvoiceRow> items;
    std::int64_t total{0};
    std::int64_t page{1};
    std::int64_t page_size{0};
    InvoiceTotals totals;
};
BOOST_DESCRIBE_STRUCT(InvoicePage, (), (items, total, page, page_size, totals))

struct InvoiceLine {
    std::int64_t position{0};
    std::string description;
    std::string quantity;  // a decimal number: "2.500"
    std::string unit;
    core::Money unit_price;
    std::string vat_rate;  // percent: "19.00"
    core::Money net;
    core::Money vat;
    core::Money total;
};
BOOST_DESCRIBE_STRUCT(
    InvoiceLine, (), (position, description, quantity, unit, unit_price, vat_rate, net, vat, total))

/// Offset: set off against another invoice, without a document or an account.
enum class InvoicePaymentMethod : std::uint8_t { Bank, Cash, Offset };
BOOST_DESCRIBE_ENUM(InvoicePaymentMethod, Bank, Cash, Offset)

struct InvoicePayment {
    core::Date date{};
    InvoicePaymentMethod method{InvoicePaymentMethod::Bank};
    std::string document;  // empty where there is none
    std::string account;   // empty where there is none
    core::Money amount;
};
BOOST_DESCRIBE_STRUCT(InvoicePayment, (), (date, method, document, account, amount))

struct JournalEntry {
    std::int64_t document_id{0};  // of /api/reports/documents
    core::Date date{};
    std::string document;
    std::string debit_account;
    std::string credit_account;
    core::Money amount;
    std::string explanation;
};
BOOST_DESCRIBE_STRUCT(
    JournalEntry,
    (),
    (document_id, date, document, debit_account, credit_account, amount, explanation))

struct InvoiceDetail : InvoiceRow {
    PartnerType partner_type{PartnerType::Clients};
    std::vector<InvoiceLine> lines;
    std::vector<InvoicePayment> payments;
    std::vector<JournalEntry> journal;
};
BOOST_DESCRIBE_STRUCT(InvoiceDetail, (InvoiceRow), (partner_type, lines, payments, journal))

}  // namespace roa2web::reports
