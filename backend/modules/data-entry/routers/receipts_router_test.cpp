#include "routers/receipts_router.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "module_test_site.hpp"

namespace roa2web::data_entry {
namespace {

using http::Method;

struct Scenario {
    std::string name;
    std::string token;  // empty: none is sent
    Method method;
    std::string path;  // below /receipts
    std::string body;
    int status;
    std::string holds;
    int company{1};
};

/// Company 1 has receipt 1, a draft of user 7, at version 1.
void check(const std::vector<Scenario>& scenarios) {
    for (const auto& scenario : scenarios) {
        SCOPED_TRACE(scenario.name);
        ModuleTestSite site;
        site.module.start();
        EXPECT_EQ((ReceiptUser{site, "operator:7"}).create().integer("id"), 1);
        const ReceiptUser user(site, scenario.token);
        const auto answer = user.send(
            scenario.method, "/receipts" + scenario.path, scenario.body, scenario.company);
        EXPECT_EQ(answer.status, scenario.status) << answer.text;
        EXPECT_TRUE(answer.holds(scenario.holds)) << answer.text;
    }
}

/// What every route answers to the wrong people.
std::vector<Scenario> wrong_people(Method method,
                                   const std::string& path,
                                   const std::string& body,
                                   bool needs_approve = false) {
    std::vector<Scenario> scenarios{
        {"no token", "", method, path, body, 401, "not_authenticated"},
        {"bad token", "stranger", method, path, body, 401, "invalid_token"},
        {"viewer", "viewer", method, path, body, 403, "permission_missing"},
        {"other company", "administrator", method, path, body, 403, "company_forbidden", 2}};
    if (needs_approve) {
        scenarios.push_back({"operator", "operator", method, path, body, 403, "receipts.approve"});
    }
    if (path.starts_with("/1")) {
        scenarios.push_back({"of another company",
                             "administrator:9",
                             method,
                             path,
                             body,
                             404,
                             "receipt_not_found",
                             3});
        const auto unknown = "/99" + path.substr(2);
        scenarios.push_back(
            {"unknown", "administrator:9", method, unknown, body, 404, "receipt_not_found"});
        const auto absurd = "/x" + path.substr(2);
        scenarios.push_back(
            {"no number", "administrator:9", method, absurd, body, 422, "int_parsing"});
    }
    return scenarios;
}

TEST(ReceiptsRouter, AnswersTheWrongPeopleTheSameEverywhere) {
    const std::string version = R"({"version":1})";
    check(wrong_people(Method::Get, "", ""));
    check(wrong_people(Method::Post, "", "{}"));
    check(wrong_people(Method::Get, "/1", ""));
    check(wrong_people(Method::Put, "/1", version));
    check(wrong_people(Method::Delete, "/1", ""));
    check(wrong_people(Method::Get, "/1/history", ""));
    check(wrong_people(Method::Get, "/1/entries", ""));
    check(wrong_people(Method::Put, "/1/entries", R"({"version":1,"entries":[]})"));
    check(wrong_people(Method::Post, "/1/submit", version));
    check(wrong_people(Method::Post, "/1/reopen", version));
    check(wrong_people(Method::Post, "/1/approve", version, true));
    check(wrong_people(Method::Post, "/1/reject", R"({"version":1,"reason":"nu e bun"})", true));
    check(wrong_people(Method::Post, "/approve", R"({"items":[]})", true));
}

TEST(ReceiptsRouter, CreatesDraftsThatMayLackAnything) {
    const std::string op = "operator";
    check({
        {"nothing", op, Method::Post, "", "{}", 201, R"("version":1,"status":"draft")"},
        {"no body", op, Method::Post, "", "", 422, "detail"},
        {"no JSON", op, Method::Post, "", "{", 422, "json_invalid"},
        {"a list", op, Method::Post, "", "[]", 422, "object_type"},
        {"nulls", op, Method::Post, "", R"({"total":null,"vat":null})", 201, R"("total":null)"},
        {"an unknown field", op, Method::Post, "", R"({"tot":"1"})", 422, "extra_forbidden"},
        {"a number for money", op, Method::Post, "", R"({"total":12.5})", 422, "string_type"},
        {"three decimals", op, Method::Post, "", R"({"total":"1.005"})", 422, "decimal_parsing"},
        {"absurd money",
         op,
         Method::Post,
         "",
         R"({"total":"1000000000.01"})",
         422,
         "amount_out_of_range"},
        {"a day that is not",
         op,
         Method::Post,
         "",
         R"({"date":"2025-02-30"})",
         422,
         "date_parsing"},
        {"a time that is not", op, Method::Post, "", R"({"time":"24:00"})", 422, "time_parsing"},
        {"a time with seconds", op, Method::Post, "", R"({"time":"23:59:59"})", 201, "23:59:59"},
        {"a time in words", op, Method::Post, "", R"({"time":"noon!"})", 422, "time_parsing"},
        {"an unknown kind", op, Method::Post, "", R"({"kind":"nota"})", 422, "enum"},
        {"an empty text", op, Method::Post, "", R"({"number":""})", 422, "number"},
        {"a long text",
         op,
         Method::Post,
         "",
         R"({"number":")" + std::string(41, '1') + "\"}",
         422,
         "number"},
        {"a control character", op, Method::Post, "", "{\"number\":\"1\\u0001\"}", 422, "number"},
        {"a negative rate",
         op,
         Method::Post,
         "",
         R"({"vat":[{"rate":"-1.00","base":"1.00","amount":"0.00"}]})",
         422,
         "rate_out_of_range"},
        {"half a VAT group", op, Method::Post, "", R"({"vat":[{"rate":"21.00"}]})", 422, "missing"},
        {"too many lines",
         op,
         Method::Post,
         "",
         R"({"lines":[)" +
             [] {
                 std::string lines;
                 for (int line = 0; line < 501; ++line) {
                     lines += std::string(line == 0 ? "" : ",") +
                              R"({"description":"x","amount":"1.00"})";
                 }
                 return lines;
             }() +
             "]}",
         422,
         "too_long"},
        {"SQL is text",
         op,
         Method::Post,
         "",
         R"({"number":"'; DROP TABLE receipts;--"})",
         201,
         "DROP TABLE"},
        {"with problems",
         op,
         Method::Post,
         "",
         R"({"supplier_cui":"14399841"})",
         201,
         R"({"field":"supplier_cui","code":"cui_check_digit",)"},
    });
}

TEST(ReceiptsRouter, ChangesTheVersionThatTheCallerHasSeen) {
    const std::string op = "operator";
    check({
        {"the first",
         op,
         Method::Put,
         "/1",
         R"({"version":1,"total":"5.00"})",
         200,
         R"("version":2)"},
        {"a stale one",
         op,
         Method::Put,
         "/1",
         R"({"version":7,"total":"5.00"})",
         409,
         R"("code":"version_conflict","current":{)"},
        {"none", op, Method::Put, "/1", R"({"total":"5.00"})", 422, R"(["body","version"])"},
        {"a text", op, Method::Put, "/1", R"({"version":"1"})", 422, "int_type"},
        {"what changes nothing",
         op,
         Method::Put,
         "/1",
         "{\"version\":1," + std::string(kGoodReceipt) + "}",
         200,
         R"("version":1)"},
        {"of somebody else",
         "operator:8",
         Method::Put,
         "/1",
         R"({"version":1})",
         404,
         "receipt_not_found"},
        {"of somebody else, by an accountant",
         "accountant:8",
         Method::Put,
         "/1",
         R"({"version":1})",
         200,
         R"("version":2)"},
        {"deleting a stale one", op, Method::Delete, "/1?version=3", "", 409, "version_conflict"},
        {"deleting the right one", op, Method::Delete, "/1?version=1", "", 204, ""},
        {"submitting a stale one",
         op,
         Method::Post,
         "/1/submit",
         R"({"version":2})",
         409,
         "version_conflict"},
        {"submitting none", op, Method::Post, "/1/submit", "{}", 422, R"(["body","version"])"},
        {"rejecting without a reason",
         "accountant",
         Method::Post,
         "/1/reject",
         R"({"version":1})",
         422,
         R"(["body","reason"])"},
        {"approving too many",
         "accountant",
         Method::Post,
         "/approve",
         R"({"items":[)" +
             [] {
                 std::string items = R"({"id":1,"version":1})";
                 for (int item = 0; item < 200; ++item) {
                     items += R"(,{"id":1,"version":1})";
                 }
                 return items;
             }() +
             "]}",
         422,
         "too_long"},
        {"approving none",
         "accountant",
         Method::Post,
         "/approve",
         R"({"items":[]})",
         200,
         R"({"items":[],"approved":0})"},
    });
}

TEST(ReceiptsRouter, KeepsEntriesMadeByHand) {
    const std::string op = "operator";
    const auto entries = [](const std::string& amount) {
        return R"({"version":1,"entries":[{"debit_account":"607","credit_account":"5311","amount":")" +
               amount + R"(","explanation":"marfă"}]})";
    };
    check({
        {"proposed",
         op,
         Method::Get,
         "/1/entries",
         "",
         200,
         R"({"debit_account":"6022","credit_account":"5311","amount":"110.50","partner_id":7,)"},
        {"by hand",
         op,
         Method::Put,
         "/1/entries",
         entries("121.00"),
         200,
         R"("edited":true,"total":"121.00","difference":"0.00","problems":[])"},
        {"that do not add up",
         op,
         Method::Put,
         "/1/entries",
         entries("120.99"),
         422,
         "entries_total"},
        {"of nothing", op, Method::Put, "/1/entries", entries("0.00"), 422, "entry_amount"},
        {"on no account",
         op,
         Method::Put,
         "/1/entries",
         R"({"version":1,"entries":[{"debit_account":"60 7","credit_account":"5311",)"
         R"("amount":"121.00"}]})",
         422,
         "account_form"},
        {"on an unknown account",
         op,
         Method::Put,
         "/1/entries",
         R"({"version":1,"entries":[{"debit_account":"999","credit_account":"5311",)"
         R"("amount":"121.00"}]})",
         200,
         R"({"field":"entries.0.debit_account","code":"account_unknown")"},
        {"none: the proposal",
         op,
         Method::Put,
         "/1/entries",
         R"({"version":1,"entries":[]})",
         200,
         R"("edited":false,"total":"121.00")"},
        {"a stale version",
         op,
         Method::Put,
         "/1/entries",
         R"({"version":9,"entries":[]})",
         409,
         "version_conflict"},
    });
}

