#include "database/demo/company_simulation.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <string>

namespace roa2web::database::demo {

namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::year_month_day;
using std::chrono::year_month_day_last;

/// How many journal lines one event brings, with the payments that follow.
constexpr std::int64_t kLinesPerEvent = 5;

std::int64_t months_between(Day first, Day last) {
    return std::max<std::int64_t>((last - first).count() / 30, 1);
}

std::size_t partner_count(std::int64_t journal_lines,
                          std::int64_t lines_each,
                          std::int64_t least,
                          std::int64_t most) {
    return static_cast<std::size_t>(std::clamp(journal_lines / lines_each, least, most));
}

bool is_last_of_month(Day day) {
    return year_month_day{day}.month() != year_month_day{day + days{1}}.month();
}

}  // namespace

CompanySimulation::CompanySimulation(const Trade& trade,
                                     const SimulationOptions& options,
                                     DemoWriter& writer)
    : trade_(trade),
      options_(options),
      random_(options.seed),
      books_(writer),
      monthly_revenue_(std::max<std::int64_t>(
                           options.journal_lines /
                               months_between(options.first_day, options.last_day) / kLinesPerEvent,
                           12) *
                       trade.revenue_per_event),
      partners_(books_,
                random_,
                partner_count(options.journal_lines, 250, 20, 3000),
                partner_count(options.journal_lines, 700, 10, 800),
                trade.weights.euro_sale > 0),
      invoices_(books_) {}

void CompanySimulation::schedule(Day day, Task task, std::int64_t reference, std::int64_t amount) {
    calendar_.push(Scheduled{.day = next_working_day(day),
                             .order = ++scheduled_,
                             .task = task,
                             .reference = reference,
                             .amount = amount});
}

void CompanySimulation::open_invoices(bool sales, std::int64_t wanted) {
    for (std::int64_t opened = 0; opened < wanted;) {
        const Day day = options_.first_day - days{random_.between(1, 55)};
        InvoiceDraft draft =
            sales ? draft_sale(day) : draft_purchase(partners_.some_supplier(random_), day);
        if (!sales) {
            const Item& item = trade_.stocked.empty() ? random_.pick(trade_.expenses)
                                                      : random_.pick(trade_.stocked);
            draft.lines.push_back(make_line(item,
                                            random_.skewed(1, item.highest_quantity),
                                            random_.between(item.lowest_price, item.highest_price),
                                            day));
        }
        const std::int64_t invoice = invoices_.bring_forward(draft, day);
        opened += invoices_.find_open(invoice)->total;
        if (sales) {
            schedule_collection(
                invoice, *draft.partner, std::max(draft.due, options_.first_day + days{3}));
        } else {
            schedule(std::max(draft.due, options_.first_day) + days{random_.between(2, 12)},
                     Task::PaySupplier,
                     invoice,
                     0);
        }
    }
}

