// Cells as people read them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "export/table_writer.hpp"

namespace roa2web::exports {

/// "1.234,50", "-0,05".
[[nodiscard]] std::string format_money(core::Money amount);

/// "23.11.2025".
[[nodiscard]] std::string format_day(core::Date date);

/// Any cell; empty for an empty one. Control characters in texts become blanks.
[[nodiscard]] std::string format_cell(const Cell& cell);

/// Control characters as blanks: neither XML nor a page can show them.
[[nodiscard]] std::string without_controls(std::string_view text);

/// "Pagina 2 din 7".
[[nodiscard]] std::string page_text(Language language, std::int64_t page, std::int64_t pages);

/// "Listat la 24.11.2025".
[[nodiscard]] std::string made_on_text(Language language, core::Date date);

/// How many characters a text has; `utf8` is well-formed.
[[nodiscard]] std::size_t count_characters(std::string_view utf8);

}  // namespace roa2web::exports
