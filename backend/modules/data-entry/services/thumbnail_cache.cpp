#include "services/thumbnail_cache.hpp"

#include <algorithm>
#include <exception>
#include <fstream>
#include <iterator>
#include <system_error>
#include <vector>

namespace roa2web::data_entry {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kThumbnailEnding = ".jpg";
constexpr std::string_view kUnfinishedEnding = ".part";
// ITU-T T.81, B.1.1.3: how a JPEG begins and ends.
constexpr std::string_view kJpegBegin = "\xFF\xD8";
constexpr std::string_view kJpegEnd = "\xFF\xD9";

struct CachedFile {
    fs::path path;
    fs::file_time_type written;
    std::int64_t bytes{0};
};

std::vector<CachedFile> list_files(const fs::path& folder) {
    std::vector<CachedFile> files;
    std::error_code error;
    for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
        std::error_code gone;
        CachedFile file{.path = entry->path(), .written = {}, .bytes = 0};
        if (entry->is_regular_file(gone)) {
            file.written = fs::last_write_time(file.path, gone);
            file.bytes = static_cast<std::int64_t>(fs::file_size(file.path, gone));
            if (!gone) {
                files.push_back(std::move(file));
            }
        }
    }
    return files;
}

}  // namespace

std::optional<std::string> ThumbnailCache::find(std::string_view hash) const {
    std::ifstream stream(path_of(hash), std::ios::binary);
    std::string jpeg{std::istreambuf_iterator<char>(stream), {}};
    if (!jpeg.starts_with(kJpegBegin) || !jpeg.ends_with(kJpegEnd)) {
        return std::nullopt;
    }
    return jpeg;
}

void ThumbnailCache::put(std::string_view hash, std::string_view jpeg) noexcept {
    try {
        const auto place = path_of(hash);
        auto unfinished = place;
        unfinished += kUnfinishedEnding;
        fs::create_directories(place.parent_path());
        std::ofstream stream(unfinished, std::ios::binary | std::ios::trunc);
        stream << jpeg;
        stream.close();
        std::error_code ignored;
        if (!stream) {
            fs::remove(unfinished, ignored);
            return;
        }
        fs::rename(unfinished, place);
        bool full = false;
        {
            const std::lock_guard lock(mutex_);
            bytes_ += static_cast<std::int64_t>(jpeg.size());
            full = bytes_ > max_bytes_;
        }
        if (full) {
            trim();
        }
    } catch (const std::exception&) {
        return;  // there is no room for it
    }
}

void ThumbnailCache::trim() noexcept {
    try {
        const std::lock_guard lock(mutex_);
        auto files = list_files(folder_);
        bytes_ = 0;
        for (const auto& file : files) {
            bytes_ += file.bytes;
        }
        if (bytes_ <= max_bytes_) {
            return;
        }
        std::sort(files.begin(), files.end(), [](const CachedFile& one, const CachedFile& other) {
            return one.written < other.written;
        });
        // Some room at once, so that the next ones do not come here again.
        const auto enough = max_bytes_ / 4 * 3;
        for (const auto& file : files) {
            if (bytes_ <= enough) {
                break;
            }
            std::error_code gone;
            fs::remove(file.path, gone);
            bytes_ -= file.bytes;
        }
    } catch (const std::exception&) {
        return;  // the next one tries again
    }
}

fs::path ThumbnailCache::path_of(std::string_view hash) const {
    return folder_ / hash.substr(0, 2) / (std::string(hash) + std::string(kThumbnailEnding));
}

}  // namespace roa2web::data_entry
