#include "database/demo/demo_rules.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <utility>

#include "core/date.hpp"

namespace roa2web::database::demo {

namespace {

using std::chrono::days;
using std::chrono::weekday;
using std::chrono::year_month_day;

constexpr Day kNewRates{std::chrono::year{2025} / 8 / 1};

/// When the euro left 4.97 lei.
constexpr Day kEuroRises{std::chrono::year{2025} / 4 / 25};

constexpr std::string_view kCuiWeights = "753217532";

constexpr std::array<std::pair<unsigned, unsigned>, 11> kHolidays{{{1, 1},
                                                                   {1, 2},
                                                                   {1, 6},
                                                                   {1, 7},
                                                                   {1, 24},
                                                                   {5, 1},
                                                                   {6, 1},
                                                                   {8, 15},
                                                                   {11, 30},
                                                                   {12, 25},
                                                                   {12, 26}}};

}  // namespace

int vat_rate(VatClass vat_class, Day day) {
    const bool after = day >= kNewRates;
    switch (vat_class) {
        case VatClass::Standard:
            return after ? 21 : 19;
        case VatClass::Reduced:
            return after ? 11 : 9;
        case VatClass::SuperReduced:
            return after ? 11 : 5;
        case VatClass::None:
            break;
    }
    return 0;
}

std::int64_t share(std::int64_t amount, std::int64_t part, std::int64_t whole) {
    const std::int64_t product = amount * part;
    const std::int64_t half = product < 0 ? -whole : whole;
    return (2 * product + half) / (2 * whole);
}

std::int64_t vat_on(std::int64_t net, int rate) {
    return share(net, rate, 100);
}

std::int64_t euro_rate(Day day) {
    // 4.97 until spring 2025, then up to 5.08, with a small wave so that no two weeks are alike.
    const std::int64_t since = (day - kEuroRises).count();
    const std::int64_t level = 49'720 + std::clamp<std::int64_t>(since * 15, 0, 1'100);
    const std::int64_t wave = std::abs((day.time_since_epoch().count() % 42) - 21);
    return level + wave * 4;
}

char cui_check_digit(std::string_view digits) {
    int sum = 0;
    const std::size_t skipped = kCuiWeights.size() - digits.size();
    for (std::size_t index = 0; index < digits.size(); ++index) {
        sum += (digits[index] - '0') * (kCuiWeights[skipped + index] - '0');
    }
    return static_cast<char>('0' + sum * 10 % 11 % 10);
}

bool is_valid_cui(std::string_view cui) {
    return cui.size() >= 2 && cui.size() <= 10 &&
           std::all_of(
               cui.begin(), cui.end(), [](char digit) { return digit >= '0' && digit <= '9'; }) &&
           cui.back() == cui_check_digit(cui.substr(0, cui.size() - 1));
}

bool is_working_day(Day day) {
    const weekday week_day{day};
    if (week_day == std::chrono::Saturday || week_day == std::chrono::Sunday) {
        return false;
    }
    const year_month_day date{day};
    const std::pair<unsigned, unsigned> month_day{static_cast<unsigned>(date.month()),
                                                  static_cast<unsigned>(date.day())};
    return std::find(kHolidays.begin(), kHolidays.end(), month_day) == kHolidays.end();
}

Day next_working_day(Day day) {
    while (!is_working_day(day)) {
        day += days{1};
    }
    return day;
}

std::string to_text(Day day) {
    return core::format_date(core::Date{day});
}

}  // namespace roa2web::database::demo
