#pragma once

#include <string>
#include <string_view>

namespace roa2web::core {

/// Text for search and sorting: lower case, Romanian diacritics (comma-below and cedilla forms) as
/// plain letters. "Ștefan & Țîru SRL" becomes "stefan & tiru srl". Bytes of other scripts stay as
/// they are.
[[nodiscard]] std::string fold(std::string_view utf8);

/// True for well-formed UTF-8 without overlong forms, surrogates or code points above U+10FFFF (RFC
/// 3629).
[[nodiscard]] bool is_valid_utf8(std::string_view bytes);

/// A pattern for `LIKE :pattern ESCAPE '\'` that matches text anywhere, taking %, _ and
/// \ literally.
[[nodiscard]] std::string like_pattern(std::string_view folded_text);

}  // namespace roa2web::core