void CompanySimulation::open_company() {
    const std::int64_t revenue = monthly_revenue_;
    const std::int64_t assets = revenue * (trade_.assets_account == "2133" ? 7 : 3);
    monthly_depreciation_ = assets / 72;
    books_.set_opening(trade_.assets_account, assets);
    books_.set_opening("2813", -assets * 3 / 10);
    if (!trade_.stocked.empty()) {
        stock_target_ = revenue * trade_.cost_percent / 100;
        books_.set_opening(trade_.stock_account, stock_target_);
    }
    books_.set_opening("5121", revenue * 6 / 10);
    books_.set_opening("5311", 300'000);
    books_.set_opening("1012", -20'000'000);

    const int weight = trade_.weights.sale + trade_.weights.cash_sale;
    open_invoices(true, revenue * 9 / 10 * trade_.weights.sale / weight);
    open_invoices(false, revenue * (trade_.stocked.empty() ? 12 : 30) / 100);

    const Payroll payroll = payroll_for(revenue);
    const std::int64_t due[] = {payroll.social,
                                payroll.health,
                                payroll.income_tax,
                                payroll.labour_insurance,
                                revenue * 4 / 100};
    books_.set_opening("421", -payroll.net());
    schedule(options_.first_day + days{9}, Task::PayWages, 0, payroll.net());
    for (std::size_t index = 0; index < std::size(due); ++index) {
        books_.set_opening(kLiabilities[index], -due[index]);
        schedule(options_.first_day + days{24},
                 Task::PayLiability,
                 static_cast<std::int64_t>(index),
                 due[index]);
    }

    std::int64_t sum = 0;
    for (char account_class = '1'; account_class <= '5'; ++account_class) {
        for (const auto& [account, balance] : books_.balances_of_class(account_class)) {
            sum += balance;
        }
    }
    books_.set_opening("117", -sum);
}

void CompanySimulation::plan_month(Day first) {
    for (std::size_t index = 0; index < monthly_costs().size(); ++index) {
        schedule(first + days{2 + 2 * static_cast<int>(index)},
                 Task::MonthlyCost,
                 static_cast<std::int64_t>(index),
                 0);
    }
    schedule(first + days{14}, Task::SellEuro, 0, 0);
    if (year_month_day{first}.month() == std::chrono::June) {
        schedule(first + days{16}, Task::PayDividends, 0, 0);
    }
}

std::int64_t CompanySimulation::weight_of(Day day) const {
    if (!is_working_day(day) && !trade_.open_on_weekends) {
        return 0;
    }
    const auto month = static_cast<unsigned>(year_month_day{day}.month());
    const std::int64_t season = month == 12 ? 13 : month == 1 ? 8 : month == 8 ? 9 : 10;
    return is_working_day(day) ? season : season + 3;
}

void CompanySimulation::run_task(const Scheduled& scheduled) {
    const auto index = static_cast<std::size_t>(scheduled.reference);
    switch (scheduled.task) {
        case Task::Collect:
            return collect(scheduled.reference, scheduled.amount);
        case Task::PaySupplier:
            return pay_supplier(scheduled.reference, scheduled.order);
        case Task::PayWages:
            return pay_wages(scheduled.amount);
        case Task::PayLiability:
            return pay_liability(index, scheduled.amount);
        case Task::SettleCards:
            return settle_cards(scheduled.amount);
        case Task::MonthlyCost:
            return pay_monthly_cost(index);
        case Task::SellEuro:
            return sell_euro();
        case Task::PayDividends:
            return pay_dividends();
    }
}

void CompanySimulation::run_event() {
    const EventWeights& weights = trade_.weights;
    std::int64_t drawn =
        random_.between(1,
                        weights.sale + weights.euro_sale + weights.cash_sale + weights.expense +
                            weights.small_cash_expense + weights.credit_note + weights.correction);
    const auto is = [&drawn](int weight) { return (drawn -= weight) <= 0; };
    restock();
    if (is(weights.sale)) {
        return sell();
    }
    if (is(weights.euro_sale)) {
        return sell_in_euro();
    }
    if (is(weights.cash_sale)) {
        return sell_for_cash();
    }
    if (is(weights.expense)) {
        return spend();
    }
    if (is(weights.small_cash_expense)) {
        return spend_cash();
    }
    if (is(weights.credit_note)) {
        return take_back();
    }
    correct_a_note();
}

void CompanySimulation::run(const std::function<void(std::int64_t)>& on_month) {
    open_company();
    std::int64_t total_weight = 0;
    for (Day day = options_.first_day; day <= options_.last_day; day += days{1}) {
        total_weight += weight_of(day);
    }
    std::int64_t weight = 0;
    for (Day day = options_.first_day; day <= options_.last_day; day += days{1}) {
        const year_month_day date{day};
        const int year = static_cast<int>(date.year());
        books_.set_day(day);
        if (date.day() == std::chrono::day{1}) {
            if (date.month() == std::chrono::January) {
                books_.write_opening_balances(year);
                carry_result_forward();
            }
            plan_month(day);
        }
        while (!calendar_.empty() && calendar_.top().day <= day) {
            const Scheduled next = calendar_.top();
            calendar_.pop();
            run_task(next);
        }
        if (weight_of(day) > 0) {
            weight += weight_of(day);
            const std::int64_t quota =
                options_.journal_lines * weight / std::max<std::int64_t>(total_weight, 1);
            while (books_.journal_lines() < quota) {
                run_event();
            }
        }
        empty_cash_desk();
        if (is_last_of_month(day)) {
            end_month(static_cast<unsigned>(date.month()));
        }
        if (is_last_of_month(day) || day == options_.last_day) {
            books_.write_turnovers(year, static_cast<int>(static_cast<unsigned>(date.month())));
            on_month(books_.journal_lines());
        }
    }
    books_.write_accounts();
}

}  // namespace roa2web::database::demo
