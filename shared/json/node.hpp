// A parsed JSON document behind a small interface, so that Boost.JSON is compiled in one file only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace roa2web::json {

/// A value inside a Document; valid as long as the document lives.
class Node {
  public:
    enum class Kind : std::uint8_t { Null, Boolean, Integer, Number, Text, Array, Object };

    explicit Node(const void* value) : value_(value) {}

    [[nodiscard]] Kind kind() const;
    [[nodiscard]] bool boolean() const;
    [[nodiscard]] std::int64_t integer() const;
    [[nodiscard]] std::string_view text() const;
    /// Elements of an array or members of an object.
    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] Node at(std::size_t index) const;
    /// A member of an object; nothing for another kind or another name.
    [[nodiscard]] std::optional<Node> find(std::string_view name) const;
    void for_each_name(const std::function<void(std::string_view)>& visit) const;

  private:
    const void* value_;
};

class Document {
  public:
    /// Errors: InvalidInput with type "json_invalid". At most 32 levels deep; the text must be
    /// UTF-8.
    [[nodiscard]] static core::Result<Document> parse(std::string_view text);

    [[nodiscard]] Node root() const;

    struct Impl;

  private:
    explicit Document(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}

    std::shared_ptr<const Impl>
        impl_;  // shared because a Result copies; the tree itself never changes
};

}  // namespace roa2web::json
