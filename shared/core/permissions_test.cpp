#include "core/permissions.hpp"

#include <gtest/gtest.h>

namespace roa2web::core {
namespace {

TEST(Permissions, GrowWithTheRole) {
    EXPECT_TRUE(permissions_of_role("administrator").contains(Permission::SystemView));
    EXPECT_TRUE(permissions_of_role("accountant").contains(Permission::ReceiptsApprove));
    EXPECT_FALSE(permissions_of_role("accountant").contains(Permission::CacheManage));
    EXPECT_FALSE(permissions_of_role("operator").contains(Permission::ReportsView));
    EXPECT_EQ(permissions_of_role("viewer"), PermissionSet{Permission::ReportsView});
}

TEST(Permissions, AreNoneForAnUnknownRole) {
    EXPECT_TRUE(permissions_of_role("root").list().empty());
}

TEST(Permissions, HaveTheNamesOfTheContract) {
    EXPECT_EQ(permission_name(Permission::ReportsView), "reports.view");
    EXPECT_EQ(permission_name(Permission::SystemView), "system.view");
}

}  // namespace
}  // namespace roa2web::core
