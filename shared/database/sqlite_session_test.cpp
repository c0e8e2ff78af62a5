#include "database/sqlite_session.hpp"

#include <chrono>
#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/exceptions.hpp"
#include "database/test_folder.hpp"

namespace roa2web::database {

namespace {

using core::DatabaseError;
using std::chrono::milliseconds;

struct NumberRow {
    std::int64_t number{0};
};
BOOST_DESCRIBE_STRUCT(NumberRow, (), (number))

constexpr std::string_view kEndless =
    "WITH RECURSIVE counter(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter) SELECT MAX(n) "
    "FROM counter";

}  // namespace

TEST(SqliteSession, OpensFilesWhoseNamesHaveBlanksAndSignsAndRomanianLetters) {
    const TestFolder folder;
    for (const std::string name :
         {"a b.db", "a=b c=d.db", "țară știe.db", "x;y'z.db", " lead and trail .db"}) {
        const std::u8string utf8(name.begin(), name.end());
        const auto file = folder.path() / std::filesystem::path(utf8);
        open_sqlite({.file = file})
            ->execute_script("CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (5);");
        ASSERT_TRUE(std::filesystem::exists(file)) << name;
        const auto session = open_sqlite({.file = file, .read_only = true});
        EXPECT_EQ(session->select_first<NumberRow>("SELECT n FROM t")->number, 5) << name;
    }
    EXPECT_THROW((void)open_sqlite({.file = folder / "a\"b.db"}), DatabaseError);
}

TEST(SqliteSession, DoesNotCreateAFileThatIsOpenedForReading) {
    const TestFolder folder;
    EXPECT_THROW((void)open_sqlite({.file = folder / "none.db", .read_only = true}), DatabaseError);
    EXPECT_FALSE(std::filesystem::exists(folder / "none.db"));
    EXPECT_THROW((void)open_sqlite({.file = folder / "no-folder" / "none.db"}), DatabaseError);
}

TEST(SqliteSession, RefusesAFileThatIsNoDatabase) {
    const TestFolder folder;
    std::ofstream(folder / "text.db") << std::string(5000, 'x');
    EXPECT_THROW((void)open_sqlite({.file = folder / "text.db"}), DatabaseError);
    EXPECT_THROW((void)open_sqlite({.file = folder / "text.db", .read_only = true}), DatabaseError);
}

TEST(SqliteSession, NeverWritesInAReadOnlySession) {
    const TestFolder folder;
    open_sqlite({.file = folder / "a.db"})->execute_script("CREATE TABLE t (n INTEGER);");
    open_sqlite({.file = folder / "b.db"})->execute_script("CREATE TABLE u (n INTEGER);");
    const auto session = open_sqlite({.file = folder / "a.db", .read_only = true});
    attach_sqlite(*session, folder / "b.db", "other");

    EXPECT_THROW(session->execute("INSERT INTO t VALUES (1)"), DatabaseError);
    EXPECT_THROW(session->execute("INSERT INTO u VALUES (1)"), DatabaseError);
    EXPECT_THROW(session->execute("CREATE TABLE other.v (n INTEGER)"), DatabaseError);
    EXPECT_THROW(attach_sqlite(*session, folder / "missing.db", "third"), DatabaseError);
    EXPECT_FALSE(std::filesystem::exists(folder / "missing.db"));
}

TEST(SqliteSession, FindsTablesOfAnAttachedFileWithoutItsName) {
    const TestFolder folder;
    open_sqlite({.file = folder / "a.db"})->execute_script("CREATE TABLE t (n INTEGER);");
    open_sqlite({.file = folder / "b.db"})
        ->execute_script("CREATE TABLE u (n INTEGER); INSERT INTO u VALUES (3);");
    const auto session = open_sqlite({.file = folder / "a.db", .read_only = true});
    attach_sqlite(*session, folder / "b.db", "other");
    EXPECT_EQ(session->select_first<NumberRow>("SELECT n FROM u")->number, 3);
}

TEST(SqliteSession, EndsAStatementThatWorksTooLongAndGoesOnWorking) {
    const TestFolder folder;
    const auto session = open_sqlite({.file = folder / "a.db", .step_timeout = milliseconds{30}});
    EXPECT_THROW((void)session->select<NumberRow>(kEndless), DatabaseError);
    EXPECT_THROW(session->execute(kEndless), DatabaseError);
    EXPECT_THROW(session->execute_script(kEndless), DatabaseError);
    EXPECT_TRUE(session->is_usable());
    EXPECT_EQ(session->select_first<NumberRow>("SELECT 4")->number, 4);
}

TEST(SqliteSession, EndsAStatementOnItsWayToARowWhenNobodyWaitsForIt) {
    const TestFolder folder;
    const auto session = open_sqlite({.file = folder / "a.db"});
    int asked = 0;
    {
        const StopWhen stop(*session, [&asked] { return ++asked > 2; });
        EXPECT_THROW((void)session->select<NumberRow>(kEndless), core::CancelledError);
        EXPECT_EQ(asked, 3);
        EXPECT_THROW(session->execute(kEndless), core::CancelledError);
        EXPECT_THROW(session->execute_script(kEndless), core::CancelledError);
    }
    EXPECT_TRUE(session->is_usable());
    EXPECT_EQ(session->select_first<NumberRow>("SELECT 4")->number, 4);
}

TEST(SqliteSession, SaysSoWhenAnotherConnectionHoldsTheLock) {
    const TestFolder folder;
    const auto first = open_sqlite({.file = folder / "a.db"});
    const auto second = open_sqlite({.file = folder / "a.db", .busy_timeout = milliseconds{20}});
    const Transaction transaction(*first);
    EXPECT_THROW(second->begin(), DatabaseError);
    EXPECT_TRUE(second->is_usable());
}

TEST(SqliteSession, CannotBeUsedAnyMoreOnceTheFileTurnsOutDamaged) {
    const TestFolder folder;
    {
        const auto session = open_sqlite({.file = folder / "a.db"});
        session->execute_script("CREATE TABLE t (n INTEGER, pad TEXT);");
        session->execute(
            "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 5000) "
            "INSERT INTO t SELECT n, 'some padding so that there are pages' FROM c");
    }
    const auto session = open_sqlite({.file = folder / "a.db", .read_only = true});
    std::filesystem::resize_file(folder / "a.db", 8192);
    EXPECT_THROW((void)session->select<NumberRow>("SELECT SUM(n) FROM t"), DatabaseError);
    EXPECT_FALSE(session->is_usable());
}

}  // namespace roa2web::database
