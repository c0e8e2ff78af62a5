// VAT groups, lines and entries: the rows that belong to a receipt.
#pragma once

#include <vector>

#include "database/session.hpp"

#include "db/receipts_table.hpp"

namespace roa2web::data_entry {

/// Fills in the parts of receipts that are sorted by id: one query for each kind of part, however
/// many receipts there are. Throws core::DatabaseError.
void load_parts(database::Session& session, std::vector<StoredReceipt>& receipts);

/// Writes the parts of one receipt in the place of those that it had. Throws core::DatabaseError.
void replace_parts(database::Session& session, const StoredReceipt& receipt);

}  // namespace roa2web::data_entry
