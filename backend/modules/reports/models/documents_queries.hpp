#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/date.hpp"
#include "database/session.hpp"

#include "schemas/documents_schemas.hpp"

namespace roa2web::reports {

/// A line of an accounting note with what all its lines share.
struct DocumentRecord : DocumentLine {
    std::string document_type;
    std::optional<std::string> document_series;
    std::optional<std::string> document_number;
    core::Date date{};
};
BOOST_DESCRIBE_STRUCT(DocumentRecord,
                      (DocumentLine),
                      (document_type, document_series, document_number, date))

/// In the order of entry; none for a document that does not exist. Throws core::DatabaseError.
[[nodiscard]] std::vector<DocumentRecord> select_document(database::Session& session,
                                                          std::int64_t document);

}  // namespace roa2web::reports
