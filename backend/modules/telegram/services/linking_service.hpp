#pragma once

#include <chrono>

#include "core/blocking_pool.hpp"
#include "core/date.hpp"
#include "core/ids.hpp"
#include "core/result.hpp"
#include "core/task.hpp"

#include "bot/telegram_bot.hpp"
#include "db/link_store.hpp"
#include "schemas/telegram_schemas.hpp"

namespace roa2web::telegram {

/// Joins Telegram chats to users. All functions go on in `pool`; they throw core::UnavailableError
/// while the store is not open, and core::DatabaseError.
class LinkingService {
  public:
    LinkingService(LinkStore& links,
                   const TelegramBot& bot,
                   core::BlockingPool& pool,
                   const core::Clock& clock,
                   std::chrono::seconds code_lifetime)
        : links_(links), bot_(bot), pool_(pool), clock_(clock), code_lifetime_(code_lifetime) {}

    /// A new code for one chat; an earlier one of the user that was not used ends.
    core::Task<TelegramLinkCode> issue_code(core::UserId user);

    /// The user's chats, last linked first.
    core::Task<TelegramLinkList> list_links(core::UserId user);

    /// Errors: NotFound for a chat that is not the user's own.
    core::Task<core::Result<void>> unlink(core::UserId user, TelegramId chat);

  private:
    LinkStore& links_;
    const TelegramBot& bot_;
    core::BlockingPool& pool_;
    const core::Clock& clock_;
    std::chrono::seconds code_lifetime_;
};

}  // namespace roa2web::telegram
