// The contract is written down four times: as views for three engines and as a page. They must say
// the same.
#include "database/demo/demo_writer.hpp"

#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/exceptions.hpp"
#include "database/sqlite_session.hpp"
#include "database/test_folder.hpp"

namespace roa2web::database::demo {

namespace {

using Views = std::map<std::string, std::vector<std::string>>;  // view -> columns, in order

struct ColumnRow {
    std::string view;
    std::string column;
};
BOOST_DESCRIBE_STRUCT(ColumnRow, (), (view, column))

constexpr std::string_view kColumns =
    "SELECT v.name AS view, c.name AS column FROM sqlite_master v, pragma_table_info(v.name) c "
    "WHERE v.type = 'view' ORDER BY v.name, c.cid";

std::string read(const std::string& file) {
    std::ifstream stream(std::string(ROA2WEB_SOURCE_DIR) + "/" + file);
    EXPECT_TRUE(stream.is_open()) << file;
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// The views as SQLite itself understands them.
Views sqlite_views() {
    const TestFolder folder;
    const auto session = open_sqlite({.file = folder / "contract.db"});
    for (const char* script :
         {"shared_tables.sql", "shared_views.sql", "company_tables.sql", "company_views.sql"}) {
        session->execute_script(erp_script(script));
    }
    Views views;
    for (const auto& row : session->select<ColumnRow>(kColumns)) {
        views[row.view].push_back(row.column);
    }
    return views;
}

/// What stands between "CREATE ... VIEW <name>" and the next one.
std::string text_of_view(const std::string& script, const std::string& view) {
    const std::size_t from = script.find("VIEW " + view + " AS");
    return from == std::string::npos ? "" : script.substr(from, script.find("CREATE", from) - from);
}

}  // namespace

TEST(ErpContract, HasItsThirteenViews) {
    const Views views = sqlite_views();
    EXPECT_EQ(views.size(), 13U);
    for (const char* view : {"roa2web_users",
                             "roa2web_companies",
                             "roa2web_user_companies",
                             "roa2web_calendar",
                             "roa2web_partners",
                             "roa2web_accounts",
                             "roa2web_invoices",
                             "roa2web_invoice_lines",
                             "roa2web_invoice_payments",
                             "roa2web_journal",
                             "roa2web_opening_balances",
                             "roa2web_turnovers",
                             "roa2web_change_marker"}) {
        EXPECT_EQ(views.count(view), 1U) << view;
    }
}

TEST(ErpContract, NamesEveryColumnOfEveryViewForEveryEngine) {
    for (const std::string engine : {"postgresql", "oracle"}) {
        const std::string script = read("deployment/erp/" + engine + "/shared_views.sql") +
                                   read("deployment/erp/" + engine + "/company_views.sql");
        for (const auto& [view, columns] : sqlite_views()) {
            const std::string text = text_of_view(script, view);
            EXPECT_FALSE(text.empty()) << engine << " lacks " << view;
            std::size_t position = 0;
            for (const std::string& column : columns) {
                // In the same order: `SELECT *` and positions must mean the same.
                const std::regex named("(AS |t\\.)" + column + "\\b");
                std::smatch found;
                const std::string rest = text.substr(position);
                ASSERT_TRUE(std::regex_search(rest, found, named))
                    << engine << " " << view << "." << column;
                position += static_cast<std::size_t>(found.position());
            }
        }
    }
}

TEST(ErpContract, ExplainsEveryColumn) {
    const std::string page = read("docs/erp-contract.md");
    for (const auto& [view, columns] : sqlite_views()) {
        const std::size_t from = page.find("### " + view + "\n");
        ASSERT_NE(from, std::string::npos) << view;
        const std::string section = page.substr(from, page.find("\n##", from + 1) - from);
        for (const std::string& column : columns) {
            EXPECT_NE(section.find("`" + column + "`"), std::string::npos) << view << "." << column;
        }
    }
}

TEST(ErpContract, FitsIntoTheNamesThatOracle11Takes) {
    for (const auto& [view, columns] : sqlite_views()) {
        EXPECT_LE(view.size(), 30U) << view;
        for (const std::string& column : columns) {
            EXPECT_LE(column.size(), 30U) << view << "." << column;
            for (const char* reserved :
                 {"date", "number", "level", "comment", "size", "mode", "order", "user"}) {
                EXPECT_NE(column, reserved) << view;
            }
        }
    }
}

TEST(ErpContract, HasNoScriptOfAnotherName) {
    EXPECT_THROW((void)erp_script("nothing.sql"), core::InternalError);
}

}  // namespace roa2web::database::demo
