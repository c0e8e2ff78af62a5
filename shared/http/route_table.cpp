#include "http/route_table.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/exceptions.hpp"

namespace roa2web::http {

namespace {

/// Cuts the first segment off "/a/b": gives "a", leaves "/b".
std::string_view take_segment(std::string_view& path) {
    path.remove_prefix(1);
    const auto end = std::min(path.find('/'), path.size());
    const auto segment = path.substr(0, end);
    path.remove_prefix(end);
    return segment;
}

bool is_name(std::string_view segment) {
    return segment.starts_with('{') && segment.ends_with('}');
}

/// "/api/invoices/{id}" -> {"id"}
std::vector<std::string_view> names_of(std::string_view path) {
    std::vector<std::string_view> names;
    while (!path.empty()) {
        const auto segment = take_segment(path);
        if (is_name(segment)) {
            names.push_back(segment.substr(1, segment.size() - 2));
        }
    }
    return names;
}

}  // namespace

RouteTable::RouteTable(const std::vector<Route>& routes) {
    for (const auto& route : routes) {
        add(route);
    }
}

void RouteTable::add(const Route& route) {
    Node* node = &root_;
    std::string_view rest = route.path;
    while (!rest.empty()) {
        const auto segment = take_segment(rest);
        auto& next = is_name(segment) ? node->any : node->literals[std::string(segment)];
        if (!next) {
            next = std::make_unique<Node>();
        }
        node = next.get();
    }
    const bool taken =
        std::any_of(node->routes.begin(), node->routes.end(), [&](const Route* other) {
            return other->method == route.method;
        });
    if (taken) {
        throw core::ConfigurationError("two routes answer " +
                                       std::string(method_name(route.method)) + " " + route.path);
    }
    node->routes.push_back(&route);
}

const RouteTable::Node* RouteTable::walk(const Node& node,
                                         std::string_view path,
                                         std::vector<std::string_view>& values) {
    if (path.empty()) {
        return node.routes.empty() ? nullptr : &node;
    }
    const auto segment = take_segment(path);
    if (const auto literal = node.literals.find(segment); literal != node.literals.end()) {
        if (const auto* found = walk(*literal->second, path, values)) {
            return found;
        }
    }
    if (!node.any || segment.empty()) {
        return nullptr;
    }
    values.push_back(segment);
    const auto* found = walk(*node.any, path, values);
    if (found == nullptr) {
        values.pop_back();
    }
    return found;
}

RouteMatch RouteTable::find(Method method, std::string_view path) const {
    RouteMatch match;
    std::vector<std::string_view> values;
    const auto* node = path.starts_with('/') ? walk(root_, path, values) : nullptr;
    if (node == nullptr) {
        return match;
    }
    const Method wanted = method == Method::Head ? Method::Get : method;
    for (const auto* route : node->routes) {
        match.allowed_methods += match.allowed_methods.empty() ? "" : ", ";
        match.allowed_methods += method_name(route->method);
        match.allowed_methods += route->method == Method::Get ? ", HEAD" : "";
        if (route->method == wanted) {
            match.route = route;
        }
    }
    if (match.route == nullptr) {
        return match;
    }
    const auto names = names_of(match.route->path);
    for (std::size_t index = 0; index < names.size(); ++index) {
        std::string value;
        if (!percent_decode(values[index], false, value)) {
            return RouteMatch{};
        }
        match.path_values.emplace_back(names[index], std::move(value));
    }
    return match;
}

}  // namespace roa2web::http
