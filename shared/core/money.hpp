#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace roa2web::core {

/// An amount in bani (1 leu = 100 bani). Never a floating point number.
struct Money {
    std::int64_t bani{0};

    // clang-tidy 14 takes the 0 inside a defaulted comparison for a pointer.
    friend auto operator<=>(const Money&, const Money&) = default;  // NOLINT(modernize-use-nullptr)

    friend Money operator+(Money left, Money right) { return Money{left.bani + right.bani}; }

    friend Money operator-(Money left, Money right) { return Money{left.bani - right.bani}; }
};

/// "1234.50", for machines: JSON, CSV. Source: shared API rules.
[[nodiscard]] std::string to_decimal(Money amount);

/// Reads "1234.50", "-3", "0.5"; at most two decimals, at most 15 digits before the point.
/// Errors: InvalidInput.
[[nodiscard]] Result<Money> parse_money(std::string_view text);

}  // namespace roa2web::core
