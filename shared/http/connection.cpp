#include "http/connection.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <exception>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/read.hpp>
#include <fmt/format.h>

#include "http/answer_head.hpp"
#include "http/stream_pump.hpp"
#include "platform/socket_probe.hpp"

namespace roa2web::http {

namespace {

namespace asio = boost::asio;
namespace beast_http = boost::beast::http;
using boost::system::error_code;

constexpr std::chrono::milliseconds kLastMoment{
    250};                                       // for requests on their way when the server stops
constexpr std::chrono::seconds kLingerTime{2};  // for a refused client to stop sending
constexpr std::size_t kLingerBytes = std::size_t{64} << 20U;  // and how much it may still send
constexpr std::size_t kKeepBuffer =
    std::size_t{16} * 1024;  // bytes; a larger buffer is given back between requests

Method method_of(beast_http::verb verb) {
    switch (verb) {
        case beast_http::verb::get:
            return Method::Get;
        case beast_http::verb::head:
            return Method::Head;
        case beast_http::verb::post:
            return Method::Post;
        case beast_http::verb::put:
            return Method::Put;
        case beast_http::verb::delete_:
            return Method::Delete;
        case beast_http::verb::options:
            return Method::Options;
        default:
            return Method::Other;
    }
}

/// A short id that people can read out: 8 hex digits. Not a secret.
std::string make_request_id() {
    thread_local std::mt19937_64 random{std::random_device{}()};
    return fmt::format("{:08x}", static_cast<std::uint32_t>(random()));
}

bool is_request_id(std::string_view text) {
    return !text.empty() && text.size() <= 64 &&
           std::all_of(text.begin(), text.end(), [](char letter) {
               return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '-' ||
                      letter == '_';
           });
}

std::string_view last_in_list(std::string_view list) {
    auto last = list.substr(list.rfind(',') + 1);
    last.remove_prefix(std::min(last.find_first_not_of(' '), last.size()));
    return last;
}

}  // namespace

Connection::Connection(asio::ip::tcp::socket socket, ServerState& state)
    : socket_(std::move(socket)), state_(state) {
    error_code ignored;
    peer_ = socket_.remote_endpoint(ignored).address().to_string(ignored);
    socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
    enter(Step::Idle, state_.settings.idle_timeout);
}

void Connection::enter(Step step, Steady::duration limit) {
    step_ = step;
    deadline_ = Steady::now() + limit;
}

void Connection::check_deadline(Steady::time_point now) {
    if (step_ != Step::Handler && now > deadline_) {
        timed_out_ = true;
        error_code ignored;
        socket_.cancel(ignored);
    }
}

void Connection::on_server_stop() {
    if (step_ == Step::Idle) {
        deadline_ = std::min(deadline_, Steady::now() + kLastMoment);
    }
}

asio::awaitable<void> Connection::run() {
    try {
        co_await serve();
    } catch (const std::exception& error) {
        state_.log.error("connection failed", {{"error", error.what()}, {"address", peer_}});
    }
    error_code ignored;
    socket_.close(ignored);
}

asio::awaitable<void> Connection::serve() {
    while (co_await wait_for_request()) {
        const Next next = co_await serve_request();
        if (next == Next::CloseAfterRefusal) {
            co_await linger();
        }
        if (next != Next::KeepAlive) {
            error_code ignored;
            socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
            co_return;
        }
    }
}

asio::awaitable<bool> Connection::wait_for_request() {
    enter(Step::Idle,
          state_.stopping ? kLastMoment : Steady::duration(state_.settings.idle_timeout));
    if (buffer_.size() > 0) {
        co_return true;  // a pipelined request is here already
    }
    if (buffer_.capacity() > kKeepBuffer) {
        buffer_ = boost::beast::flat_buffer{};
    }
    const auto [error] = co_await socket_.async_wait(asio::ip::tcp::socket::wait_read, kNoThrow);
    co_return !error;
}

asio::awaitable<Connection::Next> Connection::serve_request() {
    Parser parser;
    Request request;
    if (const auto refused = co_await read_header(request, parser)) {
        co_return *refused;
    }
    const bool keep_alive = parser.get().keep_alive();
    std::optional<UploadParser> upload_parser;  // has the headers then
    std::optional<Next> refused;
    if (state_.dispatcher.takes_upload(request)) {
        upload_parser.emplace(std::move(parser));
        refused = co_await read_upload(request, *upload_parser);
    } else {
        refused = co_await read_body(request, parser);
    }
    if (refused) {
        co_return *refused;
    }
    // By value: a probe that outlives the connection looks at a socket that is not its own, which
    // does no harm.
    request.client_has_gone = [socket = socket_.native_handle()] {
        return platform::is_closed_by_peer(socket);
    };
    const auto began = Steady::now();
    enter(Step::Handler, Steady::duration::zero());
    auto work = state_.dispatcher.dispatch(request);
    auto response = co_await run_task(std::move(work));
    const int status = response.status;
    const bool sent = co_await send(request, std::move(response), keep_alive);
    log_access(request, status, bytes_sent_, began);
    co_return (sent && keep_alive && !state_.stopping) ? Next::KeepAlive : Next::Close;
}

asio::awaitable<Connection::Next> Connection::refuse(Request& request,
                                                     int status,
                                                     std::string detail,
                                                     std::string_view code) {
    auto response = plain_error(status, detail, code);
    co_return co_await refuse_with(request, std::move(response));
}

asio::awaitable<Connection::Next> Connection::refuse_size(Request& request, std::size_t limit) {
    auto detail = fmt::format("The body is larger than the {} bytes that this route takes", limit);
    co_return co_await refuse(request, 413, std::move(detail), "body_too_large");
}

asio::awaitable<Connection::Next> Connection::refuse_with(Request& request, Response response) {
    const auto began = Steady::now();
    if (request.id.empty()) {
        request.id = make_request_id();
    }
    const int status = response.status;
    state_.dispatcher.finish(request, response);
    timed_out_ = false;
    co_await send(request, std::move(response), false);
    log_access(request, status, bytes_sent_, began);
    co_return Next::CloseAfterRefusal;
}

asio::awaitable<std::optional<Connection::Next>> Connection::read_header(Request& request,
                                                                         Parser& parser) {
    parser.header_limit(static_cast<std::uint32_t>(state_.settings.header_limit));
    parser.body_limit(boost::none);  // read_body knows the route's limit
    enter(Step::Header, state_.settings.header_timeout);
    const auto [error, bytes] =
        co_await beast_http::async_read_header(socket_, buffer_, parser, kNoThrow);
    request.remote_address = peer_;
    if (error == beast_http::error::header_limit || error == beast_http::error::buffer_overflow) {
        co_return co_await refuse(
            request, 431, "The headers of the request are too large", "headers_too_large");
    }
    if (timed_out_) {
        co_return co_await refuse(
            request, 408, "The request did not arrive in time", "request_timeout");
    }
    if (error.category() == beast_http::make_error_code(beast_http::error::bad_method).category() &&
        error != beast_http::error::end_of_stream && error != beast_http::error::partial_message) {
        co_return co_await refuse(
            request, 400, "This is not a well-formed HTTP request", "bad_request");
    }
    if (error) {
        co_return Next::Close;  // the client has gone
    }
    const auto& message = parser.get();
    request.method = method_of(message.method());
    for (const auto& field : message) {
        const auto name = field.name_string();
        const auto value = field.value();
        request.headers.emplace_back(std::string_view(name.data(), name.size()),
                                     std::string_view(value.data(), value.size()));
    }
    const auto given_id = request.header("X-Request-ID");
    request.id = is_request_id(given_id) ? std::string(given_id) : make_request_id();
    request.remote_address = client_address(request);
    if (request.headers.size() > state_.settings.header_count_limit) {
        co_return co_await refuse(
            request, 431, "The request has too many headers", "headers_too_large");
    }
    // RFC 9112, section 3.2: exactly one Host in HTTP/1.1.
    const auto hosts = message.count(beast_http::field::host);
    const auto target = message.target();
    if (hosts > 1 || (hosts == 0 && message.version() >= 11) ||
        !parse_target(std::string_view(target.data(), target.size()), request)) {
        co_return co_await refuse(
            request, 400, "The address or the Host of the request is malformed", "bad_request");
    }
    co_return std::nullopt;
}

asio::awaitable<std::optional<Connection::Next>> Connection::read_body(Request& request,
                                                                       Parser& parser) {
    const std::size_t limit = state_.dispatcher.body_limit(request);
    const auto length = parser.content_length();
    if (length && *length > limit) {
        co_return co_await refuse_size(request, limit);
    }
    parser.body_limit(limit);
    enter(Step::Body, state_.settings.body_timeout);
    if (!parser.is_done()) {
        co_await invite_body(request);
        const auto [error, bytes] =
            co_await beast_http::async_read(socket_, buffer_, parser, kNoThrow);
        if (error == beast_http::error::body_limit) {
            co_return co_await refuse_size(request, limit);
        }
        if (timed_out_) {
            co_return co_await refuse(
                request, 408, "The request did not arrive in time", "request_timeout");
        }
        if (error) {
            co_return Next::Close;
        }
    }
    request.body = parser.get().body();
    co_return std::nullopt;
}

asio::awaitable<void> Connection::invite_body(const Request& request) {
    // RFC 9110, section 10.1.1: the client waits for a go-ahead before it sends the body.
    if (request.header("Expect") == "100-continue") {
        constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
        co_await asio::async_write(socket_, asio::buffer(kContinue), kNoThrow);
    }
}

asio::awaitable<bool> Connection::send(const Request& request, Response response, bool keep_alive) {
    enter(Step::Answer, state_.settings.idle_timeout);
    bytes_sent_ = 0;
    if (auto* stream = std::get_if<StreamBody>(&response.body)) {
        co_return co_await send_stream(request, response, *stream);
    }
    const auto body = response.body_text();
    const auto head = answer_head(response, body.size(), keep_alive && !state_.stopping);
    const bool with_body =
        request.method != Method::Head && response.status != 304 && response.status != 204;
    const std::array<asio::const_buffer, 2> buffers{
        asio::buffer(head), asio::buffer(body.data(), with_body ? body.size() : 0)};
    const auto [error, bytes] = co_await asio::async_write(socket_, buffers, kNoThrow);
    bytes_sent_ = bytes;
    co_return !error;
}

asio::awaitable<bool> Connection::send_stream(const Request& request,
                                              const Response& response,
                                              StreamBody& body) {
    const auto head = stream_head(response);
    const auto [error, bytes] = co_await asio::async_write(socket_, asio::buffer(head), kNoThrow);
    bytes_sent_ += bytes;
    if (error || request.method == Method::Head) {
        co_return false;
    }
    const bool events = response.header("Content-Type") == "text/event-stream";
    StreamPump pump(socket_.get_executor());
    pump.start(body);
    bool open = true;
    for (;;) {
        // The producer takes the time that it takes; only a client that does not read is cut off.
        enter(Step::Handler, Steady::duration::zero());
        const auto piece = co_await pump.next(state_.settings.heartbeat);
        if (pump.finished()) {
            break;
        }
        enter(Step::Answer, state_.settings.idle_timeout);
        // Events never end by themselves; a file does, and gets the time that a stop allows.
        open = open && !(events && state_.stopping);
        if (open && piece) {
            open = co_await write_chunk(*piece);
        } else if (open && events) {
            open = co_await write_chunk(": heartbeat\n\n");
        }
        if (piece) {
            pump.resume_producer(open);
        }
    }
    // Without its last chunk a client sees that an answer broke off (RFC 9112, section 8).
    open = open && !pump.failed();
    if (open) {
        const auto [end_error, end_bytes] =
            co_await asio::async_write(socket_, asio::buffer("0\r\n\r\n", 5), kNoThrow);
        open = !end_error;
    }
    co_return open;
}

asio::awaitable<bool> Connection::write_chunk(std::string_view piece) {
    if (piece.empty()) {
        co_return true;  // an empty chunk would end the answer
    }
    const auto size = fmt::format("{:x}\r\n", piece.size());
    const std::array<asio::const_buffer, 3> buffers{
        asio::buffer(size), asio::buffer(piece.data(), piece.size()), asio::buffer("\r\n", 2)};
    const auto [error, bytes] = co_await asio::async_write(socket_, buffers, kNoThrow);
    bytes_sent_ += bytes;
    co_return !error;
}

asio::awaitable<void> Connection::linger() {
    // Closing with unread bytes would reset the connection, and the client would lose the refusal
    // (RFC 9112, 9.6).
    error_code ignored;
    socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    timed_out_ = false;
    enter(Step::Answer, kLingerTime);
    std::array<char, 16384> discard{};
    std::size_t total = 0;
    while (total < kLingerBytes) {
        const auto [error, bytes] =
            co_await socket_.async_read_some(asio::buffer(discard), kNoThrow);
        if (error) {
            co_return;
        }
        total += bytes;
    }
}

std::string Connection::client_address(const Request& request) const {
    const auto& trusted = state_.settings.trusted_proxies;
    if (std::find(trusted.begin(), trusted.end(), peer_) == trusted.end()) {
        return peer_;
    }
    const auto forwarded = last_in_list(request.header("X-Forwarded-For"));
    return forwarded.empty() || forwarded.size() > 45
               ? peer_
               : std::string(forwarded);  // 45: the longest IPv6 text
}

void Connection::log_access(const Request& request,
                            int status,
                            std::size_t bytes,
                            Steady::time_point began) const {
    state_.requests.fetch_add(1, std::memory_order_relaxed);
    if (!state_.log.enabled(logging::Level::Info)) {
        return;
    }
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - began);
    // Without the query: searches hold names of people.
    state_.log.info("request",
                    {{"method", method_name(request.method)},
                     {"path", request.path},
                     {"status", status},
                     {"bytes", bytes},
                     {"us", took.count()},
                     {"address", request.remote_address},
                     {"request", request.id}});
}

}  // namespace roa2web::http
