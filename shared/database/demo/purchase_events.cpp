// What a demo company buys and spends.
#include <chrono>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "database/demo/company_simulation.hpp"

namespace roa2web::database::demo {

namespace {

using std::chrono::days;

/// More than the stock needs is never bought at once, however far below its target it is.
constexpr int kMostPurchasesAtOnce = 3;

}  // namespace

InvoiceDraft CompanySimulation::draft_purchase(const Partner& supplier, Day day) {
    // The supplier's own numbering: it rises, but leaves out what others bought.
    return InvoiceDraft{
        .is_sale = false,
        .partner = &supplier,
        .series = fmt::format("F{:03}", supplier.id % 1000),
        .number = std::to_string(supplier.id * 7 + 13 * books_.next_number("purchase") +
                                 random_.between(0, 11)),
        .due = day + days{supplier.days_to_pay},
        .lines = {},
        .euro = std::nullopt};
}

void CompanySimulation::buy(const Partner& supplier, std::vector<InvoiceLine> lines) {
    InvoiceDraft draft = draft_purchase(supplier, books_.day());
    draft.lines = std::move(lines);
    const std::int64_t invoice = invoices_.issue(draft);
    schedule(draft.due + days{random_.between(-2, 8)}, Task::PaySupplier, invoice, 0);
}

void CompanySimulation::restock() {
    if (trade_.stocked.empty()) {
        return;
    }
    for (int purchase = 0; purchase < kMostPurchasesAtOnce; ++purchase) {
        if (books_.balance(trade_.stock_account) >= stock_target_) {
            return;
        }
        std::vector<InvoiceLine> lines;
        const std::int64_t count = random_.between(2, 5);
        for (std::int64_t line = 0; line < count; ++line) {
            const Item& item = random_.pick(trade_.stocked);
            lines.push_back(make_line(item,
                                      random_.between(1, item.highest_quantity),
                                      random_.between(item.lowest_price, item.highest_price),
                                      books_.day()));
        }
        buy(partners_.some_supplier(random_), std::move(lines));
    }
}

void CompanySimulation::spend() {
    const Item& item = random_.pick(trade_.expenses);
    buy(partners_.some_supplier(random_),
        {make_line(item,
                   random_.between(1, item.highest_quantity),
                   random_.between(item.lowest_price, item.highest_price),
                   books_.day())});
}

void CompanySimulation::pay_monthly_cost(std::size_t index) {
    const Item& item = monthly_costs()[index].item;
    buy(partners_.monthly_supplier(index),
        {make_line(item,
                   random_.between((item.highest_quantity + 1) / 2, item.highest_quantity),
                   random_.between(item.lowest_price, item.highest_price),
                   books_.day())});
}

void CompanySimulation::spend_cash() {
    const Item& item = random_.pick(trade_.expenses);
    const InvoiceLine line =
        make_line(item,
                  1,
                  random_.between(1'500, std::max<std::int64_t>(item.lowest_price, 9'000)),
                  books_.day());
    fill_cash_desk(line.net + line.vat);
    if (books_.balance("5311") < line.net + line.vat) {
        return spend();
    }
    const Document document =
        books_.open_document("cash", fmt::format("BF {}", random_.between(1, 9999)));
    const std::string explanation = fmt::format("Bon fiscal {}", item.name);
    const std::int64_t lost = item.half_deductible ? line.vat / 2 : 0;
    std::string_view paid_from = "5311";
    if (random_.chance(300)) {
        paid_from = "542";
        books_.post(document, "542", "5311", line.net + line.vat, "Avans spre decontare");
    }
    books_.post(document, item.account, paid_from, line.net + lost, explanation);
    books_.post(document, "4426", paid_from, line.vat - lost, explanation);
}

void CompanySimulation::correct_a_note() {
    // Booked on the wrong account, taken back in red, booked again.
    const std::int64_t fee = random_.between(500, 6'000);
    require_bank(fee);
    const Document wrong =
        books_.open_document("bank", fmt::format("EC {}", books_.next_number("bank")));
    books_.post(wrong, "628", "5121", fee, "Comision bancar");
    const Document reversal =
        books_.open_document("note", fmt::format("NC {}", books_.next_number("note")));
    books_.post(reversal, "628", "5121", -fee, "Stornare " + wrong.number);
    books_.post(reversal, "627", "5121", fee, "Comision bancar, corecție " + wrong.number);
}

}  // namespace roa2web::database::demo
