#include "http/router.hpp"

#include <string>
#include <utility>

namespace roa2web::http {

namespace detail {

core::Result<UploadedForm> read_form(const Request& request) {
    if (!request.upload) {
        return core::fail(core::ErrorCode::InvalidInput,
                          "Send the files as multipart/form-data",
                          "form_expected");
    }
    return *request.upload;
}

}  // namespace detail

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
