// What every session promises, tried on SQLite.
#include "database/soci_session.hpp"

#include <chrono>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/date.hpp"
#include "core/exceptions.hpp"
#include "core/ids.hpp"
#include "core/money.hpp"
#include "database/sqlite_session.hpp"
#include "database/test_folder.hpp"

namespace roa2web::database {

namespace {

using core::DatabaseError;
using ::testing::HasSubstr;
using ::testing::Not;

enum class Status : std::uint8_t { Open, PartlyPaid };
BOOST_DESCRIBE_ENUM(Status, Open, PartlyPaid)

struct EverythingRow {
    core::InvoiceId id;
    std::int32_t count{0};
    bool closed{false};
    std::string name;
    core::Money amount;
    core::Date date{};
    core::Timestamp at{};
    Status status{Status::Open};
    std::optional<std::string> note;
    std::optional<core::Date> due;
    std::optional<std::int64_t> rank;
};
BOOST_DESCRIBE_STRUCT(EverythingRow,
                      (),
                      (id, count, closed, name, amount, date, at, status, note, due, rank))

struct TextRow {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(TextRow, (), (text))

struct NumberRow {
    std::int64_t number{0};
};
BOOST_DESCRIBE_STRUCT(NumberRow, (), (number))

struct OptionalRow {
    std::optional<std::string> note;
    std::optional<std::int64_t> rank;
};
BOOST_DESCRIBE_STRUCT(OptionalRow, (), (note, rank))

constexpr std::string_view kInsertThing =
    "INSERT INTO things (id, count, closed, name, amount, date, at, status, note, due, rank) "
    "VALUES "
    "(:id, :count, :closed, :name, :amount, :date, :at, :status, :note, :due, :rank)";

class SociSessionTest : public ::testing::Test {
  protected:
    SociSessionTest() : session_(open_sqlite({.file = folder_ / "test.db"})) {
        session_->execute_script(
            "CREATE TABLE things (id INTEGER PRIMARY KEY, count INTEGER, closed INTEGER, name "
            "TEXT, amount BIGINT, "
            "date DATE, at BIGINT, status TEXT, note TEXT, due DATE, rank INTEGER);"
            "CREATE TABLE names (name TEXT NOT NULL UNIQUE);");
    }

    Session& session() { return *session_; }

    std::int64_t count_names() {
        return session().select_first<NumberRow>("SELECT COUNT(*) FROM names")->number;
    }

    std::string message_of(const std::function<void()>& work) {
        try {
            work();
        } catch (const DatabaseError& error) {
            return error.what();
        }
        return "no error";
    }

