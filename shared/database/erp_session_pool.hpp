// A bounded pool of sessions, each bound to one schema.
//
// A caller gets, in this order: an idle session of its own schema; a new one, while fewer than
// `limit` are open; a new one in the place of the idle session that has been idle longest; or it
// waits. Who waits longest is served first, whatever the schema, so that a busy company cannot
// starve the others. Sessions are opened outside the lock.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "database/erp_gateway.hpp"

namespace roa2web::database {

class ErpSessionPool {
  public:
    /// Opens a session bound to a schema. Throws when it cannot.
    using Open = std::function<std::unique_ptr<Session>(const std::string& schema)>;
    /// What stands for the state of a schema's storage. An idle session that was opened under
    /// another stamp is closed instead of being used again. Throws when the storage is away.
    using Stamp = std::function<std::string(const std::string& schema)>;

    ErpSessionPool(std::size_t limit,
                   std::chrono::milliseconds acquire_timeout,
                   Open open,
                   Stamp stamp);
    ~ErpSessionPool();
    ErpSessionPool(const ErpSessionPool&) = delete;
    ErpSessionPool& operator=(const ErpSessionPool&) = delete;
    ErpSessionPool(ErpSessionPool&&) = delete;
    ErpSessionPool& operator=(ErpSessionPool&&) = delete;

    /// Throws core::UnavailableError after the time-out, and whatever `open` and `stamp` throw.
    [[nodiscard]] ErpLease acquire(const std::string& schema);

    [[nodiscard]] ErpPoolStats stats() const;

  private:
    struct State;
    // Shared with the leases: one that outlives the pool still has somewhere to go.
    std::shared_ptr<State> state_;
};

}  // namespace roa2web::database
