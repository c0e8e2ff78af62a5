#include "core/blocking_pool.hpp"

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>

#include "core/exceptions.hpp"

namespace roa2web::core {

struct BlockingPool::Impl {
    Impl(std::string pool_name, std::size_t thread_count, std::size_t queue_limit)
        : name(std::move(pool_name)), limit(thread_count + queue_limit), threads(thread_count) {}

    std::string name;
    std::size_t limit;
    std::atomic<std::size_t> load{0};
    std::atomic<bool> stopped{false};
    boost::asio::thread_pool threads;
};

BlockingPool::BlockingPool(std::string name, std::size_t threads, std::size_t queue_limit)
    : impl_(std::make_unique<Impl>(std::move(name), threads, queue_limit)) {}

BlockingPool::~BlockingPool() {
    stop();
}

void BlockingPool::post(std::function<void()> work) {
    if (impl_->stopped.load()) {
        throw UnavailableError("The server is stopping; try again in a moment");
    }
    if (impl_->load.fetch_add(1) >= impl_->limit) {
        impl_->load.fetch_sub(1);
        throw UnavailableError(
            "Too many requests wait for '" + impl_->name + "'; try again in a moment",
            std::chrono::seconds{1});
    }
    boost::asio::post(impl_->threads, [this, work = std::move(work)] {
        work();
        impl_->load.fetch_sub(1);
    });
}

std::size_t BlockingPool::load() const {
    return impl_->load.load();
}

void BlockingPool::stop() {
    if (!impl_->stopped.exchange(true)) {
        impl_->threads.join();
    }
}

}  // namespace roa2web::core
