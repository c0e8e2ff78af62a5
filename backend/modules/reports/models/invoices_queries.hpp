// SQL over the ERP contract's invoice views, and the rows that it gives.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/date.hpp"
#include "core/ids.hpp"
#include "core/money.hpp"
#include "database/session.hpp"

#include "schemas/invoices_schemas.hpp"

namespace roa2web::reports {

/// A part of the WHERE clause with its values. The text holds names only; what users type travels
/// as parameters.
struct InvoiceSelection {
    std::string where;
    database::Parameters parameters;
};

/// @param today decides what is overdue.
[[nodiscard]] InvoiceSelection make_selection(const InvoiceQuery& query, core::Date today);

struct InvoiceRecord {
    core::InvoiceId id;
    PartnerType partner_type{PartnerType::Clients};
    std::optional<std::string> series;
    std::string number;
    core::Date date{};
    core::Date due_date{};
    core::PartnerId partner_id;
    std::string partner_name;
    std::optional<std::string> partner_cui;
    std::string currency;
    core::Money net;
    core::Money vat;
    core::Money total;
    core::Money paid;
    core::Money balance;
};
BOOST_DESCRIBE_STRUCT(InvoiceRecord,
                      (),
                      (id,
                       partner_type,
                       series,
                       number,
                       date,
                       due_date,
                       partner_id,
                       partner_name,
                       partner_cui,
                       currency,
                       net,
                       vat,
                       total,
                       paid,
                       balance))

struct InvoiceSums {
    std::int64_t invoices{0};
    core::Money net;
    core::Money vat;
    core::Money total;
    core::Money paid;
    core::Money balance;
    core::Money overdue;
};
BOOST_DESCRIBE_STRUCT(InvoiceSums, (), (invoices, net, vat, total, paid, balance, overdue))

struct LineRecord {
    std::int64_t position{0};
    std::string description;
    std::int64_t quantity_thousandths{0};
    std::string unit;
    core::Money unit_price;
    std::int64_t vat_rate{0};  // percent
    core::Money net;
    core::Money vat;
    core::Money total;
};
BOOST_DESCRIBE_STRUCT(
    LineRecord,
    (),
    (position, description, quantity_thousandths, unit, unit_price, vat_rate, net, vat, total))

struct JournalRecord {
    std::int64_t document_id{0};
    core::Date date{};
    std::string document_type;
    std::optional<std::string> document_series;
    std::optional<std::string> document_number;
    std::string debit_account;
    std::string credit_account;
    core::Money amount;
    std::string explanation;
};
BOOST_DESCRIBE_STRUCT(JournalRecord,
                      (),
                      (document_id,
                       date,
                       document_type,
                       document_series,
                       document_number,
                       debit_account,
                       credit_account,
                       amount,
                       explanation))

struct PaymentRecord {
    core::Date date{};
    InvoicePaymentMethod method{InvoicePaymentMethod::Bank};
    std::optional<std::string> document_number;
    std::optional<std::string> account;
    core::Money amount;
};
BOOST_DESCRIBE_STRUCT(PaymentRecord, (), (date, method, document_number, account, amount))

/// One page, in the order that the query asks for; ties in the order of ids. Throws
/// core::DatabaseError.
[[nodiscard]] std::vector<InvoiceRecord> select_page(database::Session& session,
                                                     const InvoiceQuery& query,
                                                     const InvoiceSelection& selection);

/// All of the selection in the same order, row by row. Throws core::DatabaseError.
[[nodiscard]] database::Cursor<InvoiceRecord> open_invoices(database::Session& session,
                                                            const InvoiceQuery& query,
                                                            const InvoiceSelection& selection);

/// Count and sums of the whole selection. Throws core::DatabaseError.
[[nodiscard]] InvoiceSums select_sums(database::Session& session,
                                      const InvoiceSelection& selection,
                                      core::Date today);

[[nodiscard]] std::optional<InvoiceRecord> select_invoice(database::Session& session,
                                                          core::InvoiceId invoice);
[[nodiscard]] std::vector<LineRecord> select_lines(database::Session& session,
                                                   core::InvoiceId invoice);
[[nodiscard]] std::vector<PaymentRecord> select_payments(database::Session& session,
                                                         core::InvoiceId invoice);

/// The journal entries of the invoice itself and of its payments.
[[nodiscard]] std::vector<JournalRecord> select_journal(database::Session& session,
                                                        core::InvoiceId invoice);

}  // namespace roa2web::reports
