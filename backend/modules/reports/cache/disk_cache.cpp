#include "cache/disk_cache.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>
#include <utility>

#include <boost/describe.hpp>

#include "core/exceptions.hpp"

#include "reports_cache_migrations.hpp"

namespace roa2web::reports {

namespace {

constexpr std::chrono::seconds kPause{5};  // after a failure
/// As much as a check writes at most.
constexpr std::size_t kLargestCheck = std::size_t{1} << 20U;
/// Of a row beside key and body, about.
constexpr std::size_t kRowOverhead = 128;
constexpr std::string_view kCheckKey = "check";

struct AnswerRow {
    core::Timestamp as_of;
    std::string etag;
    std::string body;
};
BOOST_DESCRIBE_STRUCT(AnswerRow, (), (as_of, etag, body))

struct NumberRow {
    std::int64_t number{0};
};
BOOST_DESCRIBE_STRUCT(NumberRow, (), (number))

struct UsageRow {
    std::int64_t entries{0};
    std::int64_t bytes{0};
};
BOOST_DESCRIBE_STRUCT(UsageRow, (), (entries, bytes))

struct TextRow {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(TextRow, (), (text))

constexpr std::string_view kSelectAnswer =
    "SELECT as_of, etag, body FROM cached_answers WHERE cache_key = :cache_key AND marker = "
    ":marker";
constexpr std::string_view kSelectBytes =
    "SELECT byte_count FROM cached_answers WHERE cache_key = :cache_key";
constexpr std::string_view kUpsertAnswer =
    "INSERT INTO cached_answers "
    "(cache_key, company_id, report, marker, as_of, etag, body, byte_count) "
    "VALUES (:cache_key, :company_id, :report, :marker, :as_of, :etag, :body, :byte_count) "
    "ON CONFLICT (cache_key) DO UPDATE SET marker = excluded.marker, as_of = excluded.as_of, "
    "etag = excluded.etag, body = excluded.body, byte_count = excluded.byte_count";
constexpr std::string_view kDeleteAnswer =
    "DELETE FROM cached_answers WHERE cache_key = :cache_key";
constexpr std::string_view kDeleteOld = "DELETE FROM cached_answers WHERE as_of < :oldest";
// The newest answers that fit stay.
constexpr std::string_view kDeleteOverLimit =
    "DELETE FROM cached_answers WHERE cache_key IN (SELECT cache_key FROM ("
    "SELECT cache_key, SUM(byte_count) OVER (ORDER BY as_of DESC, cache_key DESC) AS running "
    "FROM cached_answers) newest WHERE running > :byte_limit)";
constexpr std::string_view kDeleteSelected =
    "DELETE FROM cached_answers WHERE (:company_id = 0 OR company_id = :company_id) "
    "AND (:report = '' OR report = :report)";
constexpr std::string_view kDeleteOutdated =
    "DELETE FROM cached_answers WHERE company_id = :company_id AND marker <> :marker";
constexpr std::string_view kSelectUsage =
    "SELECT COUNT(*) AS entries, COALESCE(SUM(byte_count), 0) AS total_bytes FROM cached_answers";

/// SQLite's words for SQLITE_CORRUPT and SQLITE_NOTADB (sqlite3_errstr), and those of migrations
/// for a store of another version.
bool needs_new_file(std::string_view why) {
    constexpr std::array<std::string_view, 5> kWords{"malformed",
                                                     "is not a database",
                                                     "by a newer program",
                                                     "where this program has",
                                                     "has changed since"};
    return std::any_of(kWords.begin(), kWords.end(), [why](std::string_view words) {
        return why.find(words) != std::string_view::npos;
    });
}

UsageRow select_usage(database::Session& session) {
    return session.select_first<UsageRow>(kSelectUsage).value_or(UsageRow{});
}

}  // namespace

void DiskCache::open() {
    {
        const std::lock_guard lock(mutex_);
        closed_ = false;
    }
    if (limit_ > 0) {
        reopen();
    }
}

void DiskCache::close() noexcept {
    StorePtr closing;  // closed outside the lock: that may write
    const std::lock_guard lock(mutex_);
    closed_ = true;
    closing.swap(store_);
}

bool DiskCache::is_usable() const {
    const std::lock_guard lock(mutex_);
    return limit_ > 0 && !closed_ && (problem_.empty() || clock_.now() >= retry_at_);
}

void DiskCache::reopen() {
    const std::lock_guard opening(opening_);
    bool damaged = false;
    {
        const std::lock_guard lock(mutex_);
        if (store_) {
            return;
        }
        damaged = std::exchange(damaged_, false);
    }
    try {
        auto opened = open_file(damaged);
        const std::lock_guard lock(mutex_);
        if (!closed_) {
            store_ = std::move(opened.store);
            bytes_ = opened.bytes;
        }
    } catch (const core::DatabaseError& error) {
        note_failure(nullptr, 0, error.what());
        throw;
    }
    note_success(0);
}

DiskCache::Opened DiskCache::open_file(bool damaged) const {
    const auto open = [this] {
        auto store =
            std::make_shared<database::LocalStore>(file_, database::reports_cache_migrations());
        const auto bytes = store->read(select_usage).bytes;
        return Opened{std::move(store), bytes};
    };
    if (!damaged) {
        try {
            return open();
        } catch (const core::DatabaseError& error) {
            if (!needs_new_file(error.what())) {
                throw;
            }
        }
    }
    log_.warn("the cache on disk is damaged or of another version; it is made anew");
    for (const char* ending : {"", "-wal", "-shm"}) {
        std::error_code ignored;  // what cannot be removed fails once more below
        std::filesystem::remove(std::filesystem::path(file_) += ending, ignored);
    }
    return open();
}

/// The store, opened again where that is due; null where it must be left alone.
DiskCache::StorePtr DiskCache::usable_store() {
    if (!is_usable()) {
        return nullptr;
    }
    {
        const std::lock_guard lock(mutex_);
        if (store_) {
            return store_;
        }
    }
    reopen();
    const std::lock_guard lock(mutex_);
    return store_;
}

/// Runs `work(store)`. False when it failed or there is no store now; then `work` changed nothing.
/// @param bytes that it writes, about; 0 for reading.
template <class Work>
bool DiskCache::attempt(std::size_t bytes, Work work) {
    StorePtr store;
    try {
        store = usable_store();
        if (!store) {
            return false;
        }
        work(*store);
        note_success(bytes);
        return true;
    } catch (const core::DatabaseError& error) {
        note_failure(store, bytes, error.what());
        return false;
    }
}

void DiskCache::note_failure(const StorePtr& store, std::size_t bytes, const std::string& why) {
    StorePtr closing;
    const std::lock_guard lock(mutex_);
    if (problem_.empty()) {
        log_.warn("the cache on disk does not work", {{"error", why}});
    }
    problem_ = why;
    failed_bytes_ = std::max(failed_bytes_, bytes);
    retry_at_ = clock_.now() + kPause;
    if (store && store == store_ && needs_new_file(why)) {
        closing.swap(store_);
        damaged_ = true;
        retry_at_ = clock_.now();  // the next one makes it anew
    }
}

/// That something can be read does not yet mean that it can be written.
void DiskCache::note_success(std::size_t bytes) {
    const std::lock_guard lock(mutex_);
    if (problem_.empty() || bytes < std::min(failed_bytes_, kLargestCheck)) {
        return;
    }
    log_.info("the cache on disk works again");
    problem_.clear();
    failed_bytes_ = 0;
}

std::optional<CacheEntry> DiskCache::find(const std::string& key, std::int64_t marker) {
    std::optional<AnswerRow> row;
    attempt(0, [&](database::LocalStore& store) {
        row = store.read([&](database::Session& session) {
            return session.select_first<AnswerRow>(kSelectAnswer,
                                                   {{"cache_key", key}, {"marker", marker}});
        });
    });
    if (!row) {
        return std::nullopt;
    }
    auto body = std::make_shared<const http::StoredBody>(std::move(row->body));
    if (body->etag() != row->etag) {
        return std::nullopt;  // not what was written
    }
    return CacheEntry{.body = std::move(body), .as_of = row->as_of, .marker = marker};
}

void DiskCache::put(const CacheKey& key, const CacheEntry& entry, core::Timestamp oldest) {
    const auto text = key.text();
    const std::size_t bytes = entry.body->text().size() + text.size() + kRowOverhead;
    if (bytes > limit_ / 4) {
        return;
    }
    attempt(bytes, [&](database::LocalStore& store) {
        const auto trimmed = store.write([&](database::Session& session) {
            const auto before =
                session.select_first<NumberRow>(kSelectBytes, {{"cache_key", text}});
            session.execute(kUpsertAnswer,
                            {{"cache_key", text},
                             {"company_id", key.company},
                             {"report", key.report},
                             {"marker", entry.marker},
                             {"as_of", entry.as_of},
                             {"etag", entry.body->etag()},
                             {"body", std::string(entry.body->text())},
                             {"byte_count", static_cast<std::int64_t>(bytes)}});
            std::int64_t total = 0;
            {
                const std::lock_guard lock(mutex_);
                total = bytes_ + static_cast<std::int64_t>(bytes) - (before ? before->number : 0);
            }
            return total > static_cast<std::int64_t>(limit_) ? trim(session, oldest)
                                                             : Trimmed{total, 0};
        });
        const std::lock_guard lock(mutex_);
        bytes_ = trimmed.bytes;
        evictions_ += trimmed.gone;
    });
}

DiskCache::Trimmed DiskCache::trim(database::Session& session, core::Timestamp oldest) const {
    auto gone = session.execute(kDeleteOld, {{"oldest", oldest}});
    // A tenth more than must be, so that not every answer has to make room.
    gone += session.execute(kDeleteOverLimit,
                            {{"byte_limit", static_cast<std::int64_t>(limit_ - limit_ / 10)}});
    return {.bytes = select_usage(session).bytes, .gone = static_cast<std::size_t>(gone)};
}

std::size_t DiskCache::clear(std::optional<core::CompanyId> company, std::string_view report) {
    std::int64_t gone = 0;
    attempt(0, [&](database::LocalStore& store) {
        const auto left = store.write([&](database::Session& session) {
            gone = session.execute(kDeleteSelected,
                                   {{"company_id", company.value_or(core::CompanyId{})},
                                    {"report", std::string(report)}});
            return select_usage(session);
        });
        const std::lock_guard lock(mutex_);
        bytes_ = left.bytes;
    });
    return static_cast<std::size_t>(gone);
}

std::size_t DiskCache::drop_outdated(core::CompanyId company, std::int64_t marker) {
    std::int64_t gone = 0;
    attempt(0, [&](database::LocalStore& store) {
        const auto left = store.write([&](database::Session& session) {
            gone = session.execute(kDeleteOutdated, {{"company_id", company}, {"marker", marker}});
            return select_usage(session);
        });
        const std::lock_guard lock(mutex_);
        bytes_ = left.bytes;
    });
    return static_cast<std::size_t>(gone);
}

CacheUsage DiskCache::usage() {
    UsageRow row;
    attempt(0, [&](database::LocalStore& store) { row = store.read(select_usage); });
    const std::lock_guard lock(mutex_);
    return {.entries = static_cast<std::size_t>(row.entries),
            .bytes = static_cast<std::size_t>(row.bytes),
            .evictions = evictions_};
}

std::string DiskCache::check() {
    std::size_t bytes = 0;
    {
        const std::lock_guard lock(mutex_);
        std::error_code ignored;
        if (store_ && !std::filesystem::exists(file_, ignored)) {
            // Removed under our hands: what is written into the open file would be lost.
            log_.warn("the file of the cache is gone; it is made anew");
            store_.reset();
        }
        bytes = std::min(failed_bytes_, kLargestCheck);
    }
    attempt(bytes, [&](database::LocalStore& store) {
        if (bytes == 0) {
            store.probe();
            return;
        }
        // Two transactions: a row that goes within its own would never reach the disk.
        store.write([&](database::Session& session) {
            session.execute(kUpsertAnswer,
                            {{"cache_key", std::string(kCheckKey)},
                             {"company_id", core::CompanyId{}},
                             {"report", std::string(kCheckKey)},
                             {"marker", std::int64_t{0}},
                             {"as_of", clock_.now()},
                             {"etag", std::string{}},
                             {"body", std::string(bytes, ' ')},
                             {"byte_count", std::int64_t{0}}});
        });
        store.write([&](database::Session& session) {
            session.execute(kDeleteAnswer, {{"cache_key", std::string(kCheckKey)}});
        });
    });
    const std::lock_guard lock(mutex_);
    return problem_;
}

}  // namespace roa2web::reports
