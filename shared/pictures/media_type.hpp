#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace roa2web::pictures {

/// What people hand in as the picture of a receipt.
enum class MediaType : std::uint8_t { Jpeg, Png, Webp, Heic, Pdf };

/// How many bytes of a file tell its type.
constexpr std::size_t kTypeBytes = 64;

/// The type told by content; nothing for every other one. A name's ending says nothing.
/// @param first_bytes the file's beginning, kTypeBytes where it has as many.
[[nodiscard]] std::optional<MediaType> media_type_of(std::string_view first_bytes);

/// "image/jpeg" and so on.
[[nodiscard]] std::string_view name_of(MediaType type);

/// The reverse of name_of.
[[nodiscard]] std::optional<MediaType> media_type_named(std::string_view name);

}  // namespace roa2web::pictures
