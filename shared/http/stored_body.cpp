#include "http/stored_body.hpp"

#include <utility>

#include "http/compression.hpp"
#include "http/conditional.hpp"

namespace roa2web::http {

StoredBody::StoredBody(std::string json) : text_(std::move(json)), etag_(make_etag(text_)) {
    if (text_.size() >= kGzipFrom) {
        gzip_ = http::gzip(text_);
        gzip_.shrink_to_fit();
    }
    text_.shrink_to_fit();
}

std::size_t StoredBody::bytes() const {
    return sizeof(StoredBody) + text_.capacity() + gzip_.capacity() + etag_.capacity();
}

}  // namespace roa2web::http
