#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace roa2web::pictures {

/// All bytes of a file. Throws core::UnavailableError where it cannot be read.
[[nodiscard]] std::string read_file(const std::filesystem::path& file);

/// Puts other bytes in a file's place in one step: after a crash it holds the old or the new ones,
/// and they are on disk when this returns. Throws core::UnavailableError where the disk is full;
/// the file is as it was then.
void replace_file(const std::filesystem::path& file, std::string_view bytes);

}  // namespace roa2web::pictures
