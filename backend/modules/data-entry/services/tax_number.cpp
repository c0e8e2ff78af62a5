#include "services/tax_number.hpp"

#include <algorithm>
#include <cstddef>

namespace roa2web::data_entry {

namespace {

constexpr std::string_view kRomania = "RO";
constexpr std::string_view kKey = "753217532";
constexpr std::size_t kMinDigits = 2;
constexpr std::size_t kMaxDigits = 10;

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

bool is_capital(char letter) {
    return letter >= 'A' && letter <= 'Z';
}

/// All digits but the last, right-aligned under the key, multiplied and summed; the sum times ten,
/// modulo eleven, with ten counted as zero, is the last digit.
bool check_digit_fits(std::string_view digits) {
    const auto body = digits.substr(0, digits.size() - 1);
    const auto key = kKey.substr(kKey.size() - body.size());
    int sum = 0;
    for (std::size_t index = 0; index < body.size(); ++index) {
        sum += (body[index] - '0') * (key[index] - '0');
    }
    return sum * 10 % 11 % 10 == digits.back() - '0';
}

}  // namespace

std::string normalize_tax_number(std::string_view text) {
    std::string normalized;
    for (const char letter : text) {
        if (letter != ' ') {
            normalized +=
                letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
        }
    }
    return normalized;
}

std::string tax_number_key(std::string_view text) {
    auto key = normalize_tax_number(text);
    if (key.starts_with(kRomania)) {
        key.erase(0, kRomania.size());
    }
    return key;
}

bool pays_vat(std::string_view text) {
    return normalize_tax_number(text).starts_with(kRomania);
}

TaxNumberVerdict check_tax_number(std::string_view text) {
    const auto normalized = normalize_tax_number(text);
    const bool foreign = normalized.size() > 2 && is_capital(normalized[0]) &&
                         is_capital(normalized[1]) && !normalized.starts_with(kRomania);
    if (foreign) {
        const bool word = std::all_of(normalized.begin(), normalized.end(), [](char letter) {
            return is_digit(letter) || is_capital(letter);
        });
        const bool numbered = std::any_of(normalized.begin(), normalized.end(), is_digit);
        return word && numbered ? TaxNumberVerdict::Foreign : TaxNumberVerdict::BadForm;
    }
    const auto digits = tax_number_key(normalized);
    if (digits.size() < kMinDigits || digits.size() > kMaxDigits ||
        !std::all_of(digits.begin(), digits.end(), is_digit)) {
        return TaxNumberVerdict::BadForm;
    }
    return check_digit_fits(digits) ? TaxNumberVerdict::Valid : TaxNumberVerdict::BadCheckDigit;
}

}  // namespace roa2web::data_entry
