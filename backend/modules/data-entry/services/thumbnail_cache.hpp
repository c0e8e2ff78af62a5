#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace roa2web::data_entry {

/// Small pictures that were made once, by the content that they show. Everything in it can be made
/// again: it may be emptied, and is cut down to its size by the age of its files. Functions block.
class ThumbnailCache {
  public:
    ThumbnailCache(std::filesystem::path folder, std::int64_t max_bytes)
        : folder_(std::move(folder)), max_bytes_(max_bytes) {}

    /// Nothing for one that is not there, or not whole.
    [[nodiscard]] std::optional<std::string> find(std::string_view hash) const;

    /// Keeps one. A disk that does not take it is no error: it is made again the next time.
    void put(std::string_view hash, std::string_view jpeg) noexcept;

    /// Counts what is there, and removes the oldest files where they are too many.
    void trim() noexcept;

  private:
    [[nodiscard]] std::filesystem::path path_of(std::string_view hash) const;

    std::filesystem::path folder_;
    std::int64_t max_bytes_;
    std::mutex mutex_;
    std::int64_t bytes_{0};  // guarded by mutex_; about
};

}  // namespace roa2web::data_entry
