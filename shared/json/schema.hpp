// OpenAPI 3.1 (JSON Schema 2020-12) from the same descriptions that read and write the values.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/core/type_name.hpp>

#include "core/enum_names.hpp"
#include "json/traits.hpp"
#include "json/writer.hpp"

namespace roa2web::json {

/// Named schemas, as JSON text, that `$ref`s point into: the document's components/schemas.
using SchemaComponents = std::map<std::string, std::string>;

enum class SchemaUse : std::uint8_t { Request, Answer };

/// "InvoiceRow" for roa2web::reports::InvoiceRow; Page<InvoiceRow> is "PageInvoiceRow".
[[nodiscard]] std::string schema_name(std::string_view type_name);

template <class T>
[[nodiscard]] std::string schema_of(SchemaComponents& components, SchemaUse use);

struct MemberSchema {
    std::string name;
    std::string schema;
    bool required{false};
};

/// The members of a described struct. In a query (`pairs`) what is neither Required nor an Id has a
/// default.
template <class T>
[[nodiscard]] std::vector<MemberSchema> member_schemas(SchemaComponents& components,
                                                       SchemaUse use,
                                                       bool pairs = false) {
    std::vector<MemberSchema> members;
    const T initial{};
    for_each_member<T>([&](std::string_view name, auto pointer) {
        using Member = std::remove_cvref_t<decltype(initial.*pointer)>;
        MemberSchema member{
            std::string(name), schema_of<Member>(components, use), !IsOptional<Member>::value};
        if (pairs) {
            member.required = IsRequired<Member>::value || IsId<Member>::value;
            if (!member.required && !IsOptional<Member>::value) {
                member.schema.pop_back();
                member.schema += R"(,"default":)" + to_json(initial.*pointer) + "}";
            }
        } else if (use == SchemaUse::Answer) {
            member.required = true;  // answers always carry every member, if only as null
        }
        members.push_back(std::move(member));
    });
    return members;
}

template <class T>
[[nodiscard]] std::string object_schema(SchemaComponents& components, SchemaUse use) {
    std::string properties;
    std::string required;
    for (const auto& member : member_schemas<T>(components, use)) {
        properties += properties.empty() ? "" : ",";
        append_quoted(properties, member.name);
        properties += ":" + member.schema;
        if (member.required) {
            required += required.empty() ? "" : ",";
            append_quoted(required, member.name);
        }
    }
    return R"({"type":"object","properties":{)" + properties + R"(},"required":[)" + required +
           "]}";
}

template <class Enum>
[[nodiscard]] std::string enum_schema() {
    std::string names;
    for (const auto& entry : core::enum_entries<Enum>()) {
        names += names.empty() ? "" : ",";
        append_quoted(names, entry.name);
    }
    return R"({"type":"string","enum":[)" + names + "]}";
}

template <class T>
[[nodiscard]] std::string schema_of(SchemaComponents& components, SchemaUse use) {
    if constexpr (IsOptional<T>::value) {
        auto inner = schema_of<typename T::value_type>(components, use);
        return R"({"anyOf":[)" + inner + R"(,{"type":"null"}]})";
    } else if constexpr (IsRequired<T>::value) {
        return schema_of<decltype(T::value)>(components, use);
    } else if constexpr (IsSequence<T>::value) {
        return R"({"type":"array","items":)" +
               schema_of<std::remove_const_t<typename T::value_type>>(components, use) + "}";
    } else if constexpr (IsMap<T>::value) {
        return R"({"type":"object","additionalProperties":)" +
               schema_of<typename T::mapped_type>(components, use) + "}";
    } else if constexpr (std::is_same_v<T, bool>) {
        return R"({"type":"boolean"})";
    } else if constexpr (IsIntegerIn<T>::value) {
        return R"({"type":"integer","minimum":)" + std::to_string(IsIntegerIn<T>::kMin) +
               R"(,"maximum":)" + std::to_string(IsIntegerIn<T>::kMax) + "}";
    } else if constexpr (IsTextOf<T>::value) {
        return R"({"type":"string","minLength":)" + std::to_string(IsTextOf<T>::kMin) +
               R"(,"maxLength":)" + std::to_string(IsTextOf<T>::kMax) + "}";
    } else if constexpr (IsId<T>::value) {
        return R"({"type":"integer","minimum":1})";
    } else if constexpr (std::is_enum_v<T>) {
        components.try_emplace(schema_name(boost::core::type_name<T>()), enum_schema<T>());
        return R"({"$ref":"#/components/schemas/)" + schema_name(boost::core::type_name<T>()) +
               R"("})";
    } else if constexpr (std::is_integral_v<T>) {
        return R"({"type":"integer"})";
    } else if constexpr (std::is_same_v<T, core::Money>) {
        return R"({"type":"string","pattern":"^-?[0-9]+\\.[0-9]{2}$","examples":["1234.50"]})";
    } else if constexpr (std::is_same_v<T, core::Date>) {
        return R"({"type":"string","format":"date"})";
    } else if constexpr (std::is_same_v<T, core::Timestamp>) {
        return R"({"type":"string","format":"date-time"})";
    } else if constexpr (kIsText<T>) {
        return R"({"type":"string"})";
    } else {
        static_assert(kIsDescribedStruct<T>, "describe the struct with BOOST_DESCRIBE_STRUCT");
        const auto name = schema_name(boost::core::type_name<T>());
        if (components.try_emplace(name).second) {  // entered first, so that a type may hold itself
            components[name] = object_schema<T>(components, use);
        }
        return R"({"$ref":"#/components/schemas/)" + name + R"("})";
    }
}

}  // namespace roa2web::json
