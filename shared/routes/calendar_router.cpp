#include "routes/calendar_router.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "core/result.hpp"
#include "core/task.hpp"

namespace roa2web::routes {

struct AccountingPeriod {
    std::int64_t year{0};
    std::int64_t month{0};
    bool closed{false};
};
BOOST_DESCRIBE_STRUCT(AccountingPeriod, (), (year, month, closed))

struct CurrentPeriod {
    std::int64_t year{0};
    std::int64_t month{0};
};
BOOST_DESCRIBE_STRUCT(CurrentPeriod, (), (year, month))

struct Calendar {
    std::vector<AccountingPeriod> items;
    CurrentPeriod current;
};
BOOST_DESCRIBE_STRUCT(Calendar, (), (items, current))

namespace {

constexpr std::string_view kPeriods =
    "SELECT year, month, closed FROM roa2web_calendar ORDER BY year DESC, month DESC";

/// The newest period that is not in the future; the oldest one where all are.
CurrentPeriod current_of(const std::vector<AccountingPeriod>& newest_first, core::Date today) {
    const auto this_year = static_cast<std::int64_t>(static_cast<int>(today.year()));
    const auto this_month = static_cast<std::int64_t>(static_cast<unsigned>(today.month()));
    for (const auto& period : newest_first) {
        if (period.year < this_year || (period.year == this_year && period.month <= this_month)) {
            return {period.year, period.month};
        }
    }
    return newest_first.empty()
               ? CurrentPeriod{this_year, this_month}
               : CurrentPeriod{newest_first.back().year, newest_first.back().month};
}

}  // namespace

http::Router create_calendar_router(database::ErpGateway& erp,
                                    core::BlockingPool& erp_pool,
                                    const core::Clock& clock) {
    http::Router router;
    router.get(
        "",
        {.access = http::kSignedIn, .company = true, .summary = "Accounting periods, newest first"},
        [&](const http::Call<>& call) -> core::Task<core::Result<Calendar>> {
            co_await erp_pool.schedule();
            const auto session = erp.company_session(call.company);
            Calendar calendar;
            calendar.items = session->select<AccountingPeriod>(kPeriods);
            calendar.current = current_of(calendar.items, clock.today());
            co_return calendar;
        });
    return router;
}

}  // namespace roa2web::routes
