// The exports of all reports over generated books, as CSV, which can be read line by line; other
// programs open the other formats in tests/system.
#include "routers/exports_router.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "core/money.hpp"
#include "database/demo/demo_erp.hpp"
#include "database/sqlite_erp_gateway.hpp"
#include "database/test_folder.hpp"
#include "http/dispatcher.hpp"
#include "http/test_client.hpp"
#include "json/node.hpp"

#include "routers/invoices_router.hpp"
#include "routers/partners_router.hpp"
#include "routers/treasury_router.hpp"
#include "routers/trial_balance_router.hpp"

namespace roa2web::reports {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

/// "viewer" may view the reports of company 1; "operator" has no permission for reports.
class TwoUsers final : public http::Authenticator {
  public:
    core::Task<core::Result<http::Principal>> authenticate(std::string_view token) override {
        co_return http::Principal{
            {1}, std::string(token), std::string(token), "s", core::permissions_of_role(token)};
    }

    core::Task<core::Result<void>> check_company(const http::Principal&,
                                                 core::CompanyId company) override {
        if (company.value != 1) {
            co_return core::fail(core::ErrorCode::Forbidden,
                                 "You have no right to this company",
                                 "company_forbidden");
        }
        co_return core::Result<void>{};
    }
};

/// Generated once for all tests of this file.
const database::ErpSettings& books() {
    static const database::TestFolder kFolder;
    static const database::ErpSettings kSettings = [] {
        database::DemoOptions options;
        options.journal_lines = 3000;
        options.companies = 1;
        options.last_day = 2025y / 11 / 20;
        database::generate_demo_erp(kFolder.path(), options);
        database::ErpSettings settings;
        settings.folder = kFolder.path();
        return settings;
    }();
    return kSettings;
}

/// Keeps what it is given, as a client that reads everything.
class Collector final : public http::StreamWriter {
  public:
    core::Task<bool> write(std::string piece) override {
        text += piece;
        co_return true;
    }

    std::string text;
};

using CsvRow = std::map<std::string, std::string>;

std::vector<std::string> split(std::string_view line) {
    std::vector<std::string> cells;
    for (;;) {
        const auto end = line.find(';');
        cells.emplace_back(line.substr(0, end));
        if (end == std::string_view::npos) {
            return cells;
        }
        line.remove_prefix(end + 1);
    }
}

class ExportsRouter : public testing::Test {
  protected:
    ExportsRouter() { client_.use_token("viewer"); }

    http::Router all_routes() {
        http::Router reports;
        reports.include("", create_exports_router(exporter_, file_pool_, clock_));
        reports.include("/invoices", create_invoices_router(invoices_, cache_));
        reports.include("/trial-balance", create_trial_balance_router(trial_balance_, cache_));
        reports.include("/treasury", create_treasury_router(treasury_, cache_));
        reports.include("/partners", create_partners_router(partners_, cache_));
        http::Router all;
        all.include("/api/reports", std::move(reports));
        return all;
    }

    static std::string url(const std::string& path, const std::string& query) {
        return "/api/reports" + path + "?company_id=1" + query;
    }

    [[nodiscard]] json::Document report(const std::string& path, const std::string& query) const {
        const auto response = client_.get(url(path, query));
        EXPECT_EQ(response.status, 200) << path << ": " << response.body_text();
        return *json::Document::parse(response.body_text());
    }

    [[nodiscard]] std::string file(const std::string& path, const std::string& query) const {
        auto response = client_.get(url(path, query));
        EXPECT_EQ(response.status, 200) << path << ": " << response.body_text();
        Collector collector;
        if (auto* body = std::get_if<http::StreamBody>(&response.body)) {
            core::sync_wait((*body)(collector));
        }
        return collector.text;
    }

