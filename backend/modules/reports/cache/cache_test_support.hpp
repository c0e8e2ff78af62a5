// For the tests of the cache: an ERP that is nothing but change markers, in real SQLite files, and
// answers that are counted.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/blocking_pool.hpp"
#include "core/date.hpp"
#include "core/exceptions.hpp"
#include "database/erp_gateway.hpp"
#include "database/sqlite_session.hpp"
#include "database/test_folder.hpp"

#include "cache/report_cache.hpp"

namespace roa2web::reports {

class MarkerErp final : public database::ErpGateway {
  public:
    MarkerErp() {
        for (const std::int64_t company : {1, 2}) {
            auto session = open(company);
            session->execute_script(
                "CREATE TABLE roa2web_change_marker (marker INTEGER NOT NULL);"
                "INSERT INTO roa2web_change_marker VALUES (1);");
        }
    }

    std::atomic<bool> away{false};
    std::atomic<bool> hangs{false};  // until it is set to false, with notify_all
    std::atomic<int> questions{0};

    void set_marker(std::int64_t company, std::int64_t marker) const {
        open(company)->execute("UPDATE roa2web_change_marker SET marker = :marker",
                               {{"marker", marker}});
    }

    database::ErpLease company_session(core::CompanyId company) override {
        ++questions;
        hangs.wait(true);
        if (away) {
            throw core::UnavailableError("the ERP of this test is away");
        }
        return {open(company.value), [](std::unique_ptr<database::Session>) {}};
    }

    core::Result<database::ErpUser> verify_login(std::string_view, std::string_view) override {
        return core::fail(core::ErrorCode::Unauthenticated, "not in this test");
    }

    core::Result<database::ErpUser> find_user(core::UserId) override {
        return core::fail(core::ErrorCode::NotFound, "not in this test");
    }

    std::vector<database::ErpCompany> companies_of(core::UserId) override { return {}; }

    void probe() override {}

    [[nodiscard]] database::ErpPoolStats stats() const override { return {}; }

    [[nodiscard]] std::string_view engine() const override { return "test"; }

  private:
    [[nodiscard]] std::unique_ptr<database::Session> open(std::int64_t company) const {
        return database::open_sqlite({.file = folder_ / (std::to_string(company) + ".db")});
    }

    database::TestFolder folder_;
};

/// What a cache needs around it. A clock that stands still; ages of 100 s fresh and 1000 s stale.
struct CacheSite {
    [[nodiscard]] ReportCacheSettings settings() const {
        return {.file = folder / "cache.db",
                .memory_bytes = std::size_t{1} << 20U,
                .disk_bytes = std::size_t{1} << 20U,
                .max_age = std::chrono::seconds(100),
                .max_age_of = {},
                .stale_for = std::chrono::seconds(1000),
                .marker_interval = std::chrono::seconds(1),
                .marker_patience = std::chrono::minutes(5)};
    }

    [[nodiscard]] std::unique_ptr<ReportCache> make_cache(ReportCacheSettings with) {
        return std::make_unique<ReportCache>(std::move(with), erp, erp_pool, store_pool, clock);
    }

    database::TestFolder folder;
    core::FixedClock clock{std::chrono::sys_days(std::chrono::year(2025) / 11 / 20) +
                           std::chrono::hours(12)};
    core::BlockingPool erp_pool{"erp", 4, 1000};
    core::BlockingPool store_pool{"stores", 2, 1000};
    MarkerErp erp;
};

inline CacheKey key_of(std::int64_t company, std::string parameters = "{}") {
    return {.company = {company}, .report = "invoices", .parameters = std::move(parameters)};
}

}  // namespace roa2web::reports
