#pragma once

#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

#include "core/date.hpp"
#include "logging/logger.hpp"

#include "db/receipts_store.hpp"
#include "services/attachment_files.hpp"
#include "services/thumbnail_cache.hpp"

namespace roa2web::data_entry {

/// Tidies up once after the start and then once a day, on a thread of its own: files of no
/// attachment, thumbnails above their measure, keys of requests that nobody sends again.
class AttachmentSweeper {
  public:
    /// What it refers to must live longer.
    AttachmentSweeper(const ReceiptsStore& store,
                      const core::Clock& clock,
                      AttachmentFiles& files,
                      ThumbnailCache& thumbnails)
        : store_(store), clock_(clock), files_(files), thumbnails_(thumbnails) {}

    /// The store must be open. Called again it does nothing.
    void start();

    /// Waits for what it does now.
    void stop() noexcept;

    /// One time; blocks. Throws core::DatabaseError, core::UnavailableError.
    void sweep();

  private:
    void run(const std::stop_token& stop);

    const ReceiptsStore& store_;
    const core::Clock& clock_;
    AttachmentFiles& files_;
    ThumbnailCache& thumbnails_;
    logging::Logger log_{"DATA-ENTRY"};
    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::jthread thread_;  // last: it uses all of the above
};

}  // namespace roa2web::data_entry
