// What the demo companies buy, sell and spend: data, no code.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "database/demo/demo_rules.hpp"

namespace roa2web::database::demo {

/// Something that is sold, bought or spent; prices in bani for one unit, without VAT.
struct Item {
    std::string_view name;
    std::string_view unit;
    std::int64_t lowest_price;
    std::int64_t highest_price;
    std::int64_t highest_quantity;
    VatClass vat;
    /// Revenue account for what is sold, expense or stock account for what is bought.
    std::string_view account;
    /// Half of the VAT is not deductible and joins the expense (Law 227/2015, art. 298: cars not
    /// used only for business).
    bool half_deductible{false};
};

/// A purchase that comes once a month from the same supplier.
struct MonthlyCost {
    Item item;
    std::string_view supplier;
};

/// How often things happen beside the payments that follow from them; the sum is arbitrary.
struct EventWeights {
    int sale;
    int euro_sale;
    int cash_sale;
    int expense;
    int small_cash_expense;
    int credit_note;
    int correction;
};

struct Trade {
    std::string_view schema;
    std::string_view company;
    std::string_view series;
    std::span<const Item> sold;
    /// Bought to be sold or cooked; kept in stock. Empty when there is no stock.
    std::span<const Item> stocked;
    std::span<const Item> expenses;
    EventWeights weights;
    std::string_view stock_account;
    std::string_view stock_expense_account;
    /// Cost of what is sold, in percent of its price.
    int cost_percent;
    /// Wages in percent of the revenue.
    int payroll_percent;
    /// Revenue of one event on average, in bani, to size what the company starts with.
    std::int64_t revenue_per_event;
    std::string_view assets_account;
    bool open_on_weekends;
};

/// Trade, services, transport, restaurant, holding.
[[nodiscard]] std::span<const Trade> trades();

[[nodiscard]] std::span<const MonthlyCost> monthly_costs();

}  // namespace roa2web::database::demo
