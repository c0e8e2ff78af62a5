#pragma once

#include "core/date.hpp"
#include "database/erp_gateway.hpp"
#include "lifecycle/component.hpp"

#include "config.hpp"

namespace roa2web {

/// The ERP in the life of the process: generates the demo ERP where none is configured, and knows
/// how the pool is.
class ErpComponent final : public lifecycle::Component {
  public:
    ErpComponent(const Config& config, database::ErpGateway& gateway, const core::Clock& clock)
        : config_(config), gateway_(gateway), clock_(clock) {}

    [[nodiscard]] std::string_view name() const override { return "erp"; }

    void start() override;

    void stop() noexcept override {}

    [[nodiscard]] lifecycle::Health health() override;

  private:
    const Config& config_;
    database::ErpGateway& gateway_;
    const core::Clock& clock_;
};

}  // namespace roa2web
