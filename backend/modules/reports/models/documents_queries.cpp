#include "models/documents_queries.hpp"

#include <string_view>

namespace roa2web::reports {

namespace {

constexpr std::string_view kNoteLines =
    "SELECT j.entry_id, j.debit_account, COALESCE(d.name, j.debit_account) AS debit_name, "
    "j.credit_account, COALESCE(c.name, j.credit_account) AS credit_name, j.amount, j.currency, "
    "j.currency_amount, j.partner_id, p.name AS partner_name, j.invoice_id, j.explanation, "
    "j.document_type, j.document_series, j.document_number, j.document_date "
    "FROM roa2web_journal j LEFT JOIN roa2web_accounts d ON d.account = j.debit_account "
    "LEFT JOIN roa2web_accounts c ON c.account = j.credit_account "
    "LEFT JOIN roa2web_partners p ON p.partner_id = j.partner_id "
    "WHERE j.document_id = :document_id ORDER BY j.entry_id";

}  // namespace

std::vector<DocumentRecord> select_document(database::Session& session, std::int64_t document) {
    return session.select<DocumentRecord>(kNoteLines, {{"document_id", document}});
}

}  // namespace roa2web::reports
