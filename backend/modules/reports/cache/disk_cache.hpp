// The second layer: answers in a SQLite file, bounded by bytes, there again after a restart.
//
// It is only a cache, so it never makes a request fail: what does not work is noted, shown in
// /health, left alone for a few seconds and tried again. A damaged file, or one that another
// version of the program has written, is deleted and made anew.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "core/date.hpp"
#include "core/ids.hpp"
#include "database/local_store.hpp"
#include "logging/logger.hpp"

#include "cache/memory_cache.hpp"

namespace roa2web::reports {

/// Everything blocks shortly: for store threads. Safe from every thread. Nothing throws but open().
class DiskCache {
  public:
    /// @param limit_bytes of the answers together; 0: there is no second layer.
    DiskCache(std::filesystem::path file, std::size_t limit_bytes, const core::Clock& clock)
        : file_(std::move(file)), limit_(limit_bytes), clock_(clock) {}

    /// Opens or creates the file. Throws core::DatabaseError; it is then tried again later.
    void open();
    void close() noexcept;

    /// Whether it is worth to ask: open, and not left alone after a failure.
    [[nodiscard]] bool is_usable() const;

    /// The answer, if it is there, whole, and was made under this marker.
    [[nodiscard]] std::optional<CacheEntry> find(const std::string& key, std::int64_t marker);

    /// @param oldest what is older can never be used again and makes room first.
    void put(const CacheKey& key, const CacheEntry& entry, core::Timestamp oldest);

    /// As MemoryCache::clear.
    std::size_t clear(std::optional<core::CompanyId> company, std::string_view report);

    /// As MemoryCache::drop_outdated.
    std::size_t drop_outdated(core::CompanyId company, std::int64_t marker);

    [[nodiscard]] CacheUsage usage();

    /// Looks whether it works now: writes as much as last failed. Answers what is wrong; empty for
    /// nothing.
    [[nodiscard]] std::string check();

  private:
    using StorePtr = std::shared_ptr<database::LocalStore>;  // replaced while others still use it

    struct Trimmed {
        std::int64_t bytes{0};
        std::size_t gone{0};
    };

    struct Opened {
        StorePtr store;
        std::int64_t bytes{0};
    };

    template <class Work>
    bool attempt(std::size_t bytes, Work work);
    [[nodiscard]] StorePtr usable_store();
    void reopen();
    [[nodiscard]] Opened open_file(bool damaged) const;
    void note_failure(const StorePtr& store, std::size_t bytes, const std::string& why);
    void note_success(std::size_t bytes);
    [[nodiscard]] Trimmed trim(database::Session& session, core::Timestamp oldest) const;

    std::filesystem::path file_;
    std::size_t limit_;
    const core::Clock& clock_;
    logging::Logger log_{"REPORTS"};

    std::mutex opening_;  // one opens at a time; taken before mutex_
    mutable std::mutex mutex_;
    StorePtr store_;
    bool closed_{true};
    bool damaged_{false};  // the file goes before it is opened again
    std::string problem_;
    core::Timestamp retry_at_;
    std::size_t failed_bytes_{0};
    std::int64_t bytes_{0};
    std::size_t evictions_{0};
};

}  // namespace roa2web::reports