class ReceiptList : public testing::Test {
  protected:
    ReceiptList() {
        site_.module.start();
        EXPECT_EQ(ana_.create().status, 201);
        EXPECT_EQ(
            ana_.create(R"("supplier_name":"Țesătoria","total":"7.50","date":"2025-11-02")").status,
            201);
        EXPECT_EQ(dan_.create(R"("supplier_name":"abc","total":"1000.00","number":"77%")").status,
                  201);
        EXPECT_EQ(ana_.send(Method::Post, "/receipts", "{}", 3).status, 201);
        EXPECT_EQ(ana_.act("submit", 1, 1).status, 200);
    }

    /// The ids of a page, in order: "1 2".
    static std::string ids(const ReceiptUser& user, const std::string& filters) {
        const auto answer = user.get("/receipts" + filters);
        EXPECT_EQ(answer.status, 200) << answer.text;
        const auto document = answer.json();
        const auto items = *document.root().find("items");
        std::string text;
        for (std::size_t index = 0; index < items.size(); ++index) {
            text += (index == 0 ? "" : " ") + std::to_string(items.at(index).find("id")->integer());
        }
        return text;
    }

    ModuleTestSite site_;
    ReceiptUser ana_{site_, "operator:7"};
    ReceiptUser dan_{site_, "operator:8"};
    ReceiptUser accountant_{site_, "accountant:9"};
};

