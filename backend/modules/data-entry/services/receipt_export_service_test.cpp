// The export of approved receipts through its routes: once each, the same file again, and back.
#include "services/receipt_export_service.hpp"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "module_test_site.hpp"

namespace roa2web::data_entry {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// Keeps what it is given, as a client that reads everything.
class Collector final : public http::StreamWriter {
  public:
    core::Task<bool> write(std::string piece) override {
        text += piece;
        co_return true;
    }

    std::string text;
};

/// Requests whose answer may be a file: its text is the file's then.
class FileUser {
  public:
    FileUser(const ModuleTestSite& site, std::string token) : client_(site.dispatcher) {
        client_.use_token(std::move(token));
    }

    [[nodiscard]] Answer get(const std::string& path, int company = 1) const {
        const auto response = client_.get("/api/data-entry/receipts" + path +
                                          "&company_id=" + std::to_string(company));
        if (const auto* body = std::get_if<http::StreamBody>(&response.body)) {
            Collector collector;
            core::sync_wait((*body)(collector));
            return {response.status, collector.text};
        }
        return {response.status, std::string(response.body_text())};
    }

  private:
    http::TestClient client_;
};

std::vector<std::string> lines_of(const std::string& csv) {
    std::vector<std::string> lines;
    std::istringstream input(csv);
    for (std::string line; std::getline(input, line);) {
        lines.push_back(line.substr(0, line.find('\r')));
    }
    return lines;
}

class ReceiptExport : public testing::Test {
  protected:
    ReceiptExport() { site_.module.start(); }

    /// Receipts have different numbers, or the duplicates would want to be confirmed.
    static std::int64_t make_approved(const ReceiptUser& owner,
                                      const ReceiptUser& approver,
                                      const std::string& number) {
        const auto created = owner.create(good_receipt_but("\"0042\"", "\"" + number + "\""));
        EXPECT_EQ(created.status, 201) << created.text;
        const auto id = created.integer("id");
        EXPECT_EQ(owner.act("submit", id, 1).status, 200);
        EXPECT_EQ(approver.act("approve", id, 2).status, 200);
        return id;
    }

    std::int64_t make_approved(const std::string& number) {
        return make_approved(operator_, accountant_, number);
    }

    [[nodiscard]] Answer find(std::int64_t id) const {
        return accountant_.get("/receipts/" + std::to_string(id));
    }

