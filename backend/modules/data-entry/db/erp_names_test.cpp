#include "db/erp_names.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "database/test_folder.hpp"
#include "database/test_store.hpp"

#include "db/receipts_store.hpp"

namespace roa2web::data_entry {
namespace {

constexpr core::CompanyId kCompany{1};

class ErpNameSearch : public testing::Test {
  protected:
    ErpNameSearch() { store_.open(); }

    void put(const std::vector<std::pair<std::string, std::string>>& names) {
        store_.get().write([&](database::Session& session) {
            for (const auto& [code, name] : names) {
                put_name(session, kCompany, {ErpNameKind::Partner, {code, name, {}}}, 1);
            }
        });
    }

    FoundNames search(const std::string& text, std::int64_t limit = 20) {
        return store_.get().read([&](database::Session& session) {
            return search_names(session, kCompany, ErpNameKind::Partner, text, limit);
        });
    }

    /// The codes that are found, in their order: "7 8".
    std::string codes(const std::string& text, std::int64_t limit = 20) {
        std::string all;
        for (const auto& name : search(text, limit).names) {
            all += (all.empty() ? "" : " ") + name.code;
        }
        return all;
    }

    database::TestFolder folder_;
    ReceiptsStore store_{database::test_store(folder_ / "receipts.db")};
};

TEST_F(ErpNameSearch, WantsAWordThatBeginsSoForEveryWordTyped) {
    put({{"1", "SC Alfa Construct SRL"}, {"2", "SC Beta SRL"}, {"3", "Alfa Sârbu SA"}});
    EXPECT_EQ(codes("alfa"), "1 3");
    EXPECT_EQ(codes("srl alf"), "1");
    EXPECT_EQ(codes("alf sa"), "3");
    EXPECT_EQ(codes("sc srl a"), "1");
    EXPECT_EQ(codes("srl sa"), "");
    EXPECT_EQ(codes("lfa"), "");
    EXPECT_EQ(codes("alfa gamma"), "");
    // Not the middle of another word, either.
    EXPECT_EQ(codes("alfa onstruct"), "");
}

TEST_F(ErpNameSearch, DoesNotMindAWordTypedTwiceOrMoreOfThemThanAreCounted) {
    put({{"1", "a1 b2 c3 d4 e5 f6 g7 h8 i9 j10 k11"}, {"2", "a1 b2 c3 d4 e5 f6 g7 h8 i9 j10"}});
    EXPECT_EQ(codes("a a1 A1"), "1 2");
    EXPECT_EQ(codes("a b c d e f g h i j k"), "1");
    EXPECT_EQ(codes("a b c d e f g h i j"), "1 2");
}

TEST_F(ErpNameSearch, TakesANameOnceAndTellsWhetherThereAreMore) {
    put({{"1", "Sanda Sandu"}, {"2", "Sandu"}, {"3", "Santos"}});
    EXPECT_EQ(codes("san"), "1 2 3");
    EXPECT_FALSE(search("san").more);
    EXPECT_EQ(codes("san", 2), "1 2");
    EXPECT_TRUE(search("san", 2).more);
    EXPECT_FALSE(search("san", 3).more);
    EXPECT_EQ(codes("", 2), "1 2");
    EXPECT_TRUE(search("", 2).more);
    EXPECT_FALSE(search("", 3).more);
    EXPECT_FALSE(search("nobody").more);
}

TEST_F(ErpNameSearch, FindsARareWordAmongNamesThatAllHaveTheLongerOne) {
    std::vector<std::pair<std::string, std::string>> names;
    for (int number = 0; number < 6000; ++number) {
        names.emplace_back(std::to_string(number), number % 2 == 0 ? "Comert SRL" : "Comert SA");
    }
    names.emplace_back("x", "Qa comert srl");
    put(names);
    EXPECT_EQ(codes("comert q"), "x");
    EXPECT_FALSE(search("comert q").more);
    EXPECT_TRUE(search("comert srl").more);
    EXPECT_EQ(search("comert srl").names.size(), 20U);
    // 3,001 names have one of the words, so all of them were looked at.
    EXPECT_EQ(codes("srl sa"), "");
    EXPECT_FALSE(search("srl sa").more);
}

TEST_F(ErpNameSearch, FindsTheOneNameAmongManyWordsThatBeginAlike) {
    std::vector<std::pair<std::string, std::string>> names;
    for (int number = 0; number < 5'200; ++number) {
        names.emplace_back("n" + std::to_string(number), "Transport Transilvania");
    }
    names.emplace_back("z", "Transumanta");
    put(names);
    EXPECT_EQ(codes("transu"), "z");
    EXPECT_EQ(codes("trans transu"), "z");
    EXPECT_EQ(codes("transp transu"), "");
    EXPECT_FALSE(search("transp transu").more);
}

TEST_F(ErpNameSearch, SaysSoWhereTooManyNamesOnlySeemToHaveTheWords) {
    std::vector<std::pair<std::string, std::string>> names;
    for (int number = 0; number < 10'200; ++number) {
        names.emplace_back("n" + std::to_string(number),
                           number % 2 == 0 ? "Transport" : "Transilvania");
    }
    put(names);
    const auto found = search("transport transilvania");
    EXPECT_TRUE(found.names.empty());
    EXPECT_TRUE(found.more);
}

}  // namespace
}  // namespace roa2web::data_entry
