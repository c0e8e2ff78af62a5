// Rules of Romanian books that the demo ERP follows.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace roa2web::database::demo {

using Day = std::chrono::sys_days;

/// What decides a rate of VAT; the rate itself depends on the date.
enum class VatClass : std::uint8_t {
    Standard,
    Reduced,       // food, restaurants, medicines
    SuperReduced,  // books
    None,          // exempt, or taxed abroad
};

/// In percent. Source: Law 227/2015, art. 291 (19, 9, 5); Law 141/2025 (21, 11 from 2025-08-01).
[[nodiscard]] int vat_rate(VatClass vat_class, Day day);

/// VAT on a net amount, in bani, rounded half away from zero.
[[nodiscard]] std::int64_t vat_on(std::int64_t net, int rate);

/// `amount * part / whole`, rounded half away from zero; whole > 0.
[[nodiscard]] std::int64_t share(std::int64_t amount, std::int64_t part, std::int64_t whole);

/// Bani for one euro, times 100: 49753 is 4.9753 lei. A curve made up for the demo, near the real
/// one.
[[nodiscard]] std::int64_t euro_rate(Day day);

/// The last digit of a CUI whose other digits are given. Source: OUG 116/2009, annex: weights
/// 753217532.
[[nodiscard]] char cui_check_digit(std::string_view digits);

/// True for 2 to 10 digits with the right check digit.
[[nodiscard]] bool is_valid_cui(std::string_view cui);

/// Saturdays, Sundays and the holidays with a fixed date (Labour Code, art. 139).
[[nodiscard]] bool is_working_day(Day day);

/// The day itself, or the next one on which banks work.
[[nodiscard]] Day next_working_day(Day day);

[[nodiscard]] std::string to_text(Day day);

}  // namespace roa2web::database::demo
