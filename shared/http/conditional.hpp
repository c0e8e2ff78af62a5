// ETags and conditional requests (RFC 9110, sections 8.8.3 and 13).
#pragma once

#include <string>
#include <string_view>

#include "http/request.hpp"
#include "http/response.hpp"

namespace roa2web::http {

/// The strong ETag of a body, in its quotes.
[[nodiscard]] std::string make_etag(std::string_view body);

/// Gives a good answer with a whole body a strong ETag made from its bytes, unless it has one or
/// must not be stored.
void add_etag(Response& response);

/// An answer that the client has already, compressed or not, becomes 304.
void apply_conditions(const Request& request, Response& response);

/// A compressed answer is another representation, so it has an ETag of its own.
void mark_compressed(Response& response);

/// Whether an If-None-Match header names this ETag.
[[nodiscard]] bool matches_etag(std::string_view if_none_match, std::string_view etag);

}  // namespace roa2web::http
