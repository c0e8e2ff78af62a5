#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "json/reader.hpp"

namespace roa2web::http {

enum class Method : std::uint8_t { Get, Head, Post, Put, Delete, Options, Other };

[[nodiscard]] std::string_view method_name(Method method);

struct UploadedForm;

/// One HTTP request, read whole. Lives until its answer is sent; the views point into the
/// connection's buffers.
struct Request {
    Method method{Method::Get};
    std::string_view target;  // as on the wire: "/api/x?y=1"
    std::string path;         // before the '?', still percent-encoded
    json::TextPairs query;    // decoded
    std::vector<std::pair<std::string_view, std::string_view>> headers;  // as on the wire
    std::string_view body;
    std::string id;              // in the X-Request-ID of the answer and in every log line
    std::string remote_address;  // of the client; behind a trusted proxy the one that it reports

    /// The files of a route that takes them, removed when the request ends; null for others. Shared
    /// with who receives them.
    std::shared_ptr<const UploadedForm> upload;

    /// Whether the client has closed its side: nobody reads the answer any more. A system call,
    /// for every thread, valid for as long as the program runs; empty where nobody can tell.
    std::function<bool()> client_has_gone;

    /// The first value of a header, by any case of its name; empty when absent.
    [[nodiscard]] std::string_view header(std::string_view name) const;
};

/// Splits a target into `path` and `query`. False for a malformed escape, a NUL byte or text that
/// is not UTF-8.
[[nodiscard]] bool parse_target(std::string_view target, Request& request);

/// "%C8%98tefan" -> "Ștefan"; false when malformed. `plus_is_space` for query strings.
[[nodiscard]] bool percent_decode(std::string_view encoded,
                                  bool plus_is_space,
                                  std::string& decoded);

}  // namespace roa2web::http
