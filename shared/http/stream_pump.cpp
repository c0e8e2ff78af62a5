#include "http/stream_pump.hpp"

#include <coroutine>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "core/task.hpp"
#include "logging/logger.hpp"

namespace roa2web::http {

namespace asio = boost::asio;

/// Touched on the connection's io thread only.
struct StreamPump::State {
    explicit State(asio::any_io_executor on) : executor(std::move(on)), signal(executor) {}

    asio::any_io_executor executor;
    asio::steady_timer signal;  // cancelled when something happened
    std::optional<std::string> piece;
    std::coroutine_handle<> producer;
    bool open{true};
    bool finished{false};
    bool failed{false};
};

namespace {

class PumpWriter final : public StreamWriter {
  public:
    explicit PumpWriter(std::shared_ptr<StreamPump::State> state) : state_(std::move(state)) {}

    core::Task<bool> write(std::string piece) override {
        HandOver hand_over(*state_,
                           std::move(piece));  // named: gcc 12 destroys a temporary here twice
        co_await hand_over;
        co_return state_->open;
    }

  private:
    class HandOver {
      public:
        HandOver(StreamPump::State& state, std::string piece)
            : state_(state), piece_(std::move(piece)) {}

        [[nodiscard]] bool await_ready() const noexcept { return false; }

        void await_suspend(std::coroutine_handle<> awaiting) {
            asio::post(state_.executor,
                       [&to = state_, text = std::move(piece_), awaiting]() mutable {
                           to.piece = std::move(text);
                           to.producer = awaiting;
                           to.signal.cancel();
                       });
        }

        void await_resume() const noexcept {}

      private:
        StreamPump::State& state_;
        std::string piece_;
    };

    std::shared_ptr<StreamPump::State> state_;
};

}  // namespace

StreamPump::StreamPump(asio::any_io_executor executor)
    : state_(std::make_shared<State>(std::move(executor))) {}

StreamPump::~StreamPump() = default;

void StreamPump::start(StreamBody& body) {
    auto writer =
        std::make_shared<PumpWriter>(state_);  // must outlive the task, whichever thread ends it
    const auto end = [state = state_, writer](bool failed) {
        asio::post(state->executor, [state, failed] {
            state->finished = true;
            state->failed = failed;
            state->signal.cancel();
        });
    };
    const auto end_well = [end] { end(false); };
    core::start(body(*writer), end_well, [end](const std::exception_ptr& failure) {
        try {
            std::rethrow_exception(failure);
        } catch (const std::exception& error) {
            logging::Logger("HTTP").error("a streamed answer broke off", {{"error", error.what()}});
        }
        end(true);
    });
}

asio::awaitable<std::optional<std::string>> StreamPump::next(std::chrono::seconds patience) {
    if (!state_->piece && !state_->finished) {
        state_->signal.expires_after(patience);
        co_await state_->signal.async_wait(asio::as_tuple(asio::use_awaitable));
    }
    co_return std::exchange(state_->piece, std::nullopt);
}

bool StreamPump::finished() const {
    return state_->finished;
}

bool StreamPump::failed() const {
    return state_->failed;
}

void StreamPump::resume_producer(bool open) {
    state_->open = open;
    std::exchange(state_->producer, {}).resume();
}

}  // namespace roa2web::http
