// For the tests of this module: its routes as they stand in the process, and a caller per role.
#pragma once

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/blocking_pool.hpp"
#include "core/date.hpp"
#include "core/permissions.hpp"
#include "database/test_folder.hpp"
#include "database/test_store.hpp"
#include "http/dispatcher.hpp"
#include "http/test_client.hpp"
#include "json/node.hpp"

#include "data_entry_module.hpp"
#include "db/receipts_store.hpp"
#include "fake_erp.hpp"

namespace roa2web::data_entry {

/// The token is the role, of user 7; "operator:8" is another user. Companies 1 and 3 are
/// everybody's, no other company is anybody's.
class RoleAuthenticator final : public http::Authenticator {
  public:
    core::Task<core::Result<http::Principal>> authenticate(std::string_view token) override {
        http::Principal principal;
        const auto colon = token.find(':');
        principal.user = core::UserId{7};
        if (colon != std::string_view::npos) {
            std::from_chars(
                token.data() + colon + 1, token.data() + token.size(), principal.user.value);
        }
        principal.username = token;
        principal.role = token.substr(0, colon);
        principal.permissions = core::permissions_of_role(principal.role);
        if (principal.permissions == core::PermissionSet{}) {
            co_return core::fail(
                core::ErrorCode::Unauthenticated, "The token is not valid", "invalid_token");
        }
        co_return principal;
    }

    core::Task<core::Result<void>> check_company(const http::Principal&,
                                                 core::CompanyId company) override {
        if (company.value != 1 && company.value != 3) {
            co_return core::fail(core::ErrorCode::Forbidden,
                                 "You have no right to this company",
                                 "company_forbidden");
        }
        co_return core::Result<void>{};
    }
};

class ModuleTestSite {
  public:
    explicit ModuleTestSite(bool enabled = true, bool four_eyes = true)
        : module({.enabled = enabled,
                  .store = store_address(),
                  .four_eyes = four_eyes,
                  .temporary_folder = folder / "tmp",
                  .attachment_folder = folder / "receipts/attachments",
                  .thumbnail_folder = folder / "cache/thumbnails"},
                 erp,
                 erp_pool,
                 pool,
                 clock),
          dispatcher({}, make_routes(), authenticator, http::StaticFiles({})),
          client(dispatcher) {}

    database::TestFolder folder;
    FakeErp erp;
    core::BlockingPool erp_pool{"test-erp", 2, 100};
    core::BlockingPool pool{"test-store", 2, 100};
    // 2025-11-23 22:30 UTC: already 24 November in Romania.
    core::FixedClock clock{core::Timestamp{std::chrono::seconds{1763937000}}};
    DataEntryModule module;
    RoleAuthenticator authenticator;
    http::Dispatcher dispatcher;
    http::TestClient client;

    [[nodiscard]] database::StoreAddress store_address() const {
        return database::test_store(folder / "receipts/receipts.db");
    }

    /// Changes the store behind the module's back.
    void run_sql(std::string_view script) const {
        ReceiptsStore store(store_address());
        store.open();
        store.get().write([&](database::Session& session) { session.execute_script(script); });
    }

  private:
    http::Router make_routes() {
        http::Router router;
        router.include("/api/data-entry", module.create_data_entry_router(), "data-entry");
        return router;
    }
};

/// An answer with its JSON.
struct Answer {
    int status{0};
    std::string text;

    [[nodiscard]] json::Document json() const {
        auto document = json::Document::parse(text);
        return document ? *document : *json::Document::parse("null");
    }

    [[nodiscard]] std::int64_t integer(std::string_view member) const {
        const auto document = json();
        const auto node = document.root().find(member);
        return node && node->kind() == json::Node::Kind::Integer ? node->integer() : -1;
    }

    /// Empty for null and for what is not there.
    [[nodiscard]] std::string string(std::string_view member) const {
        const auto document = json();
        const auto node = document.root().find(member);
        return node && node->kind() == json::Node::Kind::Text ? std::string(node->text()) : "";
    }

