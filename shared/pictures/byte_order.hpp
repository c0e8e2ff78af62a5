#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace roa2web::pictures {

enum class ByteOrder : std::uint8_t { Big, Little };

/// The number in `width` bytes (at most 4) at a place; `at + width` is inside.
[[nodiscard]] inline std::uint32_t number_at(std::string_view bytes,
                                             std::size_t at,
                                             std::size_t width,
                                             ByteOrder order) {
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < width; ++i) {
        const auto place = at + (order == ByteOrder::Big ? i : width - 1 - i);
        number = number << 8U | static_cast<unsigned char>(bytes[place]);
    }
    return number;
}

inline void append_number(std::string& bytes,
                          std::uint32_t number,
                          std::size_t width,
                          ByteOrder order) {
    for (std::size_t i = 0; i < width; ++i) {
        const auto shift = 8 * (order == ByteOrder::Big ? width - 1 - i : i);
        bytes.push_back(static_cast<char>(number >> shift & 0xFFU));
    }
}

}  // namespace roa2web::pictures
