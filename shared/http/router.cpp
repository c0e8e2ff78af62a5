#include "http/router.hpp"

#include <string>
#include <utility>

namespace roa2web::http {

void Router::include(const std::string& prefix, Router router, const std::string& tag) {
    for (auto& route : router.routes_) {
        route.path = prefix + route.path;
        if (!tag.empty()) {
            route.tag = tag;
        }
        routes_.push_back(std::move(route));
    }
}

}  // namespace roa2web::http
