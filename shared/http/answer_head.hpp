#pragma once

#include <cstddef>
#include <string>

#include "http/response.hpp"

namespace roa2web::http {

/// Status line and headers of an answer with a known length, up to and with the empty line.
[[nodiscard]] std::string answer_head(const Response& response,
                                      std::size_t content_length,
                                      bool keep_alive);

/// The same for an answer in chunks.
[[nodiscard]] std::string stream_head(const Response& response);

}  // namespace roa2web::http
