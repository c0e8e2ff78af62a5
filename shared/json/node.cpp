#include "json/node.hpp"

#include <memory>
#include <string>
#include <utility>

#include <boost/json.hpp>

#include "core/text.hpp"

namespace roa2web::json {

namespace {

constexpr std::size_t kMaxDepth = 32;

const boost::json::value& as_value(const void* value) {
    return *static_cast<const boost::json::value*>(value);
}

}  // namespace

struct Document::Impl {
    boost::json::value value;
};

Node::Kind Node::kind() const {
    const auto& value = as_value(value_);
    switch (value.kind()) {
        case boost::json::kind::null:
            return Kind::Null;
        case boost::json::kind::bool_:
            return Kind::Boolean;
        case boost::json::kind::int64:
            return Kind::Integer;
        case boost::json::kind::uint64:
        case boost::json::kind::double_:
            return Kind::Number;
        case boost::json::kind::string:
            return Kind::Text;
        case boost::json::kind::array:
            return Kind::Array;
        case boost::json::kind::object:
            break;
    }
    return Kind::Object;
}

bool Node::boolean() const {
    return as_value(value_).as_bool();
}

std::int64_t Node::integer() const {
    return as_value(value_).as_int64();
}

std::string_view Node::text() const {
    const auto& text = as_value(value_).as_string();
    return {text.data(), text.size()};
}

std::size_t Node::size() const {
    const auto& value = as_value(value_);
    return value.is_array() ? value.get_array().size() : value.as_object().size();
}

Node Node::at(std::size_t index) const {
    return Node(&as_value(value_).as_array().at(index));
}

std::optional<Node> Node::find(std::string_view name) const {
    const auto* object = as_value(value_).if_object();
    const auto* member =
        object == nullptr ? nullptr : object->if_contains({name.data(), name.size()});
    return member == nullptr ? std::nullopt : std::optional<Node>(Node(member));
}

void Node::for_each_name(const std::function<void(std::string_view)>& visit) const {
    for (const auto& member : as_value(value_).as_object()) {
        visit({member.key().data(), member.key().size()});
    }
}

core::Result<Document> Document::parse(std::string_view text) {
    boost::json::parse_options options;
    options.max_depth = kMaxDepth;
    boost::json::error_code error;
    auto value = boost::json::parse({text.data(), text.size()}, error, {}, options);
    if (error || !core::is_valid_utf8(text)) {
        return core::fail(
            core::ErrorCode::InvalidInput, "The body is not valid JSON", "json_invalid");
    }
    return Document(std::make_shared<const Impl>(Impl{std::move(value)}));
}

Node Document::root() const {
    return Node(&impl_->value);
}

}  // namespace roa2web::json
