#include "lifecycle/supervisor.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "logging/logger.hpp"

namespace roa2web::lifecycle {

namespace {

using Steady = std::chrono::steady_clock;

/// A component with its thread, which does whatever may block: retries of the start and health
/// probes.
class Supervised {
  public:
    Supervised(Component& component, Importance importance, const SupervisorSettings& settings)
        : component_(component),
          importance_(importance),
          settings_(settings),
          thread_([this](const std::stop_token& stop) { run(stop); }) {}

    [[nodiscard]] Component& component() { return component_; }

    [[nodiscard]] Importance importance() const { return importance_; }

    bool start() {
        std::unique_lock lock(mutex_);
        wants_start_ = true;
        next_start_ = Steady::now();
        wake_.notify_all();
        wake_.wait(lock, [this] { return tried_once_ || ended_; });
        return started_;
    }

    void ask() {
        const std::lock_guard lock(mutex_);
        if (!probing_) {
            probing_ = true;
            probe_began_ = Steady::now();
            wake_.notify_all();
        }
    }

    /// Waits for the probe in hand until it has taken as long as it may.
    ComponentReport collect() {
        std::unique_lock lock(mutex_);
        const auto deadline = probe_began_ + settings_.health_deadline;
        if (!wake_.wait_until(lock, deadline, [this] { return !probing_; })) {
            const auto waited =
                std::chrono::duration_cast<std::chrono::milliseconds>(Steady::now() - probe_began_);
            return {
                std::string(component_.name()),
                {Status::Degraded, "no answer for " + std::to_string(waited.count()) + " ms", {}},
                waited};
        }
        return last_;
    }

    void end() {
        thread_.request_stop();
        {
            const std::lock_guard lock(mutex_);
            wake_.notify_all();
        }
        thread_.join();
        component_.stop();
    }

  private:
    void run(const std::stop_token& stop) {
        std::unique_lock lock(mutex_);
        while (!stop.stop_requested()) {
            if (wants_start_ && Steady::now() >= next_start_) {
                try_start(lock);
            } else if (probing_) {
                probe(lock);
            } else if (wants_start_) {
                wake_.wait_until(lock, next_start_);
            } else {
                wake_.wait(lock);
            }
        }
        ended_ = true;  // whoever still waits for the first try is let go
        wake_.notify_all();
    }

    void try_start(std::unique_lock<std::mutex>& lock) {
        lock.unlock();
        std::optional<std::string> failure;
        try {
            component_.start();
        } catch (const std::exception& error) {
            failure = error.what();
        }
        lock.lock();
        started_ = !failure;
        wants_start_ = failure.has_value();
        tried_once_ = true;
        if (failure) {
            failure_ = *failure;
            log_.warn("component cannot start; the rest goes on",
                      {{"component", component_.name()},
                       {"error", failure_},
                       {"retry_ms", pause_.count()}});
            next_start_ = Steady::now() + pause_;
            pause_ = std::min(pause_ * 2, settings_.longest_retry);
        } else {
            log_.info("component started", {{"component", component_.name()}});
        }
        wake_.notify_all();
    }

    void probe(std::unique_lock<std::mutex>& lock) {
        ComponentReport report{std::string(component_.name()), {}, {}};
        if (!started_) {
            report.health = tried_once_ ? Health{Status::Degraded, failure_, {}}
                                        : Health{Status::Starting, "", {}};
        } else {
            lock.unlock();
            const auto began = Steady::now();
            try {
                report.health = component_.health();
            } catch (const std::exception& error) {
                report.health = {Status::Degraded, error.what(), {}};
            }
            report.latency =
                std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - began);
            lock.lock();
        }
        last_ = std::move(report);
        probing_ = false;
        wake_.notify_all();
    }

    Component& component_;
    Importance importance_;
    const SupervisorSettings& settings_;
    logging::Logger log_{"MAIN"};
    std::mutex mutex_;
    std::condition_variable wake_;
    bool wants_start_{false};
    bool tried_once_{false};
    bool ended_{false};
    bool started_{false};
    bool probing_{false};
    std::string failure_;
    std::chrono::milliseconds pause_{settings_.first_retry};
    Steady::time_point next_start_;
    Steady::time_point probe_began_;
    ComponentReport last_;
    std::jthread thread_;  // last: it uses all of the above
};

}  // namespace

struct Supervisor::Impl {
    SupervisorSettings settings;
    std::vector<std::unique_ptr<Supervised>> components;
    std::mutex report_mutex;  // one report at a time; who waited for it gets the same
    Report report;
    Steady::time_point reported_at{Steady::time_point::min()};
    bool stopped{false};
};

Supervisor::Supervisor(SupervisorSettings settings) : impl_(std::make_unique<Impl>()) {
    impl_->settings = settings;
}

Supervisor::~Supervisor() {
    stop();
}

void Supervisor::add(Component& component, Importance importance) {
    impl_->components.push_back(
        std::make_unique<Supervised>(component, importance, impl_->settings));
}

bool Supervisor::start_component(Component& component) {
    const auto found = std::find_if(
        impl_->components.begin(), impl_->components.end(), [&](const auto& supervised) {
            return &supervised->component() == &component;
        });
    return found != impl_->components.end() && (*found)->start();
}

Report Supervisor::report() {
    const std::lock_guard lock(impl_->report_mutex);
    const auto now = Steady::now();
    if (impl_->reported_at != Steady::time_point::min() &&
        now - impl_->reported_at < impl_->settings.health_max_age) {
        return impl_->report;
    }
    for (auto& component : impl_->components) {
        component->ask();
    }
    Report report;
    for (auto& component : impl_->components) {
        report.components.push_back(component->collect());
        const auto status = report.components.back().health.status;
        if (status == Status::Degraded || status == Status::Starting) {
            const bool essential = component->importance() == Importance::Essential;
            report.overall = std::max(report.overall, essential ? Status::Down : Status::Degraded);
        }
    }
    impl_->report = report;
    impl_->reported_at = Steady::now();
    return report;
}

void Supervisor::stop() {
    if (std::exchange(impl_->stopped, true)) {
        return;
    }
    for (auto component = impl_->components.rbegin(); component != impl_->components.rend();
         ++component) {
        (*component)->end();
    }
}

}  // namespace roa2web::lifecycle
