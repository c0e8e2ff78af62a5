#pragma once

#include <string>
#include <string_view>

#include "core/blocking_pool.hpp"
#include "http/response.hpp"

#include "services/report_exporter.hpp"

namespace roa2web::reports {

/// The file as a download, streamed in pieces that are read on the pool. It is removed when the
/// answer ends, in whatever way. The pool must live longer than the answer.
[[nodiscard]] http::Response file_response(ExportedFile file, core::BlockingPool& pool);

/// "attachment" with the name in plain letters and, for clients that know RFC 6266, as it is.
[[nodiscard]] std::string content_disposition(std::string_view name);

}  // namespace roa2web::reports
