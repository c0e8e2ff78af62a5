#pragma once

#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <set>

#include "core/blocking_pool.hpp"
#include "core/date.hpp"
#include "core/ids.hpp"
#include "core/task.hpp"
#include "database/erp_gateway.hpp"
#include "logging/logger.hpp"

#include "db/receipts_store.hpp"
#include "schemas/erp_names_schemas.hpp"

namespace roa2web::data_entry {

/// Partners, accounts and cash registers to choose from: a copy of the ERP's, so that typing does
/// not wait for the ERP and goes on without it. The copy is brought up to date in the background,
/// when somebody asks for it or searches in one that is older than an hour.
///
/// Everything throws core::UnavailableError while the store is not open, and core::DatabaseError.
class ErpNamesService {
  public:
    /// What it refers to must live longer.
    ErpNamesService(const ReceiptsStore& store,
                    core::BlockingPool& pool,
                    const core::Clock& clock,
                    database::ErpGateway& erp,
                    core::BlockingPool& erp_pool)
        : store_(store), pool_(pool), clock_(clock), erp_(erp), erp_pool_(erp_pool) {}

    /// Waits for copies under way, which end early.
    ~ErpNamesService();
    ErpNamesService(const ErpNamesService&) = delete;
    ErpNamesService& operator=(const ErpNamesService&) = delete;
    ErpNamesService(ErpNamesService&&) = delete;
    ErpNamesService& operator=(ErpNamesService&&) = delete;

    core::Task<ErpNameList> list(core::CompanyId company, ErpNameKind kind, ErpNameQuery query);

    /// Starts to copy, unless it is under way. Throws core::UnavailableError when too much waits.
    core::Task<SyncAnswer> sync(core::CompanyId company);

  private:
    bool start(core::CompanyId company);
    void start_when_old(core::CompanyId company, const std::optional<core::Timestamp>& as_of);
    void copy(core::CompanyId company);
    void run(core::CompanyId company) noexcept;

    const ReceiptsStore& store_;
    core::BlockingPool& pool_;
    const core::Clock& clock_;
    database::ErpGateway& erp_;
    core::BlockingPool& erp_pool_;
    std::atomic<bool> stops_{false};
    std::mutex mutex_;
    std::condition_variable ended_;
    std::set<std::int64_t> running_;                        // companies
    std::map<std::int64_t, core::Timestamp> last_attempt_;  // by company
    logging::Logger log_{"DATA-ENTRY"};
};

}  // namespace roa2web::data_entry
