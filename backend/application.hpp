// Every part of the process, made and joined in one place: what a module needs from outside, it
// gets here.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "http/router.hpp"
#include "http/server.hpp"
#include "lifecycle/component.hpp"
#include "lifecycle/supervisor.hpp"

#include "config.hpp"

namespace roa2web {

/// The version of the program, from CMakeLists.txt.
[[nodiscard]] std::string_view version();

class Application {
  public:
    explicit Application(const LoadedConfig& loaded);
    ~Application();
    Application(const Application&) = delete;
    Application& operator=(const Application&) = delete;
    Application(Application&&) = delete;
    Application& operator=(Application&&) = delete;

    /// Removes files that a process which crashed has left behind.
    void sweep_temporary_files() const;

    [[nodiscard]] const Config& config() const;
    [[nodiscard]] lifecycle::Supervisor& supervisor();
    [[nodiscard]] lifecycle::Component& erp();
    [[nodiscard]] lifecycle::Component& auth_db();
    [[nodiscard]] lifecycle::Component& reports_db();
    [[nodiscard]] lifecycle::Component& cache();
    [[nodiscard]] lifecycle::Component& receipts_db();
    [[nodiscard]] lifecycle::Component& telegram_db();
    [[nodiscard]] lifecycle::Component& telegram_bot();
    [[nodiscard]] http::Server& server();
    [[nodiscard]] const std::vector<http::Route>& routes() const;

    /// The line that people look for after a start.
    void log_listening() const;

    /// Ends the threads for blocking calls, after what they have in hand.
    void stop_pools();

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace roa2web
