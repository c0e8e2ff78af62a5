#include "models/calendar_queries.hpp"

#include <string_view>

namespace roa2web::reports {

namespace {

constexpr std::string_view kCalendar =
    "SELECT year, month, closed FROM roa2web_calendar ORDER BY year, month";

}  // namespace

std::vector<CalendarMonth> select_calendar(database::Session& session) {
    return session.select<CalendarMonth>(kCalendar);
}

}  // namespace roa2web::reports
