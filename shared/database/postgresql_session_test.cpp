// What PostgreSQL does in its own way; run by tests/postgresql, which starts a server. That stores
// work on it is shown by the tests of the modules, run once more there.
#include "database/postgresql_session.hpp"

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "core/exceptions.hpp"
#include "database/local_store.hpp"
#include "database/test_folder.hpp"
#include "database/test_store.hpp"

namespace roa2web::database {
namespace {

struct NumberRow {
    std::int64_t number{0};
};
BOOST_DESCRIBE_STRUCT(NumberRow, (), (number))

class PostgresqlStore : public ::testing::Test {
  protected:
    PostgresqlStore() { EXPECT_FALSE(address_.url.empty()) << "run by tests/postgresql/run.sh"; }

    static const std::vector<SqlFile>& migrations() {
        static const std::vector<SqlFile> kFiles{
            {"0001_counters.sql",
             "CREATE TABLE counters (id BIGINT PRIMARY KEY, value BIGINT NOT NULL);\n"
             "INSERT INTO counters VALUES (1, 0);"}};
        return kFiles;
    }

    static std::int64_t value(Session& session) {
        return session.select_first<NumberRow>("SELECT value FROM counters WHERE id = 1")->number;
    }

    static void set_value(Session& session, std::int64_t value) {
        session.execute("UPDATE counters SET value = :value WHERE id = 1", {{"value", value}});
    }

    TestFolder folder_;
    StoreAddress address_{test_store(folder_ / "store.db")};
    LocalStore store_{address_, migrations()};
};

TEST_F(PostgresqlStore, KeepsWhatItsMigrationsMadeWhenItOpensAgain) {
    store_.write([](Session& session) { set_value(session, 5'000'000'000); });
    LocalStore again(address_, migrations());
    EXPECT_EQ(again.read(value), 5'000'000'000);
    again.probe();
    EXPECT_THROW(LocalStore(address_, {}), core::DatabaseError);  // of a newer program
}

TEST_F(PostgresqlStore, LetsOneWriterInAtATimeAlsoFromOtherProcesses) {
    LocalStore other(address_, migrations());
    std::vector<std::jthread> threads;
    for (LocalStore* store : {&store_, &other, &store_, &other}) {
        threads.emplace_back([store] {
            for (int turn = 0; turn < 50; ++turn) {
                store->write([](Session& session) { set_value(session, value(session) + 1); });
            }
        });
    }
    threads.clear();
    EXPECT_EQ(store_.read(value), 200);
}

TEST_F(PostgresqlStore, ShowsAReaderOneState) {
    store_.read([this](Session& session) {
        EXPECT_EQ(value(session), 0);
        store_.write([](Session& writer) { set_value(writer, 1); });
        EXPECT_EQ(value(session), 0);
    });
    EXPECT_EQ(store_.read(value), 1);
}

TEST_F(PostgresqlStore, TakesBackWhatAFailedWriteDid) {
    EXPECT_THROW(store_.write([](Session& session) {
        set_value(session, 7);
        session.execute("INSERT INTO counters VALUES (1, 0)");
    }),
                 core::DatabaseError);
    EXPECT_EQ(store_.read(value), 0);
}

TEST_F(PostgresqlStore, RefusesToWriteForAReader) {
    EXPECT_THROW(store_.read([](Session& session) {
        set_value(session, 1);
        return 0;
    }),
                 core::DatabaseError);
}

TEST_F(PostgresqlStore, GoesOnAfterItsConnectionWasCut) {
    EXPECT_THROW(store_.write([](Session& session) {
        session.execute("SELECT pg_terminate_backend(pg_backend_pid())");
    }),
                 core::DatabaseError);
    store_.write([](Session& session) { set_value(session, 3); });
    EXPECT_EQ(store_.read(value), 3);
}

TEST_F(PostgresqlStore, NoticesNothingWhenTheServerWasStartedAgainWhileNobodyAsked) {
    store_.write([](Session& session) { set_value(session, 3); });
    EXPECT_EQ(store_.read(value), 3);
    auto other = open_postgresql({.url = address_.url, .schema = address_.schema});
    other->execute_script(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
        "AND datname = current_database()");
    EXPECT_EQ(store_.read(value), 3);
    store_.write([](Session& session) { set_value(session, 4); });
    EXPECT_EQ(store_.read(value), 4);
}

TEST_F(PostgresqlStore, SaysWhyItDoesNotOpenAndKeepsThePasswordToItself) {
    try {
        (void)open_postgresql(
            {.url = "postgresql://nobody:s3cret@127.0.0.1:1/none", .schema = "x"});
        FAIL() << "there is no server";
    } catch (const core::DatabaseError& error) {
        EXPECT_NE(std::string(error.what()).find("PostgreSQL"), std::string::npos);
        EXPECT_EQ(std::string(error.what()).find("s3cret"), std::string::npos);
    }
    EXPECT_THROW((void)open_postgresql({.url = address_.url, .schema = "x; DROP TABLE y"}),
                 core::DatabaseError);
}

}  // namespace
}  // namespace roa2web::database
