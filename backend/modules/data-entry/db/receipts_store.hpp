#pragma once

#include <atomic>
#include <memory>
#include <utility>

#include "database/local_store.hpp"

namespace roa2web::data_entry {

/// The module's store (receipts.db, or PostgreSQL), which may open late: start-up goes on without
/// it, and tries again. Requests ask for it from other threads.
class ReceiptsStore {
  public:
    explicit ReceiptsStore(database::StoreAddress address) : address_(std::move(address)) {}

    /// Opens or creates it and applies the migrations that it lacks. Throws core::DatabaseError.
    void open();

    /// Later requests are refused; those under way go on. The file is closed by the destructor.
    void refuse() noexcept { open_store_ = nullptr; }

    /// Throws core::UnavailableError while it is not open.
    [[nodiscard]] database::LocalStore& get() const;

  private:
    database::StoreAddress address_;
    std::unique_ptr<database::LocalStore> store_;
    std::atomic<database::LocalStore*> open_store_{nullptr};
};

}  // namespace roa2web::data_entry
