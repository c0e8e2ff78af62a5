#include "database/local_store.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <fstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "core/exceptions.hpp"
#include "database/sqlite_session.hpp"
#include "database/test_folder.hpp"

namespace roa2web::database {

namespace {

using core::DatabaseError;

struct NumberRow {
    std::int64_t number{0};
};
BOOST_DESCRIBE_STRUCT(NumberRow, (), (number))

struct TextRow {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(TextRow, (), (text))

const std::vector<SqlFile>& migrations() {
    static const std::vector<SqlFile> kFiles{
        {"0001_counters.sql",
         "CREATE TABLE counters (id INTEGER PRIMARY KEY, value INTEGER NOT NULL);"
         "CREATE TABLE parts (id INTEGER PRIMARY KEY, counter_id INTEGER NOT NULL REFERENCES "
         "counters (id));"
         "INSERT INTO counters VALUES (1, 0), (2, 0);"}};
    return kFiles;
}

std::int64_t value_of(Session& session, int id) {
    return session
        .select_first<NumberRow>("SELECT value FROM counters WHERE id = :id", {{"id", id}})
        ->number;
}

void increment(Session& session, int id) {
    session.execute("UPDATE counters SET value = value + 1 WHERE id = :id", {{"id", id}});
}

}  // namespace

TEST(LocalStore, CreatesItsFolderAndFileAndOpensThemAgain) {
    const TestFolder folder;
    const auto file = folder / "a/b c/store.db";
    {
        LocalStore store(file, migrations());
        store.write([](Session& session) { increment(session, 1); });
    }
    LocalStore again(file, migrations());
    EXPECT_EQ(again.read([](Session& session) { return value_of(session, 1); }), 1);
    again.probe();
}

TEST(LocalStore, KeepsWhatItCommitsOnDiskWithWriteAheadLogAndForeignKeys) {
    const TestFolder folder;
    LocalStore store(folder / "store.db", migrations());
    store.write([](Session& session) {
        EXPECT_EQ(session.select_first<TextRow>("PRAGMA journal_mode")->text, "wal");
        EXPECT_EQ(session.select_first<NumberRow>("PRAGMA synchronous")->number, 2);
        EXPECT_EQ(session.select_first<NumberRow>("PRAGMA foreign_keys")->number, 1);
    });
    EXPECT_THROW(store.write([](Session& session) {
        session.execute("INSERT INTO parts (counter_id) VALUES (99)");
    }),
                 DatabaseError);
}

TEST(LocalStore, RollsBackAWriteThatThrows) {
    const TestFolder folder;
    LocalStore store(folder / "store.db", migrations());
    EXPECT_THROW(store.write([](Session& session) {
        increment(session, 1);
        throw std::runtime_error("no");
    }),
                 std::runtime_error);
    EXPECT_EQ(store.read([](Session& session) { return value_of(session, 1); }), 0);
    EXPECT_EQ(store.write([](Session& session) {
        increment(session, 1);
        return value_of(session, 1);
    }),
              1);
}

TEST(LocalStore, RefusesToWriteInARead) {
    const TestFolder folder;
    LocalStore store(folder / "store.db", migrations());
    EXPECT_THROW(store.read([](Session& session) { increment(session, 1); }), DatabaseError);
}

TEST(LocalStore, RefusesAWriteInsideAWriteInsteadOfWaitingForItself) {
    const TestFolder folder;
    LocalStore store(folder / "store.db", migrations());
    store.write([&store](Session&) {
        EXPECT_THROW(store.write([](Session& session) { increment(session, 1); }), DatabaseError);
    });
    store.write([](Session& session) { increment(session, 1); });
}

TEST(LocalStore, ShowsAReaderOneStateWhileAWriterGoesOn) {
    const TestFolder folder;
    LocalStore store(folder / "store.db", migrations());
    store.read([&store](Session& reader) {
        EXPECT_EQ(value_of(reader, 1), 0);
        store.write([](Session& writer) { increment(writer, 1); });
        EXPECT_EQ(value_of(reader, 1), 0);
    });
    EXPECT_EQ(store.read([](Session& session) { return value_of(session, 1); }), 1);
}

TEST(LocalStore, LosesNoIncrementOfManyThreadsAndTwoStoresOnOneFile) {
    const TestFolder folder;
    // Two stores stand for two processes: they share nothing but the file.
    LocalStore first(folder / "store.db", migrations());
    LocalStore second(folder / "store.db", migrations());
    constexpr int thread_count = 4;
    constexpr int increments = 25;
    std::atomic<bool> torn{false};
    {
        std::vector<std::jthread> threads;
        threads.reserve(thread_count);
        for (int number = 0; number < thread_count; ++number) {
            threads.emplace_back([&, number] {
                LocalStore& store = number % 2 == 0 ? first : second;
                for (int round = 0; round < increments; ++round) {
                    store.write([](Session& session) {
                        const auto seen = value_of(session, 1);
                        session.execute("UPDATE counters SET value = :value WHERE id = 1",
                                        {{"value", seen + 1}});
                        increment(session, 2);
                    });
                    store.read([&torn](Session& session) {
                        if (value_of(session, 1) != value_of(session, 2)) {
                            torn = true;
                        }
                    });
                }
            });
        }
    }
    EXPECT_FALSE(torn);
    EXPECT_EQ(first.read([](Session& session) { return value_of(session, 1); }),
              thread_count * increments);
}

TEST(LocalStore, OpensAtTheSameTimeInSeveralThreadsAndMigratesOnce) {
    const TestFolder folder;
    {
        std::vector<std::jthread> threads;
        threads.reserve(4);
        for (int number = 0; number < 4; ++number) {
            threads.emplace_back([&folder] {
                LocalStore store(folder / "store.db", migrations());
                store.write([](Session& session) { increment(session, 1); });
            });
        }
    }
    LocalStore store(folder / "store.db", migrations());
    EXPECT_EQ(store.read([](Session& session) { return value_of(session, 1); }), 4);
}

TEST(LocalStore, RefusesAFileThatIsNoDatabaseAndAFolderThatCannotBe) {
    const TestFolder folder;
    std::ofstream(folder / "text.db") << std::string(5000, 'x');
    EXPECT_THROW(LocalStore(folder / "text.db", migrations()), DatabaseError);
    EXPECT_THROW(LocalStore(folder / "text.db" / "store.db", migrations()), DatabaseError);
}

}  // namespace roa2web::database
