// Money in and out of a demo company. The cash desk and the bank never go below zero.
#include <algorithm>
#include <chrono>
#include <string>

#include <fmt/format.h>

#include "database/demo/company_simulation.hpp"

namespace roa2web::database::demo {

namespace {

using std::chrono::days;
using std::chrono::year_month_day;

/// Between companies, by cash and by day (Law 70/2015, art. 3), in bani.
constexpr std::int64_t kCashLimit = 500'000;

/// What stays in the cash desk over night, and what makes somebody go to the bank.
constexpr std::int64_t kCashFloat = 200'000;
constexpr std::int64_t kCashMost = 1'500'000;

/// In euro cents: below this nothing is sold to the bank.
constexpr std::int64_t kEuroKept = 500'000;

/// In percent. Source: Law 227/2015, art. 97 (8, from 2025 10); Law 141/2025 (from 2026 16).
std::int64_t dividend_tax(Day day) {
    const int year = static_cast<int>(year_month_day{day}.year());
    return year >= 2026 ? 16 : year == 2025 ? 10 : 8;
}

}  // namespace

void CompanySimulation::require_bank(std::int64_t amount) {
    const std::int64_t missing = amount - books_.balance("5121");
    if (missing <= 0) {
        return;
    }
    // The owner lends what is missing, in whole thousands of lei.
    const std::int64_t loan = (missing / 100'000 + 2) * 100'000;
    const Document document =
        books_.open_document("bank", fmt::format("EC {}", books_.next_number("bank")));
    books_.post(document, "5121", "4551", loan, "Împrumut asociat");
}

void CompanySimulation::fill_cash_desk(std::int64_t amount) {
    if (books_.balance("5311") >= amount || books_.balance("5121") < amount + kCashFloat) {
        return;
    }
    const Document document =
        books_.open_document("cash", fmt::format("DI {}", books_.next_number("cash")));
    books_.post(document, "581", "5121", amount + kCashFloat, "Ridicare numerar");
    books_.post(document, "5311", "581", amount + kCashFloat, "Ridicare numerar");
}

void CompanySimulation::empty_cash_desk() {
    const std::int64_t cash = books_.balance("5311");
    if (cash <= kCashMost || !is_working_day(books_.day())) {
        return;
    }
    const std::int64_t deposit = (cash - kCashFloat) / 10'000 * 10'000;
    const Document document =
        books_.open_document("cash", fmt::format("DP {}", books_.next_number("cash")));
    books_.post(document, "581", "5311", deposit, "Depunere numerar la bancă");
    books_.post(document, "5121", "581", deposit, "Depunere numerar la bancă");
}

void CompanySimulation::collect(std::int64_t invoice_id, std::int64_t wanted) {
    const OpenInvoice* invoice = invoices_.find_open(invoice_id);
    if (invoice == nullptr) {
        return;  // taken back in the meantime
    }
    const std::int64_t amount =
        wanted == 0 ? invoice->balance() : std::min(wanted, invoice->balance());
    if (invoice->euro) {
        return collect_euro(*invoice, amount);
    }
    const Partner& client = partners_.at(invoice->partner);
    const bool in_cash = client.days_to_pay == 0 && amount <= kCashLimit;
    const std::string_view account = in_cash ? "5311" : "5121";
    Document document =
        books_.open_document("collection",
                             in_cash ? fmt::format("CH {}", books_.next_number("receipt"))
                                     : fmt::format("EC {}", books_.next_number("bank")));
    document.partner = client.id;
    document.invoice = invoice_id;
    books_.post(document,
                account,
                client.client_account,
                amount,
                fmt::format("Încasare fact. {} {}", invoice->label, client.name));
    invoices_.settle(
        invoice_id, amount, in_cash ? "cash" : "bank", document.number, account, document.id);
}

void CompanySimulation::collect_euro(const OpenInvoice& invoice, std::int64_t amount) {
    const Partner& client = partners_.at(invoice.partner);
    const std::int64_t euro = amount == invoice.balance()
                                  ? *invoice.euro - invoice.euro_paid
                                  : share(*invoice.euro, amount, invoice.total);
    const std::int64_t received = share(euro, euro_rate(books_.day()), 10'000);
    Document document =
        books_.open_document("collection", fmt::format("EV {}", books_.next_number("euro bank")));
    document.partner = client.id;
    document.invoice = invoice.id;
    const std::string explanation = fmt::format("Încasare fact. {} {}", invoice.label, client.name);
    // The invoice leaves 4111 at the rate of its own day; the rest is a difference of exchange
    // (OMFP 1802/2014, 325).
    const std::int64_t difference = received - amount;
    if (difference >= 0) {
        books_.post(document, "5124", client.client_account, amount, explanation, euro);
        books_.post(document, "5124", "765", difference, "Diferențe favorabile de curs", 0);
    } else {
        books_.post(document, "5124", client.client_account, received, explanation, euro);
        books_.post(
            document, "665", client.client_account, -difference, "Diferențe nefavorabile de curs");
    }
    euro_cents_ += euro;
    invoices_.settle(invoice.id, amount, "bank", document.number, "5124", document.id, euro);
}

void CompanySimulation::pay_supplier(std::int64_t invoice_id, std::int64_t order) {
    const OpenInvoice* invoice = invoices_.find_open(invoice_id);
    if (invoice == nullptr) {
        return;
    }
    const Partner& supplier = partners_.at(invoice->partner);
    std::int64_t amount = invoice->balance();
    const bool in_cash = amount <= kCashLimit / 5 && books_.balance("5311") > amount + kCashFloat;
    if (!in_cash && books_.balance("5121") < amount) {
        // No money: the supplier waits.
        schedule(books_.day() + days{3 + order % 5}, Task::PaySupplier, invoice_id, 0);
        return;
    }
    if (!in_cash && random_.chance(40)) {
        amount = share(amount, 1, 2);
        schedule(books_.day() + days{20}, Task::PaySupplier, invoice_id, 0);
    }
    const std::string_view account = in_cash ? "5311" : "5121";
    Document document =
        books_.open_document("payment",
                             in_cash ? fmt::format("DP {}", books_.next_number("cash"))
                                     : fmt::format("OP {}", books_.next_number("payment order")));
    document.partner = supplier.id;
    document.invoice = invoice_id;
    books_.post(document,
                supplier.supplier_account,
                account,
                amount,
                fmt::format("Plată fact. {} {}", invoice->label, supplier.name));
    invoices_.settle(
        invoice_id, amount, in_cash ? "cash" : "bank", document.number, account, document.id);
}

void CompanySimulation::pay_wages(std::int64_t amount) {
    require_bank(amount);
    const Document document =
        books_.open_document("payment", fmt::format("OP {}", books_.next_number("payment order")));
    books_.post(document, "421", "5121", amount, "Plată salarii");
}

void CompanySimulation::pay_liability(std::size_t index, std::int64_t amount) {
    require_bank(amount);
    const Document document =
        books_.open_document("payment", fmt::format("OP {}", books_.next_number("payment order")));
    books_.post(
        document, kLiabilities[index], "5121", amount, "Plată obligații la bugetul de stat");
}

void CompanySimulation::settle_cards(std::int64_t amount) {
    const std::int64_t fee = share(amount, 6, 1000);
    const Document document =
        books_.open_document("bank", fmt::format("EC {}", books_.next_number("bank")));
    books_.post(document, "5121", "5125", amount - fee, "Decontare încasări cu cardul");
    books_.post(document, "627", "5125", fee, "Comision POS");
}

void CompanySimulation::sell_euro() {
    if (euro_cents_ <= kEuroKept) {
        return;
    }
    const std::int64_t book_value = books_.balance("5124");
    const std::int64_t proceeds = share(euro_cents_, euro_rate(books_.day()) - 200, 10'000);
    const Document document =
        books_.open_document("bank", fmt::format("SV {}", books_.next_number("euro bank")));
    books_.post(document, "581", "5124", book_value, "Schimb valutar", euro_cents_);
    books_.post(document, "5121", "581", proceeds, "Schimb valutar");
    if (proceeds >= book_value) {
        books_.post(document, "581", "765", proceeds - book_value, "Diferențe favorabile de curs");
    } else {
        books_.post(
            document, "665", "581", book_value - proceeds, "Diferențe nefavorabile de curs");
    }
    euro_cents_ = 0;
}

void CompanySimulation::pay_dividends() {
    const std::int64_t amount =
        std::min(share(-books_.balance("117"), 6, 10), share(books_.balance("5121"), 4, 10));
    if (amount < 1'000'000) {
        return;
    }
    const std::int64_t tax = share(amount, dividend_tax(books_.day()), 100);
    const Document decision =
        books_.open_document("note", fmt::format("NC {}", books_.next_number("note")));
    books_.post(decision, "117", "457", amount, "Repartizare dividende, hotărâre AGA");
    books_.post(decision, "457", "446", tax, "Impozit pe dividende");
    const Document payment =
        books_.open_document("payment", fmt::format("OP {}", books_.next_number("payment order")));
    books_.post(payment, "457", "5121", amount - tax, "Plată dividende");
    schedule(books_.day() + days{38}, Task::PayLiability, 6, tax);
}

}  // namespace roa2web::database::demo
