// The routes of /api/reports/documents over generated books.
#include "routers/documents_router.hpp"

#include <string>
#include <vector>

#include "ledger_test_site.hpp"

namespace roa2web::reports {
namespace {

class DocumentsScenario : public LedgerScenarios {};

TEST_P(DocumentsScenario, AnswersAsTheContractSays) {
    expect_answer(GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    Routes,
    DocumentsScenario,
    testing::ValuesIn(std::vector<LedgerScenario>{
        {"no_token", "", "/documents/1?company_id=1", 401, "not_authenticated"},
        {"no_permission", "operator", "/documents/1?company_id=1", 403, "reports.view"},
        {"no_company", "viewer", "/documents/1", 422, "company_id"},
        {"another_company", "viewer", "/documents/1?company_id=2", 403, "company_forbidden"},
        {"found", "viewer", "/documents/1?company_id=1", 200, R"("lines":[{"entry_id":)"},
        {"unknown", "viewer", "/documents/999999999?company_id=1", 404, "document_not_found"},
        {"number_0", "viewer", "/documents/0?company_id=1", 422, "greater_than_equal"},
        {"no_number", "viewer", "/documents/abc?company_id=1", 422, R"("loc":["path","id"])"},
        {"absurd_number",
         "viewer",
         "/documents/99999999999999999999?company_id=1",
         422,
         R"("loc":["path","id"])"},
    }),
    scenario_name);

class DocumentsRouter : public LedgerTestSite {};

TEST_F(DocumentsRouter, ShowsTheNoteThatALedgerEntryComesFrom) {
    const auto ledger = get("/trial-balance/accounts/4111?company_id=1&date_from=2025-01-01");
    const auto items = *ledger.root().find("items");
    ASSERT_GT(items.size(), 3U);
    for (std::size_t index = 0; index < items.size() && index < 20; ++index) {
        const auto entry = items.at(index);
        const auto note = get("/documents/" + std::to_string(entry.find("document_id")->integer()) +
                              "?company_id=1");
        EXPECT_EQ(text(note.root(), "document"), text(entry, "document"));
        EXPECT_EQ(text(note.root(), "date"), text(entry, "date"));
        const auto lines = *note.root().find("lines");
        std::int64_t total = 0;
        bool has_entry = false;
        for (std::size_t line = 0; line < lines.size(); ++line) {
            total += bani(lines.at(line), "amount");
            has_entry = has_entry || lines.at(line).find("entry_id")->integer() ==
                                         entry.find("entry_id")->integer();
            EXPECT_FALSE(text(lines.at(line), "debit_name").empty());
        }
        EXPECT_TRUE(has_entry);
        EXPECT_EQ(total, bani(note.root(), "total"));
    }
}

}  // namespace
}  // namespace roa2web::reports
