#include "database/demo/invoices.hpp"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "core/text.hpp"

namespace roa2web::database::demo {

namespace {

constexpr std::size_t kRecentSales = 64;

std::string label_of(const InvoiceDraft& draft) {
    return draft.series ? *draft.series + " " + draft.number : draft.number;
}

/// The part of a line's VAT that joins the expense.
std::int64_t lost_vat(const InvoiceLine& line) {
    return line.item->half_deductible ? line.vat / 2 : 0;
}

}  // namespace

InvoiceLine make_line(const Item& item, std::int64_t quantity, std::int64_t unit_price, Day day) {
    const int rate = vat_rate(item.vat, day);
    const std::int64_t net = quantity * unit_price;
    return InvoiceLine{.item = &item,
                       .quantity_thousandths = quantity * 1000,
                       .unit_price = unit_price,
                       .vat_rate = rate,
                       .net = net,
                       .vat = vat_on(net, rate)};
}

std::int64_t Invoices::write(const InvoiceDraft& draft,
                             Day day,
                             std::optional<std::int64_t> document) {
    const std::int64_t id = ++last_id_;
    std::int64_t net = 0;
    std::int64_t vat = 0;
    for (const InvoiceLine& line : draft.lines) {
        net += line.net;
        vat += line.vat;
    }
    const Partner& partner = *draft.partner;
    const std::string search = partner.search_text + " " + core::fold(label_of(draft));
    books_.writer().add(InvoiceRecord{.id = id,
                                      .partner_type = draft.is_sale ? "clients" : "suppliers",
                                      .series = draft.series,
                                      .number = draft.number,
                                      .date = to_text(day),
                                      .due_date = to_text(draft.due),
                                      .partner_id = partner.id,
                                      .partner_name = partner.name,
                                      .partner_name_folded = partner.name_folded,
                                      .partner_cui = partner.cui,
                                      .currency = draft.euro ? "EUR" : "RON",
                                      .net = net,
                                      .vat = vat,
                                      .total = net + vat,
                                      .currency_total = draft.euro,
                                      .document_id = document,
                                      .search_text = search});
    std::int64_t number = 0;
    for (const InvoiceLine& line : draft.lines) {
        books_.writer().add(InvoiceLineRecord{.invoice_id = id,
                                              .line_number = ++number,
                                              .description = line.item->name,
                                              .unit = line.item->unit,
                                              .quantity_thousandths = line.quantity_thousandths,
                                              .unit_price = line.unit_price,
                                              .vat_rate = line.vat_rate,
                                              .net = line.net,
                                              .vat = line.vat});
    }
    open_.emplace(id,
                  OpenInvoice{.id = id,
                              .is_sale = draft.is_sale,
                              .partner = partner.id,
                              .label = label_of(draft),
                              .day = day,
                              .total = net + vat,
                              .euro = draft.euro,
                              .lines = draft.is_sale ? draft.lines : std::vector<InvoiceLine>{}});
    return id;
}

void Invoices::book(const InvoiceDraft& draft, const Document& document, std::string_view label) {
    const Partner& partner = *draft.partner;
    const std::string explanation =
        fmt::format("{} {} {}", draft.is_sale ? "Factura" : "Fact. furnizor", label, partner.name);
    // One line of the note for each account, in the order of the invoice.
    std::vector<std::pair<std::string_view, std::int64_t>> by_account;
    std::int64_t vat = 0;
    for (const InvoiceLine& line : draft.lines) {
        std::int64_t amount = line.net;
        if (!draft.is_sale) {
            amount += lost_vat(line);
            vat -= lost_vat(line);
        }
        vat += line.vat;
        bool found = false;
        for (auto& [account, sum] : by_account) {
            if (account == line.item->account) {
                sum += amount;
                found = true;
            }
        }
        if (!found) {
            by_account.emplace_back(line.item->account, amount);
        }
    }
    for (const auto& [account, amount] : by_account) {
        if (draft.is_sale) {
            books_.post(document, partner.client_account, account, amount, explanation);
        } else {
            books_.post(document, account, partner.supplier_account, amount, explanation);
        }
    }
    if (draft.is_sale) {
        books_.post(document, partner.client_account, "4427", vat, explanation);
    } else {
        books_.post(document, "4426", partner.supplier_account, vat, explanation);
    }
}

std::int64_t Invoices::issue(const InvoiceDraft& draft) {
    Document document = books_.open_document(draft.is_sale ? "sale" : "purchase", draft.number);
    document.series = draft.series;
    document.partner = draft.partner->id;
    const std::int64_t id = write(draft, books_.day(), document.id);
    document.invoice = id;
    book(draft, document, label_of(draft));
    if (draft.is_sale && !draft.euro) {
        if (recent_sales_.size() < kRecentSales) {
            recent_sales_.push_back(id);
        } else {
            recent_sales_[next_recent_++ % kRecentSales] = id;
        }
    }
    return id;
}

std::int64_t Invoices::bring_forward(const InvoiceDraft& draft, Day day) {
    const std::int64_t id = write(draft, day, std::nullopt);
    const std::int64_t total = open_.at(id).total;
    books_.set_opening(
        draft.is_sale ? draft.partner->client_account : draft.partner->supplier_account,
        draft.is_sale ? total : -total);
    return id;
}

void Invoices::issue_credit_note(const OpenInvoice& original,
                                 const Partner& partner,
                                 std::string_view series) {
    InvoiceDraft draft{.is_sale = true,
                       .partner = &partner,
                       .series = std::string(series) + "-S",
                       .number = std::to_string(books_.next_number("credit note")),
                       .due = books_.day(),
                       .lines = {},
                       .euro = std::nullopt};
    // The first line of the invoice comes back, at its own price and rate (Law 227/2015, art. 287).
    InvoiceLine line = original.lines.front();
    line.quantity_thousandths = -line.quantity_thousandths;
    line.net = -line.net;
    line.vat = -line.vat;
    draft.lines.push_back(line);
    const std::int64_t amount = -(line.net + line.vat);
    const std::int64_t original_id = original.id;
    const std::string original_label = original.label;
    const std::int64_t credit_note = issue(draft);
    settle(original_id, amount, "offset", draft.number, std::nullopt, std::nullopt);
    settle(credit_note, -amount, "offset", original_label, std::nullopt, std::nullopt);
}

const OpenInvoice* Invoices::find_open(std::int64_t id) const {
    const auto found = open_.find(id);
    return found == open_.end() ? nullptr : &found->second;
}

void Invoices::settle(std::int64_t id,
                      std::int64_t amount,
                      std::string_view method,
                      std::string_view number,
                      std::optional<std::string_view> account,
                      std::optional<std::int64_t> document,
                      std::int64_t euro_part) {
    OpenInvoice& invoice = open_.at(id);
    invoice.paid += amount;
    invoice.euro_paid += euro_part;
    books_.writer().add(PaymentRecord{.invoice_id = id,
                                      .date = books_.day_text(),
                                      .amount = amount,
                                      .method = method,
                                      .number = number,
                                      .account = account,
                                      .document_id = document});
    books_.writer().set_paid(id, invoice.paid, invoice.balance());
    if (invoice.balance() == 0) {
        open_.erase(id);
    }
}

const OpenInvoice* Invoices::some_recent_sale(DemoRandom& random) const {
    return recent_sales_.empty() ? nullptr : find_open(random.pick(recent_sales_));
}

}  // namespace roa2web::database::demo
