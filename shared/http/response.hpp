#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/task.hpp"
#include "http/stored_body.hpp"

namespace roa2web::http {

/// Where a streamed answer goes. Each write waits until the client has taken what came before.
class StreamWriter {
  public:
    StreamWriter() = default;
    StreamWriter(const StreamWriter&) = delete;
    StreamWriter& operator=(const StreamWriter&) = delete;
    StreamWriter(StreamWriter&&) = delete;
    StreamWriter& operator=(StreamWriter&&) = delete;
    virtual ~StreamWriter() = default;

    /// Sends a piece. False when the client has gone or the server stops: end the work.
    virtual core::Task<bool> write(std::string piece) = 0;
};

/// Produces a streamed answer piece by piece; the answer ends when the task does.
using StreamBody = std::function<core::Task<void>(StreamWriter& writer)>;

using Headers = std::vector<std::pair<std::string, std::string>>;

/// A body that a cache keeps, in one of its two forms; nothing is copied.
struct SharedBody {
    StoredBodyPtr stored;  // never null
    bool compressed{false};
};

struct Response {
    int status{200};
    Headers headers;
    /// Text made for this answer, bytes that live as long as the program, a stream, or bytes that
    /// are kept for more than one answer.
    std::variant<std::string, std::string_view, StreamBody, SharedBody> body;

    /// Empty when absent. The view lives as long as the response.
    [[nodiscard]] std::string_view header(std::string_view name) const&;
    std::string_view header(std::string_view name) && = delete;
    /// Replaces a header that is there already.
    void set_header(std::string_view name, std::string value);
    /// The whole body; empty for a stream.
    [[nodiscard]] std::string_view body_text() const&;
    std::string_view body_text() && = delete;
};

/// `Content-Type: application/json` with a text that is JSON already.
[[nodiscard]] Response json_response(int status, std::string json);

/// One server-sent event (WHATWG HTML, 9.2.6): "event: progress\ndata: {...}\n\n"; data may have
/// several lines.
[[nodiscard]] std::string format_event(std::string_view event, std::string_view data);

/// A stream of server-sent events. The server sends a comment line as heartbeat while the producer
/// is silent.
[[nodiscard]] Response event_stream(StreamBody body);

}  // namespace roa2web::http
