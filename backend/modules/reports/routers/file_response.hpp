#pragma once

#include "core/blocking_pool.hpp"
#include "http/response.hpp"

#include "services/report_exporter.hpp"

namespace roa2web::reports {

/// The file as a download, streamed in pieces that are read on the pool. It is removed when the
/// answer ends, in whatever way. The pool must live longer than the answer.
[[nodiscard]] http::Response file_response(ExportedFile file, core::BlockingPool& pool);

}  // namespace roa2web::reports