    /// Rows by their column titles. No text of the demo books needs quotes.
    [[nodiscard]] std::vector<CsvRow> rows(const std::string& path,
                                           const std::string& query) const {
        std::vector<CsvRow> rows;
        std::vector<std::string> titles;
        const auto text = file(path, query + "&format=csv&bom=false&language=en");
        std::string_view rest = text;
        while (!rest.empty()) {
            const auto end = rest.find("\r\n");
            const auto cells = split(rest.substr(0, end));
            rest.remove_prefix(end + 2);
            if (titles.empty()) {
                titles = cells;
                continue;
            }
            EXPECT_EQ(cells.size(), titles.size()) << text;
            CsvRow row;
            for (std::size_t index = 0; index < titles.size(); ++index) {
                row[titles[index]] = cells[index];
            }
            rows.push_back(std::move(row));
        }
        return rows;
    }

    static std::int64_t sum(const std::vector<CsvRow>& rows, const std::string& title) {
        std::int64_t bani = 0;
        for (const auto& row : rows) {
            if (!row.at(title).empty()) {
                bani += core::parse_money(row.at(title))->bani;
            }
        }
        return bani;
    }

    static std::int64_t bani(const json::Node& node, std::string_view name) {
        return core::parse_money(node.find(name)->text())->bani;
    }

    [[nodiscard]] std::size_t count_temporary_files() const {
        return fs::exists(scratch_ / "tmp") ? static_cast<std::size_t>(std::distance(
                                                  fs::directory_iterator(scratch_ / "tmp"), {}))
                                            : 0;
    }

