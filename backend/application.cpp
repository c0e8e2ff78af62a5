#include "application.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "auth/auth_router.hpp"
#include "auth/auth_service.hpp"
#include "auth/companies_router.hpp"
#include "core/blocking_pool.hpp"
#include "core/date.hpp"
#include "database/sqlite_erp_gateway.hpp"
#include "http/embedded_files.hpp"
#include "http/openapi.hpp"
#include "logging/logger.hpp"
#include "mail/smtp_mail_sender.hpp"
#include "platform/process.hpp"
#include "routes/calendar_router.hpp"
#include "routes/health_router.hpp"

#include "erp_component.hpp"

namespace roa2web {

namespace {

constexpr std::size_t kStoreThreads = 4;
constexpr std::size_t kStoreQueue = 1024;
constexpr std::size_t kHealthThreads = 2;
constexpr std::size_t kHealthQueue = 256;

std::unique_ptr<mail::MailSender> make_mail_sender(const mail::SmtpSettings& settings,
                                                   const core::Clock& clock) {
    return settings.host.empty() ? nullptr
                                 : std::make_unique<mail::SmtpMailSender>(settings, clock);
}

/// `/openapi.json`, made once from all other routes.
http::Router create_openapi_router(const std::vector<http::Route>& routes) {
    auto document = std::make_shared<const std::string>(http::openapi_document(routes, version()));
    http::Router router;
    router.get("/openapi.json",
               {.access = http::kPublic, .summary = "This document"},
               [document](const http::Call<>&) -> core::Task<core::Result<http::Response>> {
                   co_return http::json_response(200, *document);
               });
    return router;
}

}  // namespace

std::string_view version() {
    return ROA2WEB_VERSION;
}

// In the order of dependence: what stands below uses what stands above.
struct Application::Parts {
    explicit Parts(const LoadedConfig& loaded)
        : config(loaded.config), mail(make_mail_sender(config.smtp, clock)) {}

    Config config;
    logging::Logger log{"MAIN"};
    std::chrono::steady_clock::time_point started_at{std::chrono::steady_clock::now()};
    core::SystemClock clock;
    std::unique_ptr<mail::MailSender> mail;

    core::BlockingPool erp_pool{"erp", config.erp.pool_size, config.erp_queue};
    core::BlockingPool store_pool{"stores", kStoreThreads, kStoreQueue};
    core::BlockingPool health_pool{"health", kHealthThreads, kHealthQueue};

    database::SqliteErpGateway gateway{config.erp};
    ErpComponent erp{config, gateway, clock};
    auth::AuthService auth{config.auth, gateway, mail.get(), clock};
    reports::ReportsModule reports{config.reports, gateway, erp_pool, store_pool, clock};
    data_entry::DataEntryModule data_entry{config.data_entry, gateway, erp_pool, store_pool, clock};
    telegram::TelegramModule telegram{config.telegram, store_pool, clock};

    lifecycle::Supervisor supervisor;
    http::Dispatcher dispatcher{
        config.dispatcher, create_routes(), auth, http::StaticFiles(http::embedded_files())};
    http::Server server{config.server, dispatcher};

    /// The map of the whole API.
    http::Router create_routes() {
        http::Router routes;
        if (config.reports.enabled) {
            routes.include("/api/reports", reports.create_reports_router(), "reports");
        }
        if (config.data_entry.enabled) {
            routes.include("/api/data-entry", data_entry.create_data_entry_router(), "data-entry");
        }
        if (config.telegram.enabled) {
            routes.include("/api/telegram", telegram.create_telegram_router(), "telegram");
        }
        routes.include("/api/auth", auth::create_auth_router(auth), "auth");
        routes.include("/api/companies", auth::create_companies_router(auth), "companies");
        routes.include(
            "/api/calendar", routes::create_calendar_router(gateway, erp_pool, clock), "calendar");
        routes.include("/health",
                       routes::create_health_router(
                           {supervisor, health_pool, std::string(version()), started_at}),
                       "health");
        routes.include("", create_openapi_router(routes.routes()), "documentation");
        return routes;
    }

    void supervise() {
        supervisor.add(erp);
        supervisor.add(auth, lifecycle::Importance::Essential);
        if (config.reports.enabled) {
            supervisor.add(reports.store());
            supervisor.add(reports.cache());
        }
        if (config.data_entry.enabled) {
            supervisor.add(data_entry);
        }
        if (config.telegram.enabled) {
            supervisor.add(telegram.store());
            supervisor.add(telegram.bot());
        }
    }
};

Application::Application(const LoadedConfig& loaded) : parts_(std::make_unique<Parts>(loaded)) {
    platform::tune_memory();
    platform::raise_open_file_limit();
    platform::survive_file_size_limit();
    parts_->supervise();
    for (const auto& warning : loaded.warnings) {
        parts_->log.warn(warning);
    }
}

Application::~Application() = default;

void Application::sweep_temporary_files() const {
    parts_->reports.sweep_temporary_files();
    parts_->server.sweep_uploads();
}

const Config& Application::config() const {
    return parts_->config;
}

lifecycle::Supervisor& Application::supervisor() {
    return parts_->supervisor;
}

lifecycle::Component& Application::erp() {
    return parts_->erp;
}

lifecycle::Component& Application::auth_db() {
    return parts_->auth;
}

lifecycle::Component& Application::reports_db() {
    return parts_->reports.store();
}

lifecycle::Component& Application::cache() {
    return parts_->reports.cache();
}

lifecycle::Component& Application::receipts_db() {
    return parts_->data_entry;
}

lifecycle::Component& Application::telegram_db() {
    return parts_->telegram.store();
}

lifecycle::Component& Application::telegram_bot() {
    return parts_->telegram.bot();
}

http::Server& Application::server() {
    return parts_->server;
}

const std::vector<http::Route>& Application::routes() const {
    return parts_->dispatcher.routes();
}

void Application::log_listening() const {
    const auto took = std::chrono::steady_clock::now() - parts_->started_at;
    const std::string address =
        "http://" + parts_->config.server.host + ":" + std::to_string(parts_->server.port());
    parts_->log.info(
        "listening",
        {{"address", address},
         {"version", version()},
         {"start_ms", std::chrono::duration_cast<std::chrono::milliseconds>(took).count()}});
}

void Application::stop_pools() {
    parts_->erp_pool.stop();
    parts_->store_pool.stop();
    parts_->health_pool.stop();
}

}  // namespace roa2web
