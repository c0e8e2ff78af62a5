// What the accountant of a demo company books at the end of a month and of a year.
#include <algorithm>
#include <chrono>
#include <string>

#include <fmt/format.h>

#include "database/demo/company_simulation.hpp"

namespace roa2web::database::demo {

namespace {

using std::chrono::days;

constexpr std::int64_t kAverageWage = 650'000;  // gross, bani a month

}  // namespace

CompanySimulation::Payroll CompanySimulation::payroll_for(std::int64_t revenue) const {
    const std::int64_t people =
        std::clamp<std::int64_t>(revenue * trade_.payroll_percent / 100 / kAverageWage, 1, 5000);
    const std::int64_t gross = people * kAverageWage;
    // Law 227/2015: CAS 25 % (art. 138), CASS 10 % (156), income tax 10 % of the rest (78),
    // CAM 2.25 % (220^3).
    Payroll payroll{.gross = gross,
                    .social = share(gross, 25, 100),
                    .health = share(gross, 10, 100),
                    .income_tax = 0,
                    .labour_insurance = share(gross, 225, 10'000)};
    payroll.income_tax = share(gross - payroll.social - payroll.health, 10, 100);
    return payroll;
}

void CompanySimulation::book_payroll() {
    const Payroll payroll = payroll_for(monthly_revenue_);
    const Document document =
        books_.open_document("payroll", fmt::format("ST {}", books_.next_number("payroll")));
    books_.post(document, "641", "421", payroll.gross, "Salarii brute");
    books_.post(document, "421", "4315", payroll.social, "CAS 25%");
    books_.post(document, "421", "4316", payroll.health, "CASS 10%");
    books_.post(document, "421", "444", payroll.income_tax, "Impozit pe salarii");
    books_.post(document, "646", "436", payroll.labour_insurance, "CAM 2,25%");
    schedule(books_.day() + days{10}, Task::PayWages, 0, payroll.net());
    schedule(books_.day() + days{25}, Task::PayLiability, 0, payroll.social);
    schedule(books_.day() + days{25}, Task::PayLiability, 1, payroll.health);
    schedule(books_.day() + days{25}, Task::PayLiability, 2, payroll.income_tax);
    schedule(books_.day() + days{25}, Task::PayLiability, 3, payroll.labour_insurance);
}

void CompanySimulation::value_euro() {
    if (euro_cents_ == 0) {
        return;
    }
    // Currency in the bank is worth the month's last rate (OMFP 1802/2014, 323).
    const std::int64_t difference =
        share(euro_cents_, euro_rate(books_.day()), 10'000) - books_.balance("5124");
    const Document document =
        books_.open_document("note", fmt::format("NC {}", books_.next_number("note")));
    if (difference >= 0) {
        books_.post(document, "5124", "765", difference, "Reevaluare disponibil în valută", 0);
    } else {
        books_.post(document, "665", "5124", -difference, "Reevaluare disponibil în valută", 0);
    }
}

void CompanySimulation::settle_vat() {
    const std::int64_t collected = -books_.balance("4427");
    const std::int64_t deductible = books_.balance("4426");
    const Document document =
        books_.open_document("vat", fmt::format("NC {}", books_.next_number("note")));
    const std::int64_t both = std::max<std::int64_t>(std::min(collected, deductible), 0);
    books_.post(document, "4427", "4426", both, "Regularizare TVA");
    books_.post(document, "4427", "4423", collected - both, "TVA de plată");
    books_.post(document, "4424", "4426", deductible - both, "TVA de recuperat");
    // What is to be recovered from earlier months is set off first.
    const std::int64_t payable = -books_.balance("4423");
    const std::int64_t offset = std::min(payable, books_.balance("4424"));
    if (offset > 0) {
        books_.post(document, "4423", "4424", offset, "Compensare TVA");
    }
    if (payable - std::max<std::int64_t>(offset, 0) > 0) {
        schedule(books_.day() + days{25}, Task::PayLiability, 4, -books_.balance("4423"));
    }
}

void CompanySimulation::book_profit_tax() {
    std::int64_t profit = -books_.balance("121") + profit_tax_booked_;
    for (const char account_class : {'6', '7'}) {
        for (const auto& [account, balance] : books_.balances_of_class(account_class)) {
            profit -= balance;
        }
    }
    // 16 %, for the year so far, less what earlier quarters booked (Law 227/2015, art. 17 and 41).
    const std::int64_t tax = share(std::max<std::int64_t>(profit, 0), 16, 100) - profit_tax_booked_;
    if (tax <= 0) {
        return;
    }
    const Document document =
        books_.open_document("note", fmt::format("NC {}", books_.next_number("note")));
    books_.post(document, "691", "4411", tax, "Impozit pe profit");
    profit_tax_booked_ += tax;
    schedule(books_.day() + days{25}, Task::PayLiability, 5, tax);
}

void CompanySimulation::close_profit_and_loss() {
    const Document document =
        books_.open_document("closing", fmt::format("NC {}", books_.next_number("note")));
    std::int64_t revenue = 0;
    std::int64_t stock_cost = 0;
    for (const auto& [account, balance] : books_.balances_of_class('7')) {
        books_.post(document, account, "121", -balance, "Închidere venituri");
        revenue -= account == "765" ? 0 : balance;
    }
    for (const auto& [account, balance] : books_.balances_of_class('6')) {
        books_.post(document, "121", account, balance, "Închidere cheltuieli");
        stock_cost += account == trade_.stock_expense_account ? balance : 0;
    }
    monthly_revenue_ = revenue;
    if (stock_cost > 0) {
        stock_target_ = stock_cost;
    }
}

void CompanySimulation::end_month(unsigned month) {
    require_bank(5'000);
    const Document fees =
        books_.open_document("bank", fmt::format("EC {}", books_.next_number("bank")));
    books_.post(fees, "627", "5121", random_.between(1'500, 5'000), "Comisioane bancare");
    if (books_.balance("2813") + books_.balance(trade_.assets_account) >= monthly_depreciation_) {
        const Document document = books_.open_document("depreciation", fmt::format("AM {}", month));
        books_.post(document, "6811", "2813", monthly_depreciation_, "Amortizare lunară");
    }
    book_payroll();
    value_euro();
    settle_vat();
    // The owner gets back what was lent, when there is more than a month's revenue in the bank.
    const std::int64_t spare = books_.balance("5121") - monthly_revenue_;
    const std::int64_t repaid = std::min(-books_.balance("4551"), spare);
    if (repaid > 0) {
        const Document document =
            books_.open_document("bank", fmt::format("EC {}", books_.next_number("bank")));
        books_.post(document, "4551", "5121", repaid, "Restituire împrumut asociat");
    }
    if (month % 3 == 0) {
        book_profit_tax();
    }
    close_profit_and_loss();
}

void CompanySimulation::carry_result_forward() {
    // The result of the closed year becomes a result carried forward (OMFP 1802/2014, 423).
    profit_tax_booked_ = 0;
    const std::int64_t loss = books_.balance("121");
    if (loss == 0) {
        return;
    }
    const Document document =
        books_.open_document("closing", fmt::format("NC {}", books_.next_number("note")));
    if (loss < 0) {
        books_.post(document, "121", "117", -loss, "Preluare profit an precedent");
    } else {
        books_.post(document, "117", "121", loss, "Preluare pierdere an precedent");
    }
}

}  // namespace roa2web::database::demo
