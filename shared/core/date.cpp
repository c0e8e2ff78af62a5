#include "core/date.hpp"

#include <charconv>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include <fmt/format.h>

namespace roa2web::core {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t kIsoDateLength = 10;

bool is_summer_time(Timestamp instant) {
    const std::chrono::year year = Date(std::chrono::floor<std::chrono::days>(instant)).year();
    const std::chrono::sys_days starts =
        year / std::chrono::March / std::chrono::Sunday[std::chrono::last];
    const std::chrono::sys_days ends =
        year / std::chrono::October / std::chrono::Sunday[std::chrono::last];
    return instant >= starts + 1h && instant < ends + 1h;
}

bool read_number(std::string_view digits, unsigned& number) {
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return error == std::errc{} && end == digits.data() + digits.size();
}

}  // namespace

std::string format_date(Date date) {
    return fmt::format("{:04}-{:02}-{:02}",
                       static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

Result<Date> parse_date(std::string_view text) {
    unsigned year = 0;
    unsigned month = 0;
    unsigned day = 0;
    const bool well_formed = text.size() == kIsoDateLength && text[4] == '-' && text[7] == '-' &&
                             read_number(text.substr(0, 4), year) &&
                             read_number(text.substr(5, 2), month) &&
                             read_number(text.substr(8, 2), day);
    const Date date{std::chrono::year(static_cast<int>(year)),
                    std::chrono::month(month),
                    std::chrono::day(day)};
    if (!well_formed || !date.ok() || year < 1900 || year > 2199) {
        return fail(ErrorCode::InvalidInput,
                    "Input should be a calendar date such as 2025-11-23",
                    "date_parsing");
    }
    return date;
}

std::string format_timestamp(Timestamp instant) {
    const auto day = std::chrono::floor<std::chrono::days>(instant);
    const std::chrono::hh_mm_ss time(instant - day);
    return fmt::format("{}T{:02}:{:02}:{:02}Z",
                       format_date(Date(day)),
                       time.hours().count(),
                       time.minutes().count(),
                       time.seconds().count());
}

Date date_in_bucharest(Timestamp instant) {
    return Date(
        std::chrono::floor<std::chrono::days>(instant + (is_summer_time(instant) ? 3h : 2h)));
}

Timestamp SystemClock::now() const {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

}  // namespace roa2web::core
