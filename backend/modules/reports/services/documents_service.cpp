#include "services/documents_service.hpp"

#include <utility>

#include "models/documents_queries.hpp"
#include "services/ledger_entries.hpp"

namespace roa2web::reports {

using core::Result;
using core::Task;

Task<Result<AccountingNote>> DocumentsService::find_note(core::CompanyId company,
                                                         std::int64_t document) {
    co_await erp_pool_.schedule();
    const auto session = erp_.company_session(company);
    auto records = select_document(*session, document);
    if (records.empty()) {
        co_return core::fail(core::ErrorCode::NotFound,
                             "This company has no such accounting note",
                             "document_not_found");
    }
    AccountingNote note;
    note.id = document;
    note.date = records.front().date;
    note.document_type = records.front().document_type;
    note.document = document_text(
        note.document_type, records.front().document_series, records.front().document_number);
    for (auto& record : records) {
        note.total = note.total + record.amount;
        note.lines.push_back(std::move(static_cast<DocumentLine&>(record)));
    }
    co_return note;
}

}  // namespace roa2web::reports
