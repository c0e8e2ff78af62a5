#include "http/server.hpp"

#include <chrono>
#include <exception>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <unordered_set>
#include <utility>
#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>

#include "core/exceptions.hpp"
#include "http/connection.hpp"

namespace roa2web::http {

namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr std::chrono::milliseconds kTick{500};
constexpr std::chrono::milliseconds kStopTick{50};
constexpr std::chrono::milliseconds kAcceptPause{
    100};  // when the process is out of file descriptors

/// One thread with its own io_context: a connection lives on one thread, so it needs no locks.
class IoThread {
  public:
    explicit IoThread(ServerState& state) : state_(state) {}

    void start() {
        asio::co_spawn(context_, tick(), asio::detached);
        thread_ = std::jthread([this] { context_.run(); });
    }

    asio::io_context& context() { return context_; }

    /// Called on this thread.
    void adopt(asio::ip::tcp::socket socket) {
        auto connection = std::make_shared<Connection>(std::move(socket), state_);
        connections_.insert(connection.get());
        asio::co_spawn(context_, connection->run(), [this, connection](const std::exception_ptr&) {
            connections_.erase(connection.get());
            state_.connections.fetch_sub(1);
        });
    }

    void announce_stop() {
        asio::post(context_, [this] {
            for (auto* connection : connections_) {
                connection->on_server_stop();
            }
        });
    }

    void join() {
        context_.stop();
        if (thread_.joinable()) {
            thread_.join();
        }
    }

  private:
    asio::awaitable<void> tick() {
        asio::steady_timer timer(context_);
        for (;;) {
            timer.expires_after(state_.stopping ? kStopTick : kTick);
            co_await timer.async_wait(kNoThrow);
            const auto now = Steady::now();
            for (auto* connection : connections_) {
                connection->check_deadline(now);
            }
        }
    }

    ServerState& state_;
    std::unordered_set<Connection*>
        connections_;  // before the context, which still holds their coroutines when it ends
    asio::io_context context_{1};
    std::jthread thread_;
};

}  // namespace

struct Server::Impl {
    Impl(ServerSettings settings, const Dispatcher& dispatcher)
        : state{std::move(settings), dispatcher} {
        for (std::size_t index = 0; index < state.settings.io_threads; ++index) {
            threads.push_back(std::make_unique<IoThread>(state));
        }
        acceptor = std::make_unique<asio::ip::tcp::acceptor>(threads.front()->context());
    }

    void open() {
        error_code error;
        const auto address = asio::ip::make_address(state.settings.host, error);
        const asio::ip::tcp::endpoint endpoint(address, state.settings.port);
        if (!error) {
            acceptor->open(endpoint.protocol(), error);
        }
        if (!error) {
            acceptor->set_option(asio::ip::tcp::acceptor::reuse_address(true), error);
            acceptor->bind(endpoint, error);
        }
        if (!error) {
            acceptor->listen(asio::socket_base::max_listen_connections, error);
        }
        if (error) {
            throw core::ConfigurationError("cannot listen on " + state.settings.host + ":" +
                                           std::to_string(state.settings.port) +
                                           " (HOST, PORT): " + error.message());
        }
        bound_port = acceptor->local_endpoint().port();
    }

    asio::awaitable<void> accept() {
        std::size_t turn = 0;
        while (!state.stopping) {
            auto& thread = *threads[turn++ % threads.size()];
            auto [error, socket] = co_await acceptor->async_accept(thread.context(), kNoThrow);
            if (error == asio::error::operation_aborted) {
                break;
            }
            if (error) {
                state.log.warn("cannot accept connections now", {{"error", error.message()}});
                asio::steady_timer pause(threads.front()->context(), kAcceptPause);
                co_await pause.async_wait(kNoThrow);
                continue;
            }
            take(thread, std::move(socket));
        }
        take_backlog();
    }

    void take(IoThread& thread, asio::ip::tcp::socket socket) {
        if (state.connections.fetch_add(1) >= state.settings.max_connections) {
            refuse(std::move(socket));
            state.connections.fetch_sub(1);
            return;
        }
        asio::post(thread.context(), [&thread, socket = std::move(socket)]() mutable {
            thread.adopt(std::move(socket));
        });
    }

    /// Clients whose connection the kernel has accepted already must not be reset.
    void take_backlog() {
        error_code error;
        acceptor->non_blocking(true, error);
        std::size_t turn = 0;
        while (!error) {
            auto& thread = *threads[turn++ % threads.size()];
            asio::ip::tcp::socket socket(thread.context());
            acceptor->accept(socket, error);
            if (!error) {
                take(thread, std::move(socket));
            }
        }
        acceptor->close(error);
        accepting_ended.set_value();
    }

    static void refuse(asio::ip::tcp::socket socket) {
        constexpr std::string_view kFull =
            "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: "
            "0\r\nConnection: close\r\n\r\n";
        error_code ignored;
        socket.non_blocking(true, ignored);
        socket.write_some(asio::buffer(kFull), ignored);
    }

    bool drain(std::chrono::milliseconds timeout) {
        const auto until = Steady::now() + timeout;
        while (state.connections > 0 && Steady::now() < until) {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        return state.connections == 0;
    }

    const std::filesystem::file_time_type made_at{std::filesystem::file_time_type::clock::now()};
    ServerState state;
    std::vector<std::unique_ptr<IoThread>> threads;
    std::unique_ptr<asio::ip::tcp::acceptor> acceptor;
    std::promise<void> accepting_ended;
    std::uint16_t bound_port{0};
    bool listening{false};
};

Server::Server(ServerSettings settings, const Dispatcher& dispatcher)
    : impl_(std::make_unique<Impl>(std::move(settings), dispatcher)) {}

Server::~Server() {
    try {
        stop(std::chrono::milliseconds{0});
    } catch (const std::exception& error) {
        impl_->state.log.error("the server did not stop cleanly", {{"error", error.what()}});
    }
}

void Server::listen() {
    impl_->open();
    impl_->listening = true;
    asio::co_spawn(impl_->threads.front()->context(), impl_->accept(), asio::detached);
    for (auto& thread : impl_->threads) {
        thread->start();
    }
}

std::uint16_t Server::port() const {
    return impl_->bound_port;
}

bool Server::stop(std::chrono::milliseconds timeout) {
    if (!std::exchange(impl_->listening, false)) {
        return true;
    }
    impl_->state.stopping = true;
    asio::post(impl_->threads.front()->context(), [this] {
        error_code ignored;
        impl_->acceptor->cancel(ignored);
    });
    impl_->accepting_ended.get_future().wait();
    for (auto& thread : impl_->threads) {
        thread->announce_stop();
    }
    const bool all_answered = impl_->drain(timeout);
    for (auto& thread : impl_->threads) {
        thread->join();
    }
    impl_->state.disk.stop();  // while what its work comes back to is still there
    return all_answered;
}

void Server::sweep_uploads() const noexcept {
    http::sweep_uploads(impl_->state.settings.upload_folder, impl_->made_at);
}

ServerStats Server::stats() const {
    return {impl_->state.connections, impl_->state.requests};
}

}  // namespace roa2web::http
