#include "lifecycle/supervisor.hpp"

#include <atomic>
#include <chrono>
#include <latch>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>

#include <gtest/gtest.h>

namespace roa2web::lifecycle {
namespace {

using namespace std::chrono_literals;

class FakeComponent final : public Component {
  public:
    explicit FakeComponent(std::string_view name) : name_(name) {}

    [[nodiscard]] std::string_view name() const override { return name_; }

    void start() override {
        ++starts;
        if (failures_left > 0) {
            --failures_left;
            throw std::runtime_error("no Oracle here");
        }
    }

    void stop() noexcept override { ++stops; }

    [[nodiscard]] Health health() override {
        ++probes;
        if (hanging != nullptr) {
            hanging->wait();
        }
        return {};
    }

    std::atomic<int> starts{0};
    std::atomic<int> stops{0};
    std::atomic<int> probes{0};
    std::atomic<int> failures_left{0};
    std::latch* hanging{nullptr};

  private:
    std::string_view name_;
};

SupervisorSettings quick() {
    return {
        .health_deadline = 50ms, .health_max_age = 0ms, .first_retry = 1ms, .longest_retry = 2ms};
}

/// Waits until something in the background is true; the long limit is there so that a broken
/// program ends, too.
template <class Condition>
bool eventually(Condition condition) {
    for (int turn = 0; turn < 2000 && !condition(); ++turn) {
        std::this_thread::sleep_for(5ms);
    }
    return condition();
}

TEST(Supervisor, ReportsOkWhenEverythingStarted) {
    FakeComponent erp("erp");
    Supervisor supervisor(quick());
    supervisor.add(erp);
    EXPECT_TRUE(supervisor.start_component(erp));
    const auto report = supervisor.report();
    EXPECT_EQ(report.overall, Status::Ok);
    EXPECT_EQ(report.components.at(0).name, "erp");
}

TEST(Supervisor, GoesOnWithoutWhatCannotStartAndTriesAgain) {
    FakeComponent erp("erp");
    erp.failures_left = 3;
    Supervisor supervisor(quick());
    supervisor.add(erp);
    EXPECT_FALSE(supervisor.start_component(erp));
    EXPECT_TRUE(eventually([&] { return supervisor.report().overall == Status::Ok; }));
    EXPECT_EQ(erp.starts, 4);
}

TEST(Supervisor, SaysWhyAComponentDidNotStart) {
    FakeComponent erp("erp");
    erp.failures_left = 1000000;
    Supervisor supervisor(quick());
    supervisor.add(erp);
    supervisor.start_component(erp);
    const auto report = supervisor.report();
    EXPECT_EQ(report.overall, Status::Degraded);
    EXPECT_EQ(report.components.at(0).health.detail, "no Oracle here");
}

TEST(Supervisor, ReportsAComponentThatHangsWithoutAskingItAgain) {
    std::latch release{1};
    FakeComponent erp("erp");
    FakeComponent store("receipts_db");
    erp.hanging = &release;
    Supervisor supervisor(quick());
    supervisor.add(erp);
    supervisor.add(store);
    supervisor.start_component(erp);
    supervisor.start_component(store);
    for (int turn = 0; turn < 3; ++turn) {
        const auto report = supervisor.report();
        EXPECT_EQ(report.overall, Status::Degraded);
        EXPECT_NE(report.components.at(0).health.detail.find("no answer"), std::string::npos);
        EXPECT_EQ(report.components.at(1).health.status, Status::Ok);
    }
    EXPECT_EQ(erp.probes, 1);
    release.count_down();
    EXPECT_TRUE(eventually([&] { return supervisor.report().overall == Status::Ok; }));
}

TEST(Supervisor, IsDownWithoutWhatIsEssential) {
    FakeComponent auth("auth_db");
    auth.failures_left = 1000000;
    Supervisor supervisor(quick());
    supervisor.add(auth, Importance::Essential);
    supervisor.start_component(auth);
    EXPECT_EQ(supervisor.report().overall, Status::Down);
}

TEST(Supervisor, StopsEachComponentOnce) {
    FakeComponent erp("erp");
    {
        Supervisor supervisor(quick());
        supervisor.add(erp);
        supervisor.start_component(erp);
        supervisor.stop();
    }
    EXPECT_EQ(erp.stops, 1);
}

}  // namespace
}  // namespace roa2web::lifecycle
