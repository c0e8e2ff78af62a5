#include "services/attachment_sweeper.hpp"

#include <chrono>
#include <exception>
#include <filesystem>
#include <string>
#include <vector>

#include "db/attachments.hpp"
#include "db/idempotency_keys.hpp"

namespace roa2web::data_entry {

namespace {

constexpr std::chrono::hours kBetweenSweeps{24};
/// A file without a row may be one whose row is being written.
constexpr std::chrono::hours kOrphanAge{1};
/// Phones keep photos that they could not send; after so long nobody sends one again.
constexpr std::chrono::hours kKeyAge{24 * 90};

}  // namespace

void AttachmentSweeper::start() {
    if (!thread_.joinable()) {
        thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
    }
}

void AttachmentSweeper::stop() noexcept {
    thread_.request_stop();
    if (thread_.joinable()) {
        thread_.join();
    }
}

void AttachmentSweeper::sweep() {
    auto& store = store_.get();
    const auto removed = files_.sweep(std::filesystem::file_time_type::clock::now() - kOrphanAge,
                                      [&store](const std::vector<std::string>& hashes) {
                                          return store.read([&hashes](database::Session& session) {
                                              return find_used_hashes(session, hashes);
                                          });
                                      });
    thumbnails_.trim();
    store.write(
        [this](database::Session& session) { forget_keys(session, clock_.now() - kKeyAge); });
    if (removed > 0) {
        log_.info("files of no attachment removed", {{"files", removed}});
    }
}

void AttachmentSweeper::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        try {
            sweep();
        } catch (const std::exception& error) {
            log_.warn("attachments not tidied up", {{"error", error.what()}});
        }
        std::unique_lock lock(mutex_);
        wake_.wait_for(lock, stop, kBetweenSweeps, [] { return false; });
    }
}

}  // namespace roa2web::data_entry
