// Members of requests that carry their limits in their type: checked on reading, shown in the
// OpenAPI schema.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace roa2web::json {

/// An integer from Min to Max, both included.
template <std::int64_t Min, std::int64_t Max>
struct IntegerIn {
    std::int64_t value{Min};
};

/// Text of Min to Max bytes of UTF-8, both included; no control characters.
template <std::size_t Min, std::size_t Max>
struct TextOf {
    std::string value;
};

/// A query member that must be given. (Members without it keep their initial value when they are
/// absent.)
template <class T>
struct Required {
    T value{};
};

}  // namespace roa2web::json
