#include "cache/change_markers.hpp"

#include <exception>
#include <string>
#include <utility>

#include <boost/describe.hpp>

#include "core/exceptions.hpp"

namespace roa2web::reports {

namespace {

/// The ERP is left alone for so long after it did not answer.
constexpr std::chrono::seconds kAskAgainAfter{5};

struct MarkerRow {
    std::int64_t marker{0};
};
BOOST_DESCRIBE_STRUCT(MarkerRow, (), (marker))

constexpr std::string_view kSelectMarker = "SELECT marker FROM roa2web_change_marker";

std::string question_key(core::CompanyId company) {
    return std::to_string(company.value);
}

}  // namespace

ChangeMarkers::ChangeMarkers(database::ErpGateway& erp,
                             core::BlockingPool& erp_pool,
                             const core::Clock& clock,
                             std::chrono::seconds interval,
                             std::chrono::milliseconds patience,
                             OnMoved on_moved)
    : erp_(erp),
      erp_pool_(erp_pool),
      clock_(clock),
      interval_(interval),
      patience_(patience),
      on_moved_(std::move(on_moved)),
      watch_([this](const std::stop_token& stopping) { end_waits(stopping); }) {}

std::optional<MarkerState> ChangeMarkers::known(core::CompanyId company) const {
    const auto now = clock_.now();
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(company.value);
    if (found == entries_.end() || now >= found->second.ask_from) {
        return std::nullopt;
    }
    return MarkerState{found->second.marker, found->second.verified};
}

core::Task<MarkerState> ChangeMarkers::current(core::CompanyId company) {
    if (const auto state = known(company)) {
        co_return *state;
    }
    SingleFlight<MarkerState>::Work work = [this, company] { return ask(company); };
    co_return co_await questions_.join(question_key(company), std::move(work), shared_);
}

/// Runs on a thread of its own.
void ChangeMarkers::end_waits(const std::stop_token& stopping) {
    std::unique_lock lock(mutex_);
    while (watched_changed_.wait(lock, stopping, [this] { return !watched_.empty(); })) {
        const Watched oldest = watched_.front();
        watched_changed_.wait_until(lock, stopping, oldest.until, [] { return false; });
        watched_.pop_front();
        auto& entry = entries_[oldest.company.value];
        if (stopping.stop_requested() || entry.asked != oldest.until) {
            continue;  // answered
        }
        entry.verified = false;
        const MarkerState last{.marker = entry.marker, .verified = false};
        lock.unlock();
        log_.warn("the ERP does not say whether books have changed",
                  {{"company", oldest.company.value}});
        questions_.stop_waiting(question_key(oldest.company), last);
        lock.lock();
    }
}

/// From when on one waits no longer; a company without a marker from before has nothing to go on.
void ChangeMarkers::watch(core::CompanyId company) {
    const std::lock_guard lock(mutex_);
    auto& entry = entries_[company.value];
    if (entry.marker) {
        entry.asked = std::chrono::steady_clock::now() + patience_;
        watched_.push_back({entry.asked, company});
        watched_changed_.notify_one();
    }
}

core::Task<MarkerState> ChangeMarkers::ask(core::CompanyId company) {
    const auto asked_at = clock_.now();
    watch(company);
    std::string failure;
    try {
        co_await erp_pool_.schedule();
        const auto session = erp_.company_session(company);
        const auto row = session->select_first<MarkerRow>(kSelectMarker);
        if (row) {
            co_return note(company, row->marker, asked_at);
        }
        failure = "the view roa2web_change_marker is empty";
    } catch (const std::exception& error) {
        failure = error.what();
    }
    co_return note_failure(company, failure);
}

MarkerState ChangeMarkers::note(core::CompanyId company,
                                std::int64_t marker,
                                core::Timestamp asked_at) {
    bool moved = false;
    {
        const std::lock_guard lock(mutex_);
        auto& entry = entries_[company.value];
        moved = entry.marker != marker;
        entry = Entry{
            .marker = marker, .ask_from = asked_at + interval_, .verified = true, .asked = {}};
    }
    if (moved) {
        on_moved_(company, marker);
    }
    return {.marker = marker, .verified = true};
}

MarkerState ChangeMarkers::note_failure(core::CompanyId company, const std::string& why) {
    log_.warn("change marker not read", {{"company", company.value}, {"error", why}});
    const std::lock_guard lock(mutex_);
    auto& entry = entries_[company.value];
    entry.verified = false;
    entry.asked = {};
    entry.ask_from = clock_.now() + kAskAgainAfter;
    return {.marker = entry.marker, .verified = false};
}

}  // namespace roa2web::reports
