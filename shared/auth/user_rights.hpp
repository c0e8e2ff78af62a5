// What the ERP says about users (active, role, companies), asked at most every half minute for each
// of them. While the ERP is away, what it said last goes on for a bounded time; it is then asked
// again every few seconds only, so that requests do not queue up behind its time-outs.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

#include "core/blocking_pool.hpp"
#include "core/date.hpp"
#include "core/ids.hpp"
#include "core/task.hpp"
#include "database/erp_gateway.hpp"

namespace roa2web::auth {

struct Rights {
    database::ErpUser user;  // `active` is false for a user that the ERP no longer has
    std::vector<database::ErpCompany> companies;
};

/// Never changed once made, hence shared between the cache and the requests that read it.
using RightsPtr = std::shared_ptr<const Rights>;

struct UserRightsSettings {
    std::chrono::seconds fresh_for{30};
    std::chrono::seconds usable_for{600};
    std::size_t limit{10'000};
};

/// Safe from every thread.
class UserRights {
  public:
    UserRights(UserRightsSettings settings,
               database::ErpGateway& erp,
               core::BlockingPool& pool,
               const core::Clock& clock)
        : settings_(settings), erp_(erp), pool_(pool), clock_(clock) {}

    /// Throws core::UnavailableError when the ERP is away and nothing recent enough is known.
    core::Task<RightsPtr> current(core::UserId user);

    /// The next call asks the ERP.
    void forget(core::UserId user);

  private:
    struct Entry {
        RightsPtr rights;
        core::Timestamp loaded_at;
    };

    [[nodiscard]] RightsPtr known(core::UserId user) const;
    [[nodiscard]] RightsPtr load(core::UserId user);
    void keep(core::UserId user, RightsPtr rights, core::Timestamp loaded_at);

    UserRightsSettings settings_;
    database::ErpGateway& erp_;
    core::BlockingPool& pool_;
    const core::Clock& clock_;
    mutable std::mutex mutex_;
    std::unordered_map<std::int64_t, Entry> entries_;
    core::Timestamp ask_again_at_;  // after a failure; before it the ERP is left alone
};

}  // namespace roa2web::auth
