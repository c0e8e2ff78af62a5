#include "json/reader.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <system_error>
#include <utility>

#include "core/text.hpp"

namespace roa2web::json {

namespace {

bool is_control(char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return (byte < 0x20 && letter != '\n' && letter != '\t' && letter != '\r') || byte == 0x7F;
}

}  // namespace

core::Error Problems::to_error() && {
    return core::Error{.code = core::ErrorCode::InvalidInput,
                       .message = "The request does not validate",
                       .id = "validation",
                       .retry_after = {},
                       .fields = std::move(found_)};
}

void check_text(std::string_view text, std::size_t min, std::size_t max, Problems& problems) {
    if (text.size() < min) {
        problems.add("String should have at least " + std::to_string(min) + " bytes",
                     "string_too_short");
    } else if (text.size() > max) {
        problems.add("String should have at most " + std::to_string(max) + " bytes",
                     "string_too_long");
    } else if (!core::is_valid_utf8(text)) {
        problems.add("String should be valid UTF-8", "string_unicode");
    } else if (std::any_of(text.begin(), text.end(), is_control)) {
        problems.add("String should have no control characters", "string_control_characters");
    }
}

void check_range(std::int64_t number, std::int64_t min, std::int64_t max, Problems& problems) {
    if (number < min) {
        problems.add("Input should be greater than or equal to " + std::to_string(min),
                     "greater_than_equal");
    } else if (number > max) {
        problems.add("Input should be less than or equal to " + std::to_string(max),
                     "less_than_equal");
    }
}

std::optional<std::int64_t> parse_integer(std::string_view text, Problems& problems) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) {
        problems.add("Input should be a valid integer of at most 64 bits", "int_parsing");
        return std::nullopt;
    }
    return number;
}

}  // namespace roa2web::json
