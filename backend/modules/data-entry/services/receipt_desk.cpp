#include "services/receipt_desk.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "db/counters.hpp"
#include "db/receipt_history.hpp"
#include "db/supplier_choices.hpp"
#include "services/receipt_changes.hpp"
#include "services/receipt_views.hpp"
#include "services/tax_number.hpp"

namespace roa2web::data_entry {

ReceiptDesk::ReceiptDesk(database::Session& session,
                         core::CompanyId company,
                         const Actor& actor,
                         const ReceiptPermissions& permissions,
                         const core::Clock& clock)
    : session_(session),
      company_(company),
      actor_(actor),
      permissions_(permissions),
      now_(clock.now()),
      rules_(load_rule_book(session, company)) {}

core::Result<StoredReceipt> ReceiptDesk::find(ReceiptId id) const {
    auto receipts = find_many({id});
    if (receipts.empty()) {
        return tl::unexpected(make_not_found_error());
    }
    return std::move(receipts.front());
}

std::vector<StoredReceipt> ReceiptDesk::find_many(const std::vector<ReceiptId>& ids) const {
    auto receipts = find_receipts(session_, company_, ids);
    receipts.erase(std::remove_if(receipts.begin(),
                                  receipts.end(),
                                  [this](const StoredReceipt& receipt) {
                                      return !ReceiptPermissions::may_see(actor_,
                                                                          receipt.state.created_by);
                                  }),
                   receipts.end());
    return receipts;
}

core::Result<void> ReceiptDesk::check(const StoredReceipt& receipt,
                                      std::int64_t seen,
                                      ReceiptAction action) const {
    if (receipt.state.version != seen) {
        return tl::unexpected(make_version_error(view(receipt)));
    }
    return permissions_.check(action, receipt.state.status, actor_, receipt.state.created_by);
}

void ReceiptDesk::create(StoredReceipt& receipt, std::vector<FieldChange> notes) {
    ReceiptState& state = receipt.state;
    state.id = ReceiptId{next_number(session_, "receipts")};
    state.version = 1;
    state.status = ReceiptStatus::Draft;
    state.created_by = actor_.user;
    state.created_by_name = actor_.username;
    state.created_at = now_;
    state.updated_at = now_;
    const auto keys = make_keys(receipt.fields);
    insert_receipt(session_, company_, receipt, keys, find_own_problems(receipt, rules_, today()));
    receipt.duplicate_of = find_duplicate(session_, company_, keys.duplicate_key, state.id);
    auto changes = find_all_values(receipt, false);
    std::move(notes.begin(), notes.end(), std::back_inserter(changes));
    append(receipt, "created", std::move(changes));
}

core::Result<void> ReceiptDesk::change(const StoredReceipt& before,
                                       StoredReceipt& after,
                                       std::string_view action,
                                       std::vector<FieldChange> notes) {
    after.state.version = before.state.version + 1;
    after.state.updated_at = now_;
    const auto keys = make_keys(after.fields);
    if (!update_receipt(session_,
                        company_,
                        before.state.version,
                        after,
                        keys,
                        find_own_problems(after, rules_, today()))) {
        return tl::unexpected(conflict(before.state.id));
    }
    after.duplicate_of = find_duplicate(session_, company_, keys.duplicate_key, after.state.id);
    auto changes = find_changes(before, after);
    std::move(notes.begin(), notes.end(), std::back_inserter(changes));
    append(after, action, std::move(changes));
    return {};
}

core::Result<void> ReceiptDesk::remove(const StoredReceipt& receipt) {
    if (!delete_receipt(session_, company_, receipt.state.id, receipt.state.version)) {
        return tl::unexpected(conflict(receipt.state.id));
    }
    StoredReceipt gone = receipt;
    gone.state.version += 1;
    auto changes = find_all_values(receipt, true);
    for (const auto& attachment : receipt.attachments) {
        changes.push_back(note_attachment_gone(attachment));
    }
    append(gone, "deleted", std::move(changes));
    return {};
}

void ReceiptDesk::remember_choice(const ReceiptFields& fields) {
    if (!fields.supplier_cui || !fields.supplier_name || !fields.expense_type ||
        !fields.payment_method) {
        return;
    }
    put_supplier_choice(session_,
                        company_,
                        tax_number_key(fields.supplier_cui->value),
                        {.supplier_name = fields.supplier_name->value,
                         .expense_type = fields.expense_type->value,
                         .payment_method = *fields.payment_method,
                         .used_at = now_});
}

Receipt ReceiptDesk::view(const StoredReceipt& receipt) const {
    return make_receipt(receipt, rules_, today(), {actor_, permissions_});
}

void ReceiptDesk::append(const StoredReceipt& receipt,
                         std::string_view action,
                         std::vector<FieldChange> changes) {
    append_history(session_,
                   {.company = company_,
                    .receipt = receipt.state.id,
                    .owner = receipt.state.created_by,
                    .at = now_,
                    .user = actor_.user,
                    .username = actor_.username,
                    .address = actor_.address,
                    .action = action,
                    .version = receipt.state.version,
                    .changes = std::move(changes)});
}

core::Error ReceiptDesk::conflict(ReceiptId id) const {
    const auto current = find(id);
    return current ? make_version_error(view(*current)) : current.error();
}

}  // namespace roa2web::data_entry
