#include "logging/redact.hpp"

#include <gtest/gtest.h>

namespace roa2web::logging {
namespace {

TEST(Redact, MasksTokensAndCards) {
    EXPECT_EQ(redact("Bearer abc.def-123"), "Bearer ***");
    EXPECT_EQ(redact("got eyJhbGciOi.eyJzdWIi.c2lnbmF0dXJl here"), "got *** here");
    EXPECT_EQ(
        redact(
            "POST https://api.telegram.org/bot123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw/getMe"),
        "POST https://api.telegram.org/bot***/getMe");
    EXPECT_EQ(redact("card 4111 1111 1111 1111 paid"), "card *** paid");
    EXPECT_EQ(redact("card=4111111111111111"), "card=***");
}

TEST(Redact, LeavesEverythingElse) {
    for (const char* text : {"company=3 rows=120 ms=4 request=7f3a",
                             "RO14399840",
                             "40723123456",
                             "2025-11-23 10:11:12",
                             "card 4111 1111 1111 1112",
                             "amount 1234567890123"}) {
        EXPECT_EQ(redact(text), text);
    }
}

TEST(Redact, KnowsKeysOfSecrets) {
    EXPECT_TRUE(is_secret_key("password"));
    EXPECT_TRUE(is_secret_key("refresh_token"));
    EXPECT_FALSE(is_secret_key("tokens_used"));
    EXPECT_FALSE(is_secret_key("path"));
}

}  // namespace
}  // namespace roa2web::logging
