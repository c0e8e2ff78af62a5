#include "data_entry_module.hpp"

#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include "core/exceptions.hpp"

#include "module_test_site.hpp"

namespace roa2web::data_entry {
namespace {

constexpr auto kVatRates = "/api/data-entry/nomenclature/vat-rates?company_id=1";

TEST(DataEntryModule, AnswersUnavailableUntilItsStoreIsOpenAndAfterItsEnd) {
    ModuleTestSite site;
    site.client.use_token("operator");

    const auto before = site.client.get(kVatRates);
    EXPECT_EQ(before.status, 503);
    EXPECT_FALSE(before.header("Retry-After").empty());
    EXPECT_THROW((void)site.module.health(), core::UnavailableError);

    site.module.start();
    EXPECT_EQ(site.client.get(kVatRates).status, 200);
    EXPECT_EQ(site.module.health().status, lifecycle::Status::Ok);

    site.module.stop();
    EXPECT_EQ(site.client.get(kVatRates).status, 503);
}

TEST(DataEntryModule, StartsAgainOnTheStoreThatItLeft) {
    ModuleTestSite site;
    site.module.start();
    site.module.stop();
    DataEntryModule second({.enabled = true, .store = site.store_address()},
                           site.erp,
                           site.erp_pool,
                           site.pool,
                           site.clock);
    second.start();
    EXPECT_EQ(second.health().status, lifecycle::Status::Ok);
}

TEST(DataEntryModule, StartsAfterTheCauseOfAFailureIsGone) {
    ModuleTestSite site;
    // A file stands where the store's folder should be.
    std::ofstream(site.folder / "receipts") << "in the way";
    EXPECT_THROW(site.module.start(), core::DatabaseError);
    EXPECT_THROW((void)site.module.health(), core::UnavailableError);

    std::filesystem::remove(site.folder / "receipts");
    site.module.start();
    EXPECT_EQ(site.module.health().status, lifecycle::Status::Ok);
}

TEST(DataEntryModule, OpensNothingWhenItIsSwitchedOff) {
    ModuleTestSite site(false);
    site.client.use_token("operator");
    site.module.start();
    EXPECT_EQ(site.module.health().status, lifecycle::Status::Disabled);
    EXPECT_FALSE(std::filesystem::exists(site.folder / "receipts"));
    EXPECT_EQ(site.client.get(kVatRates).status, 503);
}

TEST(DataEntryModule, IsCalledByItsStoreInHealth) {
    const ModuleTestSite site;
    EXPECT_EQ(site.module.name(), "receipts_db");
}

}  // namespace
}  // namespace roa2web::data_entry
