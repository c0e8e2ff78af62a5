// The first layer: answers in memory, bounded by bytes. Over the bound the one that was not asked
// for the longest goes first; one that is too old goes when it is met.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/date.hpp"
#include "core/ids.hpp"
#include "http/stored_body.hpp"

namespace roa2web::reports {

/// An answer as the cache keeps it.
struct CacheEntry {
    http::StoredBodyPtr body;
    core::Timestamp as_of;  // an instant before the ERP was asked
    /// The company's change marker, read before the ERP was asked: a change during the query shows.
    std::int64_t marker{0};
};

/// Which of a company's reports an answer is.
struct CacheKey {
    core::CompanyId company;
    std::string report;
    std::string parameters;  // canonical: every member in the order of its description

    /// "3|invoices|{...}": unique, because a report's name holds no '|'.
    [[nodiscard]] std::string text() const {
        return std::to_string(company.value) + '|' + report + '|' + parameters;
    }
};

struct CacheUsage {
    std::size_t entries{0};
    std::size_t bytes{0};
    std::size_t evictions{0};  // since the start, to stay below the bound
};

/// Safe from every thread; holds its lock for moments only.
class MemoryCache {
  public:
    explicit MemoryCache(std::size_t limit_bytes) : limit_(limit_bytes) {}

    [[nodiscard]] std::optional<CacheEntry> find(const std::string& key);

    /// Replaces what is there. An answer that takes more than a quarter of the bound is not kept:
    /// it would push out everything else.
    void put(const CacheKey& key, CacheEntry entry);

    void erase(const std::string& key);

    /// True for one caller at a time: who gets it refreshes an old answer; the next may after
    /// `until`.
    [[nodiscard]] bool claim_refresh(const std::string& key,
                                     core::Timestamp now,
                                     core::Timestamp until);

    /// Answers of one company, or of all; of one report, or of all. Answers how many went.
    std::size_t clear(std::optional<core::CompanyId> company, std::string_view report);

    /// Answers of a company that were made under another marker. Answers how many went.
    std::size_t drop_outdated(core::CompanyId company, std::int64_t marker);

    void set_limit(std::size_t bytes);

    [[nodiscard]] CacheUsage usage() const;

  private:
    struct Node {
        std::string key;
        core::CompanyId company;
        std::string report;
        CacheEntry entry;
        core::Timestamp refresh_from;
        std::size_t bytes{0};
    };

    using Nodes = std::list<Node>;

    template <class Predicate>
    std::size_t erase_where(Predicate goes);
    void erase_node(Nodes::iterator node);
    void make_room();

    mutable std::mutex mutex_;
    std::size_t limit_;
    std::size_t bytes_{0};
    std::size_t evictions_{0};
    Nodes nodes_;                                                  // last asked for first
    std::unordered_map<std::string_view, Nodes::iterator> index_;  // keys live in the nodes
};

}  // namespace roa2web::reports
