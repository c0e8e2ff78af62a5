#include "services/attachment_files.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <fstream>
#include <system_error>
#include <utility>

#include <sodium.h>

#include "core/exceptions.hpp"
#include "platform/file_sync.hpp"

namespace roa2web::data_entry {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kReadBytes = std::size_t{64} * 1024;
constexpr std::size_t kAskedAtOnce = 256;
constexpr std::chrono::seconds kRetryWhenDiskIsFull{60};
constexpr std::size_t kHashLetters = crypto_hash_sha256_BYTES * 2;

bool is_hash(std::string_view name) {
    return name.size() == kHashLetters && std::all_of(name.begin(), name.end(), [](char letter) {
               return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f');
           });
}

}  // namespace

std::string hash_file(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    std::vector<char> piece(kReadBytes);
    while (stream) {
        stream.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        crypto_hash_sha256_update(&state,
                                  reinterpret_cast<const unsigned char*>(piece.data()),
                                  static_cast<unsigned long long>(stream.gcount()));
    }
    if (!stream.eof()) {
        throw core::InternalError("a file that has come in cannot be read");
    }
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256_final(&state, hash.data());
    std::array<char, kHashLetters + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    return hex.data();
}

AttachmentFiles::Claim::Claim(AttachmentFiles& files, std::string hash)
    : files_(&files), hash_(std::move(hash)) {
    const std::lock_guard lock(files_->mutex_);
    ++files_->claims_[hash_];
}

AttachmentFiles::Claim::~Claim() {
    if (files_ == nullptr) {
        return;
    }
    const std::lock_guard lock(files_->mutex_);
    const auto claim = files_->claims_.find(hash_);
    if (--claim->second == 0) {
        files_->claims_.erase(claim);
    }
}

AttachmentFiles::Claim::Claim(Claim&& other) noexcept
    : files_(std::exchange(other.files_, nullptr)), hash_(std::move(other.hash_)) {}

AttachmentFiles::Claim AttachmentFiles::keep(const fs::path& file) {
    Claim claim(*this, hash_file(file));
    const auto place = path_of(claim.hash());
    const auto inner = place.parent_path();
    const auto outer = inner.parent_path();
    try {
        platform::sync_file(file);
        if (fs::create_directories(folder_)) {
            // Papers of a company: nobody else on the machine may read them.
            fs::permissions(folder_, fs::perms::owner_all);
        }
        fs::create_directories(inner);
        // Also over a file that is there: it has the same content, or would have to have it, and
        // its new time of writing keeps the sweep away.
        fs::rename(file, place);
        // Each time, because another request may have made the folders a moment ago and not have
        // come this far.
        platform::sync_folder(inner);
        platform::sync_folder(outer);
        platform::sync_folder(folder_);
    } catch (const std::system_error&) {
        throw core::UnavailableError(
            "The server cannot keep files now: there is no room left on its disk. Nothing was "
            "changed",
            kRetryWhenDiskIsFull);
    }
    return claim;
}

fs::path AttachmentFiles::path_of(std::string_view hash) const {
    return folder_ / hash.substr(0, 2) / hash.substr(2, 2) / hash;
}

std::size_t AttachmentFiles::sweep(
    fs::file_time_type before,
    const std::function<std::vector<std::string>(const std::vector<std::string>&)>& find_used) {
    std::size_t removed = 0;
    std::vector<std::string> hashes;
    const auto remove_unused = [&] {
        const auto used = find_used(hashes);
        for (const auto& hash : hashes) {
            if (std::find(used.begin(), used.end(), hash) == used.end() &&
                remove_orphan(path_of(hash), before)) {
                ++removed;
            }
        }
        hashes.clear();
    };
    std::error_code error;
    for (fs::recursive_directory_iterator entry(folder_, error), end; !error && entry != end;
         entry.increment(error)) {
        std::error_code gone;
        const auto name = entry->path().filename().string();
        if (!is_hash(name) || !entry->is_regular_file(gone) ||
            fs::last_write_time(entry->path(), gone) >= before || gone) {
            continue;
        }
        hashes.push_back(name);
        if (hashes.size() == kAskedAtOnce) {
            remove_unused();
        }
    }
    if (!hashes.empty()) {
        remove_unused();
    }
    return removed;
}

bool AttachmentFiles::remove_orphan(const fs::path& file, fs::file_time_type before) {
    // Whoever has claimed the content since it was asked for, or has already written its row, has
    // also written the file anew.
    const std::lock_guard lock(mutex_);
    std::error_code error;
    return claims_.count(file.filename().string()) == 0 &&
           fs::last_write_time(file, error) < before && !error && fs::remove(file, error);
}

}  // namespace roa2web::data_entry
