// Task<T>: the coroutine type of handlers and services.
//
// A task starts when it is awaited, runs where its awaiter runs, and goes on, after `co_await
// pool.schedule()`, on that pool's thread. It knows nothing of sockets or executors: that keeps
// Boost.Asio (5 s of compile time) out of every file but the server's. The standard library has no
// such type before C++26 and Debian packages none, hence these lines; see
// docs/decisions/0003-coroutines.md.
#pragma once

#include <coroutine>
#include <exception>
#include <optional>
#include <semaphore>
#include <type_traits>
#include <utility>
#include <variant>

namespace roa2web::core {

template <class T>
class Task;

namespace detail {

struct FinalAwaiter {
    [[nodiscard]] bool await_ready() const noexcept { return false; }

    template <class Promise>
    [[nodiscard]] std::coroutine_handle<> await_suspend(
        std::coroutine_handle<Promise> finished) const noexcept {
        return finished.promise().continuation;
    }

    void await_resume() const noexcept {}
};

struct PromiseBase {
    std::coroutine_handle<> continuation{std::noop_coroutine()};
    std::exception_ptr failure;

    [[nodiscard]] std::suspend_always initial_suspend() const noexcept { return {}; }

    [[nodiscard]] FinalAwaiter final_suspend() const noexcept { return {}; }

    void unhandled_exception() noexcept { failure = std::current_exception(); }
};

template <class T>
struct Promise : PromiseBase {
    std::optional<T> value;

    Task<T> get_return_object();

    template <class U>
    void return_value(U&& result) {
        value.emplace(std::forward<U>(result));
    }

    T take() {
        if (failure) {
            std::rethrow_exception(failure);
        }
        return std::move(*value);
    }
};

template <>
struct Promise<void> : PromiseBase {
    Task<void> get_return_object();

    void return_void() const noexcept {}

    void take() const {
        if (failure) {
            std::rethrow_exception(failure);
        }
    }
};

}  // namespace detail

template <class T = void>
class [[nodiscard]] Task {
  public:
    using promise_type = detail::Promise<T>;

    explicit Task(std::coroutine_handle<promise_type> handle) : handle_(handle) {}

    Task(Task&& other) noexcept : handle_(std::exchange(other.handle_, {})) {}

    Task& operator=(Task&& other) noexcept {
        std::swap(handle_, other.handle_);
        return *this;
    }

    Task(const Task&) = delete;
    Task& operator=(const Task&) = delete;

    ~Task() {
        if (handle_) {
            handle_.destroy();
        }
    }

    auto operator co_await() && noexcept {
        struct Awaiter {
            std::coroutine_handle<promise_type> handle;

            [[nodiscard]] bool await_ready() const noexcept { return false; }

            [[nodiscard]] std::coroutine_handle<> await_suspend(
                std::coroutine_handle<> awaiting) const noexcept {
                handle.promise().continuation = awaiting;
                return handle;
            }

            [[nodiscard]] T await_resume() const { return handle.promise().take(); }
        };

        return Awaiter{handle_};
    }

  private:
    std::coroutine_handle<promise_type> handle_;
};

namespace detail {

template <class T>
Task<T> Promise<T>::get_return_object() {
    return Task<T>(std::coroutine_handle<Promise<T>>::from_promise(*this));
}

inline Task<void> Promise<void>::get_return_object() {
    return Task<void>(std::coroutine_handle<Promise<void>>::from_promise(*this));
}

/// A coroutine that owns itself: starts at once and frees its frame when it ends.
struct Detached {
    struct promise_type {
        [[nodiscard]] Detached get_return_object() const noexcept { return {}; }

        [[nodiscard]] std::suspend_never initial_suspend() const noexcept { return {}; }

        [[nodiscard]] std::suspend_never final_suspend() const noexcept { return {}; }

        void return_void() const noexcept {}

        void unhandled_exception() const noexcept { std::terminate(); }
    };
};

}  // namespace detail

/// Starts a task and calls `on_done(result)` or `on_failure(exception_ptr)` when it ends, on the
/// thread where it ends.
template <class T, class OnDone, class OnFailure>
detail::Detached start(Task<T> task, OnDone on_done, OnFailure on_failure) {
    std::exception_ptr failure;
    try {
        if constexpr (std::is_void_v<T>) {
            co_await std::move(task);
            on_done();
        } else {
            on_done(co_await std::move(task));
        }
        co_return;
    } catch (...) {
        failure = std::current_exception();
    }
    on_failure(failure);
}

/// Runs a task to its end and gives its result: for tests and command-line tools, never on an io
/// thread.
template <class T>
T sync_wait(Task<T> task) {
    std::binary_semaphore done{0};
    std::exception_ptr failure;
    std::conditional_t<std::is_void_v<T>, std::monostate, std::optional<T>> result{};
    if constexpr (std::is_void_v<T>) {
        start(
            std::move(task),
            [&done] { done.release(); },
            [&](std::exception_ptr error) {
                failure = std::move(error);
                done.release();
            });
    } else {
        start(
            std::move(task),
            [&](T value) {
                result.emplace(std::move(value));
                done.release();
            },
            [&](std::exception_ptr error) {
                failure = std::move(error);
                done.release();
            });
    }
    done.acquire();
    if (failure) {
        std::rethrow_exception(failure);
    }
    if constexpr (!std::is_void_v<T>) {
        return std::move(*result);
    }
}

}  // namespace roa2web::core
