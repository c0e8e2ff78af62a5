#include "services/linking_service.hpp"

#include <optional>
#include <string>

#include "services/link_code.hpp"

namespace roa2web::telegram {

core::Task<TelegramLinkCode> LinkingService::issue_code(core::UserId user) {
    co_await pool_.schedule();
    TelegramLinkCode issued;
    issued.code = make_link_code();
    issued.expires_in = code_lifetime_.count();
    const auto now = clock_.now();
    links_.put_code(user, hash_link_code(issued.code), now, now + code_lifetime_);
    if (const auto username = bot_.status().username) {
        // Telegram, "Deep linking": the payload may hold A-Z, a-z, 0-9, _ and -.
        issued.deep_link = "https://t.me/" + *username + "?start=" + issued.code;
    }
    co_return issued;
}

core::Task<TelegramLinkList> LinkingService::list_links(core::UserId user) {
    co_await pool_.schedule();
    TelegramLinkList list;
    list.items = links_.list(user);
    co_return list;
}

core::Task<core::Result<void>> LinkingService::unlink(core::UserId user, TelegramId chat) {
    co_await pool_.schedule();
    if (!links_.remove(user, chat)) {
        co_return core::fail(
            core::ErrorCode::NotFound, "You have no such linked chat", "link_not_found");
    }
    co_return core::Result<void>{};
}

}  // namespace roa2web::telegram
