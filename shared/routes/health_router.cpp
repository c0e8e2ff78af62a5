#include "routes/health_router.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "http/error_response.hpp"
#include "json/writer.hpp"

namespace roa2web::lifecycle {

BOOST_DESCRIBE_ENUM(Status, Ok, Disabled, Starting, Degraded, Down)

}  // namespace roa2web::lifecycle

namespace roa2web::routes {

struct ComponentHealth {
    lifecycle::Status status{lifecycle::Status::Ok};
    std::int64_t latency_ms{0};
    std::string detail;                        // empty for who lacks system.view
    std::map<std::string, std::string> facts;  // likewise
};
BOOST_DESCRIBE_STRUCT(ComponentHealth, (), (status, latency_ms, detail, facts))

struct HealthAnswer {
    lifecycle::Status status{lifecycle::Status::Ok};
    std::string version;
    std::int64_t uptime_seconds{0};
    std::map<std::string, ComponentHealth> components;
};
BOOST_DESCRIBE_STRUCT(HealthAnswer, (), (status, version, uptime_seconds, components))

struct Alive {
    lifecycle::Status status{lifecycle::Status::Ok};
};
BOOST_DESCRIBE_STRUCT(Alive, (), (status))

namespace {

using core::Result;
using core::Task;

HealthAnswer make_answer(const HealthContext& context,
                         const lifecycle::Report& report,
                         bool with_details) {
    const auto uptime = std::chrono::steady_clock::now() - context.started_at;
    HealthAnswer answer{report.overall,
                        context.version,
                        std::chrono::duration_cast<std::chrono::seconds>(uptime).count(),
                        {}};
    for (const auto& component : report.components) {
        auto& entry = answer.components[component.name];
        entry.status = component.health.status;
        entry.latency_ms =
            std::chrono::duration_cast<std::chrono::milliseconds>(component.latency).count();
        if (with_details) {
            entry.detail = component.health.detail;
            entry.facts.insert(component.health.facts.begin(), component.health.facts.end());
        }
    }
    return answer;
}

http::Response not_stored(int status, const HealthAnswer& answer) {
    auto response = http::json_response(status, json::to_json(answer));
    response.set_header("Cache-Control", "no-store");
    return response;
}

}  // namespace

http::Router create_health_router(HealthContext context) {
    http::Router router;
    router.get("",
               {.access = http::kPublicOrSignedIn, .summary = "How all components are"},
               [context](const http::Call<>& call) -> Task<Result<http::Response>> {
                   co_await context.pool.schedule();
                   const auto report = context.supervisor.report();
                   const bool details =
                       call.principal.permissions.contains(core::Permission::SystemView);
                   co_return not_stored(report.overall == lifecycle::Status::Down ? 503 : 200,
                                        make_answer(context, report, details));
               });
    router.get("/live",
               {.access = http::kPublic, .summary = "The process is up"},
               [](const http::Call<>&) -> Task<Result<Alive>> { co_return Alive{}; });
    router.get("/ready",
               {.access = http::kPublic,
                .summary = "The process can serve: nothing essential is missing or starting"},
               [context](const http::Call<>&) -> Task<Result<http::Response>> {
                   co_await context.pool.schedule();
                   const auto report = context.supervisor.report();
                   bool ready = report.overall != lifecycle::Status::Down;
                   for (const auto& component : report.components) {
                       ready = ready && component.health.status != lifecycle::Status::Starting;
                   }
                   co_return not_stored(ready ? 200 : 503, make_answer(context, report, false));
               });
    return router;
}

}  // namespace roa2web::routes
