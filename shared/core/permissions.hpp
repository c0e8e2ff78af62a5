#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

namespace roa2web::core {

/// What a user may do; a role is a set of these. On the wire: "reports.view" and so on
/// (permission_name).
enum class Permission : std::uint8_t {
    ReportsView,
    ReceiptsCreate,
    ReceiptsApprove,
    CacheManage,
    SystemView
};

[[nodiscard]] std::string_view permission_name(Permission permission);

/// A small set of permissions, copied by value.
class PermissionSet {
  public:
    PermissionSet() = default;

    PermissionSet(std::initializer_list<Permission> permissions) {
        for (const Permission permission : permissions) {
            bits_ |= bit(permission);
        }
    }

    [[nodiscard]] bool contains(Permission permission) const {
        return (bits_ & bit(permission)) != 0;
    }

    /// In the order of the enumeration.
    [[nodiscard]] std::vector<Permission> list() const;

    friend bool operator==(const PermissionSet&, const PermissionSet&) = default;

  private:
    static std::uint32_t bit(Permission permission) {
        return 1U << static_cast<unsigned>(permission);
    }

    std::uint32_t bits_{0};
};

/// The permissions of an ERP role (administrator, accountant, operator, viewer); none for an
/// unknown role.
[[nodiscard]] PermissionSet permissions_of_role(std::string_view role);

}  // namespace roa2web::core
