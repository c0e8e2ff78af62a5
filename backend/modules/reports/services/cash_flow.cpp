#include "services/cash_flow.hpp"

#include <chrono>
#include <cstddef>

namespace roa2web::reports {

namespace {

using core::Date;
using core::Money;
using std::chrono::days;
using std::chrono::sys_days;

constexpr int kDaysOfWeek = 7;

sys_days monday_of(Date day) {
    const auto date = sys_days(day);
    return date - (std::chrono::weekday(date) - std::chrono::Monday);
}

Date months_later(Date day, std::int64_t months) {
    const Date moved = day + std::chrono::months(months);
    return moved.ok() ? moved : Date{moved.year() / moved.month() / std::chrono::last};
}

void add(Money& sum, Money amount) {
    sum = sum + amount;
}

}  // namespace

CashFlow expect_cash_flow(Date today,
                          std::int64_t months,
                          Money cash,
                          const std::vector<DueDay>& due_days) {
    CashFlow flow;
    flow.as_of = today;
    flow.cash = cash;
    const auto first = monday_of(today);
    const auto last = sys_days(months_later(today, months));
    for (auto monday = first; monday <= last; monday += days(kDaysOfWeek)) {
        CashFlowWeek week;
        week.date_from = Date{monday};
        week.date_to = Date{monday + days(kDaysOfWeek - 1)};
        flow.weeks.push_back(week);
    }
    for (const auto& due : due_days) {
        const bool comes_in = due.partner_type == PartnerType::Clients;
        if (due.due_date < today) {
            add(comes_in ? flow.overdue_in : flow.overdue_out, due.balance);
            continue;
        }
        const auto index =
            static_cast<std::size_t>((sys_days(due.due_date) - first).count() / kDaysOfWeek);
        if (index >= flow.weeks.size()) {
            add(comes_in ? flow.later_in : flow.later_out, due.balance);
        } else {
            add(comes_in ? flow.weeks[index].in : flow.weeks[index].out, due.balance);
        }
    }
    Money balance = cash;
    for (auto& week : flow.weeks) {
        balance = balance + week.in - week.out;
        week.balance = balance;
    }
    return flow;
}

}  // namespace roa2web::reports
