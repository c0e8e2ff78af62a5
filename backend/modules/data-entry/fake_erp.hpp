// For the tests of this module: an ERP that is one small SQLite file with tables of the contract's
// names, and that can be away.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/exceptions.hpp"
#include "database/erp_gateway.hpp"
#include "database/sqlite_session.hpp"
#include "database/test_folder.hpp"

namespace roa2web::data_entry {

constexpr std::string_view kFakeErpTables = R"(
CREATE TABLE roa2web_calendar (year INTEGER NOT NULL, month INTEGER NOT NULL, closed INTEGER NOT NULL);
INSERT INTO roa2web_calendar VALUES (2025, 9, 1), (2025, 10, 0), (2025, 11, 0);
CREATE TABLE roa2web_partners (partner_id INTEGER NOT NULL, cui TEXT, is_supplier INTEGER NOT NULL,
    name TEXT NOT NULL DEFAULT '');
INSERT INTO roa2web_partners (partner_id, cui, is_supplier) VALUES (6, '14399840', 0), (7, '14399840', 1), (8, '2864518', 1);
CREATE TABLE roa2web_accounts (account TEXT NOT NULL, synthetic TEXT NOT NULL,
    is_analytic INTEGER NOT NULL, partner_id INTEGER, name TEXT NOT NULL DEFAULT '');
INSERT INTO roa2web_accounts (account, synthetic, is_analytic, partner_id) VALUES ('401', '401', 0, NULL), ('401.00007', '401', 1, 7),
    ('4426', '4426', 0, NULL), ('5121', '5121', 0, NULL), ('5125', '5125', 0, NULL),
    ('5311', '5311', 0, NULL), ('5312', '5312', 0, NULL), ('5312.01', '5312', 1, NULL),
    ('542', '542', 0, NULL), ('6022', '6022', 0, NULL), ('604', '604', 0, NULL),
    ('607', '607', 0, NULL), ('6231', '6231', 0, NULL), ('628', '628', 0, NULL);
)";

class FakeErp final : public database::ErpGateway {
  public:
    FakeErp() {
        database::open_sqlite({.file = folder_ / "erp.db"})->execute_script(kFakeErpTables);
    }

    std::atomic<bool> away{false};

    void run(std::string_view script) {
        database::open_sqlite({.file = folder_ / "erp.db"})->execute_script(script);
    }

    [[nodiscard]] database::ErpLease company_session(core::CompanyId) override {
        probe();
        return {database::open_sqlite({.file = folder_ / "erp.db", .read_only = true}),
                [](std::unique_ptr<database::Session>) {}};
    }

    [[nodiscard]] core::Result<database::ErpUser> verify_login(std::string_view,
                                                               std::string_view) override {
        return core::fail(core::ErrorCode::Unauthenticated, "nobody signs in here");
    }

    [[nodiscard]] core::Result<database::ErpUser> find_user(core::UserId) override {
        return core::fail(core::ErrorCode::NotFound, "nobody is known here");
    }

    [[nodiscard]] std::vector<database::ErpCompany> companies_of(core::UserId) override {
        return {};
    }

    void probe() override {
        if (away) {
            throw core::UnavailableError("the ERP is away");
        }
    }

    [[nodiscard]] database::ErpPoolStats stats() const override { return {}; }

    [[nodiscard]] std::string_view engine() const override { return "fake"; }

  private:
    database::TestFolder folder_;
};

}  // namespace roa2web::data_entry
