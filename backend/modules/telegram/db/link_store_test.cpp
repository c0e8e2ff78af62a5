#include "db/link_store.hpp"

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "core/exceptions.hpp"
#include "database/test_folder.hpp"

namespace roa2web::telegram {
namespace {

using namespace std::chrono_literals;

constexpr core::UserId kAna{7};
constexpr core::UserId kBob{8};
constexpr core::Timestamp kNow{1763937000s};

class LinkStoreTest : public testing::Test {
  protected:
    LinkStoreTest() { store_.start(); }

    static TelegramLink chat(std::int64_t id, core::Timestamp at = kNow) {
        return TelegramLink{
            .telegram_id = TelegramId{id}, .name = "Ștefan's phone", .linked_at = at};
    }

    database::TestFolder folder_;
    TelegramStore store_{true, folder_ / "telegram.db"};
    LinkStore links_{store_};
};

TEST_F(LinkStoreTest, LinksAChatToWhoAskedForTheCodeOnce) {
    links_.put_code(kAna, "hash", kNow, kNow + 15min);
    EXPECT_EQ(links_.redeem_code("hash", chat(1000)), kAna);
    EXPECT_FALSE(links_.redeem_code("hash", chat(1001)));
    const auto links = links_.list(kAna);
    ASSERT_EQ(links.size(), 1U);
    EXPECT_EQ(links[0].telegram_id, TelegramId{1000});
    EXPECT_EQ(links[0].name, "Ștefan's phone");
    EXPECT_EQ(links[0].linked_at, kNow);
    EXPECT_TRUE(links_.list(kBob).empty());
}

TEST_F(LinkStoreTest, RefusesACodeThatIsUnknownExpiredOrReplaced) {
    EXPECT_FALSE(links_.redeem_code("unknown", chat(1)));
    links_.put_code(kAna, "first", kNow, kNow + 15min);
    links_.put_code(kAna, "second", kNow, kNow + 15min);
    EXPECT_FALSE(links_.redeem_code("first", chat(1)));
    EXPECT_FALSE(links_.redeem_code("second", chat(1, kNow + 15min)));
    EXPECT_EQ(links_.redeem_code("second", chat(1, kNow + 15min - 1s)), kAna);
}

TEST_F(LinkStoreTest, LeavesTheCodesOfOthersUntilTheyExpire) {
    links_.put_code(kAna, "ana", kNow, kNow + 15min);
    links_.put_code(kBob, "bob", kNow + 1min, kNow + 16min);
    EXPECT_EQ(links_.redeem_code("ana", chat(1)), kAna);
    EXPECT_EQ(links_.redeem_code("bob", chat(2)), kBob);
}

TEST_F(LinkStoreTest, MovesAChatToItsNewUser) {
    links_.put_code(kAna, "ana", kNow, kNow + 15min);
    links_.put_code(kBob, "bob", kNow, kNow + 15min);
    EXPECT_EQ(links_.redeem_code("ana", chat(1)), kAna);
    EXPECT_EQ(links_.redeem_code("bob", chat(1)), kBob);
    EXPECT_TRUE(links_.list(kAna).empty());
    EXPECT_EQ(links_.list(kBob).size(), 1U);
}

TEST_F(LinkStoreTest, ListsTheLastLinkedFirst) {
    for (const int number : {1, 3, 2}) {
        links_.put_code(kAna, "code", kNow, kNow + 1h);
        EXPECT_TRUE(links_.redeem_code("code", chat(number, kNow + number * 1s)));
    }
    const auto links = links_.list(kAna);
    ASSERT_EQ(links.size(), 3U);
    EXPECT_EQ(links[0].telegram_id.value, 3);
    EXPECT_EQ(links[2].telegram_id.value, 1);
}

TEST_F(LinkStoreTest, RemovesOnlyTheUsersOwnChat) {
    links_.put_code(kAna, "code", kNow, kNow + 1h);
    EXPECT_TRUE(links_.redeem_code("code", chat(1)));
    EXPECT_FALSE(links_.remove(kBob, TelegramId{1}));
    EXPECT_FALSE(links_.remove(kAna, TelegramId{2}));
    EXPECT_TRUE(links_.remove(kAna, TelegramId{1}));
    EXPECT_FALSE(links_.remove(kAna, TelegramId{1}));
}

TEST_F(LinkStoreTest, GivesACodeToOneOfManyWhoTryItAtOnce) {
    links_.put_code(kAna, "hash", kNow, kNow + 1h);
    std::atomic<int> winners{0};
    {
        std::vector<std::jthread> threads;
        for (int number = 1; number <= 4; ++number) {
            threads.emplace_back([this, number, &winners] {
                if (links_.redeem_code("hash", chat(number))) {
                    ++winners;
                }
            });
        }
    }
    EXPECT_EQ(winners, 1);
    EXPECT_EQ(links_.list(kAna).size(), 1U);
}

TEST_F(LinkStoreTest, IsRefusedOnceTheStoreHasStopped) {
    store_.stop();
    EXPECT_THROW((void)links_.list(kAna), core::UnavailableError);
    EXPECT_THROW((void)store_.health(), core::UnavailableError);
}

}  // namespace
}  // namespace roa2web::telegram