TEST_F(ReceiptList, ShowsEverybodysToWhoApprovesAndTheirOwnToOthers) {
    EXPECT_EQ(ids(accountant_, ""), "3 2 1");
    EXPECT_EQ(ids(ana_, ""), "2 1");
    EXPECT_EQ(ids(dan_, ""), "3");
    EXPECT_EQ(ids(dan_, "?created_by=7"), "");
    EXPECT_EQ(ids(accountant_, "?created_by=7"), "2 1");
}

TEST_F(ReceiptList, FiltersByStateDateAndText) {
    EXPECT_EQ(ids(accountant_, "?status=pending"), "1");
    EXPECT_EQ(ids(accountant_, "?status=exported"), "");
    EXPECT_EQ(ids(accountant_, "?date_from=2025-11-02&date_to=2025-11-11"), "2");
    EXPECT_EQ(ids(accountant_, "?search=tesatoria"), "2");
    EXPECT_EQ(ids(accountant_, "?search=BENZIN%C4%82RIA"), "1");
    EXPECT_EQ(ids(accountant_, "?search=14399840"), "1");
    EXPECT_EQ(ids(accountant_, "?search=%25"), "3");
    EXPECT_EQ(ids(accountant_, "?to_check=true"), "3 2");
    EXPECT_EQ(accountant_.get("/receipts?date_from=2025-11-02&date_to=2025-11-01").status, 422);
    for (const char* bad : {"status=lost",
                            "page=0",
                            "page_size=201",
                            "sort=id",
                            "to_check=maybe",
                            "created_by=0",
                            "date_from=yesterday"}) {
        EXPECT_EQ(accountant_.get(std::string("/receipts?") + bad).status, 422) << bad;
    }
}

