#include "services/ledger_entries.hpp"

#include <utility>

namespace roa2web::reports {

std::string document_text(std::string type,
                          const std::optional<std::string>& series,
                          const std::optional<std::string>& number) {
    for (const auto* part : {&series, &number}) {
        if (*part && !(*part)->empty()) {
            type.append(" ").append(**part);
        }
    }
    return type;
}

LedgerEntry to_ledger_entry(LedgerRecord record) {
    return {.entry_id = record.entry_id,
            .date = record.date,
            .document_id = record.document_id,
            .document = document_text(
                std::move(record.document_type), record.document_series, record.document_number),
            .account = std::move(record.account),
            .counter_account = std::move(record.counter_account),
            .partner_id = record.partner_id,
            .partner_name = std::move(record.partner_name),
            .invoice_id = record.invoice_id,
            .explanation = std::move(record.explanation),
            .debit = record.debit,
            .credit = record.credit,
            .balance = record.balance};
}

LedgerTotals to_ledger_totals(const LedgerSums& sums) {
    return {.opening = sums.opening,
            .debit = sums.debit,
            .credit = sums.credit,
            .closing = sums.opening + sums.debit - sums.credit};
}

}  // namespace roa2web::reports
