#include "cache/report_cache.hpp"

#include <algorithm>
#include <exception>
#include <memory>
#include <utility>

#include "core/exceptions.hpp"

namespace roa2web::reports {

namespace {

using core::Result;
using core::Task;

/// Between two tries to make the same stale answer anew.
constexpr std::chrono::seconds kRefreshPause{5};

std::int64_t seconds_of(std::chrono::seconds duration) {
    return duration.count();
}

}  // namespace

ReportCache::ReportCache(ReportCacheSettings settings,
                         database::ErpGateway& erp,
                         core::BlockingPool& erp_pool,
                         core::BlockingPool& store_pool,
                         const core::Clock& clock)
    : settings_(std::move(settings)),
      store_pool_(store_pool),
      clock_(clock),
      enabled_(settings_.enabled),
      memory_limit_(settings_.memory_bytes),
      stale_for_(0),
      longest_age_(0),
      memory_(settings_.memory_bytes),
      disk_(settings_.file, settings_.disk_bytes, clock),
      markers_(erp,
               erp_pool,
               clock,
               settings_.marker_interval,
               settings_.marker_patience,
               [this](core::CompanyId company, std::int64_t marker) {
                   on_marker_moved(company, marker);
               }) {
    configure(settings_.enabled,
              settings_.memory_bytes,
              {settings_.max_age, settings_.stale_for, settings_.max_age_of});
}

ReportCache::~ReportCache() {
    wait();
}

void ReportCache::wait() {
    flights_.wait();
    markers_.wait();
    disk_work_.wait();
}

CacheReport& ReportCache::add_report(std::string_view name) {
    for (auto& report : reports_) {
        if (report.name == name) {
            throw core::ConfigurationError("two routes keep their answers as " + std::string(name));
        }
    }
    auto& report = reports_.emplace_back(name);
    configure(enabled_, memory_limit_, ages());
    return report;
}

CacheAges ReportCache::ages() const {
    const std::lock_guard lock(ages_mutex_);
    return ages_;
}

void ReportCache::configure(bool enabled, std::size_t memory_bytes, CacheAges ages) {
    const std::lock_guard lock(ages_mutex_);
    auto longest = ages.max_age;
    for (auto& report : reports_) {
        const auto own = ages.max_age_of.find(report.name);
        const auto age = own == ages.max_age_of.end() ? ages.max_age : own->second;
        report.max_age = seconds_of(age);
        longest = std::max(longest, age);
    }
    stale_for_ = seconds_of(ages.stale_for);
    longest_age_ = seconds_of(longest + ages.stale_for);
    memory_limit_ = memory_bytes;
    memory_.set_limit(memory_bytes);
    enabled_ = enabled;
    ages_ = std::move(ages);
}

std::optional<CachedAnswer> ReportCache::find(CacheReport& report, const CacheKey& key) {
    if (!enabled_) {
        return std::nullopt;
    }
    const auto marker = markers_.known(key.company);
    if (!marker || !marker->marker || !marker->verified) {
        return std::nullopt;
    }
    auto entry = memory_.find(key.text());
    if (!entry || entry->marker != *marker->marker || clock_.now() - entry->as_of > report.age()) {
        return std::nullopt;
    }
    report.memory_hits.fetch_add(1, std::memory_order_relaxed);
    return CachedAnswer{std::move(entry->body), entry->as_of, CacheSource::Memory};
}

Task<Result<CachedAnswer>> ReportCache::get(CacheReport& report,
                                            CacheKey key,
                                            ProduceAnswer produce) {
    if (!enabled_) {
        co_return co_await make_uncached(std::move(produce));
    }
    auto text = key.text();
    Question question{report, std::move(key), std::move(text), {}, generation_, std::move(produce)};
    question.marker = co_await markers_.current(question.key.company);
    if (const auto entry = memory_.find(question.text)) {
        if (auto answer = use(question, *entry)) {
            co_return std::move(*answer);
        }
    }
    // The task that loads is made here but lives on its own: it gets a copy.
    Flights::Work work = [this, question] { return load(question); };
    const auto loaded =
        co_await flights_.join(flight_key(question), std::move(work), report.shared_waits);
    if (!loaded) {
        co_return tl::unexpected(loaded.error());
    }
    if (loaded->source == CacheSource::Stale) {
        refresh(question);
    }
    co_return CachedAnswer{loaded->entry.body, loaded->entry.as_of, loaded->source};
}

bool ReportCache::is_fresh(const Question& question, const CacheEntry& entry) const {
    return question.marker.verified && entry.marker == question.marker.marker &&
           clock_.now() - entry.as_of <= question.report.age();
}

/// An answer that is in memory, where it may still be used.
std::optional<CachedAnswer> ReportCache::use(Question& question, const CacheEntry& entry) {
    auto& report = question.report;
    if (entry.marker != question.marker.marker) {
        return std::nullopt;
    }
    if (is_fresh(question, entry)) {
        report.memory_hits.fetch_add(1, std::memory_order_relaxed);
        return CachedAnswer{entry.body, entry.as_of, CacheSource::Memory};
    }
    if (clock_.now() - entry.as_of <= report.age() + std::chrono::seconds(stale_for_)) {
        report.stale_served.fetch_add(1, std::memory_order_relaxed);
        refresh(question);
        return CachedAnswer{entry.body, entry.as_of, CacheSource::Stale};
    }
    memory_.erase(question.text);
    return std::nullopt;
}

/// From the disk, or else from the ERP. Runs once for all who ask for the same at the same time.
Task<Result<ReportCache::Loaded>> ReportCache::load(Question question) {
    auto& report = question.report;
    // Looked at again: another one may have brought it after this request looked.
    if (auto entry = memory_.find(question.text); entry && is_fresh(question, *entry)) {
        report.memory_hits.fetch_add(1, std::memory_order_relaxed);
        co_return Loaded{std::move(*entry), CacheSource::Memory};
    }
    if (question.marker.marker && disk_.is_usable()) {
        bool on_store_thread = false;
        try {
            co_await store_pool_.schedule();
            on_store_thread = true;
        } catch (const core::UnavailableError&) {
            // The store threads have too much to do: the ERP then.
        }
        if (on_store_thread) {
            if (auto loaded = load_from_disk(question)) {
                co_return std::move(*loaded);
            }
        }
    }
    report.misses.fetch_add(1, std::memory_order_relaxed);
    co_return co_await make(std::move(question), false);
}

std::optional<ReportCache::Loaded> ReportCache::load_from_disk(const Question& question) {
    auto& report = question.report;
    auto entry = disk_.find(question.text, *question.marker.marker);
    if (!entry) {
        return std::nullopt;
    }
    if (clock_.now() - entry->as_of > report.age() + std::chrono::seconds(stale_for_)) {
        return std::nullopt;
    }
    const bool fresh = is_fresh(question, *entry);
    (fresh ? report.disk_hits : report.stale_served).fetch_add(1, std::memory_order_relaxed);
    memory_.put(question.key, *entry);
    return Loaded{std::move(*entry), fresh ? CacheSource::Disk : CacheSource::Stale};
}

Task<Result<ReportCache::Loaded>> ReportCache::make(Question question, bool refreshing) {
    auto& report = question.report;
    const auto as_of = clock_.now();
    std::exception_ptr failure;
    try {
        auto json = co_await question.produce();
        if (!json) {
            if (refreshing) {
                memory_.erase(question.text);  // the next request is told why
            }
            co_return tl::unexpected(std::move(json.error()));
        }
        CacheEntry entry{.body = std::make_shared<const http::StoredBody>(std::move(*json)),
                         .as_of = as_of,
                         .marker = question.marker.marker.value_or(0)};
        keep(question, entry);
        co_return Loaded{std::move(entry), CacheSource::Miss};
    } catch (const std::exception& error) {
        failure = std::current_exception();
        if (refreshing) {
            log_.warn("a stale answer could not be made anew",
                      {{"report", report.name},
                       {"company", question.key.company.value},
                       {"error", error.what()}});
        }
    }
    report.failures.fetch_add(1, std::memory_order_relaxed);
    std::rethrow_exception(failure);
}

Task<Result<CachedAnswer>> ReportCache::make_uncached(ProduceAnswer produce) {
    const auto as_of = clock_.now();
    auto json = co_await produce();
    if (!json) {
        co_return tl::unexpected(std::move(json.error()));
    }
    co_return CachedAnswer{
        std::make_shared<const http::StoredBody>(std::move(*json)), as_of, CacheSource::Off};
}

void ReportCache::refresh(const Question& question) {
    const auto now = clock_.now();
    if (!memory_.claim_refresh(question.text, now, now + kRefreshPause)) {
        return;
    }
    question.report.refreshes.fetch_add(1, std::memory_order_relaxed);
    Flights::Work work = [this, question] { return make(question, true); };
    flights_.start(flight_key(question), std::move(work));
}

/// Keeps a new answer, unless what it was made for is over: the marker moved, or all was cleared.
void ReportCache::keep(const Question& question, const CacheEntry& entry) {
    if (!question.marker.marker || question.generation != generation_) {
        return;
    }
    memory_.put(question.key, entry);
    if (!disk_.is_usable()) {
        return;
    }
    const auto oldest = entry.as_of - std::chrono::seconds(longest_age_);
    post_to_disk([this, key = question.key, entry, oldest, generation = question.generation] {
        if (generation == generation_) {
            disk_.put(key, entry, oldest);
        }
    });
}

void ReportCache::on_marker_moved(core::CompanyId company, std::int64_t marker) {
    const auto dropped = memory_.drop_outdated(company, marker);
    dropped_by_change_.fetch_add(dropped, std::memory_order_relaxed);
    if (disk_.is_usable()) {
        post_to_disk([this, company, marker] { disk_.drop_outdated(company, marker); });
    }
}

void ReportCache::post_to_disk(std::function<void()> work) {
    disk_work_.begin();
    try {
        store_pool_.post([this, work = std::move(work)] {
            work();
            disk_work_.end();
        });
    } catch (const core::UnavailableError&) {
        disk_work_.end();  // the store threads have too much to do: it stays in memory alone
    }
}

/// Questions that may share an answer: not those from before a change or a clearing.
std::string ReportCache::flight_key(const Question& question) {
    const auto& marker = question.marker.marker;
    return question.text + '|' + (marker ? std::to_string(*marker) : "?") + '|' +
           std::to_string(question.generation);
}

CacheCleared ReportCache::clear(std::optional<core::CompanyId> company, const std::string& report) {
    ++generation_;
    CacheCleared cleared;
    cleared.memory = memory_.clear(company, report);
    cleared.disk = disk_.clear(company, report);
    return cleared;
}

CacheTotals ReportCache::totals() {
    return {
        .memory = memory_.usage(), .disk = disk_.usage(), .dropped_by_change = dropped_by_change_};
}

}  // namespace roa2web::reports
