#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <string_view>
#include <utility>

#include "database/local_store.hpp"
#include "lifecycle/component.hpp"

namespace roa2web::reports {

/// The module's store (reports.db) as a component of the process. It may open late: start-up goes
/// on without it, and tries again. Requests ask for it from other threads.
class ReportsStore final : public lifecycle::Component {
  public:
    ReportsStore(bool enabled, std::filesystem::path file)
        : enabled_(enabled), file_(std::move(file)) {}

    /// Called each time that the store has opened, on the thread that starts it. Before start.
    void on_open(std::function<void()> listener) { opened_ = std::move(listener); }

    // lifecycle::Component
    [[nodiscard]] std::string_view name() const override { return "reports_db"; }

    /// Throws core::DatabaseError.
    void start() override;

    /// Later requests are refused; those under way go on. The file is closed by the destructor.
    void stop() noexcept override { open_store_ = nullptr; }

    [[nodiscard]] lifecycle::Health health() override;

    /// Throws core::UnavailableError while it is not open.
    [[nodiscard]] database::LocalStore& get() const;

  private:
    bool enabled_;
    std::filesystem::path file_;
    std::function<void()> opened_;
    std::unique_ptr<database::LocalStore> store_;
    std::atomic<database::LocalStore*> open_store_{nullptr};
};

}  // namespace roa2web::reports
