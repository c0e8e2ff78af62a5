#pragma once

#include <optional>
#include <string>

#include "models/ledger_queries.hpp"
#include "schemas/report_schemas.hpp"

namespace roa2web::reports {

/// "sale FCT 1201": type, series and number of a document, of which the last two may be absent.
[[nodiscard]] std::string document_text(std::string type,
                                        const std::optional<std::string>& series,
                                        const std::optional<std::string>& number);

[[nodiscard]] LedgerEntry to_ledger_entry(LedgerRecord record);

/// Opening, what moved, closing.
[[nodiscard]] LedgerTotals to_ledger_totals(const LedgerSums& sums);

}  // namespace roa2web::reports
