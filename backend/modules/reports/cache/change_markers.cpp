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

}  // namespace

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
    co_return co_await questions_.join(std::to_string(company.value), std::move(work), shared_);
}

core::Task<MarkerState> ChangeMarkers::ask(core::CompanyId company) {
    const auto asked_at = clock_.now();
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
        entry = Entry{.marker = marker, .ask_from = asked_at + interval_, .verified = true};
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
    entry.ask_from = clock_.now() + kAskAgainAfter;
    return {.marker = entry.marker, .verified = false};
}

}  // namespace roa2web::reports
