// From a stored receipt to what its reader gets.
#pragma once

#include <vector>

#include "core/date.hpp"
#include "core/result.hpp"

#include "db/erp_facts.hpp"
#include "db/receipts_list.hpp"
#include "db/receipts_table.hpp"
#include "db/to_check_list.hpp"
#include "schemas/attachments_schemas.hpp"
#include "schemas/receipts_schemas.hpp"
#include "services/receipt_permissions.hpp"
#include "services/rule_book.hpp"

namespace roa2web::data_entry {

/// Who looks, and what is needed to say what they may do.
struct Viewer {
    const Actor& actor;
    const ReceiptPermissions& permissions;
};

/// Problems that are known without the ERP, duplicates not included.
[[nodiscard]] std::vector<ReceiptProblem> find_own_problems(const StoredReceipt& receipt,
                                                            const RuleBook& rules,
                                                            core::Date today);

/// The entries as they stand: those edited by hand or frozen by the approval, else the proposal.
/// @param facts of the ERP; null when it was not asked.
[[nodiscard]] std::vector<ReceiptEntry> entries_of(const StoredReceipt& receipt,
                                                   const RuleBook& rules,
                                                   const ErpFacts* facts);

/// What the ERP must be asked to check these receipts.
[[nodiscard]] ErpNeeds make_needs(const std::vector<StoredReceipt>& receipts,
                                  const RuleBook& rules);

/// Problems are those known without the ERP, duplicates included.
[[nodiscard]] Receipt make_receipt(const StoredReceipt& receipt,
                                   const RuleBook& rules,
                                   core::Date today,
                                   const Viewer& viewer);

/// Problems are those of the last change, duplicates as of now.
[[nodiscard]] ReceiptRow make_row(ReceiptListRow row, const Viewer& viewer);

[[nodiscard]] ReceiptAttachment make_attachment(const StoredAttachment& attachment);

/// What the draft lacks, and what is doubtful, as of its last change.
[[nodiscard]] ToCheckRow make_to_check_row(ToCheckEntry entry);

/// 404, the same for a receipt that is not there and one that the caller may not see.
[[nodiscard]] core::Error make_not_found_error();

/// 409 `version_conflict` with the current state beside it.
[[nodiscard]] core::Error make_version_error(const Receipt& current);

}  // namespace roa2web::data_entry
