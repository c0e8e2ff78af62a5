// Between SQL cells and the members of described structs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

#include "core/date.hpp"
#include "core/enum_names.hpp"
#include "core/exceptions.hpp"
#include "core/ids.hpp"
#include "core/money.hpp"

namespace roa2web::database {

/// How the program wants a column; the engine converts (a DATE column gives "2025-11-23", an
/// instant Unix seconds).
enum class CellType : std::uint8_t { Integer, Text, Date };

/// NULL, an integer (also bani, ids, booleans, Unix seconds), or text (also ISO dates).
using Cell = std::variant<std::monostate, std::int64_t, std::string>;

namespace detail {

template <class T>
struct IsOptional : std::false_type {};

template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};

template <class T>
struct IsId : std::false_type {};

template <class Tag>
struct IsId<core::Id<Tag>> : std::true_type {};

template <class T>
constexpr CellType cell_type_of() {
    if constexpr (IsOptional<T>::value) {
        return cell_type_of<typename T::value_type>();
    } else if constexpr (std::is_same_v<T, core::Date>) {
        return CellType::Date;
    } else if constexpr (std::is_same_v<T, std::string> || std::is_enum_v<T>) {
        return CellType::Text;
    } else {
        return CellType::Integer;
    }
}

template <class T>
T unwrap(core::Result<T> result) {
    if (!result) {
        throw core::DatabaseError("a column holds what it should not: " + result.error().message);
    }
    return std::move(*result);
}

template <class T>
T from_cell(Cell& cell) {
    if constexpr (IsOptional<T>::value) {
        return std::holds_alternative<std::monostate>(cell)
                   ? T{}
                   : T{from_cell<typename T::value_type>(cell)};
    } else {
        if (std::holds_alternative<std::monostate>(cell)) {
            throw core::DatabaseError("a column that must have a value is NULL");
        }
        if constexpr (std::is_same_v<T, std::string>) {
            return std::move(std::get<std::string>(cell));
        } else if constexpr (std::is_same_v<T, core::Date>) {
            return unwrap(core::parse_date(std::get<std::string>(cell)));
        } else if constexpr (std::is_enum_v<T>) {
            return unwrap(core::parse_enum<T>(std::get<std::string>(cell)));
        } else if constexpr (std::is_same_v<T, core::Money>) {
            return core::Money{std::get<std::int64_t>(cell)};
        } else if constexpr (std::is_same_v<T, core::Timestamp>) {
            return core::Timestamp{std::chrono::seconds{std::get<std::int64_t>(cell)}};
        } else if constexpr (IsId<T>::value) {
            return T{std::get<std::int64_t>(cell)};
        } else if constexpr (std::is_same_v<T, bool>) {
            return std::get<std::int64_t>(cell) != 0;
        } else {
            return static_cast<T>(std::get<std::int64_t>(cell));
        }
    }
}

}  // namespace detail

template <class T>
Cell to_cell(const T& value) {
    if constexpr (detail::IsOptional<T>::value) {
        return value ? to_cell(*value) : Cell{};
    } else if constexpr (std::is_same_v<T, std::nullopt_t>) {
        return Cell{};
    } else if constexpr (std::is_same_v<T, core::Date>) {
        return Cell{core::format_date(value)};
    } else if constexpr (std::is_same_v<T, core::Money>) {
        return Cell{value.bani};
    } else if constexpr (std::is_same_v<T, core::Timestamp>) {
        return Cell{static_cast<std::int64_t>(value.time_since_epoch().count())};
    } else if constexpr (detail::IsId<T>::value) {
        return Cell{value.value};
    } else if constexpr (std::is_enum_v<T>) {
        return Cell{std::string(core::enum_name(value))};
    } else if constexpr (std::is_integral_v<T>) {
        return Cell{static_cast<std::int64_t>(value)};
    } else {
        return Cell{std::string(value)};
    }
}

/// The column types of a described struct, in the order of its members (those of its bases first).
template <class Row>
std::span<const CellType> cell_types() {
    static const std::vector<CellType> kTypes = [] {
        std::vector<CellType> collected;
        boost::mp11::mp_for_each<boost::describe::describe_members<
            Row,
            boost::describe::mod_public | boost::describe::mod_inherited>>(
            [&collected](auto member) {
                using Member = std::remove_cvref_t<decltype(std::declval<Row&>().*member.pointer)>;
                collected.push_back(detail::cell_type_of<Member>());
            });
        return collected;
    }();
    return kTypes;
}

template <class Row>
Row to_row(std::span<Cell> cells) {
    Row row{};
    std::size_t index = 0;
    boost::mp11::mp_for_each<boost::describe::describe_members<Row,
                                                               boost::describe::mod_public |
                                                                   boost::describe::mod_inherited>>(
        [&](auto member) {
            using Member = std::remove_cvref_t<decltype(row.*member.pointer)>;
            row.*member.pointer = detail::from_cell<Member>(cells[index++]);
        });
    return row;
}

}  // namespace roa2web::database
