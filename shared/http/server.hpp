// The HTTP server: sockets, limits and time-outs, on Boost.Beast and Boost.Asio coroutines. Nothing
// outside server*.cpp and connection*.cpp includes them; see docs/decisions/0002-http-server.md for
// why Beast.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "http/dispatcher.hpp"

namespace roa2web::http {

struct ServerSettings {
    std::string host{"127.0.0.1"};
    std::uint16_t port{8000};  // 0: any free one, see Server::port()
    std::size_t io_threads{2};
    std::size_t max_connections{8192};
    std::size_t header_limit{std::size_t{16} * 1024};  // bytes of request line and headers together
    std::size_t header_count_limit{100};
    std::chrono::seconds header_timeout{
        10};  // from the first byte of a request to the end of its headers
    std::chrono::seconds body_timeout{60};     // for the whole body
    std::chrono::seconds upload_timeout{600};  // for a body with files
    std::chrono::seconds idle_timeout{
        60};  // between requests, and for a client that does not read its answer
    std::chrono::seconds heartbeat{15};  // of silent event streams
    std::size_t max_uploads{64};         // bodies with files that may arrive at the same time
    /// Where files go while they arrive; on the file system of what is kept of them.
    std::filesystem::path upload_folder;
    /// Reverse proxies whose X-Forwarded-For is believed.
    std::vector<std::string> trusted_proxies;
};

struct ServerStats {
    std::size_t connections{0};
    std::uint64_t requests_total{0};
};

class Server {
  public:
    /// The dispatcher must live longer than the server.
    Server(ServerSettings settings, const Dispatcher& dispatcher);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    Server(Server&&) = delete;
    Server& operator=(Server&&) = delete;

    /// Opens the port and starts the io threads. Throws core::ConfigurationError when the address
    /// cannot be used.
    void listen();

    /// The port that is listened on.
    [[nodiscard]] std::uint16_t port() const;

    /// Stops accepting, answers the requests that are under way, closes idle connections. Blocks
    /// until all are gone or the time is over. True when nothing was cut off.
    bool stop(std::chrono::milliseconds timeout);

    [[nodiscard]] ServerStats stats() const;

    /// Removes files of uploads that a process that crashed has left behind.
    void sweep_uploads() const noexcept;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace roa2web::http
