// What a demo company sells.
#include <algorithm>
#include <chrono>
#include <map>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "database/demo/company_simulation.hpp"

namespace roa2web::database::demo {

namespace {

using std::chrono::days;

constexpr Item kEuroService{
    "Transport internațional de mărfuri", "cursă", 0, 0, 1, VatClass::None, "704"};

/// Goods and dishes leave the stock; services do not.
bool comes_from_stock(const Item& item) {
    return item.account == "707" || item.account == "701";
}

}  // namespace

InvoiceDraft CompanySimulation::draft_sale(Day day) {
    const Partner& client = partners_.some_client(random_);
    InvoiceDraft draft{.is_sale = true,
                       .partner = &client,
                       .series = std::string(trade_.series),
                       .number = std::to_string(1000 + books_.next_number("invoice")),
                       .due = day + days{client.days_to_pay},
                       .lines = {},
                       .euro = std::nullopt};
    const std::int64_t lines = random_.skewed(1, 5);
    for (std::int64_t line = 0; line < lines; ++line) {
        const Item& item = random_.pick(trade_.sold);
        draft.lines.push_back(make_line(item,
                                        random_.skewed(1, item.highest_quantity),
                                        random_.between(item.lowest_price, item.highest_price),
                                        day));
    }
    return draft;
}

void CompanySimulation::book_cost_of_sales(const Document& document, std::int64_t revenue) {
    if (trade_.stocked.empty() || revenue == 0) {
        return;
    }
    const std::int64_t cost = share(revenue, trade_.cost_percent, 100);
    books_.post(document,
                trade_.stock_expense_account,
                trade_.stock_account,
                std::min(cost, books_.balance(trade_.stock_account)),
                "Descărcare de gestiune");
}

void CompanySimulation::schedule_collection(std::int64_t invoice, const Partner& partner, Day due) {
    std::int64_t delay = random_.between(-3, 4);
    if (partner.habit == PaymentHabit::Late) {
        delay = random_.between(4, 40);
    } else if (partner.habit == PaymentHabit::VeryLate) {
        if (random_.chance(200)) {
            return;  // and never pays
        }
        delay = random_.between(30, 160);
    }
    const Day day = std::max(due + days{delay}, books_.day());
    const std::int64_t total = invoices_.find_open(invoice)->total;
    if (random_.chance(110)) {
        schedule(day, Task::Collect, invoice, share(total, random_.between(3, 6), 10));
        schedule(day + days{random_.between(15, 45)}, Task::Collect, invoice, 0);
    } else {
        schedule(day, Task::Collect, invoice, 0);
    }
}

void CompanySimulation::sell() {
    const InvoiceDraft draft = draft_sale(books_.day());
    const std::int64_t invoice = invoices_.issue(draft);
    std::int64_t goods = 0;
    for (const InvoiceLine& line : draft.lines) {
        goods += comes_from_stock(*line.item) ? line.net : 0;
    }
    Document document = books_.open_document("stock", draft.number);
    document.series = draft.series;
    document.invoice = invoice;
    book_cost_of_sales(document, goods);
    schedule_collection(invoice, *draft.partner, draft.due);
}

void CompanySimulation::sell_in_euro() {
    const Partner& client = partners_.some_foreign_client(random_);
    const std::int64_t cents = random_.skewed(60'000, 320'000);
    InvoiceLine line =
        make_line(kEuroService, 1, share(cents, euro_rate(books_.day()), 10'000), books_.day());
    InvoiceDraft draft{.is_sale = true,
                       .partner = &client,
                       .series = std::string(trade_.series) + "E",
                       .number = std::to_string(100 + books_.next_number("euro invoice")),
                       .due = books_.day() + days{client.days_to_pay},
                       .lines = {line},
                       .euro = cents};
    const std::int64_t invoice = invoices_.issue(draft);
    schedule_collection(invoice, client, draft.due);
}

void CompanySimulation::sell_for_cash() {
    // The daily report of one cash register: sums by account and rate.
    std::map<std::pair<std::string_view, int>, std::int64_t> sums;
    const std::int64_t sales = random_.between(4, 9);
    for (std::int64_t sale = 0; sale < sales; ++sale) {
        const Item& item = random_.pick(trade_.sold);
        if (comes_from_stock(item)) {
            const InvoiceLine line =
                make_line(item,
                          random_.skewed(1, item.highest_quantity),
                          random_.between(item.lowest_price, item.highest_price),
                          books_.day());
            sums[{item.account, line.vat_rate}] += line.net;
        }
    }
    const Document document =
        books_.open_document("cash_sale", fmt::format("Z {}", books_.next_number("daily report")));
    std::int64_t net = 0;
    std::int64_t gross = 0;
    for (const auto& [key, sum] : sums) {
        const std::int64_t vat = vat_on(sum, key.second);
        const std::string explanation =
            fmt::format("Raport {} cota {}%", document.number, key.second);
        books_.post(document, "5311", key.first, sum, explanation);
        books_.post(document, "5311", "4427", vat, explanation);
        net += sum;
        gross += sum + vat;
    }
    const std::int64_t by_card = share(gross, random_.between(35, 75), 100);
    books_.post(document, "5125", "5311", by_card, "Încasări cu cardul " + document.number);
    book_cost_of_sales(document, net);
    if (by_card > 0) {
        schedule(books_.day() + days{1}, Task::SettleCards, 0, by_card);
    }
}

void CompanySimulation::take_back() {
    const OpenInvoice* original = invoices_.some_recent_sale(random_);
    if (original == nullptr || original->lines.empty()) {
        return sell();
    }
    const InvoiceLine& line = original->lines.front();
    // Only what is not paid yet, and only while the rate of the invoice still holds.
    if (line.net <= 0 || line.net + line.vat > original->balance() ||
        line.vat_rate != vat_rate(line.item->vat, books_.day())) {
        return sell();
    }
    const std::int64_t goods = comes_from_stock(*line.item) ? -line.net : 0;
    const Document document = books_.open_document("stock", original->label);
    invoices_.issue_credit_note(*original, partners_.at(original->partner), trade_.series);
    book_cost_of_sales(document, goods);
}

}  // namespace roa2web::database::demo
