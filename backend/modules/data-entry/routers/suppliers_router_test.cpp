#include "routers/suppliers_router.hpp"

#include <string>

#include <gtest/gtest.h>

#include "module_test_site.hpp"

namespace roa2web::data_entry {
namespace {

constexpr auto kSuggestion = "/suppliers/RO14399840/suggestion";

TEST(SuppliersRouter, OffersWhatWasChosenForTheSupplierTheLastTime) {
    ModuleTestSite site;
    site.module.start();
    const ReceiptUser user(site, "operator:7");
    const auto unknown = user.get(kSuggestion);
    EXPECT_EQ(unknown.status, 200);
    EXPECT_EQ(unknown.text,
              R"({"cui":"14399840","supplier_name":null,"expense_type":null,)"
              R"("payment_method":null,"used_at":null})");

    const auto first = user.create().integer("id");
    EXPECT_EQ(user.get(kSuggestion).text, unknown.text) << "a draft is no choice yet";
    EXPECT_EQ(user.act("submit", first, 1).status, 200);
    EXPECT_TRUE(user.get(kSuggestion).holds(R"("expense_type":"fuel","payment_method":"cash")"));

    auto fields = good_receipt_but("0042", "0043");
    fields.replace(fields.find("\"cash\""), 6, "\"card\"");
    EXPECT_EQ(user.act("submit", user.create(fields).integer("id"), 1).status, 200);
    const auto second = user.get("/suppliers/14399840/suggestion");
    EXPECT_TRUE(second.holds(R"("supplier_name":"Benzinăria Ștefan SRL","expense_type":"fuel",)"
                             R"("payment_method":"card","used_at":"2025-11-23T22:30:00Z")"))
        << second.text;
    EXPECT_EQ(user.send(http::Method::Get, kSuggestion, "", 3).text, unknown.text);
}

TEST(SuppliersRouter, AnswersTheWrongPeopleAndNumbers) {
    ModuleTestSite site;
    site.module.start();
    EXPECT_EQ(ReceiptUser(site, "").get(kSuggestion).status, 401);
    EXPECT_EQ(ReceiptUser(site, "viewer").get(kSuggestion).status, 403);
    const ReceiptUser user(site, "operator");
    EXPECT_EQ(user.send(http::Method::Get, kSuggestion, "", 2).status, 403);
    for (const char* bad : {"14399841", "abc", "1", "123456789012345"}) {
        EXPECT_EQ(user.get(std::string("/suppliers/") + bad + "/suggestion").status, 422) << bad;
    }
}

}  // namespace
}  // namespace roa2web::data_entry
