// Keeps components alive and knows how they are.
//
// start_component() never fails: what cannot start is tried again in the background, with growing
// pauses, while the rest of the process serves. report() asks all components at once, each on a
// thread of its own, and waits no longer than the deadline: a component that hangs is reported as
// such, and is not asked again until its last question was answered.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "lifecycle/component.hpp"

namespace roa2web::lifecycle {

struct SupervisorSettings {
    std::chrono::milliseconds health_deadline{300};
    std::chrono::milliseconds health_max_age{500};  // a report this young is given again
    std::chrono::milliseconds first_retry{1000};
    std::chrono::milliseconds longest_retry{60000};
};

struct ComponentReport {
    std::string name;
    Health health;
    std::chrono::microseconds latency{0};
};

struct Report {
    Status overall{Status::Ok};  // Ok, Degraded or Down
    std::vector<ComponentReport> components;
};

class Supervisor {
  public:
    explicit Supervisor(SupervisorSettings settings = {});
    ~Supervisor();
    Supervisor(const Supervisor&) = delete;
    Supervisor& operator=(const Supervisor&) = delete;
    Supervisor(Supervisor&&) = delete;
    Supervisor& operator=(Supervisor&&) = delete;

    /// The component must live longer than the supervisor. Call before start_component(), from one
    /// thread.
    void add(Component& component, Importance importance = Importance::Optional);

    /// Blocks until the first try is over. True when it succeeded; false, too, for a component that
    /// was never added because its module is switched off.
    bool start_component(Component& component);

    /// How all components are; blocks up to the deadline.
    [[nodiscard]] Report report();

    /// Stops retries, then the components, last added first. Blocks.
    void stop();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace roa2web::lifecycle
