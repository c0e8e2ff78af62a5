#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

namespace roa2web::exports {

/// The entries of a ZIP file with their size before compression, in bytes, from its central
/// directory. Empty for what is no whole ZIP file of less than 4 GB.
/// Source: PKWARE APPNOTE 6.3, sections 4.3.12 and 4.3.16.
[[nodiscard]] std::map<std::string, std::uint64_t> read_zip_directory(
    const std::filesystem::path& path);

}  // namespace roa2web::exports
