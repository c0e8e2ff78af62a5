#include "routers/receipt_export_router.hpp"

#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <variant>
#include <vector>

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
    int status;
    std::string holds;
    int company{1};
};

/// Keeps what comes first of a file.
class FirstPiece final : public http::StreamWriter {
  public:
    core::Task<bool> write(std::string piece) override {
        text = std::move(piece);
        co_return false;
    }

    std::string text;
};

/// Company 1 has receipt 1, exported in batch 1, and nothing approved.
void check(const std::vector<Scenario>& scenarios) {
    for (const auto& scenario : scenarios) {
        SCOPED_TRACE(scenario.name + ": " + scenario.path);
        ModuleTestSite site;
        site.module.start();
        const ReceiptUser accountant(site, "accountant:8");
        const ReceiptUser owner(site, "operator:7");
        EXPECT_EQ(owner.create().integer("id"), 1);
        EXPECT_EQ(owner.act("submit", 1, 1).status, 200);
        EXPECT_EQ(accountant.act("approve", 1, 2).status, 200);
        EXPECT_EQ(accountant.get("/receipts/export?format=csv").status, 200);
        const ReceiptUser user(site, scenario.token);
        const auto answer =
            user.send(scenario.method, "/receipts" + scenario.path, "", scenario.company);
        EXPECT_EQ(answer.status, scenario.status) << answer.text;
        EXPECT_TRUE(answer.holds(scenario.holds)) << answer.text;
    }
}

TEST(ReceiptExportRouter, AnswersTheWrongPeopleTheSameEverywhere) {
    struct Route {
        Method method;
        std::string path;
        std::string permission;
    };

    for (const auto& [method, path, permission] :
         std::vector<Route>{{Method::Get, "/export?format=csv", "receipts.approve"},
                            {Method::Get, "/export-batches", "receipts.approve"},
                            {Method::Get, "/export-batches/1/file?format=csv", "receipts.approve"},
                            {Method::Post, "/export-batches/1/undo", "system.view"}}) {
        check({{"no token", "", method, path, 401, "not_authenticated"},
               {"bad token", "stranger", method, path, 401, "invalid_token"},
               {"viewer", "viewer", method, path, 403, permission},
               {"operator", "operator", method, path, 403, permission},
               {"other company", "administrator", method, path, 403, "company_forbidden", 2}});
    }
    check(
        {{"accountant", "accountant", Method::Post, "/export-batches/1/undo", 403, "system.view"}});
}

TEST(ReceiptExportRouter, AnswersRightAndWrongRequests) {
    const std::string user = "administrator";
    check({
        {"nothing is approved", user, Method::Get, "/export?format=csv", 409, "nothing_to_export"},
        {"no format", user, Method::Get, "/export", 422, R"(["query","format"])"},
        {"another format", user, Method::Get, "/export?format=pdf", 422, R"(["query","format"])"},
        {"the list", user, Method::Get, "/export-batches", 200, R"("items":[{"id":1,)"},
        {"no page", user, Method::Get, "/export-batches?page=0", 422, "page"},
        {"too much", user, Method::Get, "/export-batches?page_size=201", 422, "page_size"},
        {"the file", user, Method::Get, "/export-batches/1/file?format=xlsx", 200, ""},
        {"no file", user, Method::Get, "/export-batches/2/file?format=csv", 404, "batch_not_found"},
        {"no number", user, Method::Get, "/export-batches/x/file?format=csv", 422, "int_parsing"},
        {"of another company",
         user,
         Method::Get,
         "/export-batches/1/file?format=csv",
         404,
         "batch_not_found",
         3},
        {"undo", user, Method::Post, "/export-batches/1/undo", 200, R"("undone_by_name":"adm)"},
        {"undo nothing", user, Method::Post, "/export-batches/9/undo", 404, "batch_not_found"},
        {"undo of another company",
         user,
         Method::Post,
         "/export-batches/1/undo",
         404,
         "batch_not_found",
         3},
        {"undo by GET", user, Method::Get, "/export-batches/1/undo", 405, ""},
    });
}

std::vector<std::string> split_row(const std::string& line) {
    std::vector<std::string> cells;
    std::istringstream input(line.substr(1));
    for (std::string cell; std::getline(input, cell, '|');) {
        const auto first = cell.find_first_not_of(' ');
        const auto last = cell.find_last_not_of(' ');
        cells.push_back(first == std::string::npos ? "" : cell.substr(first, last - first + 1));
    }
    return cells;
}

