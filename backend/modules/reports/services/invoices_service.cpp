#include "services/invoices_service.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "database/session.hpp"

#include "models/invoices_queries.hpp"
#include "services/ledger_entries.hpp"

namespace roa2web::reports {

namespace {

using core::ErrorCode;
using core::Result;
using core::Task;

InvoiceStatus status_of(const InvoiceRecord& record, core::Date today) {
    if (record.balance == core::Money{}) {
        return InvoiceStatus::Paid;
    }
    return record.due_date < today ? InvoiceStatus::Overdue : InvoiceStatus::Open;
}

std::int64_t days_overdue(const InvoiceRecord& record, core::Date today) {
    if (status_of(record, today) != InvoiceStatus::Overdue) {
        return 0;
    }
    return (std::chrono::sys_days(today) - std::chrono::sys_days(record.due_date)).count();
}

/// 2500 -> "2.500"
std::string format_thousandths(std::int64_t thousandths) {
    return fmt::format("{}{}.{:03}",
                       thousandths < 0 ? "-" : "",
                       std::abs(thousandths / 1000),
                       std::abs(thousandths % 1000));
}

InvoiceLine to_line(LineRecord record) {
    return {.position = record.position,
            .description = std::move(record.description),
            .quantity = format_thousandths(record.quantity_thousandths),
            .unit = std::move(record.unit),
            .unit_price = record.unit_price,
            .vat_rate = fmt::format("{}.00", record.vat_rate),
            .net = record.net,
            .vat = record.vat,
            .total = record.total};
}

InvoicePayment to_payment(PaymentRecord record) {
    return {.date = record.date,
            .method = record.method,
            .document = std::move(record.document_number).value_or(""),
            .account = std::move(record.account).value_or(""),
            .amount = record.amount};
}

JournalEntry to_entry(JournalRecord record) {
    return {.document_id = record.document_id,
            .date = record.date,
            .document = document_text(
                std::move(record.document_type), record.document_series, record.document_number),
            .debit_account = std::move(record.debit_account),
            .credit_account = std::move(record.credit_account),
            .amount = record.amount,
            .explanation = std::move(record.explanation)};
}

/// A range whose end is before its beginning selects nothing: surely a slip, so it is said.
template <class T>
void check_range(const std::optional<T>& from,
                 const std::optional<T>& to,
                 const char* name,
                 core::Error& error) {
    if (from && to && *to < *from) {
        error.fields.push_back({{"query", name}, "The range ends before it begins", "range"});
    }
}

}  // namespace

InvoiceRow to_invoice_row(InvoiceRecord record, core::Date today) {
    InvoiceRow row;
    row.days_overdue = days_overdue(record, today);
    row.status = status_of(record, today);
    row.id = record.id;
    row.series = std::move(record.series).value_or("");
    row.number = std::move(record.number);
    row.date = record.date;
    row.due_date = record.due_date;
    row.partner_id = record.partner_id;
    row.partner_name = std::move(record.partner_name);
    row.partner_cui = std::move(record.partner_cui).value_or("");
    row.currency = std::move(record.currency);
    row.net = record.net;
    row.vat = record.vat;
    row.total = record.total;
    row.paid = record.paid;
    row.balance = record.balance;
    return row;
}

Result<void> check_ranges(const InvoiceQuery& query) {
    core::Error error{.code = ErrorCode::InvalidInput,
                      .message = "",
                      .id = "range",
                      .retry_after = {},
                      .fields = {}};
    check_range(query.date_from, query.date_to, "date_to", error);
    check_range(query.due_from, query.due_to, "due_to", error);
    check_range(query.min_amount, query.max_amount, "max_amount", error);
    if (!error.fields.empty()) {
        return tl::unexpected(std::move(error));
    }
    return {};
}

Task<Result<InvoicePage>> InvoicesService::list_invoices(core::CompanyId company,
                                                         InvoiceQuery query,
                                                         std::string request_id) {
    if (auto ranges = check_ranges(query); !ranges) {
        co_return tl::unexpected(std::move(ranges.error()));
    }
    co_await erp_pool_.schedule();
    const auto began = std::chrono::steady_clock::now();
    const auto today = clock_.today();
    const auto selection = make_selection(query, today);
    InvoicePage page;
    page.page = query.page.value;
    page.page_size = query.page_size.value;
    {
        const auto session = erp_.company_session(company);
        const database::Transaction snapshot(*session);
        const auto sums = select_sums(*session, selection, today);
        page.total = sums.invoices;
        page.totals = {sums.net, sums.vat, sums.total, sums.paid, sums.balance, sums.overdue};
        for (auto& record : select_page(*session, query, selection)) {
            page.items.push_back(to_invoice_row(std::move(record), today));
        }
    }
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - began);
    log_.debug("invoices listed",
               {{"company", company.value},
                {"rows", page.items.size()},
                {"ms", took.count()},
                {"request", request_id}});
    co_return page;
}

Task<Result<InvoiceDetail>> InvoicesService::find_invoice(core::CompanyId company,
                                                          core::InvoiceId invoice) {
    co_await erp_pool_.schedule();
    const auto session = erp_.company_session(company);
    const database::Transaction snapshot(*session);
    auto record = select_invoice(*session, invoice);
    if (!record) {
        co_return core::fail(
            ErrorCode::NotFound, "This company has no such invoice", "invoice_not_found");
    }
    InvoiceDetail detail;
    detail.partner_type = record->partner_type;
    static_cast<InvoiceRow&>(detail) = to_invoice_row(std::move(*record), clock_.today());
    for (auto& line : select_lines(*session, invoice)) {
        detail.lines.push_back(to_line(std::move(line)));
    }
    for (auto& payment : select_payments(*session, invoice)) {
        detail.payments.push_back(to_payment(std::move(payment)));
    }
    for (auto& entry : select_journal(*session, invoice)) {
        detail.journal.push_back(to_entry(std::move(entry)));
    }
    co_return detail;
}

}  // namespace roa2web::reports
