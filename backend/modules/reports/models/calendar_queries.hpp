#pragma once

#include <cstdint>
#include <vector>

#include "database/session.hpp"

namespace roa2web::reports {

struct CalendarMonth {
    std::int64_t year{0};
    std::int64_t month{0};
    bool closed{false};
};
BOOST_DESCRIBE_STRUCT(CalendarMonth, (), (year, month, closed))

/// The company's accounting periods, oldest first. Throws core::DatabaseError.
[[nodiscard]] std::vector<CalendarMonth> select_calendar(database::Session& session);

}  // namespace roa2web::reports
