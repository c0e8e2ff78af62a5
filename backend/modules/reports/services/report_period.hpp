// Which months and days a report is about: what the caller asks for, checked against the company's
// calendar; the current period where nothing is asked.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/date.hpp"
#include "core/result.hpp"

#include "models/calendar_queries.hpp"
#include "schemas/report_schemas.hpp"

namespace roa2web::reports {

struct DateRange {
    core::Date from{};
    core::Date to{};
};

/// The accounting periods of one company, asked once per request.
class ReportCalendar {
  public:
    /// @param months oldest first, without gaps. @param today decides which month is the current
    /// one.
    ReportCalendar(std::vector<CalendarMonth> months, core::Date today);

    /// A month of the books; the current one where both are absent, the current year's where only
    /// the month is given, December or the current month of a year alone.
    /// Errors: InvalidInput for a month outside the books, which says how far they reach.
    [[nodiscard]] core::Result<ReportPeriod> find_period(std::optional<Year> year,
                                                         std::optional<Month> month) const;

    /// Days inside the books; the current month's first and last where absent.
    /// Errors: InvalidInput for a range that ends before it begins or begins outside the books.
    [[nodiscard]] core::Result<DateRange> find_range(std::optional<core::Date> from,
                                                     std::optional<core::Date> to) const;

    /// The last `count` months of the books up to and with the period, oldest first.
    [[nodiscard]] std::vector<ReportPeriod> months_until(const ReportPeriod& period,
                                                         std::int64_t count) const;

    /// `months` before (negative) or after a period, if the books have it.
    [[nodiscard]] std::optional<ReportPeriod> shift(const ReportPeriod& period,
                                                    std::int64_t months) const;

  private:
    [[nodiscard]] const CalendarMonth* find(std::int64_t year, std::int64_t month) const;

    std::vector<CalendarMonth> months_;
    std::size_t current_{0};
};

/// What was due before this day is overdue: the last of a period, or today while it still runs.
[[nodiscard]] core::Date overdue_day(const ReportPeriod& period, core::Date today);

}  // namespace roa2web::reports
