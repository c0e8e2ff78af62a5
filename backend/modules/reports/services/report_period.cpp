#include "services/report_period.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace roa2web::reports {

namespace {

using core::Date;
using core::ErrorCode;
using core::Result;

/// Months since year 0: months as one number, to compare and to add.
std::int64_t month_number(std::int64_t year, std::int64_t month) {
    return year * 12 + month - 1;
}

std::int64_t month_number(const CalendarMonth& month) {
    return month_number(month.year, month.month);
}

std::int64_t month_number(Date date) {
    return month_number(static_cast<int>(date.year()), static_cast<unsigned>(date.month()));
}

Date first_day(const CalendarMonth& month) {
    return Date{std::chrono::year(static_cast<int>(month.year)),
                std::chrono::month(static_cast<unsigned>(month.month)),
                std::chrono::day(1)};
}

Date last_day(const CalendarMonth& month) {
    const auto first = first_day(month);
    return Date{first.year() / first.month() / std::chrono::last};
}

ReportPeriod to_period(const CalendarMonth& month) {
    return {.year = month.year,
            .month = month.month,
            .closed = month.closed,
            .date_from = first_day(month),
            .date_to = last_day(month)};
}

std::string month_text(const CalendarMonth& month) {
    return fmt::format("{}-{:02}", month.year, month.month);
}

tl::unexpected<core::Error> field_error(const char* name, std::string message, const char* type) {
    return tl::unexpected(core::Error{.code = ErrorCode::InvalidInput,
                                      .message = "",
                                      .id = type,
                                      .retry_after = {},
                                      .fields = {{{"query", name}, std::move(message), type}}});
}

}  // namespace

ReportCalendar::ReportCalendar(std::vector<CalendarMonth> months, Date today)
    : months_(std::move(months)) {
    // The newest month that is not in the future; the oldest where all are.
    const auto past = std::upper_bound(months_.begin(),
                                       months_.end(),
                                       month_number(today),
                                       [](std::int64_t number, const CalendarMonth& month) {
                                           return number < month_number(month);
                                       });
    current_ = past == months_.begin() ? 0 : static_cast<std::size_t>(past - months_.begin()) - 1;
}

const CalendarMonth* ReportCalendar::find(std::int64_t year, std::int64_t month) const {
    const auto found =
        std::find_if(months_.begin(), months_.end(), [&](const CalendarMonth& candidate) {
            return candidate.year == year && candidate.month == month;
        });
    return found == months_.end() ? nullptr : &*found;
}

Result<ReportPeriod> ReportCalendar::find_period(std::optional<Year> year,
                                                 std::optional<Month> month) const {
    if (months_.empty()) {
        return field_error("year", "The books of this company have no months yet", "period");
    }
    const CalendarMonth& current = months_.at(current_);
    const std::int64_t wanted_year = year ? year->value : current.year;
    std::int64_t wanted_month = current.month;
    if (month) {
        wanted_month = month->value;
    } else if (wanted_year != current.year) {
        wanted_month = 12;
    }
    const auto* found = find(wanted_year, wanted_month);
    if (found == nullptr) {
        return field_error(month ? "month" : "year",
                           fmt::format("The books of this company have no month {}-{:02}; they "
                                       "reach from {} to {}",
                                       wanted_year,
                                       wanted_month,
                                       month_text(months_.front()),
                                       month_text(months_.back())),
                           "period");
    }
    return to_period(*found);
}

Result<DateRange> ReportCalendar::find_range(std::optional<Date> from,
                                             std::optional<Date> to) const {
    if (months_.empty()) {
        return field_error("date_from", "The books of this company have no months yet", "period");
    }
    DateRange range;
    range.to = to.value_or(last_day(months_.at(current_)));
    const auto start_of_to = Date{range.to.year() / range.to.month() / std::chrono::day(1)};
    range.from = from.value_or(start_of_to);
    if (range.to < range.from) {
        return field_error(
            to ? "date_to" : "date_from", "The range ends before it begins", "range");
    }
    if (range.from < first_day(months_.front()) || last_day(months_.back()) < range.from) {
        return field_error(from ? "date_from" : "date_to",
                           fmt::format("The books of this company reach from {} to {}",
                                       core::format_date(first_day(months_.front())),
                                       core::format_date(last_day(months_.back()))),
                           "period");
    }
    return range;
}

std::vector<ReportPeriod> ReportCalendar::months_until(const ReportPeriod& period,
                                                       std::int64_t count) const {
    const std::int64_t last = month_number(period.year, period.month);
    std::vector<ReportPeriod> periods;
    for (const auto& month : months_) {
        const std::int64_t number = month_number(month);
        if (number > last - count && number <= last) {
            periods.push_back(to_period(month));
        }
    }
    return periods;
}

std::optional<ReportPeriod> ReportCalendar::shift(const ReportPeriod& period,
                                                  std::int64_t months) const {
    const std::int64_t number = month_number(period.year, period.month) + months;
    const auto* found = find(number / 12, number % 12 + 1);
    return found == nullptr ? std::nullopt : std::optional(to_period(*found));
}

Date overdue_day(const ReportPeriod& period, Date today) {
    return std::min(period.date_to, std::max(today, period.date_from));
}

}  // namespace roa2web::reports