    database::TestFolder scratch_;
    core::FixedClock clock_{std::chrono::sys_days(2025y / 11 / 20) + 12h};
    core::BlockingPool pool_{"erp", 2, 100};
    core::BlockingPool file_pool_{"files", 1, 100};
    database::SqliteErpGateway erp_{books()};
    InvoicesService invoices_{erp_, pool_, clock_};
    TrialBalanceService trial_balance_{erp_, pool_, clock_};
    TreasuryService treasury_{erp_, pool_, clock_};
    PartnersService partners_{erp_, pool_, clock_};
    ReportCache cache_{ReportCacheSettings{}, erp_, pool_, pool_, clock_};
    exports::TemporaryFolder folder_{scratch_ / "tmp"};
    ReportExporter exporter_{erp_, pool_, clock_, folder_, 2};
    TwoUsers authenticator_;
    http::Dispatcher dispatcher_{{}, all_routes(), authenticator_, http::StaticFiles({})};
    http::TestClient client_{dispatcher_};
};

struct Scenario {
    const char* name;
    const char* token;
    const char* target;
    int status;
    const char* must_contain;
};

std::ostream& operator<<(std::ostream& out, const Scenario& scenario) {
    return out << scenario.name;
}

class ExportsScenario : public ExportsRouter, public testing::WithParamInterface<Scenario> {};

TEST_P(ExportsScenario, AnswersAsTheContractSays) {
    client_.use_token(GetParam().token);
    const auto response = client_.get(std::string("/api/reports") + GetParam().target);
    EXPECT_EQ(response.status, GetParam().status) << response.body_text();
    EXPECT_NE(response.body_text().find(GetParam().must_contain), std::string_view::npos)
        << response.body_text();
}

INSTANTIATE_TEST_SUITE_P(
    Routes,
    ExportsScenario,
    testing::ValuesIn(std::vector<Scenario>{
        {"no_token", "", "/invoices/export?company_id=1&format=csv", 401, "not_authenticated"},
        {"no_permission",
         "operator",
         "/invoices/export?company_id=1&format=csv",
         403,
         "reports.view"},
        {"no_company", "viewer", "/trial-balance/export?format=csv", 422, "company_id"},
        {"another_company",
         "viewer",
         "/invoices/export?company_id=2&format=csv",
         403,
         "company_forbidden"},
        {"no_format", "viewer", "/invoices/export?company_id=1", 422, "format"},
        {"unknown_format", "viewer", "/invoices/export?company_id=1&format=doc", 422, "format"},
        {"unknown_separator",
         "viewer",
         "/invoices/export?company_id=1&format=csv&separator=tab",
         422,
         "separator"},
        {"range_backwards",
         "viewer",
         "/invoices/export?company_id=1&format=csv&date_from=2025-02-02&date_to=2025-02-01",
         422,
         "range"},
        {"month_13",
         "viewer",
         "/trial-balance/export?company_id=1&format=pdf&year=2025&month=13",
         422,
         "month"},
        {"month_in_the_future",
         "viewer",
         "/trial-balance/export?company_id=1&format=pdf&year=2099&month=1",
         422,
         "period"},
        {"unknown_account",
         "viewer",
         "/trial-balance/accounts/999999/export?company_id=1&format=csv",
         404,
         "account_not_found"},
        {"account_without_money",
         "viewer",
         "/treasury/export?company_id=1&format=csv&account=401",
         404,
         "account_not_found"},
        {"no_account", "viewer", "/treasury/export?company_id=1&format=csv", 422, "account"},
        {"days_outside_the_books",
         "viewer",
         "/treasury/export?company_id=1&format=csv&account=5121&date_from=1999-01-01",
         422,
         "period"},
        {"unknown_partner",
         "viewer",
         "/partners/999999/statement/export?company_id=1&format=xlsx",
         404,
         "partner_not_found"},
    }),
    [](const auto& scenario) { return std::string(scenario.param.name); });

TEST_F(ExportsRouter, ExportsAllPagesOfASelectionInItsOrder) {
    for (const std::string query :
         {"&partner_type=clients", "&partner_type=suppliers&status=open&sort=total"}) {
        const auto list = report("/invoices", query + "&page_size=2");
        const auto exported = rows("/invoices/export", query + "&page_size=2&page=7");
        EXPECT_EQ(static_cast<std::int64_t>(exported.size()), list.root().find("total")->integer());
        const auto totals = *list.root().find("totals");
        EXPECT_EQ(sum(exported, "Total"), bani(totals, "total"));
        EXPECT_EQ(sum(exported, "Net"), bani(totals, "net"));
        EXPECT_EQ(sum(exported, "VAT"), bani(totals, "vat"));
        EXPECT_EQ(sum(exported, "Paid"), bani(totals, "paid"));
        EXPECT_EQ(sum(exported, "Balance"), bani(totals, "balance"));
        const auto first = list.root().find("items")->at(0);
        EXPECT_EQ(exported.front().at("Number"), first.find("number")->text());
        EXPECT_EQ(exported.front().at("Partner"), first.find("partner_name")->text());
    }
}

TEST_F(ExportsRouter, ExportsATrialBalanceThatIsTheReports) {
    for (const std::string level : {"synthetic", "analytic"}) {
        const auto query = "&year=2025&month=10&level=" + level;
        const auto balance = report("/trial-balance", query);
        const auto exported = rows("/trial-balance/export", query);
        EXPECT_EQ(exported.size(), balance.root().find("items")->size());
        const auto totals = *balance.root().find("totals");
        EXPECT_EQ(sum(exported, "Opening debit"), bani(totals, "opening_debit"));
        EXPECT_EQ(sum(exported, "Month credit"), bani(totals, "period_credit"));
        EXPECT_EQ(sum(exported, "Total debit"), bani(totals, "total_debit"));
        EXPECT_EQ(sum(exported, "Closing debit"), sum(exported, "Closing credit"));
    }
}

TEST_F(ExportsRouter, ExportsLedgersThatAreTheReports) {
    const auto suppliers = report("/invoices", "&partner_type=suppliers");
    const auto supplier = suppliers.root().find("items")->at(0);
    const auto partner = "/partners/" + std::to_string(supplier.find("partner_id")->integer());
    const std::string range = "&date_from=2025-01-01&date_to=2025-10-31";

    struct Ledger {
        std::string report;
        std::string file;
        std::string query;
        std::string in;
        std::string out;
    };

    const std::vector<Ledger> ledgers{
        {"/trial-balance/accounts/4111",
         "/trial-balance/accounts/4111/export",
         range,
         "debit",
         "credit"},
        {partner + "/statement", partner + "/statement/export", range, "debit", "credit"},
        {"/treasury/register", "/treasury/export", range + "&account=5311", "in", "out"}};
    for (const auto& ledger : ledgers) {
        const auto expected = report(ledger.report, ledger.query);
        const auto exported = rows(ledger.file, ledger.query);
        const bool money = ledger.in == "in";
        const auto totals = *expected.root().find("totals");
        EXPECT_EQ(static_cast<std::int64_t>(exported.size()) - 1,
                  expected.root().find("total")->integer())
            << ledger.file;
        EXPECT_EQ(sum(exported, money ? "In" : "Debit"), bani(totals, ledger.in)) << ledger.file;
        EXPECT_EQ(sum(exported, money ? "Out" : "Credit"), bani(totals, ledger.out)) << ledger.file;
        EXPECT_EQ(exported.front().at("Balance"), totals.find("opening")->text()) << ledger.file;
        EXPECT_EQ(exported.back().at("Balance"), totals.find("closing")->text()) << ledger.file;
    }
}

TEST_F(ExportsRouter, ExportsNothingAsAFileWithAHead) {
    EXPECT_EQ(rows("/invoices/export", "&search=zzzzzzzz").size(), 0U);
    EXPECT_TRUE(file("/invoices/export", "&search=zzzzzzzz&format=pdf").starts_with("%PDF-"));
    EXPECT_TRUE(file("/invoices/export", "&search=zzzzzzzz&format=xlsx").starts_with("PK"));
}

TEST_F(ExportsRouter, SaysWhatKindOfFileItIsAndHowToCallIt) {
    const auto response = client_.get(
        url("/invoices/export", "&format=xlsx&date_from=2025-10-01&date_to=2025-10-31"));
    EXPECT_EQ(response.header("Content-Type"),
              "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    EXPECT_EQ(response.header("Content-Disposition"),
              "attachment; filename=\"facturi-clienti-2025-10.xlsx\"; "
              "filename*=UTF-8''facturi-clien%C8%9Bi-2025-10.xlsx");
    EXPECT_EQ(response.header("Cache-Control"), "no-store");
    EXPECT_EQ(response.header("ETag"), "");
}

TEST_F(ExportsRouter, RemovesTheFileWhenTheAnswerEnds) {
    {
        const auto response = client_.get(url("/invoices/export", "&format=pdf"));
        EXPECT_EQ(response.status, 200);
        EXPECT_EQ(count_temporary_files(), 1U);
    }
    EXPECT_EQ(count_temporary_files(), 0U);
    (void)file("/trial-balance/export", "&format=csv");
    EXPECT_EQ(count_temporary_files(), 0U);
}

TEST_F(ExportsRouter, StopsWhenTheClientHasGone) {
    for (const std::string format : {"csv", "xlsx", "pdf"}) {
        http::Request request;
        request.headers.emplace_back("Authorization", "Bearer viewer");
        const auto target = url("/trial-balance/accounts/4111/export", "&format=" + format);
        ASSERT_TRUE(http::parse_target(target, request));
        request.client_has_gone = [asked = 0]() mutable { return ++asked > 1; };
        const auto response = core::sync_wait(dispatcher_.dispatch(request));
        EXPECT_EQ(response.status, 503) << response.body_text();
        EXPECT_NE(response.body_text().find("cancelled"), std::string_view::npos);
        EXPECT_EQ(count_temporary_files(), 0U);
    }
    EXPECT_EQ(erp_.stats().in_use, 0);
    EXPECT_GT(rows("/invoices/export", "").size(), 0U);
}

TEST_F(ExportsRouter, SaysThatThereIsNoRoomForItsFiles) {
    std::ofstream(scratch_ / "tmp") << "in the way";
    const auto response = client_.get(url("/invoices/export", "&format=csv"));
    EXPECT_EQ(response.status, 503);
    EXPECT_NE(response.body_text().find("no room"), std::string_view::npos);
    EXPECT_NE(response.header("Retry-After"), "");
    EXPECT_EQ(client_.get(url("/invoices", "")).status, 200);
}

TEST_F(ExportsRouter, RefusesMoreExportsAtOnceThanItMay) {
    ReportExporter none(erp_, pool_, clock_, folder_, 0);
    EXPECT_THROW((void)core::sync_wait(none.run({}, {})), core::UnavailableError);
    for (int count = 0; count < 5; ++count) {
        EXPECT_GT(rows("/invoices/export", "").size(), 0U);
    }
}

}  // namespace
}  // namespace roa2web::reports
