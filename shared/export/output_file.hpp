#pragma once

#include <filesystem>
#include <fstream>
#include <string_view>
#include <vector>

namespace roa2web::exports {

/// What to throw when a file cannot be written; the text is for users.
[[noreturn]] void throw_disk_full();

/// A file that is written from its beginning to its end; nothing that fails goes unseen.
class OutputFile {
  public:
    /// Replaces a file that is there. Throws core::UnavailableError.
    explicit OutputFile(const std::filesystem::path& path);
    ~OutputFile() = default;
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;
    OutputFile(OutputFile&&) = delete;
    OutputFile& operator=(OutputFile&&) = delete;

    /// Throws core::UnavailableError.
    void write(std::string_view bytes);

    /// Writes out what is buffered. Throws core::UnavailableError.
    void close();

  private:
    std::vector<char> buffer_;  // before the stream that uses it
    std::ofstream stream_;
};

}  // namespace roa2web::exports
