#include "bot/bot_api.hpp"

namespace roa2web::telegram {

core::Result<BotUser> get_me(BotApi& api, const std::stop_token& stop) {
    const auto answer = api.call("getMe", "{}", stop);
    if (!answer) {
        return tl::unexpected(answer.error());
    }
    // Field by field: Telegram adds fields whenever it likes.
    if (const auto user = answer->root().find("result")) {
        const auto id = user->find("id");
        const auto username = user->find("username");
        if (id && id->kind() == json::Node::Kind::Integer && username &&
            username->kind() == json::Node::Kind::Text) {
            return BotUser{.id = id->integer(), .username = std::string(username->text())};
        }
    }
    return core::fail(core::ErrorCode::Unavailable, "Telegram's answer cannot be read");
}

}  // namespace roa2web::telegram
