#include "http/static_files.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "http/compression.hpp"
#include "http/error_response.hpp"

namespace roa2web::http {

namespace {

bool has_file_ending(std::string_view path) {
    return path.substr(path.rfind('/') + 1).find('.') != std::string_view::npos;
}

}  // namespace

const EmbeddedFile* StaticFiles::find(std::string_view path) const {
    const auto found = std::find_if(
        files_.begin(), files_.end(), [path](const auto& file) { return file.path == path; });
    return found == files_.end() ? nullptr : &*found;
}

Response StaticFiles::serve(const Request& request) const {
    if (request.method != Method::Get && request.method != Method::Head) {
        auto refused = plain_error(405, "This address can only be read", "method_not_allowed");
        refused.set_header("Allow", "GET, HEAD");
        return refused;
    }
    const EmbeddedFile* file = find(request.path);
    if (file == nullptr) {
        // "/docs" and "/docs/" are pages of their own.
        file = find(request.path + (request.path.ends_with('/') ? "index.html" : "/index.html"));
    }
    if (file == nullptr && !has_file_ending(request.path)) {
        file = find("/index.html");
    }
    if (file == nullptr) {
        return plain_error(404, "There is nothing at this address", "not_found");
    }
    Response response{
        .status = 200,
        .headers = {{"Content-Type", std::string(file->content_type)},
                    {"ETag", std::string(file->etag)},
                    {"Vary", "Accept-Encoding"},
                    {"Cache-Control",
                     file->immutable ? "public, max-age=31536000, immutable" : "no-cache"}},
        .body = file->gzip};
    if (accepts_gzip(request.header("Accept-Encoding"))) {
        response.set_header("Content-Encoding", "gzip");
    } else {
        response.body = gunzip(file->gzip, file->size);
    }
    return response;
}

}  // namespace roa2web::http
