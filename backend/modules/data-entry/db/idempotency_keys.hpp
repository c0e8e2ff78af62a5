// Requests that a client may send again because their answer was lost: each does its work once.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/date.hpp"
#include "core/ids.hpp"
#include "database/session.hpp"

#include "schemas/receipts_schemas.hpp"

namespace roa2web::data_entry {

/// What the user's earlier request with this key has made. Throws core::DatabaseError.
[[nodiscard]] std::optional<ReceiptId> find_receipt_of_key(database::Session& session,
                                                           core::CompanyId company,
                                                           core::UserId user,
                                                           std::string_view key);

/// Remembers what a request has made; call it in the transaction that makes it. Throws
/// core::DatabaseError.
void put_key(database::Session& session,
             core::CompanyId company,
             core::UserId user,
             std::string_view key,
             ReceiptId receipt,
             core::Timestamp now);

/// Forgets the keys from before a moment. Throws core::DatabaseError.
void forget_keys(database::Session& session, core::Timestamp before);

}  // namespace roa2web::data_entry
