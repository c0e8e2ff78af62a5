#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "core/blocking_pool.hpp"
#include "http/response.hpp"

namespace roa2web::http {

/// A file on disk that is answered as a download.
struct FileDownload {
    std::filesystem::path path;
    std::string name;  // that people see: "facturi-clienți-2025-11.xlsx"
    std::string content_type;
    /// Lives until the answer has ended, in whatever way: who removes the file then, for example.
    std::shared_ptr<const void> keeper;
};

/// The file, streamed in pieces that are read on the pool; never stored by a cache. The pool must
/// live longer than the answer.
[[nodiscard]] Response file_response(FileDownload file, core::BlockingPool& pool);

/// "attachment", or "inline" for what a browser shows, with the name in plain letters and, for
/// clients that know RFC 6266, as it is.
[[nodiscard]] std::string content_disposition(std::string_view name,
                                              std::string_view how = "attachment");

}  // namespace roa2web::http
