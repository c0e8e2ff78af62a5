#include "db/receipts_store.hpp"

#include <string>

#include <gtest/gtest.h>

#include "core/exceptions.hpp"
#include "database/test_folder.hpp"
#include "database/test_store.hpp"

namespace roa2web::data_entry {
namespace {

TEST(ReceiptsStore, IsRefusedUntilItIsOpen) {
    const database::TestFolder folder;
    ReceiptsStore store(database::test_store(folder / "receipts.db"));
    EXPECT_THROW((void)store.get(), core::UnavailableError);
    store.open();
    store.get().probe();
}

TEST(ReceiptsStore, LetsWorkUnderWayEndWhenItRefusesNewWork) {
    const database::TestFolder folder;
    ReceiptsStore store(database::test_store(folder / "receipts.db"));
    store.open();
    database::LocalStore& held = store.get();
    store.refuse();
    EXPECT_THROW((void)store.get(), core::UnavailableError);
    held.probe();
}

TEST(ReceiptsStore, TellsNobodyWhereItsFileIs) {
    const database::TestFolder folder;
    const ReceiptsStore store(database::test_store(folder / "receipts.db"));
    try {
        (void)store.get();
        FAIL() << "a store that is not open was given out";
    } catch (const core::UnavailableError& error) {
        // The text of an UnavailableError is shown to users.
        EXPECT_EQ(std::string(error.what()).find("receipts.db"), std::string::npos);
    }
}

}  // namespace
}  // namespace roa2web::data_entry