    ModuleTestSite site_;
    ReceiptUser operator_{site_, "operator:7"};
    ReceiptUser accountant_{site_, "accountant:8"};
    ReceiptUser administrator_{site_, "administrator:9"};
    FileUser exporter_{site_, "accountant:8"};
};

TEST_F(ReceiptExport, GivesTheEntriesOfApprovedReceiptsAloneInTheDocumentedColumns) {
    EXPECT_EQ(operator_.create().status, 201);
    make_approved("77");
    const auto file = exporter_.get("/export?format=csv");
    EXPECT_EQ(file.status, 200) << file.text;
    const auto lines = lines_of(file.text);
    ASSERT_EQ(lines.size(), 3U) << file.text;
    EXPECT_EQ(lines[0],
              "\xEF\xBB\xBFlot;nota;data;tip_document;numar_document;furnizor;cui;id_partener;"
              "cont_debit;cont_credit;explicatie;suma;moneda;id_bon");
    EXPECT_THAT(lines[1],
                HasSubstr("1;1;2025-11-12;bon_fiscal;77;Benzinăria Ștefan SRL;RO14399840;7;"));
    EXPECT_THAT(lines[1], HasSubstr(";6022;5311;"));
    EXPECT_THAT(lines[1], HasSubstr(";110.50;RON;2"));
    EXPECT_THAT(lines[2], HasSubstr(";10.50;RON;2"));
}

TEST_F(ReceiptExport, MarksEachReceiptOnceWithItsBatchInItsHistory) {
    const auto first = make_approved("1");
    const auto second = make_approved("2");
    EXPECT_EQ(exporter_.get("/export?format=xlsx").status, 200);
    for (const auto id : {first, second}) {
        const auto receipt = find(id);
        EXPECT_EQ(receipt.string("status"), "exported");
        EXPECT_EQ(receipt.integer("batch_id"), 1);
        EXPECT_EQ(receipt.integer("version"), 4);
        const auto history = accountant_.get("/receipts/" + std::to_string(id) + "/history");
        EXPECT_TRUE(history.holds(
            R"("username":"accountant:8","address":"192.0.2.1","action":"exported","version":4,)"
            R"("changes":[{"field":"status","before":"approved","after":"exported"},)"
            R"({"field":"batch_id","before":null,"after":"1"}])"))
            << history.text;
    }
    const auto again = exporter_.get("/export?format=xlsx");
    EXPECT_EQ(again.status, 409);
    EXPECT_TRUE(again.holds("nothing_to_export")) << again.text;
    EXPECT_EQ(accountant_.act("reopen", first, 4).status, 409);
}

TEST_F(ReceiptExport, LeavesReceiptsOfOtherCompaniesAlone) {
    const auto id = make_approved("1");
    EXPECT_EQ(exporter_.get("/export?format=csv", 3).status, 409);
    EXPECT_EQ(find(id).string("status"), "approved");
    EXPECT_EQ(exporter_.get("/export?format=csv").status, 200);
    EXPECT_EQ(exporter_.get("/export-batches/1/file?format=csv", 3).status, 404);
    EXPECT_EQ(
        administrator_.send(http::Method::Post, "/receipts/export-batches/1/undo", "", 3).status,
        404);
}

TEST_F(ReceiptExport, MakesTheVerySameFileAgain) {
    make_approved("1");
    make_approved("2");
    const auto csv = exporter_.get("/export?format=csv").text;
    const auto xlsx = exporter_.get("/export-batches/1/file?format=xlsx").text;
    EXPECT_TRUE(xlsx.starts_with("PK"));
    make_approved("3");
    EXPECT_EQ(exporter_.get("/export?format=xlsx").status, 200);
    EXPECT_EQ(exporter_.get("/export-batches/1/file?format=csv").text, csv);
    EXPECT_EQ(exporter_.get("/export-batches/1/file?format=xlsx").text, xlsx);
    EXPECT_TRUE(std::filesystem::is_empty(site_.folder / "tmp"));
}

TEST_F(ReceiptExport, ListsItsBatchesTheNewestFirst) {
    make_approved("1");
    make_approved("2");
    EXPECT_EQ(exporter_.get("/export?format=csv").status, 200);
    make_approved("3");
    EXPECT_EQ(exporter_.get("/export?format=csv").status, 200);
    EXPECT_EQ(
        accountant_.get("/receipts/export-batches").text,
        R"({"items":[{"id":2,"created_at":"2025-11-23T22:30:00Z","created_by":8,)"
        R"("created_by_name":"accountant:8","receipts":1,"total":"121.00","undone_at":null,)"
        R"("undone_by_name":null},{"id":1,"created_at":"2025-11-23T22:30:00Z","created_by":8,)"
        R"("created_by_name":"accountant:8","receipts":2,"total":"242.00","undone_at":null,)"
        R"("undone_by_name":null}],"total":2,"page":1,"page_size":50})");
    const auto second = accountant_.get("/receipts/export-batches?page=2&page_size=1");
    EXPECT_TRUE(second.holds(R"({"items":[{"id":1,)")) << second.text;
    EXPECT_TRUE(accountant_.send(http::Method::Get, "/receipts/export-batches", "", 3)
                    .holds(R"({"items":[],"total":0,)"));
}

TEST_F(ReceiptExport, IsUndoneOnceAsAWholeAndTheReceiptsGoOutAgainInAnotherBatch) {
    const auto first = make_approved("1");
    const auto second = make_approved("2");
    EXPECT_EQ(exporter_.get("/export?format=csv").status, 200);
    const auto undone = administrator_.post("/receipts/export-batches/1/undo", "");
    EXPECT_EQ(undone.status, 200) << undone.text;
    EXPECT_EQ(undone.string("undone_at"), "2025-11-23T22:30:00Z");
    EXPECT_EQ(undone.string("undone_by_name"), "administrator:9");
    for (const auto id : {first, second}) {
        const auto receipt = find(id);
        EXPECT_EQ(receipt.string("status"), "approved");
        EXPECT_TRUE(receipt.holds(R"("batch_id":null)"));
        EXPECT_EQ(receipt.integer("version"), 5);
        EXPECT_TRUE(
            accountant_.get("/receipts/" + std::to_string(id) + "/history")
                .holds(R"("action":"export_undone","version":5,"changes":[{"field":"status",)"
                       R"("before":"exported","after":"approved"},{"field":"batch_id",)"
                       R"("before":"1","after":null}])"));
    }
    EXPECT_TRUE(administrator_.post("/receipts/export-batches/1/undo", "").holds("batch_undone"));
    const auto gone = exporter_.get("/export-batches/1/file?format=csv");
    EXPECT_EQ(gone.status, 409);
    EXPECT_TRUE(gone.holds("administrator:9")) << gone.text;

    // One of them is corrected first; the other goes out again.
    EXPECT_EQ(accountant_.act("reopen", first, 5).status, 200);
    EXPECT_EQ(lines_of(exporter_.get("/export?format=csv").text).size(), 3U);
    EXPECT_EQ(find(second).integer("batch_id"), 2);
    EXPECT_EQ(find(first).string("status"), "draft");
}

TEST_F(ReceiptExport, ExportsNothingWhenItsFileCannotBeMade) {
    const auto id = make_approved("1");
    std::ofstream(site_.folder / "tmp") << "in the way";
    EXPECT_EQ(exporter_.get("/export?format=csv").status, 503);
    EXPECT_EQ(find(id).string("status"), "approved");
    EXPECT_EQ(find(id).integer("version"), 3);
    std::filesystem::remove(site_.folder / "tmp");
    EXPECT_EQ(exporter_.get("/export?format=csv").status, 200);
    EXPECT_EQ(find(id).integer("batch_id"), 1);
}

TEST_F(ReceiptExport, ExportsNothingForAnAnswerWithoutABody) {
    const auto id = make_approved("1");
    EXPECT_EQ(accountant_.send(http::Method::Head, "/receipts/export?format=csv").status, 409);
    EXPECT_EQ(find(id).string("status"), "approved");
}

TEST_F(ReceiptExport, TakesAYearsReceiptsAtOnce) {
    const auto id = make_approved("1");
    const std::string copies = R"(
        CREATE TEMP TABLE numbers AS WITH RECURSIVE n (n) AS
            (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 4999) SELECT 1000 + n AS n FROM n;
        CREATE TEMP TABLE copied AS SELECT * FROM receipts WHERE id = 1;
        INSERT INTO receipts SELECT n.n, company_id, version, status, kind, document_number,
            document_date, document_time, supplier_name, supplier_cui, total, payment_method,
            cash_amount, cash_register, expense_type, description, entries_edited, created_by,
            created_by_name, created_at, updated_at, reject_reason, approved_by, approved_by_name,
            batch_id, supplier_key, supplier_folded, duplicate_key, search_text, problems, to_check
            FROM copied, numbers n;
        INSERT INTO receipt_entries SELECT n.n, e.position, e.debit_account, e.credit_account,
            e.amount, e.partner_id, e.explanation FROM receipt_entries e, numbers n
            WHERE e.receipt_id = 1;)";
    EXPECT_EQ(id, 1);
    site_.run_sql(copies);
    const auto csv = exporter_.get("/export?format=csv");
    EXPECT_EQ(csv.status, 200);
    EXPECT_EQ(lines_of(csv.text).size(), 10'001U);
    EXPECT_TRUE(accountant_.get("/receipts/export-batches")
                    .holds(R"("receipts":5000,"total":"605000.00")"));
    EXPECT_TRUE(exporter_.get("/export-batches/1/file?format=xlsx").text.starts_with("PK"));
    EXPECT_TRUE(accountant_.get("/receipts/5999/history").holds(R"("action":"exported")"));
    EXPECT_EQ(administrator_.post("/receipts/export-batches/1/undo", "").status, 200);
    EXPECT_TRUE(accountant_.get("/receipts").holds(R"("approved":5000,)"));
    // Ids of the history go on after those that the batch has taken.
    EXPECT_EQ(operator_.create().status, 201);
}

TEST_F(ReceiptExport, PutsEachReceiptIntoExactlyOneBatchHoweverManyExportAtOnce) {
    constexpr int kThreads = 8;
    constexpr int kRounds = 4;
    std::vector<std::vector<std::string>> files(kThreads);
    {
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < kThreads; ++thread) {
            threads.emplace_back([this, thread, &files] {
                const ReceiptUser owner(site_, "operator:" + std::to_string(100 + thread));
                const FileUser exporter(site_, "accountant:" + std::to_string(200 + thread));
                for (int round = 0; round < kRounds; ++round) {
                    make_approved(
                        owner, accountant_, std::to_string(thread) + "-" + std::to_string(round));
                    auto file = exporter.get("/export?format=csv");
                    EXPECT_TRUE(file.status == 200 || file.status == 409) << file.text;
                    if (file.status == 200) {
                        files[static_cast<std::size_t>(thread)].push_back(std::move(file.text));
                    }
                }
            });
        }
    }
    std::map<std::string, int> lines_of_receipt;
    for (const auto& of_thread : files) {
        for (const auto& file : of_thread) {
            const auto lines = lines_of(file);
            EXPECT_GT(lines.size(), 1U);
            for (std::size_t line = 1; line < lines.size(); ++line) {
                ++lines_of_receipt[lines[line].substr(lines[line].rfind(';') + 1)];
            }
        }
    }
    EXPECT_EQ(lines_of_receipt.size(), std::size_t{kThreads} * kRounds);
    for (const auto& [receipt, lines] : lines_of_receipt) {
        EXPECT_EQ(lines, 2) << "receipt " << receipt;  // expense and VAT
        EXPECT_EQ(find(std::stoll(receipt)).integer("version"), 4);
    }
}

}  // namespace
}  // namespace roa2web::data_entry
