#include "database/password_hash.hpp"

#include <string>

#include <gtest/gtest.h>

namespace roa2web::database {

namespace {

constexpr PasswordCost kCheap{.passes = 1, .memory_bytes = 65'536};

}  // namespace

TEST(PasswordHash, KnowsTheRightPasswordAndNoOther) {
    const std::string hash = hash_password("parolă", "salt", kCheap);
    EXPECT_EQ(hash.substr(0, 31), "$argon2id$v=19$m=64,t=1,p=1$" + hash.substr(28, 3));
    EXPECT_TRUE(verify_password(hash, "parolă"));
    EXPECT_FALSE(verify_password(hash, "parola"));
    EXPECT_FALSE(verify_password(hash, ""));
}

TEST(PasswordHash, DiffersBySaltAndRepeatsWithIt) {
    EXPECT_EQ(hash_password("a", "1", kCheap), hash_password("a", "1", kCheap));
    EXPECT_NE(hash_password("a", "1", kCheap), hash_password("a", "2", kCheap));
}

TEST(PasswordHash, TakesWhatIsNoHashForAWrongPassword) {
    EXPECT_FALSE(verify_password("", ""));
    EXPECT_FALSE(verify_password("demo", "demo"));
    EXPECT_FALSE(verify_password("$argon2id$v=19$m=64,t=1,p=1$!!$!!", "demo"));
}

}  // namespace roa2web::database
