#include "db/receipts_store.hpp"

#include <cstdint>
#include <string>

#include <boost/describe.hpp>
#include <gtest/gtest.h>

#include "core/exceptions.hpp"
#include "database/test_folder.hpp"
#include "database/test_store.hpp"

namespace roa2web::data_entry {
namespace {

struct PlanStep {
    std::int64_t id{0};
    std::int64_t parent{0};
    std::int64_t unused{0};
    std::string detail;
};
BOOST_DESCRIBE_STRUCT(PlanStep, (), (id, parent, unused, detail))

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

// A file, whatever the other tests keep theirs in: what is asked is how SQLite goes about it.
TEST(ReceiptsStore, LooksForDuplicatesByTheirIndexAndNotThroughTheCompany) {
    const database::TestFolder folder;
    ReceiptsStore store(database::StoreAddress{folder / "receipts.db"});
    store.open();
    const auto plan = store.get().read([](database::Session& session) {
        return session.select<PlanStep>(
            "EXPLAIN QUERY PLAN SELECT id FROM receipts WHERE company_id = 1 "
            "AND duplicate_key = 'x' AND id <> 2 AND status <> 'rejected' ORDER BY id");
    });
    ASSERT_EQ(plan.size(), 1U);
    EXPECT_NE(plan.front().detail.find("receipts_by_duplicate_key"), std::string::npos)
        << plan.front().detail;
}

}  // namespace
}  // namespace roa2web::data_entry
