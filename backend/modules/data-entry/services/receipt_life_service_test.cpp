// The life of a receipt through its routes: what is checked, what is kept, what the history tells.
#include "services/receipt_life_service.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "module_test_site.hpp"

namespace roa2web::data_entry {
namespace {

using testing::HasSubstr;

class ReceiptLife : public testing::Test {
  protected:
    ReceiptLife() { site_.module.start(); }

    std::int64_t make(std::string_view fields = kGoodReceipt) {
        const auto created = operator_.create(fields);
        EXPECT_EQ(created.status, 201) << created.text;
        return created.integer("id");
    }

    std::int64_t make_pending() {
        const auto id = make();
        EXPECT_EQ(operator_.act("submit", id, 1).status, 200);
        return id;
    }

    static std::string path(std::int64_t id, const std::string& more = "") {
        return "/receipts/" + std::to_string(id) + more;
    }

    ModuleTestSite site_;
    ReceiptUser operator_{site_, "operator:7"};
    ReceiptUser accountant_{site_, "accountant:8"};
};

TEST_F(ReceiptLife, GoesFromDraftToApprovedAndBack) {
    const auto id = make();
    const auto pending = operator_.act("submit", id, 1);
    EXPECT_EQ(pending.status, 200) << pending.text;
    EXPECT_EQ(pending.string("status"), "pending");
    EXPECT_EQ(pending.integer("version"), 2);

    const auto rejected = accountant_.act("reject", id, 2);
    EXPECT_EQ(rejected.string("status"), "rejected");
    EXPECT_EQ(rejected.string("reject_reason"), "Nu se citește");

    const auto reopened = operator_.act("reopen", id, 3);
    EXPECT_EQ(reopened.string("status"), "draft");
    EXPECT_EQ(reopened.string("reject_reason"), "");

    EXPECT_EQ(operator_.act("submit", id, 4).status, 200);
    const auto approved = accountant_.act("approve", id, 5);
    EXPECT_EQ(approved.status, 200) << approved.text;
    EXPECT_EQ(approved.string("approved_by_name"), "accountant:8");

    const auto again = accountant_.act("reopen", id, 6);
    EXPECT_EQ(again.string("status"), "draft");
    EXPECT_EQ(again.string("approved_by_name"), "");
}

TEST_F(ReceiptLife, IsToldStepByStepByTheHistory) {
    const auto id = make();
    EXPECT_EQ(operator_.edit(id, 1, good_receipt_but("121.00\",\"vat", "121.01\",\"vat")).status,
              200);
    EXPECT_EQ(operator_.act("submit", id, 2).status, 200);
    EXPECT_EQ(accountant_.act("reject", id, 3).status, 200);
    const auto history = operator_.get(path(id, "/history"));
    EXPECT_EQ(history.status, 200);
    const auto document = history.json();
    const auto items = *document.root().find("items");
    ASSERT_EQ(items.size(), 4U) << history.text;
    const std::vector<std::string> actions{"created", "edited", "submitted", "rejected"};
    for (std::size_t index = 0; index < actions.size(); ++index) {
        EXPECT_EQ(items.at(index).find("action")->text(), actions[index]);
        EXPECT_EQ(items.at(index).find("version")->integer(), static_cast<std::int64_t>(index) + 1);
        EXPECT_EQ(items.at(index).find("address")->text(), "192.0.2.1");
        EXPECT_EQ(items.at(index).find("at")->text(), "2025-11-23T22:30:00Z");
    }
    EXPECT_EQ(items.at(3).find("username")->text(), "accountant:8");
    EXPECT_EQ(items.at(3).find("user_id")->integer(), 8);
    EXPECT_TRUE(history.holds(R"({"field":"total","before":"121.00","after":"121.01"})"));
    EXPECT_TRUE(history.holds(R"({"field":"status","before":"draft","after":"pending"})"));
    EXPECT_TRUE(
        history.holds(R"({"field":"reject_reason","before":null,"after":"Nu se citește"})"));
}

TEST_F(ReceiptLife, LeavesItsHistoryWhenTheDraftIsDeleted) {
    const auto id = make();
    EXPECT_EQ(operator_.remove(id).status, 204);
    EXPECT_EQ(operator_.get(path(id)).status, 404);
    const auto history = operator_.get(path(id, "/history"));
    EXPECT_EQ(history.status, 200);
    EXPECT_TRUE(history.holds(R"("action":"deleted","version":2)")) << history.text;
    EXPECT_TRUE(history.holds(R"({"field":"total","before":"121.00","after":null})"));
    EXPECT_EQ(accountant_.get(path(id, "/history")).status, 200);
    EXPECT_EQ((ReceiptUser{site_, "operator:9"}).get(path(id, "/history")).status, 404);
    // Its number is not given again.
    EXPECT_EQ(make(), id + 1);
}

TEST_F(ReceiptLife, StopsAtTheRulesWithAllReasonsAtOnce) {
    const auto id = make(R"("total":"10.00","supplier_cui":"14399841")");
    const auto answer = operator_.act("submit", id, 1);
    EXPECT_EQ(answer.status, 422);
    EXPECT_TRUE(answer.holds(R"("code":"receipt_invalid")")) << answer.text;
    EXPECT_TRUE(answer.holds(R"({"loc":["receipt","supplier_cui"],)"));
    for (const char* code : {"cui_check_digit", "required"}) {
        EXPECT_TRUE(answer.holds(code)) << code;
    }
    EXPECT_EQ(operator_.get(path(id)).integer("version"), 1);
}

TEST_F(ReceiptLife, NeedsAnOpenMonthAndAccountsOfTheErp) {
    struct Case {
        std::string part;
        std::string replacement;
        std::string code;
    };

    const std::vector<Case> cases{
        {"2025-11-12", "2025-09-12", "period_closed"},
        {"2025-11-12", "2024-11-12", "period_missing"},
        {"\"fuel\"", "\"fines\"", "account_unknown"},
        {"\"cash\"", R"("cash","cash_register":"5312")", "account_needs_analytic"}};
    for (const auto& one : cases) {
        const auto id = make(good_receipt_but(one.part, one.replacement));
        const auto answer = operator_.act("submit", id, 1, R"(,"confirm_warnings":true)");
        EXPECT_EQ(answer.status, 422) << one.code;
        EXPECT_TRUE(answer.holds(one.code)) << answer.text;
    }
    // Partner 7 has its own analytic of 401; partner 8 has none, and 401 itself will not do.
    auto on_credit = good_receipt_but("\"cash\"", "\"credit\"");
    const auto known = make(on_credit);
    EXPECT_EQ(operator_.act("submit", known, 1, R"(,"confirm_warnings":true)").status, 200);
    on_credit.replace(on_credit.find("RO14399840"), 10, "2864518");
    const auto unknown = make(on_credit);
    const auto answer = operator_.act("submit", unknown, 1);
    EXPECT_EQ(answer.status, 422);
    EXPECT_TRUE(answer.holds("account_needs_analytic")) << answer.text;
}

TEST_F(ReceiptLife, WantsADuplicateToBeConfirmedAndRemembersWhoDid) {
    const auto first = make_pending();
    const auto second = make(good_receipt_but("\"0042\"", "\"42\""));
    const auto seen = operator_.get(path(second));
    EXPECT_TRUE(seen.holds(R"("code":"duplicate_document")")) << seen.text;
    EXPECT_TRUE(seen.holds("\"receipt_id\":" + std::to_string(first)));

    const auto asked = operator_.act("submit", second, 1);
    EXPECT_EQ(asked.status, 409);
    EXPECT_TRUE(asked.holds(R"("code":"warnings_unconfirmed")")) << asked.text;
    EXPECT_TRUE(asked.holds(R"("problems":[{"field":"number","code":"duplicate_document")"));

    const auto confirmed = operator_.act("submit", second, 1, R"(,"confirm_warnings":true)");
    EXPECT_EQ(confirmed.status, 200) << confirmed.text;
    const auto history = operator_.get(path(second, "/history"));
    EXPECT_TRUE(history.holds(R"({"field":"confirmed_warnings","before":null,)"
                              R"("after":"duplicate_document )" +
                              std::to_string(first) + "\"}"))
        << history.text;
    EXPECT_EQ(accountant_.act("approve", second, 2).status, 200);
    EXPECT_TRUE(accountant_.get(path(second, "/history")).holds("accepted_warnings"));
}

TEST_F(ReceiptLife, TakesNoRejectedReceiptForADuplicate) {
    const auto first = make_pending();
    EXPECT_EQ(accountant_.act("reject", first, 2).status, 200);
    const auto second = make();
    EXPECT_EQ(operator_.act("submit", second, 1).status, 200);
    EXPECT_FALSE(operator_.get(path(second)).holds("duplicate_document"));
}

TEST_F(ReceiptLife, GoesOnBeingEditedWhileTheErpIsAway) {
    site_.erp.away = true;
    const auto id = make();
    EXPECT_EQ(operator_.edit(id, 1, good_receipt_but("Motorină", "Benzină")).status, 200);
    const auto answer = operator_.act("submit", id, 2);
    EXPECT_EQ(answer.status, 503);
    EXPECT_TRUE(answer.holds(R"("code":"erp_unavailable")")) << answer.text;
    EXPECT_EQ(operator_.get(path(id)).string("status"), "draft");
    const auto entries = operator_.get(path(id, "/entries"));
    EXPECT_EQ(entries.status, 200);
    EXPECT_TRUE(entries.holds(R"("code":"erp_unavailable")")) << entries.text;
    EXPECT_TRUE(entries.holds(R"("difference":"0.00")"));
    site_.erp.away = false;
    EXPECT_EQ(operator_.act("submit", id, 2).status, 200);
}

TEST_F(ReceiptLife, ChecksEverythingAgainAtTheApproval) {
    const auto id = make_pending();
    site_.erp.run("UPDATE roa2web_calendar SET closed = 1");
    const auto closed = accountant_.act("approve", id, 2);
    EXPECT_EQ(closed.status, 422);
    EXPECT_TRUE(closed.holds("period_closed"));
    site_.erp.run("UPDATE roa2web_calendar SET closed = 0");
    site_.erp.away = true;
    EXPECT_EQ(accountant_.act("approve", id, 2).status, 503);
    site_.erp.away = false;
    // Who checks may correct; what is wrong then is found, too.
    EXPECT_EQ(accountant_.edit(id, 2, good_receipt_but("\"fuel\"", "\"fines\"")).status, 200);
    EXPECT_EQ(accountant_.act("approve", id, 3).status, 422);
    EXPECT_EQ(accountant_.edit(id, 3).status, 200);
    EXPECT_EQ(accountant_.act("approve", id, 4).status, 200);
}

TEST_F(ReceiptLife, FreezesItsEntriesWithTheApproval) {
    const auto id = make_pending();
    EXPECT_EQ(accountant_.act("approve", id, 2).status, 200);
    const ReceiptUser administrator(site_, "administrator:9");
    EXPECT_EQ(administrator
                  .put("/accounting-rules",
                       R"({"version":0,"expenses":[{"code":"fuel","debit_account":"604",)"
                       R"("vat_deductible_percent":100}],"accounts":[]})")
                  .status,
              200);
    const auto frozen = accountant_.get(path(id, "/entries"));
    EXPECT_TRUE(frozen.holds(R"("debit_account":"6022","credit_account":"5311","amount":"110.50")"))
        << frozen.text;
    EXPECT_EQ(accountant_.act("reopen", id, 3).status, 200);
    const auto open = accountant_.get(path(id, "/entries"));
    EXPECT_TRUE(open.holds(R"("debit_account":"604","credit_account":"5311","amount":"100.00")"))
        << open.text;
}

TEST_F(ReceiptLife, IsChangedByOneOfTwoWhoSawTheSameVersion) {
    const auto id = make_pending();
    EXPECT_EQ(accountant_.act("approve", id, 2).status, 200);
    const auto late = (ReceiptUser{site_, "administrator:9"}).act("reject", id, 2);
    EXPECT_EQ(late.status, 409);
    EXPECT_TRUE(late.holds(R"("code":"version_conflict","current":{"kind":"bon_fiscal")"))
        << late.text;
    EXPECT_TRUE(late.holds(R"("status":"approved")"));
}

TEST_F(ReceiptLife, IsApprovedInManyAtOnceEachForItself) {
    const auto good = make_pending();
    const auto draft = make(good_receipt_but("0042", "0043"));
    const ReceiptUser own_author(site_, "accountant:8");
    const auto own = own_author.create(good_receipt_but("0042", "0044")).integer("id");
    EXPECT_EQ(own_author.act("submit", own, 1).status, 200);
    const auto broken = make(good_receipt_but("0042", "0045"));
    EXPECT_EQ(operator_.act("submit", broken, 1).status, 200);
    EXPECT_EQ(accountant_.edit(broken, 2, good_receipt_but("\"fuel\"", "\"fines\"")).status, 200);
    const auto item = [](std::int64_t id, std::int64_t version) {
        return "{\"id\":" + std::to_string(id) + ",\"version\":" + std::to_string(version) + "}";
    };
    const auto answer = accountant_.post("/receipts/approve",
                                         R"({"items":[)" + item(good, 2) + "," + item(draft, 1) +
                                             "," + item(own, 2) + "," + item(good, 2) + "," +
                                             item(999, 1) + "," + item(broken, 3) + "]}");
    EXPECT_EQ(answer.status, 200) << answer.text;
    EXPECT_EQ(answer.integer("approved"), 1);
    const auto document = answer.json();
    const auto items = *document.root().find("items");
    ASSERT_EQ(items.size(), 6U);
    EXPECT_TRUE(items.at(0).find("approved")->boolean());
    EXPECT_THAT(std::string(items.at(1).find("reason")->text()), HasSubstr("draft"));
    EXPECT_THAT(std::string(items.at(2).find("reason")->text()), HasSubstr("somebody else"));
    EXPECT_THAT(std::string(items.at(3).find("reason")->text()), HasSubstr("changed"));
    EXPECT_THAT(std::string(items.at(4).find("reason")->text()), HasSubstr("no such receipt"));
    EXPECT_EQ(items.at(0).find("code")->kind(), json::Node::Kind::Null);
    EXPECT_EQ(items.at(1).find("code")->text(), "state_not_allowed");
    EXPECT_EQ(items.at(2).find("code")->text(), "four_eyes");
    EXPECT_EQ(items.at(3).find("code")->text(), "version_conflict");
    EXPECT_EQ(items.at(4).find("code")->text(), "receipt_not_found");
    EXPECT_EQ(items.at(5).find("code")->text(), "account_unknown");
    EXPECT_EQ(items.at(5).find("reason")->text(), "The chart of accounts has no account 6581");
    EXPECT_EQ(accountant_.get(path(good)).string("status"), "approved");
    EXPECT_EQ(accountant_.get(path(draft)).string("status"), "draft");
}

TEST(ReceiptLifeWithoutFourEyes, LetsAnAccountantApproveTheirOwn) {
    ModuleTestSite site(true, false);
    site.module.start();
    const ReceiptUser accountant(site, "accountant:8");
    const auto id = accountant.create().integer("id");
    EXPECT_EQ(accountant.act("submit", id, 1).status, 200);
    EXPECT_EQ(accountant.act("approve", id, 2).status, 200);
}

}  // namespace
}  // namespace roa2web::data_entry
