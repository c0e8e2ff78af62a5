#include "models/invoices_queries.hpp"

#include <string>
#include <string_view>
#include <vector>

#include "core/text.hpp"

namespace roa2web::reports {

namespace {

constexpr std::string_view kColumns =
    "SELECT invoice_id, partner_type, document_series, document_number, document_date, due_date, "
    "partner_id, "
    "partner_name, partner_cui, "
    "currency, net, vat, total, paid, balance FROM roa2web_invoices WHERE ";

constexpr std::string_view kSelectionSums =
    "SELECT COUNT(*) AS invoices, COALESCE(SUM(net), 0) AS net, COALESCE(SUM(vat), 0) AS vat, "
    "COALESCE(SUM(total), 0) AS total, COALESCE(SUM(paid), 0) AS paid, COALESCE(SUM(balance), 0) "
    "AS balance, "
    "COALESCE(SUM(CASE WHEN due_date < :today THEN balance ELSE 0 END), 0) AS overdue FROM "
    "roa2web_invoices WHERE ";

constexpr std::string_view kLines =
    "SELECT line_number, description, quantity_thousandths, unit, unit_price, vat_rate, net, vat, "
    "total "
    "FROM roa2web_invoice_lines WHERE invoice_id = :invoice_id ORDER BY line_number";

constexpr std::string_view kPayments =
    "SELECT payment_date, payment_method, document_number, account, amount FROM "
    "roa2web_invoice_payments "
    "WHERE invoice_id = :invoice_id ORDER BY payment_date, payment_id";

constexpr std::string_view kJournal =
    "SELECT document_id, document_date, document_type, document_series, document_number, "
    "debit_account, credit_account, amount, "
    "explanation FROM roa2web_journal WHERE invoice_id = :invoice_id ORDER BY document_date, "
    "entry_id";

std::string order_by(const InvoiceQuery& query) {
    const std::string direction = query.order == SortOrder::Asc ? " ASC" : " DESC";
    std::string column;
    switch (query.sort) {
        case InvoiceSort::Date:
            column = "document_date";
            break;
        case InvoiceSort::DueDate:
            column = "due_date";
            break;
        case InvoiceSort::Total:
            column = "total";
            break;
        case InvoiceSort::Balance:
            column = "balance";
            break;
        case InvoiceSort::Partner:
            column = "partner_name_folded";
            break;
    }
    return column + direction + ", invoice_id" + direction;
}

/// Adds one condition with its value, where the query asks for it.
template <class T>
void add_if(InvoiceSelection& selection,
            std::string_view condition,
            const std::string& name,
            const std::optional<T>& value) {
    if (value) {
        selection.where.append(" AND ").append(condition);
        selection.parameters.emplace_back(name, *value);
    }
}

void add_status(InvoiceSelection& selection, InvoiceStatusFilter status, core::Date today) {
    switch (status) {
        case InvoiceStatusFilter::All:
            break;
        case InvoiceStatusFilter::Open:
            selection.where += " AND balance <> 0";
            break;
        case InvoiceStatusFilter::Overdue:
            selection.where += " AND balance <> 0 AND due_date < :overdue_before";
            selection.parameters.emplace_back("overdue_before", today);
            break;
        case InvoiceStatusFilter::Paid:
            selection.where += " AND balance = 0";
            break;
    }
}

}  // namespace

InvoiceSelection make_selection(const InvoiceQuery& query, core::Date today) {
    InvoiceSelection selection{"partner_type = :partner_type",
                               {{"partner_type", query.partner_type}}};
    add_if(selection, "document_date >= :date_from", "date_from", query.date_from);
    add_if(selection, "document_date <= :date_to", "date_to", query.date_to);
    add_if(selection, "due_date >= :due_from", "due_from", query.due_from);
    add_if(selection, "due_date <= :due_to", "due_to", query.due_to);
    add_if(selection, "partner_id = :partner_id", "partner_id", query.partner_id);
    add_if(selection, "total >= :min_amount", "min_amount", query.min_amount);
    add_if(selection, "total <= :max_amount", "max_amount", query.max_amount);
    add_status(selection, query.status, today);
    if (query.search) {
        selection.where += R"( AND search_text LIKE :search ESCAPE '\')";
        selection.parameters.emplace_back("search",
                                          core::like_pattern(core::fold(query.search->value)));
    }
    return selection;
}

std::vector<InvoiceRecord> select_page(database::Session& session,
                                       const InvoiceQuery& query,
                                       const InvoiceSelection& selection) {
    auto parameters = selection.parameters;
    parameters.emplace_back("page_size", query.page_size.value);
    parameters.emplace_back("page_offset", (query.page.value - 1) * query.page_size.value);
    return session.select<InvoiceRecord>(
        session.paged(std::string(kColumns) + selection.where, order_by(query)), parameters);
}

database::Cursor<InvoiceRecord> open_invoices(database::Session& session,
                                              const InvoiceQuery& query,
                                              const InvoiceSelection& selection) {
    return session.open<InvoiceRecord>(
        std::string(kColumns) + selection.where + " ORDER BY " + order_by(query),
        selection.parameters);
}

InvoiceSums select_sums(database::Session& session,
                        const InvoiceSelection& selection,
                        core::Date today) {
    auto parameters = selection.parameters;
    parameters.emplace_back("today", today);
    return session
        .select_first<InvoiceSums>(std::string(kSelectionSums) + selection.where, parameters)
        .value();
}

std::optional<InvoiceRecord> select_invoice(database::Session& session, core::InvoiceId invoice) {
    return session.select_first<InvoiceRecord>(std::string(kColumns) + "invoice_id = :invoice_id",
                                               {{"invoice_id", invoice}});
}

std::vector<LineRecord> select_lines(database::Session& session, core::InvoiceId invoice) {
    return session.select<LineRecord>(kLines, {{"invoice_id", invoice}});
}

std::vector<PaymentRecord> select_payments(database::Session& session, core::InvoiceId invoice) {
    return session.select<PaymentRecord>(kPayments, {{"invoice_id", invoice}});
}

std::vector<JournalRecord> select_journal(database::Session& session, core::InvoiceId invoice) {
    return session.select<JournalRecord>(kJournal, {{"invoice_id", invoice}});
}

}  // namespace roa2web::reports
