// Names of described enumerators (BOOST_DESCRIBE_ENUM) as they stand in JSON, queries and columns:
// `DueDate` is "due_date".
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>

#include "core/result.hpp"

namespace roa2web::core {

namespace detail {

/// "DueDate" -> "due_date"
[[nodiscard]] inline std::string snake_case(std::string_view pascal_case) {
    std::string name;
    for (const char letter : pascal_case) {
        const bool upper = letter >= 'A' && letter <= 'Z';
        if (upper && !name.empty()) {
            name += '_';
        }
        name += upper ? static_cast<char>(letter - 'A' + 'a') : letter;
    }
    return name;
}

template <class Enum>
struct EnumEntry {
    Enum value;
    std::string name;
};

}  // namespace detail

/// Every enumerator with its name, in the order of the description.
template <class Enum>
const auto& enum_entries() {
    using Described = boost::describe::describe_enumerators<Enum>;
    static const auto kEntries = [] {
        std::array<detail::EnumEntry<Enum>, boost::mp11::mp_size<Described>::value> collected{};
        std::size_t index = 0;
        boost::mp11::mp_for_each<Described>([&](auto enumerator) {
            collected[index++] = {enumerator.value, detail::snake_case(enumerator.name)};
        });
        return collected;
    }();
    return kEntries;
}

template <class Enum>
std::string_view enum_name(Enum value) {
    for (const auto& entry : enum_entries<Enum>()) {
        if (entry.value == value) {
            return entry.name;
        }
    }
    return "unknown";
}

/// Errors: InvalidInput, with the names that would do.
template <class Enum>
Result<Enum> parse_enum(std::string_view name) {
    std::string allowed;
    for (const auto& entry : enum_entries<Enum>()) {
        if (entry.name == name) {
            return entry.value;
        }
        allowed += (allowed.empty() ? "'" : ", '") + entry.name + "'";
    }
    return fail(ErrorCode::InvalidInput, "Input should be one of " + allowed, "enum");
}

}  // namespace roa2web::core
