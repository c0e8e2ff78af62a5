// The routes of /api/reports/partners over generated books.
#include "routers/partners_router.hpp"

#include <string>
#include <vector>

#include "core/text.hpp"

#include "ledger_test_site.hpp"

namespace roa2web::reports {
namespace {

class PartnersScenario : public LedgerScenarios {};

TEST_P(PartnersScenario, AnswersAsTheContractSays) {
    expect_answer(GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    Routes,
    PartnersScenario,
    testing::ValuesIn(std::vector<LedgerScenario>{
        {"no_token", "", "/partners?company_id=1&search=a", 401, "not_authenticated"},
        {"no_permission", "operator", "/partners?company_id=1&search=a", 403, "reports.view"},
        {"no_company", "viewer", "/partners?search=a", 422, "company_id"},
        {"another_company", "viewer", "/partners?company_id=2&search=a", 403, "company_forbidden"},
        {"no_search", "viewer", "/partners?company_id=1", 422, "search"},
        {"empty_search", "viewer", "/partners?company_id=1&search=", 422, "search"},
        {"found", "viewer", "/partners?company_id=1&search=s", 200, R"("is_client":)"},
        {"sql_in_search",
         "viewer",
         "/partners?company_id=1&search=%27%20OR%201%3D1%20--",
         200,
         R"("items":[])"},
        {"wildcard_in_search", "viewer", "/partners?company_id=1&search=%25", 200, R"("items":[])"},
        {"limit_0", "viewer", "/partners?company_id=1&search=a&limit=0", 422, "limit"},
        {"limit_51", "viewer", "/partners?company_id=1&search=a&limit=51", 422, "limit"},
        {"statement_without_token", "", "/partners/1/statement?company_id=1", 401, "not_auth"},
        {"statement_without_permission",
         "operator",
         "/partners/1/statement?company_id=1",
         403,
         "reports.view"},
        {"statement_of_another_company",
         "viewer",
         "/partners/1/statement?company_id=2",
         403,
         "company_forbidden"},
        {"statement", "viewer", "/partners/1/statement?company_id=1", 200, R"("partner":{"id":1,)"},
        {"unknown_partner",
         "viewer",
         "/partners/99999999/statement?company_id=1",
         404,
         "partner_not_found"},
        {"partner_that_is_no_number",
         "viewer",
         "/partners/abc/statement?company_id=1",
         422,
         R"("loc":["path","id"])"},
        {"statement_page_0",
         "viewer",
         "/partners/1/statement?company_id=1&page=0",
         422,
         "greater_than_equal"},
        {"statement_range_backwards",
         "viewer",
         "/partners/1/statement?company_id=1&date_from=2025-02-02&date_to=2025-02-01",
         422,
         "range"},
        {"statement_in_the_future",
         "viewer",
         "/partners/1/statement?company_id=1&date_from=2031-02-02&date_to=2031-02-03",
         422,
         "reach from"},
    }),
    scenario_name);

class PartnersRouter : public LedgerTestSite {};

std::string encode(const std::string& value) {
    constexpr char kDigits[] = "0123456789ABCDEF";
    std::string encoded;
    for (const char letter : value) {
        const auto byte = static_cast<unsigned char>(letter);
        encoded += '%';
        encoded += kDigits[byte / 16];
        encoded += kDigits[byte % 16];
    }
    return encoded;
}

TEST_F(PartnersRouter, FindsByNameWithoutDiacriticsAndByTaxNumber) {
    const auto all = get("/partners?company_id=1&search=s&limit=50");
    const auto items = *all.root().find("items");
    ASSERT_GT(items.size(), 5U);
    for (std::size_t index = 0; index < items.size(); ++index) {
        const auto partner = items.at(index);
        const auto id = partner.find("id")->integer();
        for (const auto& search : {core::fold(text(partner, "name")), text(partner, "cui")}) {
            const auto found = get("/partners?company_id=1&search=" + encode(search));
            EXPECT_EQ(found.root().find("items")->at(0).find("id")->integer(), id) << search;
        }
    }
}

TEST_F(PartnersRouter, PutsNamesThatBeginWithTheSearchFirst) {
    const auto all = get("/partners?company_id=1&search=a&limit=50");
    const auto items = *all.root().find("items");
    bool inside = false;
    for (std::size_t index = 0; index < items.size(); ++index) {
        const bool begins = core::fold(text(items.at(index), "name")).starts_with("a");
        EXPECT_FALSE(begins && inside) << text(items.at(index), "name");
        inside = inside || !begins;
    }
    EXPECT_EQ(get("/partners?company_id=1&search=a&limit=3").root().find("items")->size(), 3U);
}

TEST_F(PartnersRouter, NeverShowsAPartnerOfAnotherCompany) {
    // Ids are each company's own: one that only the other company has must not be found.
    const auto other = erp_.company_session(core::CompanyId{2});
    const auto mine = erp_.company_session(core::CompanyId{1});
    const auto theirs = other->select<Partner>(
        "SELECT partner_id, name, cui, registration_number, city, is_client, is_supplier FROM "
        "roa2web_partners");
    ASSERT_FALSE(theirs.empty());
    for (const auto& partner : theirs) {
        const auto known = mine->select_first<Partner>(
            "SELECT partner_id, name, cui, registration_number, city, is_client, is_supplier FROM "
            "roa2web_partners WHERE partner_id = :id",
            {{"id", partner.id}});
        const auto response =
            client_.get("/api/reports/partners/" + std::to_string(partner.id.value) +
                        "/statement?company_id=1");
        EXPECT_EQ(response.status, known ? 200 : 404);
        if (known && known->name != partner.name) {
            EXPECT_EQ(response.body_text().find(partner.name), std::string_view::npos);
        }
    }
}

}  // namespace
}  // namespace roa2web::reports
