// The routes of /api/reports/invoices over generated books: real SQL on real files.
#include "routers/invoices_router.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <ostream>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/text.hpp"
#include "database/demo/demo_erp.hpp"
#include "database/sqlite_erp_gateway.hpp"
#include "database/sqlite_session.hpp"
#include "http/dispatcher.hpp"
#include "http/test_client.hpp"
#include "json/node.hpp"

namespace roa2web::reports {
namespace {

using namespace std::chrono_literals;

/// "viewer" may view the reports of company 1; "operator" has no permission for reports.
class TwoUsers final : public http::Authenticator {
  public:
    core::Task<core::Result<http::Principal>> authenticate(std::string_view token) override {
        if (token != "viewer" && token != "operator") {
            co_return core::fail(
                core::ErrorCode::Unauthenticated, "Sign in first", "invalid_token");
        }
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
class Books {
  public:
    Books()
        : folder_(std::filesystem::temp_directory_path() /
                  ("roa2web_invoices_" + std::to_string(std::random_device{}()))) {
        database::DemoOptions options;
        options.journal_lines = 2000;
        options.companies = 1;
        options.last_day = 2025y / 11 / 20;
        database::generate_demo_erp(folder_, options);
        // So few books hold no payment by offset: one that was paid at the bank becomes it.
        const auto company = database::open_sqlite({.file = folder_ / "demo_comert.db"});
        company->execute(
            "UPDATE incasari_plati SET fel = 'offset', numar = NULL, cont = NULL, id_doc = NULL "
            "WHERE id_inc = (SELECT MAX(id_inc) FROM incasari_plati WHERE fel = 'bank')");
    }

    ~Books() { std::filesystem::remove_all(folder_); }

    Books(const Books&) = delete;
    Books& operator=(const Books&) = delete;
    Books(Books&&) = delete;
    Books& operator=(Books&&) = delete;

    [[nodiscard]] database::ErpSettings settings() const {
        database::ErpSettings settings;
        settings.folder = folder_;
        return settings;
    }

  private:
    std::filesystem::path folder_;
};

const Books& books() {
    static const Books kBooks;
    return kBooks;
}

class InvoicesRouter : public testing::Test {
  protected:
    InvoicesRouter() { client_.use_token("viewer"); }

    static http::Router at_its_path(http::Router router) {
        http::Router all;
        all.include("/api/reports/invoices", std::move(router));
        return all;
    }

    [[nodiscard]] json::Document list(const std::string& filters) const {
        const auto response = client_.get("/api/reports/invoices?company_id=1" + filters);
        EXPECT_EQ(response.status, 200) << filters << ": " << response.body_text();
        return *json::Document::parse(response.body_text());
    }

    [[nodiscard]] std::int64_t count(const std::string& filters) const {
        return list(filters).root().find("total")->integer();
    }

    static std::int64_t bani(const json::Node& node, std::string_view name) {
        return core::parse_money(node.find(name)->text())->bani;
    }

    core::FixedClock clock_{std::chrono::sys_days(2025y / 11 / 20) + 12h};
    core::BlockingPool pool_{"erp", 2, 100};
    database::SqliteErpGateway erp_{books().settings()};
    InvoicesService service_{erp_, pool_, clock_};
    ReportCache cache_{ReportCacheSettings{}, erp_, pool_, pool_, clock_};
    TwoUsers authenticator_;
    http::Dispatcher dispatcher_{{},
                                 at_its_path(create_invoices_router(service_, cache_)),
                                 authenticator_,
                                 http::StaticFiles({})};
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

class InvoicesScenario : public InvoicesRouter, public testing::WithParamInterface<Scenario> {};

TEST_P(InvoicesScenario, AnswersAsTheContractSays) {
    client_.use_token(GetParam().token);
    const auto response = client_.get(std::string("/api/reports/invoices") + GetParam().target);
    EXPECT_EQ(response.status, GetParam().status) << response.body_text();
    EXPECT_NE(response.body_text().find(GetParam().must_contain), std::string_view::npos)
        << response.body_text();
}

INSTANTIATE_TEST_SUITE_P(
    Routes,
    InvoicesScenario,
    testing::ValuesIn(std::vector<Scenario>{
        {"no_token", "", "?company_id=1", 401, "not_authenticated"},
        {"wrong_token", "x", "?company_id=1", 401, "invalid_token"},
        {"no_permission", "operator", "?company_id=1", 403, "reports.view"},
        {"no_company", "viewer", "", 422, "company_id"},
        {"another_company", "viewer", "?company_id=2", 403, "company_forbidden"},
        {"absurd_company", "viewer", "?company_id=99999999999999999999", 422, "company_id"},
        {"valid", "viewer", "?company_id=1", 200, R"("totals":{"net":")"},
        {"page_0", "viewer", "?company_id=1&page=0", 422, "greater_than_equal"},
        {"page_too_far", "viewer", "?company_id=1&page=1000000000", 422, "less_than_equal"},
        {"page_beyond_the_end", "viewer", "?company_id=1&page=999999", 200, R"("items":[])"},
        {"page_size_too_large", "viewer", "?company_id=1&page_size=501", 422, "page_size"},
        {"day_that_is_not", "viewer", "?company_id=1&date_from=2025-02-30", 422, "date_from"},
        {"range_backwards",
         "viewer",
         "?company_id=1&date_from=2025-02-02&date_to=2025-02-01",
         422,
         "range"},
        {"absurd_amount", "viewer", "?company_id=1&min_amount=1e9", 422, "min_amount"},
        {"negative_amount", "viewer", "?company_id=1&min_amount=-100000.00", 200, "items"},
        {"unknown_sort", "viewer", "?company_id=1&sort=total;drop", 422, "sort"},
        {"unknown_status", "viewer", "?company_id=1&status=lost", 422, "status"},
        {"sql_in_search",
         "viewer",
         "?company_id=1&search=%27%20OR%201%3D1%20--",
         200,
         R"("items":[],"total":0)"},
        {"nul_in_search", "viewer", "?company_id=1&search=a%01b", 422, "search"},
        {"detail_without_company", "viewer", "/1", 422, "company_id"},
        {"detail_of_another_company", "viewer", "/1?company_id=2", 403, "company_forbidden"},
        {"unknown_invoice", "viewer", "/999999999?company_id=1", 404, "invoice_not_found"},
        {"invoice_that_is_no_number", "viewer", "/abc?company_id=1", 422, R"("loc":["path","id"])"},
    }),
    [](const auto& scenario) { return std::string(scenario.param.name); });

TEST_F(InvoicesRouter, StatusesDivideTheWhole) {
    for (const std::string type : {"&partner_type=clients", "&partner_type=suppliers"}) {
        const auto all = count(type);
        EXPECT_GT(all, 0);
        EXPECT_EQ(count(type + "&status=open") + count(type + "&status=paid"), all);
        EXPECT_LE(count(type + "&status=overdue"), count(type + "&status=open"));
    }
}

TEST_F(InvoicesRouter, TotalsAreThoseOfAllPages) {
    const auto first = list("&page_size=7");
    const auto pages = (first.root().find("total")->integer() + 6) / 7;
    std::int64_t total = 0;
    std::int64_t rows = 0;
    for (std::int64_t page = 1; page <= pages; ++page) {
        const auto document = list("&page_size=7&page=" + std::to_string(page));
        const auto items = *document.root().find("items");
        for (std::size_t index = 0; index < items.size(); ++index) {
            total += bani(items.at(index), "total");
            ++rows;
        }
    }
    EXPECT_EQ(rows, first.root().find("total")->integer());
    EXPECT_EQ(total, bani(*first.root().find("totals"), "total"));
}

TEST_F(InvoicesRouter, SortsByEveryColumnInBothDirections) {
    for (const std::string sort : {"date", "due_date", "total", "balance"}) {
        const auto text_of = [&](const json::Node& row) {
            return std::string(row.find(sort)->text());
        };
        for (const bool ascending : {true, false}) {
            const auto document =
                list("&page_size=500&sort=" + sort + (ascending ? "&order=asc" : "&order=desc"));
            const auto items = *document.root().find("items");
            for (std::size_t index = 1; index < items.size(); ++index) {
                const bool is_money = sort == "total" || sort == "balance";
                const auto before = items.at(ascending ? index - 1 : index);
                const auto after = items.at(ascending ? index : index - 1);
                EXPECT_TRUE(is_money ? bani(before, sort) <= bani(after, sort)
                                     : text_of(before) <= text_of(after))
                    << sort;
            }
        }
    }
}

TEST_F(InvoicesRouter, FindsPartnersWithoutDiacriticsAndCase) {
    const auto document = list("&page_size=1");
    const auto row = document.root().find("items")->at(0);
    const std::string name(row.find("partner_name")->text());
    std::string encoded;
    for (const char letter : core::fold(name)) {
        encoded += letter == ' ' ? "%20" : letter == '&' ? "%26" : std::string(1, letter);
    }
    EXPECT_GT(count("&search=" + encoded), 0) << name;
}

TEST_F(InvoicesRouter, ShowsAnInvoiceWhoseLinesAndPaymentsAddUp) {
    const auto document = list("&status=paid&page_size=20");
    const auto items = *document.root().find("items");
    ASSERT_GT(items.size(), 0U);
    for (std::size_t index = 0; index < items.size(); ++index) {
        const auto id = std::to_string(items.at(index).find("id")->integer());
        const auto response = client_.get("/api/reports/invoices/" + id + "?company_id=1");
        ASSERT_EQ(response.status, 200) << response.body_text();
        const auto detail = *json::Document::parse(response.body_text());
        std::int64_t lines = 0;
        for (std::size_t line = 0; line < detail.root().find("lines")->size(); ++line) {
            lines += bani(detail.root().find("lines")->at(line), "total");
        }
        std::int64_t payments = 0;
        for (std::size_t payment = 0; payment < detail.root().find("payments")->size(); ++payment) {
            payments += bani(detail.root().find("payments")->at(payment), "amount");
        }
        EXPECT_EQ(lines, bani(detail.root(), "total"));
        EXPECT_EQ(payments, bani(detail.root(), "paid"));
        ASSERT_GT(detail.root().find("journal")->size(), 0U);
        EXPECT_GT(detail.root().find("journal")->at(0).find("document_id")->integer(), 0);
    }
}

TEST_F(InvoicesRouter, OpensEveryInvoiceOfTheList) {
    std::set<std::string> methods;
    for (const std::string type : {"clients", "suppliers"}) {
        const auto document = list("&page_size=500&partner_type=" + type);
        const auto items = *document.root().find("items");
        ASSERT_GT(items.size(), 0U);
        for (std::size_t index = 0; index < items.size(); ++index) {
            const auto id = std::to_string(items.at(index).find("id")->integer());
            const auto response = client_.get("/api/reports/invoices/" + id + "?company_id=1");
            ASSERT_EQ(response.status, 200) << id << response.body_text();
            const auto detail = *json::Document::parse(response.body_text());
            const auto payments = *detail.root().find("payments");
            for (std::size_t payment = 0; payment < payments.size(); ++payment) {
                methods.emplace(payments.at(payment).find("method")->text());
            }
        }
    }
    EXPECT_EQ(methods, (std::set<std::string>{"bank", "cash", "offset"}));
}

TEST_F(InvoicesRouter, OverdueInvoicesSayByHowManyDays) {
    const auto overdue = list("&status=overdue&page_size=500");
    const auto items = *overdue.root().find("items");
    for (std::size_t index = 0; index < items.size(); ++index) {
        EXPECT_EQ(items.at(index).find("status")->text(), "overdue");
        EXPECT_GT(items.at(index).find("days_overdue")->integer(), 0);
    }
}

}  // namespace
}  // namespace roa2web::reports
