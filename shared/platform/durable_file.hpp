#pragma once

#include <filesystem>
#include <string_view>

namespace roa2web::platform {

/// Writes a file anew, readable for its owner alone, and returns when its bytes are on disk. False
/// where that did not work; a part of it may be there then.
[[nodiscard]] bool write_durably(const std::filesystem::path& file, std::string_view bytes);

/// Gives a file another name in the same folder, in place of a file that has it, and returns when
/// that is on disk. False where that did not work.
[[nodiscard]] bool rename_durably(const std::filesystem::path& from,
                                  const std::filesystem::path& to);

}  // namespace roa2web::platform
