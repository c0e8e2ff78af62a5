#pragma once

#include "core/blocking_pool.hpp"
#include "http/router.hpp"

#include "services/attachments_service.hpp"

namespace roa2web::data_entry {

/// What is below /api/data-entry/receipts.
[[nodiscard]] http::Router create_receipt_files_router(AttachmentsService& service);

/// /api/data-entry/attachments. What it refers to must live longer.
/// @param file_pool where files are read while they are sent.
[[nodiscard]] http::Router create_attachments_router(AttachmentsService& service,
                                                     core::BlockingPool& file_pool);

}  // namespace roa2web::data_entry
