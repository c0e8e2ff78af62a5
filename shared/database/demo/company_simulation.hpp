// The life of one demo company, day by day.
//
// Sales, purchases and expenses happen until the day's share of the wanted journal lines is
// written; what follows from them (payments, card settlements, taxes) is put on a calendar and
// happens on its day. Months end with payroll, depreciation, VAT settlement and closing. Memory
// holds balances and what is open, never the journal.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <queue>
#include <string_view>
#include <vector>

#include "database/demo/books.hpp"
#include "database/demo/demo_random.hpp"
#include "database/demo/invoices.hpp"
#include "database/demo/partners.hpp"
#include "database/demo/trades.hpp"

namespace roa2web::database::demo {

struct SimulationOptions {
    std::uint64_t seed{1};
    Day first_day{};
    Day last_day{};
    std::int64_t journal_lines{0};
};

class CompanySimulation {
  public:
    CompanySimulation(const Trade& trade, const SimulationOptions& options, DemoWriter& writer);

    /// @param on_month called after each month with the journal lines written so far.
    void run(const std::function<void(std::int64_t)>& on_month);

  private:
    enum class Task : std::uint8_t {
        Collect,
        PaySupplier,
        PayWages,
        PayLiability,
        SettleCards,
        MonthlyCost,
        SellEuro,
        PayDividends
    };

    struct Scheduled {
        Day day{};
        std::int64_t order{0};
        Task task{Task::Collect};
        std::int64_t reference{0};
        std::int64_t amount{0};

        bool operator>(const Scheduled& other) const {
            return day != other.day ? day > other.day : order > other.order;
        }
    };

    struct Payroll {
        std::int64_t gross{0};
        std::int64_t social{0};
        std::int64_t health{0};
        std::int64_t income_tax{0};
        std::int64_t labour_insurance{0};

        [[nodiscard]] std::int64_t net() const { return gross - social - health - income_tax; }
    };

    // company_simulation.cpp: opening, calendar, days
    void open_company();
    void open_invoices(bool sales, std::int64_t wanted);
    void schedule(Day day, Task task, std::int64_t reference, std::int64_t amount);
    void plan_month(Day first);
    void run_task(const Scheduled& scheduled);
    void run_event();
    [[nodiscard]] std::int64_t weight_of(Day day) const;

    // sales_events.cpp
    InvoiceDraft draft_sale(Day day);
    void sell();
    void sell_in_euro();
    void sell_for_cash();
    void take_back();
    void book_cost_of_sales(const Document& document, std::int64_t revenue);
    void schedule_collection(std::int64_t invoice, const Partner& partner, Day due);

    // purchase_events.cpp
    InvoiceDraft draft_purchase(const Partner& supplier, Day day);
    void restock();
    void buy(const Partner& supplier, std::vector<InvoiceLine> lines);
    void spend();
    void spend_cash();
    void correct_a_note();
    void pay_monthly_cost(std::size_t index);

    // treasury_events.cpp
    void collect(std::int64_t invoice, std::int64_t amount);
    void collect_euro(const OpenInvoice& invoice, std::int64_t amount);
    void pay_supplier(std::int64_t invoice, std::int64_t order);
    void pay_wages(std::int64_t amount);
    void pay_liability(std::size_t index, std::int64_t amount);
    void settle_cards(std::int64_t amount);
    void sell_euro();
    void pay_dividends();
    void require_bank(std::int64_t amount);
    void fill_cash_desk(std::int64_t amount);
    void empty_cash_desk();

    // month_end.cpp
    void end_month(unsigned month);
    [[nodiscard]] Payroll payroll_for(std::int64_t revenue) const;
    void book_payroll();
    void settle_vat();
    void book_profit_tax();
    void value_euro();
    void close_profit_and_loss();
    void carry_result_forward();

    const Trade& trade_;
    SimulationOptions options_;
    DemoRandom random_;
    Books books_;
    std::int64_t monthly_revenue_;  // expected at first, then that of the month before
    Partners partners_;
    Invoices invoices_;
    std::priority_queue<Scheduled, std::vector<Scheduled>, std::greater<>> calendar_;
    std::int64_t scheduled_{0};
    std::int64_t monthly_depreciation_{0};
    std::int64_t stock_target_{0};
    std::int64_t profit_tax_booked_{0};
    std::int64_t euro_cents_{0};
};

/// Liabilities that are paid by the 25th of the next month, as indexes of PayLiability.
inline constexpr std::string_view kLiabilities[] = {
    "4315", "4316", "444", "436", "4423", "4411", "446"};

}  // namespace roa2web::database::demo
