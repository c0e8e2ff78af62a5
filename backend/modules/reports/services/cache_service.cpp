#include "services/cache_service.hpp"

#include <algorithm>
#include <chrono>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>

#include "json/reader.hpp"
#include "json/writer.hpp"

namespace roa2web::reports {

namespace {

using core::Result;
using core::Task;

constexpr std::size_t kMegabyte = std::size_t{1} << 20U;

tl::unexpected<core::Error> unknown_report(std::vector<std::string> loc, const std::string& name) {
    return tl::unexpected(
        core::Error{.code = core::ErrorCode::InvalidInput,
                    .message = "",
                    .id = "report",
                    .retry_after = {},
                    .fields = {{std::move(loc), "There is no report '" + name + "'", "report"}}});
}

CacheLayerStats to_stats(const CacheUsage& usage, std::size_t limit) {
    return {.entries = static_cast<std::int64_t>(usage.entries),
            .bytes = static_cast<std::int64_t>(usage.bytes),
            .limit_bytes = static_cast<std::int64_t>(limit),
            .evictions = static_cast<std::int64_t>(usage.evictions)};
}

std::int64_t count(const std::atomic<std::uint64_t>& counter) {
    return static_cast<std::int64_t>(counter.load(std::memory_order_relaxed));
}

CacheCounts to_counts(const CacheReport& report) {
    return {.memory_hits = count(report.memory_hits),
            .disk_hits = count(report.disk_hits),
            .misses = count(report.misses),
            .shared_waits = count(report.shared_waits),
            .stale_served = count(report.stale_served),
            .refreshes = count(report.refreshes),
            .failures = count(report.failures)};
}

void add(CacheCounts& total, const CacheCounts& some) {
    total.memory_hits += some.memory_hits;
    total.disk_hits += some.disk_hits;
    total.misses += some.misses;
    total.shared_waits += some.shared_waits;
    total.stale_served += some.stale_served;
    total.refreshes += some.refreshes;
    total.failures += some.failures;
}

}  // namespace

void CacheService::start() {
    for (const auto& [report, age] : cache_.initial_settings().max_age_of) {
        if (!knows(report)) {
            log_.warn("REPORTS_CACHE_MAX_AGES names a report that there is not",
                      {{"report", report}});
        }
    }
    cache_.start();
}

void CacheService::take_kept_settings() {
    const auto content = settings_store_.read();
    if (!content) {
        return;
    }
    if (const auto kept = json::read_body<CacheSettingsBody>(*content)) {
        apply(*kept);
        log_.info("cache settings as changed by an administrator", {{"enabled", kept->enabled}});
    }
}

lifecycle::Health CacheService::health() {
    if (!cache_.is_enabled()) {
        return {lifecycle::Status::Disabled, "switched off", {}};
    }
    const auto problem = cache_.disk().check();
    const auto usage = cache_.memory_usage();
    return {problem.empty() ? lifecycle::Status::Ok : lifecycle::Status::Degraded,
            problem.empty() ? "" : "answers are kept in memory alone; on disk: " + problem,
            {{"memory_entries", std::to_string(usage.entries)},
             {"memory_bytes", std::to_string(usage.bytes)}}};
}

Task<Result<CacheStats>> CacheService::stats() {
    co_await cache_.store_pool().schedule();
    const auto totals = cache_.totals();
    CacheStats stats;
    stats.settings = settings();
    stats.memory = to_stats(totals.memory, cache_.memory_limit());
    stats.disk = to_stats(totals.disk, cache_.initial_settings().disk_bytes);
    stats.dropped_by_change = static_cast<std::int64_t>(totals.dropped_by_change);
    for (const auto& report : cache_.reports()) {
        CacheReportStats own;
        static_cast<CacheCounts&>(own) = to_counts(report);
        own.report = report.name;
        own.max_age_seconds = report.max_age;
        add(stats.total, own);
        stats.reports.push_back(std::move(own));
    }
    co_return stats;
}

Task<Result<CacheClearAnswer>> CacheService::clear(CacheClearBody body, std::string username) {
    const auto report = body.report ? body.report->value : std::string{};
    if (body.report && !knows(report)) {
        co_return unknown_report({"body", "report"}, report);
    }
    co_await cache_.store_pool().schedule();
    const auto cleared = cache_.clear(body.company_id, report);
    log_.info("cache cleared",
              {{"user", username},
               {"company", body.company_id ? std::to_string(body.company_id->value) : "all"},
               {"report", report.empty() ? "all" : report},
               {"entries", cleared.memory}});
    co_return CacheClearAnswer{.memory_entries = static_cast<std::int64_t>(cleared.memory),
                               .disk_entries = static_cast<std::int64_t>(cleared.disk)};
}

Task<Result<CacheSettingsAnswer>> CacheService::change_settings(CacheSettingsBody body,
                                                                std::string username) {
    std::set<std::string> seen;
    for (std::size_t index = 0; index < body.reports.size(); ++index) {
        const auto& report = body.reports[index].report.value;
        if (!knows(report) || !seen.insert(report).second) {
            co_return unknown_report({"body", "reports", std::to_string(index), "report"}, report);
        }
    }
    co_await cache_.store_pool().schedule();
    apply(body);
    CacheSettingsAnswer answer;
    answer.kept = keep(body);
    answer.settings = settings();
    log_.info("cache settings changed",
              {{"user", username}, {"settings", json::to_json(body)}, {"kept", answer.kept}});
    co_return answer;
}

bool CacheService::knows(std::string_view report) const {
    const auto& reports = cache_.reports();
    return std::any_of(reports.begin(), reports.end(), [report](const CacheReport& known) {
        return known.name == report;
    });
}

CacheSettingsBody CacheService::settings() const {
    const auto ages = cache_.ages();
    CacheSettingsBody body;
    body.enabled = cache_.is_enabled();
    body.memory_mb.value = static_cast<std::int64_t>(cache_.memory_limit() / kMegabyte);
    body.max_age_seconds.value = ages.max_age.count();
    body.stale_seconds.value = ages.stale_for.count();
    for (const auto& [report, age] : ages.max_age_of) {
        body.reports.push_back({.report = {report}, .max_age_seconds = {age.count()}});
    }
    return body;
}

bool CacheService::keep(const CacheSettingsBody& body) {
    try {
        settings_store_.write(json::to_json(body));
        return true;
    } catch (const std::runtime_error& error) {  // they count until the process ends
        log_.warn("cache settings could not be kept", {{"error", error.what()}});
        return false;
    }
}

void CacheService::apply(const CacheSettingsBody& body) {
    CacheAges ages{.max_age = std::chrono::seconds(body.max_age_seconds.value),
                   .stale_for = std::chrono::seconds(body.stale_seconds.value),
                   .max_age_of = {}};
    for (const auto& own : body.reports) {
        ages.max_age_of[own.report.value] = std::chrono::seconds(own.max_age_seconds.value);
    }
    cache_.configure(
        body.enabled, static_cast<std::size_t>(body.memory_mb.value) * kMegabyte, std::move(ages));
}

}  // namespace roa2web::reports
