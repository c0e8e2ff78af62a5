#include "auth/secrets.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "auth/auth_test_support.hpp"
#include "core/exceptions.hpp"

namespace roa2web::auth {

TEST(Secrets, MakesTokensOfTheAskedLengthThatNeverRepeat) {
    std::set<std::string> tokens;
    for (int i = 0; i < 1000; ++i) {
        tokens.insert(random_token(32));
    }
    EXPECT_EQ(tokens.size(), 1000U);
    EXPECT_EQ(tokens.begin()->size(), 43U);  // 32 bytes in base64url
}

TEST(Secrets, MakesCodesOfSixDigitsWithLeadingZeros) {
    bool leading_zero = false;
    for (int i = 0; i < 1000; ++i) {
        const auto code = random_code();
        EXPECT_EQ(code.size(), 6U);
        EXPECT_TRUE(std::all_of(
            code.begin(), code.end(), [](char digit) { return digit >= '0' && digit <= '9'; }));
        leading_zero = leading_zero || code.front() == '0';
    }
    EXPECT_TRUE(leading_zero);
}

TEST(Secrets, HashesTheSameSecretDifferentlyForEachPurpose) {
    EXPECT_EQ(hash_secret("roa2web purpose one", "x"), hash_secret("roa2web purpose one", "x"));
    EXPECT_NE(hash_secret("roa2web purpose one", "x"), hash_secret("roa2web purpose two", "x"));
    EXPECT_NE(hash_secret("roa2web purpose one", "x"), hash_secret("roa2web purpose one", "y"));
    EXPECT_THROW(static_cast<void>(hash_secret("short", "x")), core::InternalError);
}

TEST(Secrets, ComparesTexts) {
    EXPECT_TRUE(equal_secrets("abc", "abc"));
    EXPECT_FALSE(equal_secrets("abc", "abd"));
    EXPECT_FALSE(equal_secrets("abc", "ab"));
    EXPECT_TRUE(equal_secrets("", ""));
}

TEST(Secrets, KeepsTheSecretOfAFile) {
    const TestFolder folder;
    const auto file = folder.path() / "new" / "jwt.key";
    const auto made = load_or_create_secret(file);
    EXPECT_GE(made.size(), 32U);
    EXPECT_EQ(load_or_create_secret(file), made);
    const auto others = std::filesystem::perms::group_all | std::filesystem::perms::others_all;
    EXPECT_EQ(std::filesystem::status(file).permissions() & others, std::filesystem::perms::none);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(file.parent_path()), {}), 1)
        << "no draft is left";
}

TEST(Secrets, RefusesADamagedSecretFile) {
    const TestFolder folder;
    std::ofstream(folder.path() / "jwt.key") << "short\n";
    EXPECT_THROW(static_cast<void>(load_or_create_secret(folder.path() / "jwt.key")),
                 core::ConfigurationError);
}

}  // namespace roa2web::auth
