#include "erp_component.hpp"

#include <filesystem>
#include <string>

#include "database/demo/demo_erp.hpp"
#include "logging/logger.hpp"

#include "demo_erp.hpp"

namespace roa2web {

void ErpComponent::start() {
    if (!database::has_demo_erp(config_.erp.folder)) {
        write_demo_erp(config_.erp.folder, config_.demo, clock_.today());
    }
    gateway_.probe();
    logging::Logger("ERP").info(
        "the demo's companies are invented; sign in with a user's name, which is the password, too",
        {{"users", "demo, contabil, operator, viewer"}});
}

lifecycle::Health ErpComponent::health() {
    gateway_.probe();
    const auto stats = gateway_.stats();
    return {lifecycle::Status::Ok,
            std::string(gateway_.engine()),
            {{"sessions_in_use", std::to_string(stats.in_use)},
             {"sessions_idle", std::to_string(stats.idle)},
             {"sessions_limit", std::to_string(stats.limit)},
             {"sessions_acquired", std::to_string(stats.acquired_total)},
             {"session_timeouts", std::to_string(stats.timeouts_total)}}};
}

}  // namespace roa2web
