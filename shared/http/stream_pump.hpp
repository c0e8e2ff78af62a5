// Between the producer of a streamed answer, which may run on any thread, and the connection that
// sends it. One piece at a time is handed over: a producer is never ahead of its client.
#pragma once

#include <chrono>
#include <coroutine>
#include <memory>
#include <optional>
#include <string>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "http/response.hpp"

namespace roa2web::http {

class StreamPump {
  public:
    explicit StreamPump(boost::asio::any_io_executor executor);
    ~StreamPump();
    StreamPump(const StreamPump&) = delete;
    StreamPump& operator=(const StreamPump&) = delete;
    StreamPump(StreamPump&&) = delete;
    StreamPump& operator=(StreamPump&&) = delete;

    void start(StreamBody& body);

    /// The next piece, or nothing when the producer was silent for that long or has finished.
    boost::asio::awaitable<std::optional<std::string>> next(std::chrono::seconds patience);

    [[nodiscard]] bool finished() const;

    /// The producer ended by an exception: what was sent is not whole.
    [[nodiscard]] bool failed() const;

    /// Lets the producer go on after a piece; `open` is what its write() answers.
    void resume_producer(bool open);

    struct State;

  private:
    std::shared_ptr<State>
        state_;  // shared with the writer that the producer holds, which ends on its own thread
};

}  // namespace roa2web::http
