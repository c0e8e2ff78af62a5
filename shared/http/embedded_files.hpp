#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace roa2web::http {

/// A file of the page that the build made part of the executable, compressed.
struct EmbeddedFile {
    std::string_view path;          // "/assets/index-4f2a.js"
    std::string_view content_type;  // "text/javascript; charset=utf-8"
    std::string_view etag;          // strong, in quotes
    bool immutable{false};          // its name changes with its content
    std::string_view gzip;          // the content as a gzip file (RFC 1952)
    std::size_t size{0};            // of the content before compression, in bytes
};

/// Sorted by path. Defined by the generated embedded_files.cpp.
[[nodiscard]] std::span<const EmbeddedFile> embedded_files();

}  // namespace roa2web::http
