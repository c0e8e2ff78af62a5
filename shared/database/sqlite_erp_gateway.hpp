#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "database/erp_gateway.hpp"
#include "database/erp_settings.hpp"

namespace roa2web::database {

/// The ERP contract in a folder of SQLite files, as the demo ERP writes them. Opened for reading
/// only. Nothing is opened before the first call: a folder that is missing now may be there later.
/// When a file is replaced, idle sessions on the old one are dropped.
class SqliteErpGateway final : public ErpGateway {
  public:
    explicit SqliteErpGateway(ErpSettings settings);
    ~SqliteErpGateway() override;
    SqliteErpGateway(const SqliteErpGateway&) = delete;
    SqliteErpGateway& operator=(const SqliteErpGateway&) = delete;
    SqliteErpGateway(SqliteErpGateway&&) = delete;
    SqliteErpGateway& operator=(SqliteErpGateway&&) = delete;

    [[nodiscard]] ErpLease company_session(core::CompanyId company) override;
    [[nodiscard]] core::Result<ErpUser> verify_login(std::string_view username,
                                                     std::string_view password) override;
    [[nodiscard]] core::Result<ErpUser> find_user(core::UserId user) override;
    [[nodiscard]] std::vector<ErpCompany> companies_of(core::UserId user) override;
    void probe() override;
    [[nodiscard]] ErpPoolStats stats() const override;

    [[nodiscard]] std::string_view engine() const override { return "sqlite (demo)"; }

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace roa2web::database
