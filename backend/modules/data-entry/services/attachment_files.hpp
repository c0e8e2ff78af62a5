// The bytes of attachments: one file for each content, named by its SHA-256, in folders of two
// levels ("ab/cd/abcd..."). A file is whole and on the disk before a row of the store names it; a
// file that no row names any more is an orphan and is swept later. See
// docs/decisions/0067-attachment-files.md.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace roa2web::data_entry {

/// All functions block: call them on a pool.
class AttachmentFiles {
  public:
    /// A content on its way into the store: while this lives the sweep leaves its file alone.
    class Claim {
      public:
        Claim(AttachmentFiles& files, std::string hash);
        ~Claim();
        Claim(Claim&& other) noexcept;
        Claim& operator=(Claim&&) = delete;
        Claim(const Claim&) = delete;
        Claim& operator=(const Claim&) = delete;

        [[nodiscard]] const std::string& hash() const { return hash_; }

      private:
        AttachmentFiles* files_;
        std::string hash_;
    };

    /// @param folder made when the first file is kept.
    explicit AttachmentFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}

    /// Takes a file over: it moves to its place, and is on the disk when this returns. Throws
    /// core::UnavailableError when the disk does not take it; the file stays where it was then.
    [[nodiscard]] Claim keep(const std::filesystem::path& file);

    [[nodiscard]] std::filesystem::path path_of(std::string_view hash) const;

    /// Removes files that were written before a moment and that nobody uses. Answers how many.
    /// @param find_used which of some hashes are in use; asked for a few hundred at a time.
    std::size_t sweep(
        std::filesystem::file_time_type before,
        const std::function<std::vector<std::string>(const std::vector<std::string>&)>& find_used);

  private:
    bool remove_orphan(const std::filesystem::path& file, std::filesystem::file_time_type before);

    std::filesystem::path folder_;
    std::mutex mutex_;
    std::unordered_map<std::string, int> claims_;  // guarded by mutex_
};

/// SHA-256 of a file's bytes, hexadecimal. Throws core::InternalError when it cannot be read.
[[nodiscard]] std::string hash_file(const std::filesystem::path& file);

}  // namespace roa2web::data_entry
