// Invoices of one demo company: written, booked, and followed until they are paid.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "database/demo/books.hpp"
#include "database/demo/partners.hpp"
#include "database/demo/trades.hpp"

namespace roa2web::database::demo {

/// Amounts in bani.
struct InvoiceLine {
    const Item* item{nullptr};
    std::int64_t quantity_thousandths{0};
    std::int64_t unit_price{0};
    int vat_rate{0};
    std::int64_t net{0};
    std::int64_t vat{0};
};

struct InvoiceDraft {
    bool is_sale{true};
    const Partner* partner{nullptr};
    std::optional<std::string> series;
    std::string number;
    Day due{};
    std::vector<InvoiceLine> lines;
    /// Cents, for invoices in euro.
    std::optional<std::int64_t> euro;
};

/// Bani; positive for what is owed, whoever owes it.
struct OpenInvoice {
    std::int64_t id{0};
    bool is_sale{true};
    std::int64_t partner{0};
    std::string label;  // "DST 1023"
    Day day{};
    std::int64_t total{0};
    std::int64_t paid{0};
    std::optional<std::int64_t> euro;
    std::int64_t euro_paid{0};
    std::vector<InvoiceLine> lines;

    [[nodiscard]] std::int64_t balance() const { return total - paid; }
};

class Invoices {
  public:
    explicit Invoices(Books& books) : books_(books) {}

    /// Writes and books an invoice of today. Answers its id.
    std::int64_t issue(const InvoiceDraft& draft);

    /// Writes an invoice from before the first day; it enters through the opening balances.
    std::int64_t bring_forward(const InvoiceDraft& draft, Day day);

    /// A sale taken back in whole, or as far as it is not paid: a negative invoice, set off against
    /// the first one.
    void issue_credit_note(const OpenInvoice& original,
                           const Partner& partner,
                           std::string_view series);

    /// Nothing once it is paid.
    [[nodiscard]] const OpenInvoice* find_open(std::int64_t id) const;

    /// What was paid, without booking it. @param euro_part cents of it, for invoices in euro.
    void settle(std::int64_t id,
                std::int64_t amount,
                std::string_view method,
                std::string_view number,
                std::optional<std::string_view> account,
                std::optional<std::int64_t> document,
                std::int64_t euro_part = 0);

    /// One of the last sales, for credit notes; nothing when it is paid already.
    [[nodiscard]] const OpenInvoice* some_recent_sale(DemoRandom& random) const;

  private:
    std::int64_t write(const InvoiceDraft& draft, Day day, std::optional<std::int64_t> document);
    void book(const InvoiceDraft& draft, const Document& document, std::string_view label);

    Books& books_;
    std::unordered_map<std::int64_t, OpenInvoice> open_;
    std::vector<std::int64_t> recent_sales_;
    std::size_t next_recent_{0};
    std::int64_t last_id_{0};
};

/// A line at today's rate of VAT.
[[nodiscard]] InvoiceLine make_line(const Item& item,
                                    std::int64_t quantity,
                                    std::int64_t unit_price,
                                    Day day);

}  // namespace roa2web::database::demo
