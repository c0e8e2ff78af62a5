#pragma once

#include <chrono>
#include <string>

#include "core/blocking_pool.hpp"
#include "http/router.hpp"
#include "lifecycle/supervisor.hpp"

namespace roa2web::routes {

struct HealthContext {
    lifecycle::Supervisor& supervisor;
    core::BlockingPool& pool;  // reports wait for components
    std::string version;
    std::chrono::steady_clock::time_point started_at;
};

/// "", "/live" and "/ready": to be included under /health. What the context refers to must live
/// longer.
[[nodiscard]] http::Router create_health_router(HealthContext context);

}  // namespace roa2web::routes
