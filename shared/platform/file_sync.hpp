// Files that must survive a power cut.
#pragma once

#include <filesystem>

namespace roa2web::platform {

/// Waits until the content of a file is on the disk. Throws std::system_error.
void sync_file(const std::filesystem::path& file);

/// The same for the names in a folder: files that were made, renamed or removed there. Throws
/// std::system_error.
void sync_folder(const std::filesystem::path& folder);

}  // namespace roa2web::platform
