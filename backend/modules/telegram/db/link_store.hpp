#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/date.hpp"
#include "core/ids.hpp"

#include "db/telegram_store.hpp"
#include "schemas/telegram_schemas.hpp"

namespace roa2web::telegram {

/// Link codes and linked chats. All functions block; they throw core::UnavailableError while the
/// store is not open, and core::DatabaseError.
class LinkStore {
  public:
    explicit LinkStore(const TelegramStore& store) : store_(store) {}

    /// Keeps the user's one good code; an earlier one ends. Forgets everybody's expired ones.
    void put_code(core::UserId user,
                  const std::string& code_hash,
                  core::Timestamp now,
                  core::Timestamp expires_at);

    /// Spends a code and links the chat to the user who asked for it; the chat's earlier link ends.
    /// Nothing for a code that is unknown, spent or expired. Of any number of callers with the same
    /// code, on any number of nodes, exactly one gets the user.
    [[nodiscard]] std::optional<core::UserId> redeem_code(const std::string& code_hash,
                                                          const TelegramLink& link);

    /// A user's chats, last linked first.
    [[nodiscard]] std::vector<TelegramLink> list(core::UserId user);

    /// False when the user has no such chat.
    [[nodiscard]] bool remove(core::UserId user, TelegramId chat);

  private:
    const TelegramStore& store_;
};

}  // namespace roa2web::telegram
