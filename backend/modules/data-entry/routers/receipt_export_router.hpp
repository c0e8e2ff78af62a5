#pragma once

#include "core/blocking_pool.hpp"
#include "http/router.hpp"

#include "services/receipt_export_service.hpp"

namespace roa2web::data_entry {

/// To be included under /receipts. The service, and the pool on which files are read while they
/// are sent, must live longer than the router.
[[nodiscard]] http::Router create_receipt_export_router(ReceiptExportService& service,
                                                        core::BlockingPool& file_pool);

}  // namespace roa2web::data_entry
