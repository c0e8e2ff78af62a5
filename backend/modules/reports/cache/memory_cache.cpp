#include "cache/memory_cache.hpp"

#include <iterator>
#include <utility>

namespace roa2web::reports {

namespace {

/// The list's and the index's own nodes, about.
constexpr std::size_t kNodeOverhead = 192;
constexpr std::size_t kLargestShare = 4;

}  // namespace

std::optional<CacheEntry> MemoryCache::find(const std::string& key) {
    const std::lock_guard lock(mutex_);
    const auto found = index_.find(key);
    if (found == index_.end()) {
        return std::nullopt;
    }
    nodes_.splice(nodes_.begin(), nodes_, found->second);
    return found->second->entry;
}

void MemoryCache::put(const CacheKey& key, CacheEntry entry) {
    auto text = key.text();
    const std::size_t bytes =
        entry.body->bytes() + text.capacity() + key.report.size() + sizeof(Node) + kNodeOverhead;
    const std::lock_guard lock(mutex_);
    if (const auto found = index_.find(text); found != index_.end()) {
        erase_node(found->second);
    }
    if (bytes > limit_ / kLargestShare) {
        return;
    }
    nodes_.push_front(Node{.key = std::move(text),
                           .company = key.company,
                           .report = key.report,
                           .entry = std::move(entry),
                           .refresh_from = {},
                           .bytes = bytes});
    index_.emplace(nodes_.front().key, nodes_.begin());
    bytes_ += bytes;
    make_room();
}

void MemoryCache::erase(const std::string& key) {
    const std::lock_guard lock(mutex_);
    if (const auto found = index_.find(key); found != index_.end()) {
        erase_node(found->second);
    }
}

bool MemoryCache::claim_refresh(const std::string& key,
                                core::Timestamp now,
                                core::Timestamp until) {
    const std::lock_guard lock(mutex_);
    const auto found = index_.find(key);
    if (found == index_.end() || now < found->second->refresh_from) {
        return false;
    }
    found->second->refresh_from = until;
    return true;
}

std::size_t MemoryCache::clear(std::optional<core::CompanyId> company, std::string_view report) {
    return erase_where([&](const Node& node) {
        return (!company || node.company == *company) && (report.empty() || node.report == report);
    });
}

std::size_t MemoryCache::drop_outdated(core::CompanyId company, std::int64_t marker) {
    return erase_where(
        [&](const Node& node) { return node.company == company && node.entry.marker != marker; });
}

void MemoryCache::set_limit(std::size_t bytes) {
    const std::lock_guard lock(mutex_);
    limit_ = bytes;
    make_room();
}

CacheUsage MemoryCache::usage() const {
    const std::lock_guard lock(mutex_);
    return {.entries = nodes_.size(), .bytes = bytes_, .evictions = evictions_};
}

template <class Predicate>
std::size_t MemoryCache::erase_where(Predicate goes) {
    const std::lock_guard lock(mutex_);
    std::size_t gone = 0;
    for (auto node = nodes_.begin(); node != nodes_.end();) {
        const auto next = std::next(node);
        if (goes(*node)) {
            erase_node(node);
            ++gone;
        }
        node = next;
    }
    return gone;
}

void MemoryCache::erase_node(Nodes::iterator node) {
    bytes_ -= node->bytes;
    index_.erase(node->key);
    nodes_.erase(node);
}

void MemoryCache::make_room() {
    while (bytes_ > limit_ && !nodes_.empty()) {
        erase_node(std::prev(nodes_.end()));
        ++evictions_;
    }
}

}  // namespace roa2web::reports