TEST_F(ReceiptList, SortsAndPages) {
    EXPECT_EQ(ids(accountant_, "?sort=total&order=asc"), "2 1 3");
    EXPECT_EQ(ids(accountant_, "?sort=total"), "3 1 2");
    EXPECT_EQ(ids(accountant_, "?sort=date&order=asc"), "3 2 1");
    EXPECT_EQ(ids(accountant_, "?sort=supplier&order=asc"), "3 1 2");
    EXPECT_EQ(ids(accountant_, "?page_size=2&page=1"), "3 2");
    EXPECT_EQ(ids(accountant_, "?page_size=2&page=2"), "1");
    EXPECT_EQ(ids(accountant_, "?page_size=2&page=3"), "");
}

TEST_F(ReceiptList, CarriesTotalsOfTheSelectionAndCountersOfAll) {
    const auto page = accountant_.get("/receipts?page_size=1&status=draft");
    EXPECT_TRUE(page.holds(R"("total":2,"page":1,"page_size":1,"totals":{"total":"1007.50"})"))
        << page.text;
    EXPECT_TRUE(page.holds(R"("counts":{"draft":2,"pending":1,"approved":0,"rejected":0,)"
                           R"("exported":0,"to_check":2})"))
        << page.text;
    const auto own = dan_.get("/receipts");
    EXPECT_TRUE(own.holds(R"("counts":{"draft":1,"pending":0,)")) << own.text;
    EXPECT_TRUE(own.holds(R"("actions":["edit","delete","submit"])")) << own.text;
    EXPECT_TRUE(own.holds(R"({"field":"kind","code":"required")")) << own.text;
}

TEST_F(ReceiptList, CountsADraftThatRepeatsAnotherAmongThoseToCheck) {
    EXPECT_EQ(dan_.create().status, 201);
    EXPECT_EQ(ids(dan_, "?to_check=true"), "5 3");
    EXPECT_TRUE(dan_.get("/receipts").holds(R"("code":"duplicate_document")"));
    EXPECT_TRUE(dan_.get("/receipts").holds(R"("to_check":2)"));
}

TEST_F(ReceiptList, OfOneCompanyKnowsNothingOfAnother) {
    const auto other = accountant_.send(Method::Get, "/receipts", "", 3);
    EXPECT_TRUE(other.holds(R"("total":1,)")) << other.text;
    EXPECT_EQ(accountant_.send(Method::Get, "/receipts/1", "", 3).status, 404);
    EXPECT_EQ(accountant_.send(Method::Get, "/receipts/1/history", "", 3).status, 404);
    const ReceiptUser administrator(site_, "administrator:9");
    EXPECT_EQ(
        administrator.send(Method::Put, "/receipts/1", R"({"version":2,"total":"1.00"})", 3).status,
        404);
}

}  // namespace
}  // namespace roa2web::data_entry
