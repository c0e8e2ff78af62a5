// Finds the route of a request: by path segments, `{name}` matches any one segment. A literal
// segment wins over a name, whatever the order of registration. No regular expressions: a request
// costs one walk down the tree.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "http/router.hpp"

namespace roa2web::http {

struct RouteMatch {
    const Route* route{nullptr};  // empty when the path or the method is not there
    json::TextPairs path_values;  // decoded values of `{name}` segments
    std::string allowed_methods;  // "GET, HEAD, POST" when the path exists
};

class RouteTable {
  public:
    /// The routes must live as long as the table. Throws core::ConfigurationError when two routes
    /// are the same.
    explicit RouteTable(const std::vector<Route>& routes);

    /// HEAD finds the GET route.
    [[nodiscard]] RouteMatch find(Method method, std::string_view path) const;

  private:
    struct Node {
        std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
        std::unique_ptr<Node> any;
        std::vector<const Route*> routes;
    };

    void add(const Route& route);
    static const Node* walk(const Node& node,
                            std::string_view path,
                            std::vector<std::string_view>& values);

    Node root_;
};

}  // namespace roa2web::http
