#include "export/table_text.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

#include <fmt/format.h>

namespace roa2web::exports {

namespace {

constexpr std::size_t kDigitsInAGroup = 3;

}  // namespace

std::string format_money(core::Money amount) {
    // "-1234.50": the sign, the whole part, the point, two decimals.
    const std::string machine = core::to_decimal(amount);
    const std::size_t sign = machine.starts_with('-') ? 1 : 0;
    const std::size_t point = machine.size() - 3;
    std::string text = machine.substr(0, sign);
    for (std::size_t at = sign; at < point; ++at) {
        if (at > sign && (point - at) % kDigitsInAGroup == 0) {
            text += '.';
        }
        text += machine[at];
    }
    text += ',';
    return text.append(machine, point + 1);
}

std::string format_day(core::Date date) {
    return fmt::format("{:02}.{:02}.{:04}",
                       static_cast<unsigned>(date.day()),
                       static_cast<unsigned>(date.month()),
                       static_cast<int>(date.year()));
}

std::string format_cell(const Cell& cell) {
    return std::visit(
        [](const auto& value) -> std::string {
            using Value = std::remove_cvref_t<decltype(value)>;
            if constexpr (std::is_same_v<Value, std::string_view>) {
                return without_controls(value);
            } else if constexpr (std::is_same_v<Value, core::Money>) {
                return format_money(value);
            } else if constexpr (std::is_same_v<Value, core::Date>) {
                return format_day(value);
            } else if constexpr (std::is_same_v<Value, std::int64_t>) {
                return std::to_string(value);
            } else {
                return {};
            }
        },
        cell);
}

std::string without_controls(std::string_view text) {
    std::string clean(text);
    std::replace_if(
        clean.begin(),
        clean.end(),
        [](char letter) { return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F; },
        ' ');
    return clean;
}

std::string page_text(Language language, std::int64_t page, std::int64_t pages) {
    return language == Language::Romanian ? fmt::format("Pagina {} din {}", page, pages)
                                          : fmt::format("Page {} of {}", page, pages);
}

std::string made_on_text(Language language, core::Date date) {
    return (language == Language::Romanian ? "Listat la " : "Printed on ") + format_day(date);
}

std::size_t count_characters(std::string_view utf8) {
    return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
    }));
}

}  // namespace roa2web::exports
