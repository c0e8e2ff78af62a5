#include "http/response.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace roa2web::http {

std::string_view Response::header(std::string_view name) const& {
    const auto found = std::find_if(
        headers.begin(), headers.end(), [name](const auto& entry) { return entry.first == name; });
    return found == headers.end() ? std::string_view{} : std::string_view(found->second);
}

void Response::set_header(std::string_view name, std::string value) {
    const auto found = std::find_if(
        headers.begin(), headers.end(), [name](const auto& entry) { return entry.first == name; });
    if (found == headers.end()) {
        headers.emplace_back(name, std::move(value));
    } else {
        found->second = std::move(value);
    }
}

std::string_view Response::body_text() const& {
    if (const auto* text = std::get_if<std::string>(&body)) {
        return *text;
    }
    if (const auto* shared = std::get_if<SharedBody>(&body)) {
        return shared->compressed ? shared->stored->gzip() : shared->stored->text();
    }
    const auto* fixed = std::get_if<std::string_view>(&body);
    return fixed == nullptr ? std::string_view{} : *fixed;
}

Response json_response(int status, std::string json) {
    return Response{.status = status,
                    .headers = {{"Content-Type", "application/json"}},
                    .body = std::move(json)};
}

std::string format_event(std::string_view event, std::string_view data) {
    std::string text;
    if (!event.empty()) {
        text.append("event: ").append(event).append("\n");
    }
    for (;;) {
        const auto end = data.find('\n');
        text.append("data: ").append(data.substr(0, end)).append("\n");
        if (end == std::string_view::npos) {
            break;
        }
        data.remove_prefix(end + 1);
    }
    return text + "\n";
}

Response event_stream(StreamBody body) {
    return Response{.status = 200,
                    // X-Accel-Buffering tells reverse proxies to pass events on at once.
                    .headers = {{"Content-Type", "text/event-stream"},
                                {"Cache-Control", "no-store"},
                                {"X-Accel-Buffering", "no"}},
                    .body = std::move(body)};
}

}  // namespace roa2web::http
