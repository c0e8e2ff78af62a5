#pragma once

#include <filesystem>
#include <memory>
#include <string_view>

#include "core/blocking_pool.hpp"
#include "core/date.hpp"
#include "database/erp_gateway.hpp"
#include "database/local_store.hpp"
#include "http/router.hpp"
#include "lifecycle/component.hpp"

namespace roa2web::data_entry {

struct DataEntrySettings {
    bool enabled{true};
    database::StoreAddress store;  // DATA_DIR/receipts/receipts.db, or a schema of PostgreSQL
    bool four_eyes{true};          // who approves a receipt is not who created it
    std::filesystem::path temporary_folder{};   // of files that are sent: DATA_DIR/tmp
    std::filesystem::path attachment_folder{};  // DATA_DIR/receipts/attachments
    std::filesystem::path thumbnail_folder{};   // DATA_DIR/cache/thumbnails
};

/// The data-entry module: its store as a component of the process, and its routes.
class DataEntryModule final : public lifecycle::Component {
  public:
    /// What it refers to must live longer. Opens nothing yet.
    /// @param erp_pool where the ERP is asked.
    /// @param store_pool where queries of the store run.
    DataEntryModule(DataEntrySettings settings,
                    database::ErpGateway& erp,
                    core::BlockingPool& erp_pool,
                    core::BlockingPool& store_pool,
                    const core::Clock& clock);
    ~DataEntryModule() override;
    DataEntryModule(const DataEntryModule&) = delete;
    DataEntryModule& operator=(const DataEntryModule&) = delete;
    DataEntryModule(DataEntryModule&&) = delete;
    DataEntryModule& operator=(DataEntryModule&&) = delete;

    // lifecycle::Component
    [[nodiscard]] std::string_view name() const override { return "receipts_db"; }

    /// Opens the store and brings it up to date. Until then the routes throw
    /// core::UnavailableError. Throws core::DatabaseError.
    void start() override;
    void stop() noexcept override;
    [[nodiscard]] lifecycle::Health health() override;

    /// To be included under /api/data-entry. The module must live longer than the router.
    [[nodiscard]] http::Router create_data_entry_router();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace roa2web::data_entry
