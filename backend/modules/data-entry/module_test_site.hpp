// For the tests of this module: its routes as they stand in the process, and a caller per role.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "core/blocking_pool.hpp"
#include "core/date.hpp"
#include "core/permissions.hpp"
#include "database/test_folder.hpp"
#include "http/dispatcher.hpp"
#include "http/test_client.hpp"

#include "data_entry_module.hpp"

namespace roa2web::data_entry {

/// The token is the role; company 1 is everybody's, no other company is anybody's.
class RoleAuthenticator final : public http::Authenticator {
  public:
    core::Task<core::Result<http::Principal>> authenticate(std::string_view token) override {
        http::Principal principal;
        principal.user = core::UserId{7};
        principal.username = token;
        principal.role = token;
        principal.permissions = core::permissions_of_role(token);
        if (principal.permissions == core::PermissionSet{}) {
            co_return core::fail(
                core::ErrorCode::Unauthenticated, "The token is not valid", "invalid_token");
        }
        co_return principal;
    }

    core::Task<core::Result<void>> check_company(const http::Principal&,
                                                 core::CompanyId company) override {
        if (company.value != 1) {
            co_return core::fail(core::ErrorCode::Forbidden,
                                 "You have no right to this company",
                                 "company_forbidden");
        }
        co_return core::Result<void>{};
    }
};

class ModuleTestSite {
  public:
    explicit ModuleTestSite(bool enabled = true)
        : module({.enabled = enabled, .store_file = folder / "receipts/receipts.db"}, pool, clock),
          dispatcher({}, make_routes(), authenticator, http::StaticFiles({})),
          client(dispatcher) {}

    database::TestFolder folder;
    core::BlockingPool pool{"test-store", 2, 100};
    // 2025-11-23 22:30 UTC: already 24 November in Romania.
    core::FixedClock clock{core::Timestamp{std::chrono::seconds{1763937000}}};
    DataEntryModule module;
    RoleAuthenticator authenticator;
    http::Dispatcher dispatcher;
    http::TestClient client;

  private:
    http::Router make_routes() {
        http::Router router;
        router.include("/api/data-entry", module.create_data_entry_router(), "data-entry");
        return router;
    }
};

}  // namespace roa2web::data_entry
