#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace roa2web::http {

/// Bytes; a shorter body stays as it is: below it the frame of a packet is not left.
constexpr std::size_t kGzipFrom = 1024;

/// A gzip file (RFC 1952) at a fast level. Throws core::InternalError when out of memory.
[[nodiscard]] std::string gzip(std::string_view content);

/// The content of a gzip file of known size. Throws core::InternalError for a damaged one.
[[nodiscard]] std::string gunzip(std::string_view compressed, std::size_t size);

/// Whether an Accept-Encoding header allows gzip (RFC 9110, section 12.5.3).
[[nodiscard]] bool accepts_gzip(std::string_view accept_encoding);

}  // namespace roa2web::http
