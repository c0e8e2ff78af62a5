// Which kind of JSON value a C++ type is. Used by the writer, the readers and the schema alike.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

#include "core/date.hpp"
#include "core/ids.hpp"
#include "core/money.hpp"
#include "json/constraints.hpp"

namespace roa2web::json {

template <class T>
struct IsOptional : std::false_type {};

template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};

template <class T>
struct IsId : std::false_type {};

template <class Tag>
struct IsId<core::Id<Tag>> : std::true_type {};

template <class T>
struct IsSequence : std::false_type {};

template <class T>
struct IsSequence<std::vector<T>> : std::true_type {};

template <class T>
struct IsSequence<std::span<T>> : std::true_type {};

template <class T>
struct IsMap : std::false_type {};

template <class T>
struct IsMap<std::map<std::string, T>> : std::true_type {};

template <class T>
struct IsIntegerIn : std::false_type {};

template <std::int64_t Min, std::int64_t Max>
struct IsIntegerIn<IntegerIn<Min, Max>> : std::true_type {
    static constexpr std::int64_t kMin = Min;
    static constexpr std::int64_t kMax = Max;
};

template <class T>
struct IsTextOf : std::false_type {};

template <std::size_t Min, std::size_t Max>
struct IsTextOf<TextOf<Min, Max>> : std::true_type {
    static constexpr std::size_t kMin = Min;
    static constexpr std::size_t kMax = Max;
};

template <class T>
struct IsRequired : std::false_type {};

template <class T>
struct IsRequired<Required<T>> : std::true_type {};

template <class T>
constexpr bool kIsText = std::is_same_v<T, std::string> || std::is_same_v<T, std::string_view>;

template <class T>
constexpr bool kIsDescribedStruct =
    boost::describe::has_describe_members<T>::value && !std::is_enum_v<T>;

template <class T>
using MembersOf =
    boost::describe::describe_members<T,
                                      boost::describe::mod_public | boost::describe::mod_inherited>;

/// Calls `visit(name, pointer_to_member)` for every member, those of the bases first.
template <class T, class Visit>
void for_each_member(Visit visit) {
    boost::mp11::mp_for_each<MembersOf<T>>(
        [&visit](auto member) { visit(std::string_view(member.name), member.pointer); });
}

}  // namespace roa2web::json
