#include "routers/erp_names_router.hpp"

#include <chrono>
#include <string>
#include <thread>

#include <gtest/gtest.h>

#include "module_test_site.hpp"

namespace roa2web::data_entry {
namespace {

using http::Method;

class ErpNames : public testing::Test {
  protected:
    ErpNames() {
        site_.erp.run(R"(
            UPDATE roa2web_partners SET name = 'Benzinăria Ștefan SRL' WHERE partner_id = 7;
            UPDATE roa2web_partners SET name = 'Benzină & Ulei SRL' WHERE partner_id = 8;
            UPDATE roa2web_accounts SET name = 'Casa în lei' WHERE account = '5311';)");
        site_.module.start();
    }

    /// Asks for a copy and waits until it is there: its time is the clock's.
    void copy() {
        EXPECT_EQ(user_.post("/nomenclature/sync", "").status, 202);
        wait_for_copies();
    }

    /// The next one starts only when none is under way.
    void wait_for_copies() const {
        while (!user_.post("/nomenclature/sync", "").holds("\"started\":true")) {
            std::this_thread::sleep_for(std::chrono::milliseconds{2});
        }
        while (user_.get("/nomenclature/partners").string("as_of").empty()) {
            std::this_thread::sleep_for(std::chrono::milliseconds{2});
        }
    }

    [[nodiscard]] std::string items(const std::string& path) const {
        const auto answer = user_.get("/nomenclature/" + path);
        EXPECT_EQ(answer.status, 200) << answer.text;
        return answer.text.substr(0, answer.text.find(",\"more\""));
    }

    ModuleTestSite site_;
    ReceiptUser user_{site_, "operator:7"};
};

TEST_F(ErpNames, AreFoundByTheBeginningsOfTheirWordsWithoutDiacritics) {
    copy();
    const std::string stefan =
        R"({"items":[{"code":"7","name":"Benzinăria Ștefan SRL","cui":"14399840"}])";
    EXPECT_EQ(items("partners?search=stef"), stefan);
    EXPECT_EQ(items("partners?search=%C8%98TEF"), stefan);
    EXPECT_EQ(items("partners?search=srl%20benzinar"), stefan);
    EXPECT_EQ(items("partners?search=benzinaria%20ulei"), R"({"items":[])");
    EXPECT_EQ(items("partners?search=tefan"), R"({"items":[])");
    EXPECT_EQ(items("partners?search=2864"),
              R"({"items":[{"code":"8","name":"Benzină & Ulei SRL","cui":"2864518"}])");
    EXPECT_NE(items("partners?search=b&limit=1").find("\"8\""), std::string::npos);
    EXPECT_EQ(items("accounts?search=5312.0"),
              R"({"items":[{"code":"5312.01","name":"","cui":null}])");
    EXPECT_EQ(items("cash-registers"),
              R"({"items":[{"code":"5311","name":"Casa în lei","cui":null},)"
              R"({"code":"5312.01","name":"","cui":null}])");
}

TEST_F(ErpNames, FollowTheErpAndGoOnWithoutIt) {
    copy();
    EXPECT_EQ(user_.get("/nomenclature/partners").string("as_of"), "2025-11-23T22:30:00Z");
    wait_for_copies();
    site_.erp.run(R"(
        UPDATE roa2web_partners SET name = 'Alta' WHERE partner_id = 7;
        DELETE FROM roa2web_partners WHERE partner_id = 8;)");
    // Twice: one that was under way may have seen the old names.
    wait_for_copies();
    wait_for_copies();
    while (items("partners?search=ulei") != R"({"items":[])") {
        std::this_thread::sleep_for(std::chrono::milliseconds{2});
    }
    EXPECT_EQ(items("partners?search=stefan"), R"({"items":[])");
    EXPECT_EQ(items("partners?search=alta"),
              R"({"items":[{"code":"7","name":"Alta","cui":"14399840"}])");
    site_.erp.away = true;
    wait_for_copies();
    EXPECT_NE(items("partners?search=alta").find("Alta"), std::string::npos);
}

TEST_F(ErpNames, AreCopiedWhenSomebodySearchesAndThereAreNone) {
    EXPECT_TRUE(
        user_.get("/nomenclature/accounts").holds(R"({"items":[],"more":false,"as_of":null})"));
    while (user_.get("/nomenclature/accounts").string("as_of").empty()) {
        std::this_thread::sleep_for(std::chrono::milliseconds{2});
    }
    EXPECT_NE(items("accounts?search=6022").find("6022"), std::string::npos);
    EXPECT_EQ(user_.send(Method::Get, "/nomenclature/accounts", "", 3).status, 200);
}

TEST_F(ErpNames, AreForThoseWhoEnterReceipts) {
    struct Scenario {
        std::string token;
        Method method;
        std::string path;
        int status;
        int company{1};
    };

    for (const auto& [token, method, path, status, company] :
         {Scenario{"", Method::Get, "partners", 401},
          Scenario{"stranger", Method::Get, "accounts", 401},
          Scenario{"viewer", Method::Get, "cash-registers", 403},
          Scenario{"viewer", Method::Post, "sync", 403},
          Scenario{"", Method::Post, "sync", 401},
          Scenario{"administrator", Method::Post, "sync", 403, 2},
          Scenario{"administrator", Method::Get, "partners", 403, 2},
          Scenario{"operator", Method::Get, "partners?limit=0", 422},
          Scenario{"operator", Method::Get, "partners?limit=101", 422},
          Scenario{"operator", Method::Get, "partners?search=", 200},
          Scenario{"operator", Method::Get, "partners?search=%25_%27", 200}}) {
        SCOPED_TRACE(token + " " + path);
        const ReceiptUser user(site_, token);
        EXPECT_EQ(user.send(method, "/nomenclature/" + path, "", company).status, status);
    }
}

}  // namespace
}  // namespace roa2web::data_entry
