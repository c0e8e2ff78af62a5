#include "routers/nomenclature_router.hpp"

#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "module_test_site.hpp"

namespace roa2web::data_entry {
namespace {

struct Scenario {
    std::string name;
    std::string role;  // also the token; empty: none is sent
    std::string url;
    int status;
    std::vector<std::string> holds;
    std::vector<std::string> lacks;
};

void check(const std::vector<Scenario>& scenarios) {
    ModuleTestSite site;
    site.module.start();
    for (const auto& scenario : scenarios) {
        SCOPED_TRACE(scenario.name);
        site.client.use_token(scenario.role);
        const auto answer = site.client.get("/api/data-entry/nomenclature/" + scenario.url);
        EXPECT_EQ(answer.status, scenario.status) << answer.body_text();
        for (const auto& text : scenario.holds) {
            EXPECT_THAT(std::string(answer.body_text()), testing::HasSubstr(text));
        }
        for (const auto& text : scenario.lacks) {
            EXPECT_THAT(std::string(answer.body_text()), testing::Not(testing::HasSubstr(text)));
        }
    }
}

TEST(NomenclatureRouter, AnswersVatRates) {
    const std::string housing =
        R"({"rate":"9.00","kind":"housing","name":"Cota redusă pentru locuințe, tranzitorie",)"
        R"("valid_from":"2025-08-01","valid_to":"2026-07-31"})";
    check({
        {"no token", "", "vat-rates?company_id=1", 401, {"detail"}, {"items"}},
        {"bad token", "stranger", "vat-rates?company_id=1", 401, {"detail"}, {"items"}},
        {"may not enter receipts",
         "viewer",
         "vat-rates?company_id=1",
         403,
         {"receipts.create"},
         {}},
        {"other company", "operator", "vat-rates?company_id=2", 403, {"company_forbidden"}, {}},
        {"no company", "operator", "vat-rates", 422, {R"(["query","company_id"])"}, {"items"}},
        {"company is no number", "operator", "vat-rates?company_id=1;--", 422, {"int_parsing"}, {}},
        {"today in Romania",
         "operator",
         "vat-rates?company_id=1",
         200,
         {R"("date":"2025-11-24")", R"("rate":"21.00","kind":"standard")", housing},
         {"19.00"}},
        {"an older day",
         "accountant",
         "vat-rates?company_id=1&date=2025-07-31",
         200,
         {R"("rate":"19.00")", R"("rate":"5.00")", R"("date":"2025-07-31")"},
         {"21.00"}},
        {"open end", "operator", "vat-rates?company_id=1", 200, {R"("valid_to":null)"}, {}},
        {"before all rates",
         "operator",
         "vat-rates?company_id=1&date=1999-12-31",
         200,
         {R"("items":[])"},
         {}},
        {"a day that does not exist",
         "operator",
         "vat-rates?company_id=1&date=2025-02-30",
         422,
         {R"(["query","date"])", "date_parsing"},
         {}},
        {"a date as SQL",
         "operator",
         "vat-rates?company_id=1&date=2025-01-01'%20OR%201=1",
         422,
         {"date_parsing"},
         {"SELECT"}},
        {"an absurd date",
         "operator",
         "vat-rates?company_id=1&date=99999-01-01",
         422,
         {"date"},
         {}},
        {"a date twice",
         "operator",
         "vat-rates?company_id=1&date=2025-01-01&date=2025-01-02",
         422,
         {"given_twice"},
         {}},
    });
}

TEST(NomenclatureRouter, AnswersExpenseTypes) {
    const std::string fuel =
        R"({"code":"fuel","name":"Combustibil","debit_account":"6022","vat_deductible_percent":50})";
    check({
        {"no token", "", "expense-types?company_id=1", 401, {"detail"}, {"items"}},
        {"may not enter receipts", "viewer", "expense-types?company_id=1", 403, {"detail"}, {}},
        {"other company", "operator", "expense-types?company_id=2", 403, {"detail"}, {"items"}},
        {"no company", "operator", "expense-types", 422, {"company_id"}, {"items"}},
        {"all", "operator", "expense-types?company_id=1", 200, {fuel, "goods", "fines"}, {}},
        {"an empty search finds all",
         "operator",
         "expense-types?company_id=1&search=",
         200,
         {fuel, "goods"},
         {}},
        {"without diacritics",
         "operator",
         "expense-types?company_id=1&search=MARFURI",
         200,
         {R"("code":"goods","name":"Mărfuri")", R"("total":1)"},
         {"fuel"}},
        {"by account",
         "administrator",
         "expense-types?company_id=1&search=6022",
         200,
         {fuel, R"("total":2)"},
         {"goods"}},
        {"nothing fits",
         "operator",
         "expense-types?company_id=1&search=submarin",
         200,
         {R"("items":[],"total":0)"},
         {}},
        {"a search as SQL",
         "operator",
         "expense-types?company_id=1&search='%3B%20DROP%20TABLE%20expense_types%3B--",
         200,
         {R"("items":[],"total":0)"},
         {"DROP"}},
        {"the total goes beyond the limit",
         "operator",
         "expense-types?company_id=1&search=fuel&limit=1",
         200,
         {fuel, R"("total":2)"},
         {"fuel_business_only"}},
        {"limit 0", "operator", "expense-types?company_id=1&limit=0", 422, {"limit"}, {}},
        {"limit too high", "operator", "expense-types?company_id=1&limit=501", 422, {"limit"}, {}},
        {"limit is no number",
         "operator",
         "expense-types?company_id=1&limit=all",
         422,
         {"limit"},
         {}},
        {"search too long",
         "operator",
         "expense-types?company_id=1&search=" + std::string(101, 'a'),
         422,
         {R"(["query","search"])"},
         {}},
        {"search is not UTF-8",
         "operator",
         "expense-types?company_id=1&search=%FF",
         400,
         {},
         {"items"}},
    });
}

TEST(NomenclatureRouter, GivesAnEtagThatHolds) {
    ModuleTestSite site;
    site.module.start();
    site.client.use_token("operator");
    const std::string url = "/api/data-entry/nomenclature/expense-types?company_id=1";
    const auto first = site.client.get(url);
    const std::string etag(first.header("ETag"));
    ASSERT_FALSE(etag.empty());
    const auto again = site.client.send(http::Method::Get, url, {}, {{"If-None-Match", etag}});
    EXPECT_EQ(again.status, 304);
}

}  // namespace
}  // namespace roa2web::data_entry
