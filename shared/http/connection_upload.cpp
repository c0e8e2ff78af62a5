// A body that goes to disk while it arrives: no more of it is in memory than one piece.
#include <algorithm>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <boost/asio/async_result.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/read.hpp>
#include <fmt/format.h>

#include "http/connection.hpp"
#include "http/upload.hpp"

namespace roa2web::http {

namespace {

namespace asio = boost::asio;
namespace beast_http = boost::beast::http;

constexpr std::size_t kUploadPieceBytes = std::size_t{128} * 1024;

/// One of the uploads that may arrive at the same time.
class UploadSlot {
  public:
    UploadSlot(std::atomic<std::size_t>& uploads, std::size_t limit)
        : uploads_(uploads), taken_(uploads.fetch_add(1) < limit) {}

    ~UploadSlot() { uploads_.fetch_sub(1); }

    UploadSlot(const UploadSlot&) = delete;
    UploadSlot& operator=(const UploadSlot&) = delete;
    UploadSlot(UploadSlot&&) = delete;
    UploadSlot& operator=(UploadSlot&&) = delete;

    [[nodiscard]] bool taken() const { return taken_; }

  private:
    std::atomic<std::size_t>& uploads_;
    bool taken_;
};

/// Files are removed on the pool, not on an io thread; here only when the pool has ended.
std::shared_ptr<UploadReceiver> make_receiver(const ServerState& state,
                                              std::string_view content_type,
                                              core::BlockingPool& pool) {
    auto receiver = std::make_unique<UploadReceiver>(state.settings.upload_folder, content_type);
    // Shared between the connection and the request that shows its form.
    return {receiver.release(), [&pool](UploadReceiver* ended) {
                try {
                    pool.post([ended] { delete ended; });  // NOLINT(*-owning-memory): the deleter
                } catch (const std::exception&) {
                    delete ended;  // NOLINT(*-owning-memory)
                }
            }};
}

FailedRequest upload_refusal(const std::exception_ptr& failure) {
    try {
        std::rethrow_exception(failure);
    } catch (const UploadRefused& refused) {
        return {plain_error(refused.status(), refused.what(), refused.code()), {}, true};
    } catch (...) {
        return exception_response(std::current_exception());
    }
}

}  // namespace

asio::awaitable<std::exception_ptr> Connection::run_on_disk(std::function<void()> work) {
    co_return co_await asio::async_initiate<decltype(asio::use_awaitable),
                                            void(std::exception_ptr, std::exception_ptr)>(
        [this, &work](auto handler) {
            auto shared = std::make_shared<decltype(handler)>(
                std::move(handler));  // std::function wants copies
            const auto executor = socket_.get_executor();
            const auto answer = [shared, executor](const std::exception_ptr& failure) {
                asio::post(executor, [shared, failure] { (*shared)(nullptr, failure); });
            };
            try {
                state_.disk.post([answer, work = std::move(work)] {
                    std::exception_ptr failure;
                    try {
                        work();
                    } catch (...) {
                        failure = std::current_exception();
                    }
                    answer(failure);
                });
            } catch (...) {
                answer(std::current_exception());  // the queue is full
            }
        },
        asio::use_awaitable);
}

asio::awaitable<std::optional<Connection::Next>> Connection::read_upload(Request& request,
                                                                         UploadParser& parser) {
    // Who may not upload does not fill the disk.
    enter(Step::Handler, Steady::duration::zero());
    auto question = state_.dispatcher.refuse_early(request);
    auto refused = co_await run_task(std::move(question));
    if (refused) {
        co_return co_await refuse_with(request, std::move(*refused));
    }
    const UploadSlot slot(state_.uploads, state_.settings.max_uploads);
    if (!slot.taken()) {
        auto busy = plain_error(503, "Many files arrive now; try again in a moment", "unavailable");
        busy.set_header("Retry-After", "2");  // seconds
        co_return co_await refuse_with(request, std::move(busy));
    }
    std::shared_ptr<UploadReceiver> receiver;
    std::exception_ptr failure;
    try {
        receiver = make_receiver(state_, request.header("Content-Type"), state_.disk);
    } catch (...) {
        failure = std::current_exception();
    }
    if (failure) {
        co_return co_await refuse_upload(request, failure);
    }
    auto next = co_await receive(request, parser, *receiver);
    if (!next) {
        request.upload = std::shared_ptr<const UploadedForm>(receiver, &receiver->form());
    }
    co_return next;
}

asio::awaitable<std::optional<Connection::Next>> Connection::receive(Request& request,
                                                                     UploadParser& parser,
                                                                     UploadReceiver& receiver) {
    const std::size_t limit = state_.dispatcher.body_limit(request);
    if (const auto length = parser.content_length(); length && *length > limit) {
        co_return co_await refuse_size(request, limit);
    }
    parser.body_limit(limit);
    if (!parser.is_done()) {
        co_await invite_body(request);
    }
    const auto until = Steady::now() + state_.settings.upload_timeout;
    std::string piece(kUploadPieceBytes, '\0');
    while (!parser.is_done()) {
        parser.get().body().data = piece.data();
        parser.get().body().size = piece.size();
        const Steady::duration left = until - Steady::now();
        enter(Step::Body, std::min(left, Steady::duration(state_.settings.body_timeout)));
        const auto [error, bytes] =
            co_await beast_http::async_read(socket_, buffer_, parser, kNoThrow);
        if (error == beast_http::error::body_limit) {
            co_return co_await refuse_size(request, limit);
        }
        if (timed_out_) {
            co_return co_await refuse(
                request, 408, "The request did not arrive in time", "request_timeout");
        }
        if (error && error != beast_http::error::need_buffer) {
            co_return Next::Close;  // cut off: what has come is removed
        }
        const std::string_view received(piece.data(), piece.size() - parser.get().body().size);
        enter(Step::Handler, Steady::duration::zero());
        std::function<void()> work = [&receiver, received] { receiver.write(received); };
        const auto failure = co_await run_on_disk(std::move(work));
        if (failure) {
            co_return co_await refuse_upload(request, failure);
        }
    }
    std::function<void()> work = [&receiver] { receiver.finish(); };
    const auto failure = co_await run_on_disk(std::move(work));
    if (failure) {
        co_return co_await refuse_upload(request, failure);
    }
    co_return std::nullopt;
}

asio::awaitable<Connection::Next> Connection::refuse_upload(Request& request,
                                                            std::exception_ptr failure) {
    auto [response, what, refused] = upload_refusal(failure);
    if (!what.empty()) {
        state_.log.write(refused ? logging::Level::Warn : logging::Level::Error,
                         "upload failed",
                         {{"error", what}, {"status", response.status}, {"request", request.id}});
    }
    co_return co_await refuse_with(request, std::move(response));
}

}  // namespace roa2web::http
