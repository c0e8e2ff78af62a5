// The project's own source files, as lines of text.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace roa2web::architecture {

struct SourceFile {
    std::string path;  // relative to the root, with '/'
    std::vector<std::string> lines;
};

/// A place that breaks a rule: "shared/http/server.cpp:12: says why".
using Violations = std::vector<std::string>;

/// Every .cpp and .hpp file below a folder of the project, sorted.
[[nodiscard]] std::vector<SourceFile> read_sources(const std::filesystem::path& root,
                                                   const std::string& folder);

/// The text between the quotes or brackets of an #include; empty for any other line.
[[nodiscard]] std::string included_file(const std::string& line);

/// What follows a keyword in a CMake file, up to the next keyword in capitals: words_after(text,
/// "USES").
[[nodiscard]] std::vector<std::string> words_after(const std::filesystem::path& cmake_file,
                                                   const std::string& keyword);

[[nodiscard]] std::string place(const SourceFile& file,
                                std::size_t line_index,
                                const std::string& reason);

[[nodiscard]] std::string joined(const Violations& violations);

}  // namespace roa2web::architecture
