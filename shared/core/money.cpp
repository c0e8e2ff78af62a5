#include "core/money.hpp"

#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>

namespace roa2web::core {

namespace {

constexpr std::size_t kMaxWholeDigits = 15;

bool is_digits(std::string_view text) {
    return text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::string to_decimal(Money amount) {
    // Works on the unsigned magnitude so that the smallest int64 is safe, too.
    const bool negative = amount.bani < 0;
    const auto magnitude = negative ? std::uint64_t{0} - static_cast<std::uint64_t>(amount.bani)
                                    : static_cast<std::uint64_t>(amount.bani);
    std::string text = std::to_string(magnitude / 100);
    const auto cents = static_cast<char>(magnitude % 100);
    text += '.';
    text += static_cast<char>('0' + cents / 10);
    text += static_cast<char>('0' + cents % 10);
    return negative ? "-" + text : text;
}

Result<Money> parse_money(std::string_view text) {
    const auto invalid = [] {
        return fail(ErrorCode::InvalidInput,
                    "Input should be a decimal amount such as 1234.50",
                    "decimal_parsing");
    };
    const bool negative = text.starts_with('-');
    if (negative) {
        text.remove_prefix(1);
    }
    const auto point = text.find('.');
    const auto whole = text.substr(0, point);
    const auto decimals =
        point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
    const bool has_point_without_decimals = point != std::string_view::npos && decimals.empty();
    if (whole.empty() || whole.size() > kMaxWholeDigits || decimals.size() > 2 ||
        has_point_without_decimals || !is_digits(whole) || !is_digits(decimals)) {
        return invalid();
    }
    std::int64_t bani = 0;
    std::from_chars(whole.data(), whole.data() + whole.size(), bani);
    bani *= 100;
    if (!decimals.empty()) {
        bani += std::int64_t{10} * (decimals[0] - '0');
    }
    if (decimals.size() == 2) {
        bani += decimals[1] - '0';
    }
    return Money{negative ? -bani : bani};
}

}  // namespace roa2web::core
