// One client connection: reads requests with limits and deadlines, sends answers. For server.cpp
// alone.
//
// Deadlines: every connection states until when its present step may take, and its io thread looks
// at all of them twice a second (IoThread::tick). That costs nothing per request, where a timer for
// each read and write would. While a connection waits for its next request it holds no buffer:
// thousands of idle ones are cheap.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include "core/blocking_pool.hpp"
#include "core/task.hpp"
#include "http/server.hpp"
#include "http/upload.hpp"

namespace roa2web::http {

using Steady = std::chrono::steady_clock;

/// Waits for an operation and gives its error code instead of throwing it.
inline constexpr auto kNoThrow = boost::asio::as_tuple(boost::asio::use_awaitable);

constexpr std::size_t kDiskThreads = 2;  // that write what is uploaded
constexpr std::size_t kDiskQueue = 1024;

/// What all connections of a server share.
struct ServerState {
    const ServerSettings settings;
    const Dispatcher& dispatcher;
    std::atomic<bool> stopping{false};
    std::atomic<std::size_t> connections{0};
    std::atomic<std::uint64_t> requests{0};
    std::atomic<std::size_t> uploads{0};  // that arrive now
    logging::Logger log{"HTTP"};
    core::BlockingPool disk{"uploads", kDiskThreads, kDiskQueue};
};

class Connection {
  public:
    Connection(boost::asio::ip::tcp::socket socket, ServerState& state);

    /// Serves requests until the client or the server closes. Never throws.
    boost::asio::awaitable<void> run();

    /// Cancels what the connection waits for when its deadline is over. Called on its io thread.
    void check_deadline(Steady::time_point now);

    /// The server stops: an idle connection gets a last short moment in which a request that is
    /// already on its way can arrive. Called on its io thread.
    void on_server_stop();

  private:
    using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;
    using UploadParser = boost::beast::http::request_parser<boost::beast::http::buffer_body>;
    enum class Step : std::uint8_t { Idle, Header, Body, Handler, Answer };
    enum class Next : std::uint8_t { KeepAlive, Close, CloseAfterRefusal };

    boost::asio::awaitable<void> serve();
    boost::asio::awaitable<bool> wait_for_request();
    boost::asio::awaitable<Next> serve_request();
    boost::asio::awaitable<Next> refuse(Request& request,
                                        int status,
                                        std::string detail,
                                        std::string_view code);
    boost::asio::awaitable<Next> refuse_with(Request& request, Response response);
    boost::asio::awaitable<Next> refuse_size(Request& request, std::size_t limit);
    boost::asio::awaitable<std::optional<Next>> read_header(Request& request, Parser& parser);
    boost::asio::awaitable<std::optional<Next>> read_body(Request& request, Parser& parser);
    boost::asio::awaitable<void> invite_body(const Request& request);

    // connection_upload.cpp
    boost::asio::awaitable<std::optional<Next>> read_upload(Request& request, UploadParser& parser);
    boost::asio::awaitable<std::optional<Next>> receive(Request& request,
                                                        UploadParser& parser,
                                                        UploadReceiver& receiver);
    boost::asio::awaitable<Next> refuse_upload(Request& request, std::exception_ptr failure);
    /// Answers with what the work has thrown.
    boost::asio::awaitable<std::exception_ptr> run_on_disk(std::function<void()> work);

    /// The task may end on another thread; its result comes back to this connection's.
    template <class T>
    boost::asio::awaitable<T> run_task(core::Task<T> task);
    boost::asio::awaitable<bool> send(const Request& request, Response response, bool keep_alive);
    boost::asio::awaitable<bool> send_stream(const Request& request,
                                             const Response& response,
                                             StreamBody& body);
    boost::asio::awaitable<bool> write_chunk(std::string_view piece);
    boost::asio::awaitable<void> linger();
    void enter(Step step, Steady::duration limit);
    [[nodiscard]] std::string client_address(const Request& request) const;
    void log_access(const Request& request,
                    int status,
                    std::size_t bytes,
                    Steady::time_point began) const;

    boost::asio::ip::tcp::socket socket_;
    ServerState& state_;
    boost::beast::flat_buffer buffer_;
    std::string peer_;
    Step step_{Step::Idle};
    Steady::time_point deadline_;
    bool timed_out_{false};
    std::size_t bytes_sent_{0};
};

template <class T>
boost::asio::awaitable<T> Connection::run_task(core::Task<T> task) {
    namespace asio = boost::asio;
    co_return co_await asio::async_initiate<decltype(asio::use_awaitable),
                                            void(std::exception_ptr, T)>(
        [this, &task](auto handler) {
            auto shared = std::make_shared<decltype(handler)>(
                std::move(handler));  // std::function wants copies
            const auto executor = socket_.get_executor();
            core::start(
                std::move(task),
                [shared, executor](T result) {
                    asio::post(executor, [shared, result = std::move(result)]() mutable {
                        (*shared)(nullptr, std::move(result));
                    });
                },
                [shared, executor](std::exception_ptr failure) {
                    asio::post(executor, [shared, failure] { (*shared)(failure, T{}); });
                });
        },
        asio::use_awaitable);
}

}  // namespace roa2web::http
