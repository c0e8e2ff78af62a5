#include "core/permissions.hpp"

#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace roa2web::core {

namespace {

constexpr std::array<std::pair<Permission, std::string_view>, 5> kNames{{
    {Permission::ReportsView, "reports.view"},
    {Permission::ReceiptsCreate, "receipts.create"},
    {Permission::ReceiptsApprove, "receipts.approve"},
    {Permission::CacheManage, "cache.manage"},
    {Permission::SystemView, "system.view"},
}};

}  // namespace

std::string_view permission_name(Permission permission) {
    return kNames.at(static_cast<std::size_t>(permission)).second;
}

std::vector<Permission> PermissionSet::list() const {
    std::vector<Permission> permissions;
    for (const auto& [permission, name] : kNames) {
        if (contains(permission)) {
            permissions.push_back(permission);
        }
    }
    return permissions;
}

PermissionSet permissions_of_role(std::string_view role) {
    if (role == "administrator") {
        return {Permission::ReportsView,
                Permission::ReceiptsCreate,
                Permission::ReceiptsApprove,
                Permission::CacheManage,
                Permission::SystemView};
    }
    if (role == "accountant") {
        return {Permission::ReportsView, Permission::ReceiptsCreate, Permission::ReceiptsApprove};
    }
    if (role == "operator") {
        return {Permission::ReceiptsCreate};
    }
    if (role == "viewer") {
        return {Permission::ReportsView};
    }
    return {};
}

}  // namespace roa2web::core
