#pragma once

#include "http/router.hpp"

#include "services/receipt_entries_service.hpp"
#include "services/receipt_life_service.hpp"
#include "services/receipts_service.hpp"

namespace roa2web::data_entry {

/// To be included under /receipts. The services must live longer than the router.
[[nodiscard]] http::Router create_receipts_router(ReceiptsService& receipts,
                                                  ReceiptLifeService& life,
                                                  ReceiptEntriesService& entries);

}  // namespace roa2web::data_entry
