#include "db/link_store.hpp"

#include <string_view>

#include <boost/describe.hpp>

namespace roa2web::telegram {

namespace {

constexpr std::string_view kEndCodes =
    "DELETE FROM telegram_link_codes WHERE user_id = :user_id OR expires_at <= :now";

constexpr std::string_view kInsertCode =
    "INSERT INTO telegram_link_codes (user_id, code_hash, expires_at) "
    "VALUES (:user_id, :code_hash, :expires_at)";

constexpr std::string_view kFindCode =
    "SELECT user_id FROM telegram_link_codes WHERE code_hash = :code_hash AND expires_at > :now";

constexpr std::string_view kSpendCode =
    "DELETE FROM telegram_link_codes WHERE code_hash = :code_hash";

constexpr std::string_view kEndLink = "DELETE FROM telegram_links WHERE telegram_id = :telegram_id";

constexpr std::string_view kInsertLink =
    "INSERT INTO telegram_links (telegram_id, user_id, name, linked_at) "
    "VALUES (:telegram_id, :user_id, :name, :linked_at)";

constexpr std::string_view kListLinks =
    "SELECT telegram_id, name, linked_at FROM telegram_links WHERE user_id = :user_id "
    "ORDER BY linked_at DESC, telegram_id";

constexpr std::string_view kRemoveOwnLink =
    "DELETE FROM telegram_links WHERE telegram_id = :telegram_id AND user_id = :user_id";

struct OwnerRow {
    core::UserId user_id;
};
BOOST_DESCRIBE_STRUCT(OwnerRow, (), (user_id))

}  // namespace

void LinkStore::put_code(core::UserId user,
                         const std::string& code_hash,
                         core::Timestamp now,
                         core::Timestamp expires_at) {
    store_.get().write([&](database::Session& session) {
        session.execute(kEndCodes, {{"user_id", user}, {"now", now}});
        session.execute(kInsertCode,
                        {{"user_id", user}, {"code_hash", code_hash}, {"expires_at", expires_at}});
    });
}

std::optional<core::UserId> LinkStore::redeem_code(const std::string& code_hash,
                                                   const TelegramLink& link) {
    return store_.get().write([&](database::Session& session) {
        std::optional<core::UserId> user;
        const auto owner = session.select_first<OwnerRow>(
            kFindCode, {{"code_hash", code_hash}, {"now", link.linked_at}});
        // The count decides: on PostgreSQL another node may have spent it since the line above.
        if (!owner || session.execute(kSpendCode, {{"code_hash", code_hash}}) != 1) {
            return user;
        }
        session.execute(kEndLink, {{"telegram_id", link.telegram_id}});
        session.execute(kInsertLink,
                        {{"telegram_id", link.telegram_id},
                         {"user_id", owner->user_id},
                         {"name", link.name},
                         {"linked_at", link.linked_at}});
        user = owner->user_id;
        return user;
    });
}

std::vector<TelegramLink> LinkStore::list(core::UserId user) {
    return store_.get().read([&](database::Session& session) {
        return session.select<TelegramLink>(kListLinks, {{"user_id", user}});
    });
}

bool LinkStore::remove(core::UserId user, TelegramId chat) {
    return store_.get().write([&](database::Session& session) {
        return session.execute(kRemoveOwnLink, {{"telegram_id", chat}, {"user_id", user}}) == 1;
    });
}

}  // namespace roa2web::telegram
