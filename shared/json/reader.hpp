// Described structs read from JSON bodies and from query strings, strictly: every problem is
// collected with its place, in the words of FastAPI (pydantic), which the clients know.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/enum_names.hpp"
#include "core/result.hpp"
#include "json/node.hpp"
#include "json/traits.hpp"

namespace roa2web::json {

/// Collects what does not validate; knows where the reader is now.
class Problems {
  public:
    explicit Problems(std::string root) : path_{std::move(root)} {}

    void add(std::string msg, std::string type) {
        found_.push_back({path_, std::move(msg), std::move(type)});
    }

    void add(const core::Error& error) { add(error.message, error.id); }

    void enter(std::string_view name) { path_.emplace_back(name); }

    void leave() { path_.pop_back(); }

    [[nodiscard]] bool empty() const { return found_.empty(); }

    /// One error with all fields. Only for problems that were found.
    [[nodiscard]] core::Error to_error() &&;

  private:
    std::vector<std::string> path_;
    std::vector<core::FieldError> found_;
};

/// Checks a length in bytes and refuses control characters and text that is not UTF-8.
void check_text(std::string_view text, std::size_t min, std::size_t max, Problems& problems);
void check_range(std::int64_t number, std::int64_t min, std::int64_t max, Problems& problems);
[[nodiscard]] std::optional<std::int64_t> parse_integer(std::string_view text, Problems& problems);

/// Reads one value from its text form, as in a query string or a path.
template <class T>
void read_text(std::string_view text, T& target, Problems& problems) {
    const auto take = [&](auto result) {
        if (result) {
            target = std::move(*result);
        } else {
            problems.add(result.error());
        }
    };
    if constexpr (IsOptional<T>::value) {
        read_text(text, target.emplace(), problems);
    } else if constexpr (IsRequired<T>::value) {
        read_text(text, target.value, problems);
    } else if constexpr (IsIntegerIn<T>::value) {
        if (const auto number = parse_integer(text, problems)) {
            check_range(*number, IsIntegerIn<T>::kMin, IsIntegerIn<T>::kMax, problems);
            target.value = *number;
        }
    } else if constexpr (IsTextOf<T>::value) {
        check_text(text, IsTextOf<T>::kMin, IsTextOf<T>::kMax, problems);
        target.value = text;
    } else if constexpr (std::is_same_v<T, std::string>) {
        check_text(text, 0, std::string_view::npos, problems);
        target = text;
    } else if constexpr (std::is_same_v<T, bool>) {
        if (text == "true" || text == "1") {
            target = true;
        } else if (text == "false" || text == "0") {
            target = false;
        } else {
            problems.add("Input should be true or false", "bool_parsing");
        }
    } else if constexpr (std::is_same_v<T, core::Money>) {
        take(core::parse_money(text));
    } else if constexpr (std::is_same_v<T, core::Date>) {
        take(core::parse_date(text));
    } else if constexpr (std::is_enum_v<T>) {
        take(core::parse_enum<T>(text));
    } else if constexpr (IsId<T>::value) {
        if (const auto number = parse_integer(text, problems)) {
            check_range(*number, 1, INT64_MAX, problems);
            target.value = *number;
        }
    } else {
        static_assert(std::is_same_v<T, std::int64_t>, "queries hold scalars only");
        if (const auto number = parse_integer(text, problems)) {
            target = *number;
        }
    }
}

template <class T>
void read_node(const Node& node, T& target, Problems& problems);

template <class T>
void read_object(const Node& node, T& target, Problems& problems) {
    if (node.kind() != Node::Kind::Object) {
        problems.add("Input should be an object", "object_type");
        return;
    }
    for_each_member<T>([&](std::string_view name, auto pointer) {
        auto& member = target.*pointer;
        using Member = std::remove_reference_t<decltype(member)>;
        problems.enter(name);
        if (const auto value = node.find(name)) {
            read_node(*value, member, problems);
        } else if constexpr (!IsOptional<Member>::value) {
            problems.add("Field required", "missing");
        }
        problems.leave();
    });
    node.for_each_name([&](std::string_view given) {
        bool known = false;
        for_each_member<T>([&](std::string_view name, auto) { known = known || name == given; });
        if (!known) {
            problems.enter(given);
            problems.add("Extra inputs are not permitted", "extra_forbidden");
            problems.leave();
        }
    });
}

template <class T>
void read_array(const Node& node, std::vector<T>& target, Problems& problems) {
    if (node.kind() != Node::Kind::Array) {
        problems.add("Input should be a list", "list_type");
        return;
    }
    for (std::size_t index = 0; index < node.size(); ++index) {
        problems.enter(std::to_string(index));
        read_node(node.at(index), target.emplace_back(), problems);
        problems.leave();
    }
}

/// Reads one value of a JSON body. Money and dates are text there; integers and booleans must be
/// written as such.
template <class T>
void read_node(const Node& node, T& target, Problems& problems) {
    if constexpr (IsOptional<T>::value) {
        if (node.kind() == Node::Kind::Null) {
            target.reset();
        } else {
            read_node(node, target.emplace(), problems);
        }
    } else if constexpr (IsSequence<T>::value) {
        read_array(node, target, problems);
    } else if constexpr (kIsDescribedStruct<T>) {
        read_object(node, target, problems);
    } else if constexpr (std::is_same_v<T, bool>) {
        if (node.kind() == Node::Kind::Boolean) {
            target = node.boolean();
        } else {
            problems.add("Input should be true or false", "bool_type");
        }
    } else if constexpr (std::is_same_v<T, std::int64_t> || IsIntegerIn<T>::value ||
                         IsId<T>::value) {
        if (node.kind() == Node::Kind::Integer) {
            read_text(std::to_string(node.integer()), target, problems);
        } else {
            problems.add("Input should be a valid integer", "int_type");
        }
    } else {
        if (node.kind() == Node::Kind::Text) {
            read_text(node.text(), target, problems);
        } else {
            problems.add("Input should be a valid string", "string_type");
        }
    }
}

/// Reads a JSON body. Errors: InvalidInput with every place that does not validate.
template <class T>
[[nodiscard]] core::Result<T> read_body(std::string_view text) {
    Problems problems("body");
    T target{};
    const auto document = Document::parse(text);
    if (document) {
        read_node(document->root(), target, problems);
    } else {
        problems.add(document.error());
    }
    if (!problems.empty()) {
        return tl::unexpected(std::move(problems).to_error());
    }
    return target;
}

using TextPairs = std::vector<std::pair<std::string, std::string>>;

/// Reads decoded query (or path) pairs into a described struct. An empty value counts as absent.
/// Unknown names are ignored (proxies and trackers add some); a name given twice is an error.
template <class T>
[[nodiscard]] core::Result<T> read_pairs(const TextPairs& pairs, std::string root) {
    Problems problems(std::move(root));
    T target{};
    for_each_member<T>([&](std::string_view name, auto pointer) {
        auto& member = target.*pointer;
        using Member = std::remove_reference_t<decltype(member)>;
        const std::string* given = nullptr;
        problems.enter(name);
        for (const auto& [key, value] : pairs) {
            if (key != name || value.empty()) {
                continue;
            }
            if (given != nullptr) {
                problems.add("Input should be given once", "given_twice");
            }
            given = &value;
        }
        if (given != nullptr) {
            read_text(*given, member, problems);
        } else if constexpr (IsRequired<Member>::value || IsId<Member>::value) {
            problems.add("Field required", "missing");
        }
        problems.leave();
    });
    if (!problems.empty()) {
        return tl::unexpected(std::move(problems).to_error());
    }
    return target;
}

}  // namespace roa2web::json
