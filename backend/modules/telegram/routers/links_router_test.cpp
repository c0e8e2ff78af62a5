#include "routers/links_router.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "module_test_site.hpp"

namespace roa2web::telegram {
namespace {

using http::Method;

TEST(TelegramLinksRouter, ShowsAndEndsTheUsersOwnChatsOnly) {
    const std::string url = "/api/telegram/links";
    // In order: what is unlinked stays so.
    const std::vector<Scenario> scenarios{
        {"no token", "", Method::Get, url, 401, "detail", "items"},
        {"bad token", "eve", Method::Get, url, 401, "detail", "items"},
        {"own chats",
         "ana",
         Method::Get,
         url,
         200,
         R"({"telegram_id":1001,"name":"Ana <b>\"Ț\"</b>","linked_at":"2025-11-23T22:30:00Z"})",
         "1002"},
        {"the other's chats", "bob", Method::Get, url, 200, R"("telegram_id":1002)", "1001"},
        {"unlink without token", "", Method::Delete, url + "/1001", 401, "detail", ""},
        {"unlink another's", "bob", Method::Delete, url + "/1001", 404, "link_not_found", "Ana"},
        {"unlink nobody's", "ana", Method::Delete, url + "/9999", 404, "link_not_found", ""},
        {"no number", "ana", Method::Delete, url + "/me", 422, R"(["path","telegram_id"])", ""},
        {"a group", "ana", Method::Delete, url + "/-1001", 422, "telegram_id", ""},
        {"too large", "ana", Method::Delete, url + "/99999999999999999999", 422, "telegram_id", ""},
        {"SQL", "ana", Method::Delete, url + "/1%20OR%201=1", 422, "telegram_id", "SELECT"},
        {"still linked", "ana", Method::Get, url, 200, "1001", ""},
        {"unlink", "ana", Method::Delete, url + "/1001", 204, "", ""},
        {"unlink again", "ana", Method::Delete, url + "/1001", 404, "link_not_found", ""},
        {"none left", "ana", Method::Get, url, 200, R"({"items":[]})", "1001"},
        {"the other's stays", "bob", Method::Get, url, 200, "1002", ""},
    };
    ModuleTestSite site;
    site.link(kAna, 1001, R"(Ana <b>"Ț"</b>)");
    site.link(kBob, 1002, "Bob");
    for (const auto& scenario : scenarios) {
        SCOPED_TRACE(scenario.name);
        site.client.use_token(scenario.token);
        const auto answer = site.client.send(scenario.method, scenario.url);
        EXPECT_EQ(answer.status, scenario.status);
        EXPECT_THAT(std::string(answer.body_text()), testing::HasSubstr(scenario.holds));
        if (!scenario.lacks.empty()) {
            EXPECT_THAT(std::string(answer.body_text()),
                        testing::Not(testing::HasSubstr(scenario.lacks)));
        }
    }
}

}  // namespace
}  // namespace roa2web::telegram
