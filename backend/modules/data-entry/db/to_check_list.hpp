// Drafts that came in as a picture and wait for somebody to fill in the rest.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "core/date.hpp"
#include "core/ids.hpp"
#include "core/money.hpp"
#include "database/session.hpp"

#include "schemas/attachments_schemas.hpp"
#include "schemas/receipts_schemas.hpp"

namespace roa2web::data_entry {

struct ToCheckEntry {
    ReceiptId id;
    std::int64_t version{1};
    core::Timestamp created_at;
    AttachmentId attachment_id;  // the first one
    std::string file_name;
    std::optional<std::string> supplier_name;
    std::optional<std::string> supplier_cui;
    std::optional<std::string> number;
    std::optional<core::Date> date;
    std::optional<core::Money> total;
    std::string problems;  // JSON, as of the last change
};

struct ToCheckList {
    std::vector<ToCheckEntry> entries;
    std::int64_t total{0};  // of all pages
};

/// One page, the oldest draft first, in one statement. Throws core::DatabaseError.
/// @param only_of whose receipts alone may be seen; nothing for those who see everybody's.
[[nodiscard]] ToCheckList select_to_check(database::Session& session,
                                          core::CompanyId company,
                                          const ToCheckQuery& query,
                                          std::optional<core::UserId> only_of);

}  // namespace roa2web::data_entry
