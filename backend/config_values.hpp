// From the text of a setting to its value.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/enum_names.hpp"
#include "core/exceptions.hpp"

namespace roa2web {

/// Throws core::ConfigurationError for what is no whole number from min to max.
[[nodiscard]] std::int64_t number_from(const std::string& text, std::int64_t min, std::int64_t max);

/// "true" or "false", also "1", "0", "yes", "no", "on", "off".
[[nodiscard]] bool flag_from(const std::string& text);

/// "a, b" -> {"a", "b"}; empty text is an empty list.
[[nodiscard]] std::vector<std::string> list_from(const std::string& text);

/// One of the names of a described enumeration.
template <class Enum>
[[nodiscard]] Enum choice_from(const std::string& text) {
    const auto choice = core::parse_enum<Enum>(text);
    if (!choice) {
        throw core::ConfigurationError("'" + text + "' will not do: " + choice.error().message);
    }
    return *choice;
}

/// The nearest of some names by edit distance; empty when none is near.
[[nodiscard]] std::string nearest_name(std::string_view name,
                                       const std::vector<std::string_view>& names);

}  // namespace roa2web