    [[nodiscard]] bool holds(std::string_view part) const {
        return text.find(part) != std::string::npos;
    }
};

/// A receipt that keeps all rules: fuel, 121.00 with 21 % VAT, in cash.
constexpr std::string_view kGoodReceipt =
    R"("kind":"bon_fiscal","number":"0042","date":"2025-11-12","time":"19:33",)"
    R"("supplier_name":"Benzinăria Ștefan SRL","supplier_cui":"RO14399840","total":"121.00",)"
    R"("vat":[{"rate":"21.00","base":"100.00","amount":"21.00"}],"payment_method":"cash",)"
    R"("expense_type":"fuel","description":"Motorină")";

/// What a user does with receipts of company 1, as requests.
class ReceiptUser {
  public:
    ReceiptUser(const ModuleTestSite& site, std::string token) : client_(site.dispatcher) {
        client_.use_upload_folder(site.folder / "uploads");
        client_.use_token(std::move(token));
    }

    [[nodiscard]] Answer send(http::Method method,
                              const std::string& path,
                              std::string_view body = {},
                              int company = 1) const {
        const std::string mark = path.find('?') == std::string::npos ? "?" : "&";
        const auto response =
            client_.send(method,
                         "/api/data-entry" + path + mark + "company_id=" + std::to_string(company),
                         body,
                         {{"Content-Type", "application/json"}});
        return {response.status, std::string(response.body_text())};
    }

    [[nodiscard]] Answer get(const std::string& path) const {
        return send(http::Method::Get, path);
    }

    [[nodiscard]] Answer post(const std::string& path, std::string_view body) const {
        return send(http::Method::Post, path, body);
    }

    [[nodiscard]] Answer put(const std::string& path, std::string_view body) const {
        return send(http::Method::Put, path, body);
    }

    /// @param fields members of a JSON object, without its braces.
    [[nodiscard]] Answer create(std::string_view fields = kGoodReceipt) const {
        return post("/receipts", "{" + std::string(fields) + "}");
    }

    [[nodiscard]] Answer edit(std::int64_t id,
                              std::int64_t version,
                              std::string_view fields = kGoodReceipt) const {
        return put("/receipts/" + std::to_string(id),
                   "{\"version\":" + std::to_string(version) +
                       (fields.empty() ? "" : "," + std::string(fields)) + "}");
    }

    /// "submit", "approve", "reject" or "reopen".
    [[nodiscard]] Answer act(const std::string& action,
                             std::int64_t id,
                             std::int64_t version,
                             const std::string& more = "") const {
        const std::string reason = action == "reject" ? R"(,"reason":"Nu se citește")" : "";
        return post("/receipts/" + std::to_string(id) + "/" + action,
                    "{\"version\":" + std::to_string(version) + reason + more + "}");
    }

    /// Files as {name, bytes}, each in the field `file` unless told.
    [[nodiscard]] Answer upload(const std::string& path,
                                const std::vector<std::pair<std::string, std::string>>& files,
                                const http::Headers& headers = {},
                                int company = 1,
                                const std::string& field = "file") const {
        std::string form;
        for (const auto& [name, bytes] : files) {
            form += "--a-boundary\r\nContent-Disposition: form-data; name=\"" + field +
                    "\"; filename=\"" + name + "\"\r\n\r\n" + bytes + "\r\n";
        }
        const auto response =
            client_.send_form("/api/data-entry" + path + "?company_id=" + std::to_string(company),
                              form + "--a-boundary--\r\n",
                              "a-boundary",
                              headers);
        return {response.status, std::string(response.body_text())};
    }

    /// A new draft with one file.
    [[nodiscard]] Answer create_from(const std::string& name,
                                     const std::string& bytes,
                                     const std::string& key) const {
        return upload("/receipts/from-file", {{name, bytes}}, {{"Idempotency-Key", key}});
    }

    /// The answer as it is, with its headers.
    [[nodiscard]] http::Response fetch(const std::string& path, http::Headers headers = {}) const {
        return client_.send(
            http::Method::Get, "/api/data-entry" + path + "?company_id=1", {}, std::move(headers));
    }

    [[nodiscard]] Answer remove(std::int64_t id) const {
        return send(http::Method::Delete, "/receipts/" + std::to_string(id));
    }

  private:
    http::TestClient client_;
};

/// kGoodReceipt with one part replaced by another.
[[nodiscard]] inline std::string good_receipt_but(std::string_view part,
                                                  std::string_view replacement) {
    std::string fields(kGoodReceipt);
    const auto at = fields.find(part);
    if (at != std::string::npos) {
        fields.replace(at, part.size(), replacement);
    }
    return fields;
}

}  // namespace roa2web::data_entry
