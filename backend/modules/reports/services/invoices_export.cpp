#include "services/invoices_export.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "export/table_text.hpp"
#include "models/invoices_queries.hpp"
#include "models/partners_queries.hpp"
#include "services/invoices_service.hpp"

namespace roa2web::reports {

namespace {

using core::Date;
using exports::Cell;
using exports::ColumnKind;

std::string_view status_word(const ExportWords& words, InvoiceStatus status) {
    switch (status) {
        case InvoiceStatus::Open:
            return words("În termen", "Open");
        case InvoiceStatus::Overdue:
            return words("Restantă", "Overdue");
        case InvoiceStatus::Paid:
            break;
    }
    return words("Achitată", "Paid");
}

std::string_view filter_word(const ExportWords& words, InvoiceStatusFilter status) {
    switch (status) {
        case InvoiceStatusFilter::Open:
            return words("Neachitate", "Unpaid");
        case InvoiceStatusFilter::Overdue:
            return words("Restante", "Overdue");
        case InvoiceStatusFilter::Paid:
            return words("Achitate", "Paid");
        case InvoiceStatusFilter::All:
            break;
    }
    return words("Toate", "All");
}

/// "Data facturii: 01.11.2025 – 30.11.2025", "Total: peste 100,00"; nothing where nothing is asked.
template <class T>
void add_range(std::vector<std::string>& lines,
               const ExportWords& words,
               std::string_view name,
               const std::optional<T>& from,
               const std::optional<T>& to) {
    const auto text = [](const T& value) { return exports::format_cell(Cell{value}); };
    if (from && to) {
        lines.push_back(fmt::format("{}: {} – {}", name, text(*from), text(*to)));
    } else if (from) {
        lines.push_back(fmt::format("{}: {} {}", name, words("de la", "from"), text(*from)));
    } else if (to) {
        lines.push_back(fmt::format("{}: {} {}", name, words("până la", "up to"), text(*to)));
    }
}

std::vector<std::string> filter_lines(database::Session& session,
                                      const ExportWords& words,
                                      const InvoiceQuery& query) {
    std::vector<std::string> parts;
    add_range(parts, words, words("Data facturii", "Invoice date"), query.date_from, query.date_to);
    add_range(parts, words, words("Scadența", "Due date"), query.due_from, query.due_to);
    if (query.status != InvoiceStatusFilter::All) {
        parts.push_back(
            fmt::format("{}: {}", words("Stare", "Status"), filter_word(words, query.status)));
    }
    if (query.partner_id) {
        const auto partner = select_partner(session, *query.partner_id);
        parts.push_back(
            fmt::format("{}: {}",
                        words("Partener", "Partner"),
                        partner ? partner->name : std::to_string(query.partner_id->value)));
    }
    if (query.search) {
        parts.push_back(fmt::format("{} „{}”", words("Conține", "Contains"), query.search->value));
    }
    add_range(parts, words, "Total", query.min_amount, query.max_amount);
    std::vector<std::string> lines;
    if (!parts.empty()) {
        lines.push_back(fmt::format("{}", fmt::join(parts, " · ")));
    }
    lines.emplace_back(words("Sume în lei", "Amounts in lei"));
    return lines;
}

std::vector<exports::Column> invoice_columns(const ExportWords& words) {
    return {words.column("Serie", "Series", ColumnKind::Text, 8),
            words.column("Număr", "Number", ColumnKind::Text, 10),
            words.column("Data", "Date", ColumnKind::Date, 10),
            words.column("Scadența", "Due date", ColumnKind::Date, 10),
            words.column("Partener", "Partner", ColumnKind::Text, 36, true),
            words.column("CUI", "Tax number", ColumnKind::Text, 12),
            words.column("Monedă", "Currency", ColumnKind::Text, 7),
            words.column("Valoare", "Net", ColumnKind::Money, 14),
            words.column("TVA", "VAT", ColumnKind::Money, 13),
            words.column("Total", "Total", ColumnKind::Money, 14),
            words.column("Achitat", "Paid", ColumnKind::Money, 14),
            words.column("Sold", "Balance", ColumnKind::Money, 14),
            words.column("Zile restanță", "Days overdue", ColumnKind::Integer, 9),
            words.column("Stare", "Status", ColumnKind::Text, 11)};
}

std::vector<Cell> write_invoices(database::Session& session,
                                 exports::TableWriter& writer,
                                 const ExportWords& words,
                                 const InvoiceQuery& query,
                                 Date today) {
    InvoiceTotals totals;
    auto records = open_invoices(session, query, make_selection(query, today));
    while (auto record = records.next()) {
        const auto row = to_invoice_row(std::move(*record), today);
        const std::vector<Cell> cells{std::string_view(row.series),
                                      std::string_view(row.number),
                                      row.date,
                                      row.due_date,
                                      std::string_view(row.partner_name),
                                      std::string_view(row.partner_cui),
                                      std::string_view(row.currency),
                                      row.net,
                                      row.vat,
                                      row.total,
                                      row.paid,
                                      row.balance,
                                      row.days_overdue > 0 ? Cell{row.days_overdue} : Cell{},
                                      status_word(words, row.status)};
        writer.add_row(cells);
        totals.net = totals.net + row.net;
        totals.vat = totals.vat + row.vat;
        totals.total = totals.total + row.total;
        totals.paid = totals.paid + row.paid;
        totals.balance = totals.balance + row.balance;
    }
    return {std::string_view("Total"),
            {},
            {},
            {},
            {},
            {},
            {},
            totals.net,
            totals.vat,
            totals.total,
            totals.paid,
            totals.balance,
            {},
            {}};
}

std::string file_name(const ExportWords& words, const InvoiceQuery& query, Date today) {
    const auto kind = query.partner_type == PartnerType::Clients
                          ? words("facturi-clienți", "client-invoices")
                          : words("facturi-furnizori", "supplier-invoices");
    const auto when = query.date_from && query.date_to
                          ? range_in_name(*query.date_from, *query.date_to)
                          : core::format_date(today);
    return fmt::format("{}-{}", kind, when);
}

}  // namespace

PlanExport plan_invoices_export(InvoiceQuery query, Date today) {
    return [query = std::move(query), today](database::Session& session,
                                             const ExportWords& words) -> core::Result<ExportPlan> {
        if (auto ranges = check_ranges(query); !ranges) {
            return tl::unexpected(std::move(ranges.error()));
        }
        ExportPlan plan;
        plan.name = file_name(words, query, today);
        plan.head.title = query.partner_type == PartnerType::Clients
                              ? words("Facturi clienți", "Invoices to clients")
                              : words("Facturi furnizori", "Invoices from suppliers");
        plan.head.lines = filter_lines(session, words, query);
        plan.head.columns = invoice_columns(words);
        plan.write = [&session, words, query, today](exports::TableWriter& writer) {
            return write_invoices(session, writer, words, query, today);
        };
        return plan;
    };
}

}  // namespace roa2web::reports
