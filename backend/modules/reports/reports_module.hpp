// The public face of the reports module.
#pragma once

#include <memory>

#include "core/blocking_pool.hpp"
#include "core/date.hpp"
#include "database/erp_gateway.hpp"
#include "http/router.hpp"

namespace roa2web::reports {

struct ReportsSettings {
    bool enabled{true};
};

class ReportsModule {
  public:
    /// What it refers to must live longer than the module.
    ReportsModule(database::ErpGateway& erp,
                  core::BlockingPool& erp_pool,
                  const core::Clock& clock);
    ~ReportsModule();
    ReportsModule(const ReportsModule&) = delete;
    ReportsModule& operator=(const ReportsModule&) = delete;
    ReportsModule(ReportsModule&&) = delete;
    ReportsModule& operator=(ReportsModule&&) = delete;

    /// To be included under /api/reports. The module must live longer than the router.
    [[nodiscard]] http::Router create_reports_router();

  private:
    struct Services;
    std::unique_ptr<Services> services_;
};

}  // namespace roa2web::reports
