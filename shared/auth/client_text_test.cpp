#include "auth/client_text.hpp"

#include <string>

#include <gtest/gtest.h>

namespace roa2web::auth {

TEST(ClientText, ShortensUserAgentsBetweenLetters) {
    EXPECT_EQ(clean_user_agent("Firefox"), "Firefox");
    EXPECT_EQ(clean_user_agent(std::string(5000, 'x')), std::string(200, 'x'));
    EXPECT_EQ(clean_user_agent(std::string(199, 'x') + "ș"), std::string(199, 'x'));
}

TEST(ClientText, DropsUserAgentsThatAreNoText) {
    EXPECT_EQ(clean_user_agent("bad \xFF byte"), "");
    EXPECT_EQ(clean_user_agent("two\tparts\n"), "two parts ");
}

TEST(ClientText, ShowsFoldedShortNamesInTheLog) {
    EXPECT_EQ(name_for_log("Ștefan"), "stefan");
    EXPECT_EQ(name_for_log(std::string(100, 'A')), std::string(32, 'a'));
}

}  // namespace roa2web::auth
