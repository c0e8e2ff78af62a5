// From two states of a receipt to what the history says of it, and from its fields to what the
// store searches and compares.
#pragma once

#include <string>
#include <vector>

#include "db/receipts_table.hpp"
#include "schemas/receipts_schemas.hpp"

namespace roa2web::data_entry {

/// Every field that differs, with its value before and after as text: amounts "12.50", dates
/// "2025-11-23", lists as JSON, nothing for what is missing. Status, reason and entries included.
[[nodiscard]] std::vector<FieldChange> find_changes(const StoredReceipt& before,
                                                    const StoredReceipt& after);

/// A receipt before it was created, or after it was deleted: it has nothing.
[[nodiscard]] std::vector<FieldChange> find_all_values(const StoredReceipt& receipt, bool gone);

/// What the history says of a file that came to a receipt, or left it: its name and content.
[[nodiscard]] FieldChange note_attachment(const StoredAttachment& attachment);
[[nodiscard]] FieldChange note_attachment_gone(const StoredAttachment& attachment);

/// Tax numbers without blanks, empty lists as missing ones: one writing for one thing.
void normalize(ReceiptFields& fields);

[[nodiscard]] ReceiptKeys make_keys(const ReceiptFields& fields);

}  // namespace roa2web::data_entry
