// Who may do what with a receipt in which state: the code of the table in docs/receipt-states.md.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/ids.hpp"
#include "core/permissions.hpp"
#include "core/result.hpp"

#include "schemas/receipts_schemas.hpp"

namespace roa2web::data_entry {

/// Who changes a receipt, and from where.
struct Actor {
    core::UserId user;
    std::string username;
    core::PermissionSet permissions;
    std::string address;

    /// Those who approve see everybody's receipts, the others their own.
    [[nodiscard]] bool sees_all() const {
        return permissions.contains(core::Permission::ReceiptsApprove);
    }
};

enum class Verdict : std::uint8_t {
    Allowed,
    WrongState,    // nobody may do this in this state
    NotPermitted,  // others may
    FourEyes,      // another approver may
};

class ReceiptPermissions {
  public:
    /// @param four_eyes who approves a receipt is not who created it.
    explicit ReceiptPermissions(bool four_eyes) : four_eyes_(four_eyes) {}

    [[nodiscard]] static bool may_see(const Actor& actor, core::UserId owner) {
        return actor.user == owner || actor.sees_all();
    }

    [[nodiscard]] Verdict judge(ReceiptAction action,
                                ReceiptStatus status,
                                const Actor& actor,
                                core::UserId owner) const;

    /// Errors: Conflict for the wrong state, Forbidden for the wrong person.
    [[nodiscard]] core::Result<void> check(ReceiptAction action,
                                           ReceiptStatus status,
                                           const Actor& actor,
                                           core::UserId owner) const;

    /// What the actor may do now, in the order of the enumeration.
    [[nodiscard]] std::vector<ReceiptAction> allowed_actions(ReceiptStatus status,
                                                             const Actor& actor,
                                                             core::UserId owner) const;

  private:
    bool four_eyes_;
};

}  // namespace roa2web::data_entry
