#pragma once

#include <filesystem>
#include <string_view>

namespace roa2web::exports {

/// A name for a file that is removed when this goes out of scope, written or not.
class TemporaryFile {
  public:
    explicit TemporaryFile(std::filesystem::path path) : path_(std::move(path)) {}

    ~TemporaryFile() { remove(); }

    TemporaryFile(TemporaryFile&& other) noexcept;
    TemporaryFile& operator=(TemporaryFile&&) = delete;
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    void remove() noexcept;

    std::filesystem::path path_;
};

/// The folder in which exports are made; its files belong to this process and to nobody else.
class TemporaryFolder {
  public:
    /// @param folder created, for the owner's eyes only, when the first file is made.
    explicit TemporaryFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}

    /// Removes what a process that crashed has left behind: files last written before `started`,
    /// when this process began.
    void sweep(std::filesystem::file_time_type started) const noexcept;

    /// A name that no other file has. Throws core::UnavailableError when the folder cannot be made.
    /// @param extension ".xlsx"; empty for none.
    [[nodiscard]] TemporaryFile make_file(std::string_view extension) const;

  private:
    std::filesystem::path folder_;
};

}  // namespace roa2web::exports
