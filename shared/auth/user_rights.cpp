#include "auth/user_rights.hpp"

#include <mutex>
#include <string>
#include <utility>

#include "core/exceptions.hpp"

namespace roa2web::auth {

namespace {

constexpr std::chrono::seconds kErpPause{5};

[[noreturn]] void throw_erp_away() {
    throw core::UnavailableError("The accounting system does not answer now; try again in a moment",
                                 kErpPause);
}

}  // namespace

core::Task<RightsPtr> UserRights::current(core::UserId user) {
    if (auto rights = known(user)) {
        co_return rights;
    }
    co_await pool_.schedule();
    // Asked again: while this request waited for a thread, another one may have brought the answer.
    if (auto rights = known(user)) {
        co_return rights;
    }
    co_return load(user);
}

void UserRights::forget(core::UserId user) {
    const std::lock_guard lock(mutex_);
    entries_.erase(user.value);
}

/// What may be used without asking the ERP; null when it must be asked. Throws while it is known to
/// be away.
RightsPtr UserRights::known(core::UserId user) const {
    const auto now = clock_.now();
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(user.value);
    const bool present = found != entries_.end();
    const auto age = present ? now - found->second.loaded_at : std::chrono::seconds::max();
    if (present && age < settings_.fresh_for) {
        return found->second.rights;
    }
    if (now >= ask_again_at_) {
        return nullptr;
    }
    if (present && age < settings_.usable_for) {
        return found->second.rights;
    }
    throw_erp_away();
}

RightsPtr UserRights::load(core::UserId user) {
    const auto asked_at = clock_.now();
    try {
        auto rights = std::make_shared<Rights>();
        if (auto found = erp_.find_user(user)) {
            rights->user = std::move(*found);
            rights->companies = erp_.companies_of(user);
        }
        keep(user, rights, asked_at);
        return rights;
    } catch (const core::UnavailableError&) {
        // below
    } catch (const core::DatabaseError&) {
        // below
    }
    {
        const std::lock_guard lock(mutex_);
        ask_again_at_ = clock_.now() + kErpPause;
    }
    return known(user);
}

void UserRights::keep(core::UserId user, RightsPtr rights, core::Timestamp loaded_at) {
    const std::lock_guard lock(mutex_);
    if (entries_.size() >= settings_.limit && !entries_.contains(user.value)) {
        entries_.erase(entries_.begin());  // any: the ERP knows them all
    }
    entries_[user.value] = Entry{std::move(rights), loaded_at};
    ask_again_at_ = {};
}

}  // namespace roa2web::auth
