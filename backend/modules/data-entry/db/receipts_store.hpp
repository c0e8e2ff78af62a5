#pragma once

#include <atomic>
#include <filesystem>
#include <memory>

#include "database/local_store.hpp"

namespace roa2web::data_entry {

/// The module's store (receipts.db), which may open late: start-up goes on without it, and tries
/// again. Requests ask for it from other threads.
class ReceiptsStore {
  public:
    explicit ReceiptsStore(std::filesystem::path file) : file_(std::move(file)) {}

    /// Opens or creates it and applies the migrations that it lacks. Throws core::DatabaseError.
    void open();

    /// Later requests are refused; those under way go on. The file is closed by the destructor.
    void refuse() noexcept { open_store_ = nullptr; }

    /// Throws core::UnavailableError while it is not open.
    [[nodiscard]] database::LocalStore& get() const;

  private:
    std::filesystem::path file_;
    std::unique_ptr<database::LocalStore> store_;
    std::atomic<database::LocalStore*> open_store_{nullptr};
};

}  // namespace roa2web::data_entry
