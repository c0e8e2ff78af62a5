#include "services/month_figures.hpp"

namespace roa2web::reports {

namespace {

using core::Money;

std::int64_t number_of_month(std::int64_t year, std::int64_t month) {
    return year * 12 + month - 1;
}

std::int64_t number_of_month(core::Date date) {
    return number_of_month(static_cast<int>(date.year()), static_cast<unsigned>(date.month()));
}

CashFigures with_total(Money bank, Money cash_desk) {
    return {.bank = bank, .cash_desk = cash_desk, .total = bank + cash_desk};
}

}  // namespace

MonthFigures::MonthFigures(const std::vector<MonthSums>& sums,
                           const std::vector<CashOpening>& openings,
                           const std::vector<ClosingSums>& closings) {
    for (const MonthSums& month : sums) {
        months_.emplace(number_of_month(month.year, month.month), month);
    }
    for (const auto& opening : openings) {
        openings_.emplace(opening.year, opening);
    }
    for (const auto& closing : closings) {
        MonthSums& month = months_[number_of_month(closing.date)];
        month.revenue = month.revenue + closing.revenue;
        month.expenses = month.expenses + closing.expenses;
    }
}

MonthSums MonthFigures::of(std::int64_t year, std::int64_t month) const {
    const auto found = months_.find(number_of_month(year, month));
    return found == months_.end() ? MonthSums{} : found->second;
}

Money MonthFigures::revenue(const ReportPeriod& period) const {
    return of(period.year, period.month).revenue;
}

Money MonthFigures::expenses(const ReportPeriod& period) const {
    return of(period.year, period.month).expenses;
}

VatFigures MonthFigures::vat(const ReportPeriod& period) const {
    const auto month = of(period.year, period.month);
    return {.collected = month.vat_collected,
            .deductible = month.vat_deductible,
            .payable = month.vat_collected - month.vat_deductible};
}

Money MonthFigures::profit_until(std::int64_t year, std::int64_t month) const {
    Money profit;
    const auto end = months_.upper_bound(number_of_month(year, month));
    for (auto found = months_.lower_bound(number_of_month(year, 1)); found != end; ++found) {
        profit = profit + found->second.revenue - found->second.expenses;
    }
    return profit;
}

ProfitFigures MonthFigures::profit(const ReportPeriod& period) const {
    return {.month = revenue(period) - expenses(period),
            .year = profit_until(period.year, period.month),
            .previous_year = profit_until(period.year - 1, period.month)};
}

CashFigures MonthFigures::cash(const ReportPeriod& period) const {
    const auto opening = openings_.find(period.year);
    Money bank = opening == openings_.end() ? Money{} : opening->second.bank;
    Money cash_desk = opening == openings_.end() ? Money{} : opening->second.cash_desk;
    const auto end = months_.upper_bound(number_of_month(period.year, period.month));
    for (auto found = months_.lower_bound(number_of_month(period.year, 1)); found != end; ++found) {
        const MonthSums& month = found->second;
        bank = bank + month.bank_debit - month.bank_credit;
        cash_desk = cash_desk + month.cash_desk_debit - month.cash_desk_credit;
    }
    return with_total(bank, cash_desk);
}

Money MonthFigures::cash_debit(const ReportPeriod& period) const {
    const auto month = of(period.year, period.month);
    return month.bank_debit + month.cash_desk_debit;
}

Money MonthFigures::cash_credit(const ReportPeriod& period) const {
    const auto month = of(period.year, period.month);
    return month.bank_credit + month.cash_desk_credit;
}

}  // namespace roa2web::reports
