#include "routers/accounting_rules_router.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "module_test_site.hpp"

namespace roa2web::data_entry {
namespace {

constexpr auto kRules = "/accounting-rules";
constexpr auto kFuelAndCard =
    R"({"version":0,"expenses":[{"code":"fuel","debit_account":"6022",)"
    R"("vat_deductible_percent":100}],"accounts":[{"role":"card","account":"5125"},)"
    R"({"role":"cash","account":"5311"}]})";

class AccountingRulesRoutes : public testing::Test {
  protected:
    AccountingRulesRoutes() { site_.module.start(); }

    ModuleTestSite site_;
    ReceiptUser administrator_{site_, "administrator:9"};
    ReceiptUser accountant_{site_, "accountant:8"};
    ReceiptUser operator_{site_, "operator:7"};
};

TEST_F(AccountingRulesRoutes, AreReadByWhoApprovesAndChangedByAdministrators) {
    EXPECT_EQ(ReceiptUser(site_, "").get(kRules).status, 401);
    EXPECT_EQ(ReceiptUser(site_, "viewer").get(kRules).status, 403);
    EXPECT_EQ(operator_.get(kRules).status, 403);
    EXPECT_EQ(accountant_.get(kRules).status, 200);
    EXPECT_EQ(accountant_.put(kRules, kFuelAndCard).status, 403);
    EXPECT_EQ(administrator_.send(http::Method::Get, kRules, "", 2).status, 403);
    EXPECT_EQ(administrator_.put(kRules, kFuelAndCard).status, 200);
}

TEST_F(AccountingRulesRoutes, StartWithTheDefaultsAndKeepWhatDiffers) {
    const auto initial = accountant_.get(kRules);
    EXPECT_TRUE(initial.holds(R"({"code":"fuel","name":"Combustibil","debit_account":"6022",)"
                              R"("vat_deductible_percent":50,"is_default":true})"))
        << initial.text;
    for (const char* rule : {R"({"role":"cash","account":"5311","is_default":true})",
                             R"({"role":"card","account":"5121","is_default":true})",
                             R"({"role":"advance","account":"542","is_default":true})",
                             R"({"role":"credit","account":"401","is_default":true})",
                             R"({"role":"vat_deductible","account":"4426","is_default":true})",
                             R"("changed_at":null)"}) {
        EXPECT_TRUE(initial.holds(rule)) << rule;
    }
    const auto changed = administrator_.put(kRules, kFuelAndCard);
    EXPECT_EQ(changed.integer("version"), 1) << changed.text;
    EXPECT_EQ(changed.string("changed_by_name"), "administrator:9");
    EXPECT_TRUE(changed.holds(R"("vat_deductible_percent":100,"is_default":false})"));
    EXPECT_TRUE(changed.holds(R"({"role":"card","account":"5125","is_default":false})"));
    // What equals the default is no rule of the company's own.
    EXPECT_TRUE(changed.holds(R"({"role":"cash","account":"5311","is_default":true})"));
    // Another company goes on as before.
    EXPECT_TRUE(accountant_.send(http::Method::Get, kRules, "", 3)
                    .holds(R"({"role":"card","account":"5121","is_default":true})"));
    const auto back = administrator_.put(kRules, R"({"version":1,"expenses":[],"accounts":[]})");
    EXPECT_EQ(back.integer("version"), 2);
    EXPECT_FALSE(back.holds(R"("is_default":false)"));
}

TEST_F(AccountingRulesRoutes, DecideHowTheNextReceiptIsBooked) {
    EXPECT_EQ(administrator_.put(kRules, kFuelAndCard).status, 200);
    const auto id = operator_.create(good_receipt_but("\"cash\"", "\"card\"")).integer("id");
    const auto entries = operator_.get("/receipts/" + std::to_string(id) + "/entries");
    EXPECT_TRUE(
        entries.holds(R"("debit_account":"6022","credit_account":"5125","amount":"100.00")"))
        << entries.text;
}

TEST_F(AccountingRulesRoutes, TellAdministratorsWhoChangedWhatFromWhatToWhat) {
    constexpr auto kHistory = "/accounting-rules/history";
    EXPECT_EQ(ReceiptUser(site_, "").get(kHistory).status, 401);
    EXPECT_EQ(operator_.get(kHistory).status, 403);
    EXPECT_EQ(accountant_.get(kHistory).status, 403);
    EXPECT_EQ(administrator_.send(http::Method::Get, kHistory, "", 2).status, 403);
    EXPECT_EQ(administrator_.get("/accounting-rules/history?page_size=201").status, 422);
    EXPECT_EQ(administrator_.get(kHistory).text,
              R"({"items":[],"total":0,"page":1,"page_size":50})");

    EXPECT_EQ(administrator_.put(kRules, kFuelAndCard).status, 200);
    // What is refused leaves no trace.
    EXPECT_EQ(administrator_.put(kRules, kFuelAndCard).status, 409);
    const ReceiptUser other(site_, "administrator:11");
    EXPECT_EQ(other.put(kRules, R"({"version":1,"expenses":[],"accounts":[]})").status, 200);
    const auto history = administrator_.get(kHistory);
    EXPECT_EQ(history.integer("total"), 2) << history.text;
    EXPECT_TRUE(history.holds(R"({"items":[{"version":2,"at":"2025-11-23T22:30:00Z","user_id":11,)"
                              R"("username":"administrator:11","address":")"))
        << history.text;
    EXPECT_TRUE(history.holds(
        R"("changes":[{"field":"expenses.fuel.vat_deductible_percent","before":"50","after":"100"},)"
        R"({"field":"accounts.card","before":"5121","after":"5125"}])"))
        << history.text;
    EXPECT_TRUE(history.holds(
        R"("changes":[{"field":"expenses.fuel.vat_deductible_percent","before":"100","after":"50"},)"
        R"({"field":"accounts.card","before":"5125","after":"5121"}])"))
        << history.text;
    const auto second = administrator_.get("/accounting-rules/history?page=2&page_size=1");
    EXPECT_TRUE(second.holds(R"({"items":[{"version":1,)")) << second.text;
    EXPECT_EQ(second.integer("total"), 2);
    EXPECT_EQ(administrator_.send(http::Method::Get, kHistory, "", 3).integer("total"), 0);
}

TEST_F(AccountingRulesRoutes, RefuseWhatCannotBe) {
    struct Case {
        std::string body;
        int status;
        std::string holds;
    };

    const std::vector<Case> cases{
        {"{}", 422, "missing"},
        {R"({"version":5,"expenses":[],"accounts":[]})",
         409,
         R"("code":"version_conflict","current":{"version":0)"},
        {R"({"version":0,"expenses":[{"code":"yacht","debit_account":"6022",)"
         R"("vat_deductible_percent":0}],"accounts":[]})",
         422,
         "expense_type_unknown"},
        {R"({"version":0,"expenses":[{"code":"fuel","debit_account":"6022",)"
         R"("vat_deductible_percent":101}],"accounts":[]})",
         422,
         "less_than_equal"},
        {R"({"version":0,"expenses":[{"code":"fuel","debit_account":"9999",)"
         R"("vat_deductible_percent":50}],"accounts":[]})",
         422,
         R"({"loc":["body","expenses","0","debit_account"])"},
        {R"({"version":0,"expenses":[],"accounts":[{"role":"card","account":"5125"},)"
         R"({"role":"card","account":"5121"}]})",
         422,
         "given_twice"},
        {R"({"version":0,"expenses":[],"accounts":[{"role":"gold","account":"5125"}]})",
         422,
         "enum"}};
    for (const auto& one : cases) {
        const auto answer = administrator_.put(kRules, one.body);
        EXPECT_EQ(answer.status, one.status) << answer.text;
        EXPECT_TRUE(answer.holds(one.holds)) << answer.text;
    }
    site_.erp.away = true;
    EXPECT_EQ(administrator_.put(kRules, kFuelAndCard).status, 503);
    EXPECT_EQ(accountant_.get(kRules).integer("version"), 0);
}

}  // namespace
}  // namespace roa2web::data_entry
