#include "services/receipt_permissions.hpp"

#include <string>

#include "core/enum_names.hpp"

namespace roa2web::data_entry {

namespace {

using core::Permission;

bool is_possible(ReceiptAction action, ReceiptStatus status) {
    switch (action) {
        case ReceiptAction::Edit:
            return status == ReceiptStatus::Draft || status == ReceiptStatus::Pending;
        case ReceiptAction::Delete:
        case ReceiptAction::Submit:
            return status == ReceiptStatus::Draft;
        case ReceiptAction::Approve:
        case ReceiptAction::Reject:
            return status == ReceiptStatus::Pending;
        case ReceiptAction::Reopen:
            return status == ReceiptStatus::Approved || status == ReceiptStatus::Rejected;
    }
    return false;
}

/// True where the owner may do it as such; everything else is for those who approve.
bool is_for_owner(ReceiptAction action, ReceiptStatus status) {
    switch (action) {
        case ReceiptAction::Edit:
            return status == ReceiptStatus::Draft;
        case ReceiptAction::Delete:
        case ReceiptAction::Submit:
            return true;
        case ReceiptAction::Approve:
        case ReceiptAction::Reject:
            return false;
        case ReceiptAction::Reopen:
            return status == ReceiptStatus::Rejected;
    }
    return false;
}

std::string name_of(ReceiptStatus status) {
    return std::string(core::enum_name(status));
}

}  // namespace

Verdict ReceiptPermissions::judge(ReceiptAction action,
                                  ReceiptStatus status,
                                  const Actor& actor,
                                  core::UserId owner) const {
    if (!is_possible(action, status)) {
        return Verdict::WrongState;
    }
    const bool own = actor.user == owner;
    if (own && is_for_owner(action, status)) {
        return actor.permissions.contains(Permission::ReceiptsCreate) ? Verdict::Allowed
                                                                      : Verdict::NotPermitted;
    }
    if (!actor.permissions.contains(Permission::ReceiptsApprove) ||
        action == ReceiptAction::Delete) {
        return Verdict::NotPermitted;
    }
    return own && four_eyes_ && action == ReceiptAction::Approve ? Verdict::FourEyes
                                                                 : Verdict::Allowed;
}

core::Result<void> ReceiptPermissions::check(ReceiptAction action,
                                             ReceiptStatus status,
                                             const Actor& actor,
                                             core::UserId owner) const {
    switch (judge(action, status, actor, owner)) {
        case Verdict::Allowed:
            return {};
        case Verdict::WrongState:
            return core::fail(core::ErrorCode::Conflict,
                              "A receipt that is " + name_of(status) +
                                  " does not take this: " + std::string(core::enum_name(action)),
                              "state_not_allowed");
        case Verdict::FourEyes:
            return core::fail(core::ErrorCode::Forbidden,
                              "You created this receipt; somebody else has to approve it",
                              "four_eyes");
        case Verdict::NotPermitted:
            break;
    }
    return core::fail(core::ErrorCode::Forbidden,
                      action == ReceiptAction::Delete
                          ? "Only who created a draft may delete it"
                          : "This needs the permission receipts.approve",
                      "permission_missing");
}

std::vector<ReceiptAction> ReceiptPermissions::allowed_actions(ReceiptStatus status,
                                                               const Actor& actor,
                                                               core::UserId owner) const {
    std::vector<ReceiptAction> actions;
    for (const auto& entry : core::enum_entries<ReceiptAction>()) {
        if (judge(entry.value, status, actor, owner) == Verdict::Allowed) {
            actions.push_back(entry.value);
        }
    }
    return actions;
}

}  // namespace roa2web::data_entry
