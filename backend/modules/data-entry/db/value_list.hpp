// `IN (...)` with named parameters.
#pragma once

#include <bit>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "database/session.hpp"

namespace roa2web::data_entry {

/// "(:id_0, :id_1, ...)" and the values for it. The list is filled up to a power of two with its
/// last value, so that there are few texts to prepare. Not for empty lists.
template <class T>
[[nodiscard]] std::string make_value_list(const std::string& name,
                                          const std::vector<T>& values,
                                          database::Parameters& parameters) {
    std::string list = "(";
    const std::size_t count = std::bit_ceil(values.size());
    for (std::size_t index = 0; index < count; ++index) {
        std::string parameter = name + "_" + std::to_string(index);
        list += (index == 0 ? ":" : ", :") + parameter;
        parameters.emplace_back(std::move(parameter),
                                values[index < values.size() ? index : values.size() - 1]);
    }
    return list + ")";
}

}  // namespace roa2web::data_entry
