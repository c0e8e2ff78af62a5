// Request and answer bodies of /api/reports/documents: one accounting note with all its lines.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "schemas/report_schemas.hpp"

namespace roa2web::reports {

struct DocumentPath {
    json::IntegerIn<1, INT64_MAX> id;
};
BOOST_DESCRIBE_STRUCT(DocumentPath, (), (id))

struct DocumentLine {
    std::int64_t entry_id{0};
    std::string debit_account;
    std::string debit_name;
    std::string credit_account;
    std::string credit_name;
    core::Money amount;
    std::optional<std::string> currency;
    std::optional<core::Money> currency_amount;  // cents
    std::optional<core::PartnerId> partner_id;
    std::optional<std::string> partner_name;
    std::optional<core::InvoiceId> invoice_id;
    std::string explanation;
};
BOOST_DESCRIBE_STRUCT(DocumentLine,
                      (),
                      (entry_id,
                       debit_account,
                       debit_name,
                       credit_account,
                       credit_name,
                       amount,
                       currency,
                       currency_amount,
                       partner_id,
                       partner_name,
                       invoice_id,
                       explanation))

struct AccountingNote {
    std::int64_t id{0};
    std::string document_type;
    std::string document;
    core::Date date{};
    std::vector<DocumentLine> lines;
    core::Money total;
};
BOOST_DESCRIBE_STRUCT(AccountingNote, (), (id, document_type, document, date, lines, total))

}  // namespace roa2web::reports