/// The rows of a table of the documentation, below its heading.
std::vector<std::vector<std::string>> read_table(const std::string& file,
                                                 const std::string& heading) {
    std::ifstream input(ROA2WEB_SOURCE_DIR "/docs/" + file);
    std::vector<std::vector<std::string>> rows;
    bool inside = false;
    for (std::string line; std::getline(input, line);) {
        if (line.starts_with(heading)) {
            inside = true;
        } else if (inside && line.empty()) {
            break;
        }
        if (inside && !line.starts_with("| ---")) {
            rows.push_back(split_row(line));
        }
    }
    return rows;
}

/// What the table calls the state of a company, made from a new store.
void prepare(const ModuleTestSite& site, const std::string& state) {
    const ReceiptUser accountant(site, "accountant:8");
    const ReceiptUser owner(site, "operator:7");
    EXPECT_EQ(owner.create().integer("id"), 1);
    if (state == "nothing approved") {
        return;
    }
    EXPECT_EQ(owner.act("submit", 1, 1).status, 200);
    EXPECT_EQ(accountant.act("approve", 1, 2).status, 200);
    if (state == "approved receipts") {
        return;
    }
    EXPECT_EQ(accountant.get("/receipts/export?format=csv").status, 200);
    if (state == "an undone batch") {
        const ReceiptUser administrator(site, "administrator:9");
        EXPECT_EQ(administrator.post("/receipts/export-batches/1/undo", "").status, 200);
    }
}

TEST(ReceiptExportRouter, AnswersAsTheTableOfStatesSays) {
    const std::map<std::string, std::pair<Method, std::string>> routes{
        {"export", {Method::Get, "/receipts/export?format=csv"}},
        {"list", {Method::Get, "/receipts/export-batches"}},
        {"file", {Method::Get, "/receipts/export-batches/1/file?format=xlsx"}},
        {"undo", {Method::Post, "/receipts/export-batches/1/undo"}}};
    const auto table = read_table("receipt-states.md", "| company has | action |");
    ASSERT_EQ(table.size(), 9U);
    const auto& heading = table.front();
    for (std::size_t row = 1; row < table.size(); ++row) {
        for (std::size_t column = 2; column < heading.size(); ++column) {
            const auto& cells = table[row];
            SCOPED_TRACE(cells.at(0) + ", " + cells.at(1) + ", " + heading[column]);
            ModuleTestSite site;
            site.module.start();
            prepare(site, cells.at(0));
            const auto& [method, path] = routes.at(cells.at(1));
            const auto answer = ReceiptUser(site, heading[column] + ":9").send(method, path);
            const auto& expected = cells.at(column);
            EXPECT_EQ(answer.status, expected == "ok" ? 200 : std::stoi(expected)) << answer.text;
        }
    }
}

TEST(ReceiptExportRouter, DescribesItsColumns) {
    std::string documented;
    const auto table = read_table("roa-import.md", "| column | kind |");
    for (std::size_t row = 1; row < table.size(); ++row) {
        // "`cont_debit`, `cont_credit`" stands for two of them.
        std::istringstream names(table[row].at(0));
        for (std::string name; std::getline(names, name, ',');) {
            const auto from = name.find('`') + 1;
            documented +=
                (documented.empty() ? "" : ";") + name.substr(from, name.rfind('`') - from);
        }
    }
    ModuleTestSite site;
    site.module.start();
    prepare(site, "approved receipts");
    site.client.use_token("accountant:8");
    const auto file = site.client.get("/api/data-entry/receipts/export?format=csv&company_id=1");
    FirstPiece piece;
    core::sync_wait(std::get<http::StreamBody>(file.body)(piece));
    EXPECT_EQ(piece.text.substr(3, piece.text.find('\r') - 3), documented);
}

TEST(ReceiptExportRouter, NamesFileAndFormat) {
    ModuleTestSite site;
    site.module.start();
    const ReceiptUser accountant(site, "accountant:8");
    const ReceiptUser owner(site, "operator:7");
    EXPECT_EQ(owner.create().status, 201);
    EXPECT_EQ(owner.act("submit", 1, 1).status, 200);
    EXPECT_EQ(accountant.act("approve", 1, 2).status, 200);
    site.client.use_token("accountant:8");
    const auto csv = site.client.get("/api/data-entry/receipts/export?format=csv&company_id=1");
    EXPECT_EQ(csv.header("Content-Type"), "text/csv; charset=utf-8; header=present");
    EXPECT_NE(csv.header("Content-Disposition").find("note-contabile-lot-1.csv"),
              std::string_view::npos);
    EXPECT_EQ(csv.header("Cache-Control"), "no-store");
    const auto xlsx =
        site.client.get("/api/data-entry/receipts/export-batches/1/file?format=xlsx&company_id=1");
    EXPECT_EQ(xlsx.header("Content-Type"),
              "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    EXPECT_NE(xlsx.header("Content-Disposition").find("note-contabile-lot-1.xlsx"),
              std::string_view::npos);
}

}  // namespace
}  // namespace roa2web::data_entry