    TestFolder folder_;
    std::unique_ptr<Session> session_;
};

}  // namespace

TEST_F(SociSessionTest, BringsBackWhatParametersOfEveryTypeStored) {
    using std::chrono::December;
    using std::chrono::year;
    const core::Date date = year{2025} / December / 24;
    const core::Timestamp at{std::chrono::seconds{4'102'444'800}};
    session().execute(kInsertThing,
                      {{"id", core::InvoiceId{std::numeric_limits<std::int64_t>::max()}},
                       {"count", -3},
                       {"closed", true},
                       {"name", "Țesătoria Știucă"},
                       {"amount", core::Money{-9'007'199'254'740'993}},
                       {"date", date},
                       {"at", at},
                       {"status", Status::PartlyPaid},
                       {"note", std::optional<std::string>{""}},
                       {"due", std::optional<core::Date>{date}},
                       {"rank", std::optional<std::int64_t>{7}}});

    const auto rows = session().select<EverythingRow>("SELECT * FROM things");

    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].id.value, std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(rows[0].count, -3);
    EXPECT_TRUE(rows[0].closed);
    EXPECT_EQ(rows[0].name, "Țesătoria Știucă");
    EXPECT_EQ(rows[0].amount.bani, -9'007'199'254'740'993);
    EXPECT_EQ(rows[0].date, date);
    EXPECT_EQ(rows[0].at, at);
    EXPECT_EQ(rows[0].status, Status::PartlyPaid);
    EXPECT_EQ(rows[0].note, "");
    EXPECT_EQ(rows[0].due, date);
    EXPECT_EQ(rows[0].rank, 7);
}

TEST_F(SociSessionTest, KeepsNullApartFromEmptyAndZeroWhenAStatementRunsAgain) {
    const std::string sql = "SELECT :note AS note, :rank AS rank";
    const auto ask = [&](std::optional<std::string> note, std::optional<std::int64_t> rank) {
        return *session().select_first<OptionalRow>(sql, {{"note", note}, {"rank", rank}});
    };

    EXPECT_EQ(ask(std::nullopt, std::nullopt).note, std::nullopt);
    EXPECT_EQ(ask("", 0).note, "");
    EXPECT_EQ(ask("", 0).rank, 0);
    EXPECT_EQ(ask("x", std::nullopt).rank, std::nullopt);
    EXPECT_EQ(ask(std::nullopt, 5).note, std::nullopt);
    EXPECT_EQ(ask("again", 6).note, "again");
}

TEST_F(SociSessionTest, ReadsComputedColumnsAsTheMembersWantThem) {
    session().execute("INSERT INTO names VALUES ('a'), ('b')");

    EXPECT_EQ(session().select_first<NumberRow>("SELECT SUM(3) FROM names")->number, 6);
    EXPECT_EQ(session()
                  .select_first<NumberRow>("SELECT ROW_NUMBER() OVER (ORDER BY name) FROM names")
                  ->number,
              1);
    EXPECT_EQ(session().select_first<TextRow>("SELECT name || 1 FROM names ORDER BY name")->text,
              "a1");
}

TEST_F(SociSessionTest, TakesSqlInAValueForText) {
    const std::vector<std::string> attempts{"'; DROP TABLE names; --",
                                            "x' OR '1'='1",
                                            "\"; DELETE FROM names; --",
                                            ":name",
                                            "a%_\\",
                                            std::string("nul\0inside", 10)};
    for (const std::string& attempt : attempts) {
        session().execute("INSERT INTO names VALUES (:name)", {{"name", attempt}});
        const auto found = session().select<TextRow>("SELECT name FROM names WHERE name = :name",
                                                     {{"name", attempt}});
        ASSERT_EQ(found.size(), 1U) << attempt;
        EXPECT_EQ(found[0].text, attempt);
    }
    EXPECT_EQ(count_names(), static_cast<std::int64_t>(attempts.size()));
}

TEST_F(SociSessionTest, UsesOneValueWhereverItsNameStands) {
    const auto row =
        session().select_first<TextRow>("SELECT :a || :b || :a", {{"b", "2"}, {"a", "1"}});
    EXPECT_EQ(row->text, "121");
    const auto swapped =
        session().select_first<TextRow>("SELECT :a || :b || :a", {{"a", "3"}, {"b", "4"}});
    EXPECT_EQ(swapped->text, "343");
}

TEST_F(SociSessionTest, LetsTheTypeOfAValueChangeBetweenRuns) {
    const std::string sql = "SELECT typeof(:value)";
    EXPECT_EQ(session().select_first<TextRow>(sql, {{"value", 1}})->text, "integer");
    EXPECT_EQ(session().select_first<TextRow>(sql, {{"value", "1"}})->text, "text");
    EXPECT_EQ(session().select_first<TextRow>(sql, {{"value", std::nullopt}})->text, "null");
    EXPECT_EQ(session().select_first<TextRow>(sql, {{"value", 1}})->text, "integer");
}

TEST_F(SociSessionTest, RefusesMissingAndUnknownParameters) {
    EXPECT_THAT(message_of([&] {
                    (void)session().select<TextRow>("SELECT :a || :b", {{"a", "1"}});
                }),
                HasSubstr("no value for parameter :b"));
    EXPECT_THROW((void)session().select<TextRow>("SELECT :a", {{"a", "1"}, {"zzz", "2"}}),
                 DatabaseError);
}

TEST_F(SociSessionTest, RefusesASecondStatementInOneText) {
    EXPECT_THROW(session().execute("INSERT INTO names VALUES ('a'); DELETE FROM names"),
                 DatabaseError);
    EXPECT_EQ(count_names(), 0);
    EXPECT_EQ(session().execute("INSERT INTO names VALUES ('a');  \n"), 1);
}

TEST_F(SociSessionTest, RefusesNullAndFractionsWhereANumberMustBe) {
    EXPECT_THROW((void)session().select<NumberRow>("SELECT NULL"), DatabaseError);
    EXPECT_THROW((void)session().select<NumberRow>("SELECT 10.5"), DatabaseError);
    EXPECT_THROW((void)session().select<NumberRow>("SELECT 'ten'"), DatabaseError);
    EXPECT_THROW((void)session().select<EverythingRow>("SELECT 1, 2"), DatabaseError);
}

TEST_F(SociSessionTest, AnswersHowManyRowsChanged) {
    EXPECT_EQ(session().execute("INSERT INTO names VALUES ('a'), ('b'), ('c')"), 3);
    EXPECT_EQ(session().execute("DELETE FROM names WHERE name <> :kept", {{"kept", "b"}}), 2);
    EXPECT_EQ(session().execute("DELETE FROM names WHERE name = 'zzz'"), 0);
}

TEST_F(SociSessionTest, TurnsEveryFailureIntoDatabaseErrorWithoutValues) {
    session().execute("INSERT INTO names VALUES (:name)", {{"name", "token-1234"}});
    const std::string message = message_of([&] {
        session().execute("INSERT INTO names VALUES (:name)", {{"name", "token-1234"}});
    });
    EXPECT_THAT(message, HasSubstr("UNIQUE"));
    EXPECT_THAT(message, HasSubstr("INSERT INTO names"));
    EXPECT_THAT(message, Not(HasSubstr("token-1234")));
    EXPECT_THROW(session().execute("SELEC"), DatabaseError);
    EXPECT_THROW(session().execute(""), DatabaseError);
    EXPECT_THROW(session().execute_script("CREATE TABLE x (a); NONSENSE;"), DatabaseError);
    EXPECT_TRUE(session().is_usable());
    EXPECT_EQ(count_names(), 1);
}

TEST_F(SociSessionTest, StopsWhenTheVisitorHasEnoughAndLetsGoOfTheFile) {
    session().execute("INSERT INTO names VALUES ('a'), ('b'), ('c')");
    int visits = 0;
    session().for_each<TextRow>(
        "SELECT name FROM names ORDER BY name", {}, [&visits](TextRow&&) { return ++visits < 2; });
    EXPECT_EQ(visits, 2);

    // An unfinished SELECT would hold a shared lock and keep another connection from writing.
    const auto other =
        open_sqlite({.file = folder_ / "test.db", .busy_timeout = std::chrono::milliseconds{0}});
    EXPECT_EQ(other->execute("INSERT INTO names VALUES ('d')"), 1);
}

TEST_F(SociSessionTest, LetsGoOfTheFileWhenTheVisitorThrows) {
    session().execute("INSERT INTO names VALUES ('a'), ('b')");
    const auto throwing = [](TextRow&&) -> bool { throw std::runtime_error("enough"); };
    EXPECT_THROW(session().for_each<TextRow>("SELECT name FROM names", {}, throwing),
                 std::runtime_error);
    const auto other =
        open_sqlite({.file = folder_ / "test.db", .busy_timeout = std::chrono::milliseconds{0}});
    EXPECT_EQ(other->execute("INSERT INTO names VALUES ('d')"), 1);
}

TEST_F(SociSessionTest, RunsAQueryInsideTheVisitorOfTheSameQuery) {
    session().execute("INSERT INTO names VALUES ('a'), ('b'), ('c')");
    const std::string sql = "SELECT name FROM names WHERE name >= :from ORDER BY name";
    std::string seen;
    session().for_each<TextRow>(sql, {{"from", "a"}}, [&](TextRow&& outer) {
        for (const auto& inner : session().select<TextRow>(sql, {{"from", outer.text}})) {
            seen += inner.text;
        }
        seen += '|';
        return true;
    });
    EXPECT_EQ(seen, "abc|bc|c|");
}

TEST_F(SociSessionTest, PullsRowsOneByOneAndEndsForGood) {
    session().execute("INSERT INTO names VALUES ('a'), ('b')");
    auto names = session().open<TextRow>("SELECT name FROM names WHERE name >= :from ORDER BY name",
                                         {{"from", "a"}});
    EXPECT_EQ(names.next()->text, "a");
    EXPECT_EQ(names.next()->text, "b");
    EXPECT_FALSE(names.next());
    EXPECT_FALSE(names.next());
}

TEST_F(SociSessionTest, LetsGoOfTheFileWhenACursorEndsBeforeItsLastRow) {
    session().execute("INSERT INTO names VALUES ('a'), ('b'), ('c')");
    const std::string sql = "SELECT name FROM names ORDER BY name";
    {
        auto first = session().open<TextRow>(sql);
        auto second = session().open<TextRow>(sql);
        EXPECT_EQ(first.next()->text, "a");
        EXPECT_EQ(second.next()->text, "a");
        EXPECT_EQ(first.next()->text, "b");
    }
    const auto other =
        open_sqlite({.file = folder_ / "test.db", .busy_timeout = std::chrono::milliseconds{0}});
    EXPECT_EQ(other->execute("INSERT INTO names VALUES ('d')"), 1);
    EXPECT_EQ(session().select<TextRow>(sql).size(), 4U);
}

TEST_F(SociSessionTest, FailsInTheMiddleOfACursorAndGoesOnWorking) {
    session().execute("INSERT INTO names VALUES ('1'), ('x')");
    const std::string sql =
        "SELECT CASE WHEN name = 'x' THEN name ELSE 1 END FROM names ORDER BY name";
    auto numbers = session().open<NumberRow>(sql);
    EXPECT_EQ(numbers.next()->number, 1);
    EXPECT_THROW((void)numbers.next(), DatabaseError);
    EXPECT_THROW((void)session().open<NumberRow>("SELECT nothing FROM nowhere"), DatabaseError);
    EXPECT_EQ(count_names(), 2);
}

TEST_F(SociSessionTest, EndsACursorWhenNobodyWaitsForItsRows) {
    session().execute("INSERT INTO names VALUES ('a'), ('b'), ('c')");
    bool gone = false;
    {
        const StopWhen stop(session(), [&gone] { return gone; });
        auto names = session().open<TextRow>("SELECT name FROM names ORDER BY name");
        EXPECT_EQ(names.next()->text, "a");
        gone = true;
        // The question is asked at most every 50 ms.
        std::this_thread::sleep_for(std::chrono::milliseconds{60});
        EXPECT_THROW((void)names.next(), core::CancelledError);
        EXPECT_THROW((void)count_names(), core::CancelledError);
    }
    EXPECT_EQ(count_names(), 3);
}

TEST_F(SociSessionTest, StaysRightWhenMoreTextsComeThanItKeeps) {
    for (int round = 0; round < 2; ++round) {
        for (int number = 0; number < 300; ++number) {
            const std::string sql = "SELECT :value + " + std::to_string(number);
            ASSERT_EQ(session().select_first<NumberRow>(sql, {{"value", 1}})->number, number + 1);
        }
    }
}

TEST_F(SociSessionTest, RollsBackATransactionThatIsNotCommitted) {
    {
        const Transaction transaction(session());
        session().execute("INSERT INTO names VALUES ('a')");
        EXPECT_EQ(count_names(), 1);
    }
    EXPECT_EQ(count_names(), 0);
    {
        Transaction transaction(session());
        session().execute("INSERT INTO names VALUES ('b')");
        transaction.commit();
    }
    EXPECT_EQ(count_names(), 1);
}

TEST_F(SociSessionTest, PagesWithOneTextForAllPages) {
    session().execute("INSERT INTO names VALUES ('a'), ('b'), ('c'), ('d'), ('e')");
    const std::string sql = session().paged("SELECT name FROM names", "name DESC");
    const auto page = [&](int size, int offset) {
        std::string names;
        for (const auto& row :
             session().select<TextRow>(sql, {{"page_size", size}, {"page_offset", offset}})) {
            names += row.text;
        }
        return names;
    };
    EXPECT_EQ(page(2, 0), "ed");
    EXPECT_EQ(page(2, 4), "a");
    EXPECT_EQ(page(2, 6), "");
    EXPECT_EQ(page(100, 0), "edcba");
}

TEST_F(SociSessionTest, SeesColumnsThatATableGotSinceTheStatementWasPrepared) {
    session().execute("INSERT INTO names VALUES ('a')");
    ASSERT_EQ(session().select<TextRow>("SELECT * FROM names").size(), 1U);
    session().execute_script("ALTER TABLE names ADD COLUMN extra TEXT;");
    EXPECT_EQ(session().select<TextRow>("SELECT * FROM names").at(0).text, "a");
}

}  // namespace roa2web::database
