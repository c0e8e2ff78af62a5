#include "database/migrations.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/exceptions.hpp"
#include "database/sqlite_session.hpp"
#include "database/test_folder.hpp"

namespace roa2web::database {

namespace {

using core::DatabaseError;
using ::testing::HasSubstr;

constexpr SqlFile kFirst{"0001_first.sql",
                         "CREATE TABLE a (n INTEGER);\nINSERT INTO a VALUES (1);\n"};
constexpr SqlFile kSecond{"0002_second.sql", "INSERT INTO a VALUES (2);"};
constexpr SqlFile kThird{"0010_third.sql", "CREATE TABLE b (n INTEGER); INSERT INTO a VALUES (3);"};

struct NumberRow {
    std::int64_t number{0};
};
BOOST_DESCRIBE_STRUCT(NumberRow, (), (number))

class Migrations : public ::testing::Test {
  protected:
    std::int64_t number(std::string_view sql) {
        return session_->select_first<NumberRow>(sql).value().number;
    }

    std::string refusal(const std::vector<SqlFile>& files) {
        try {
            apply_migrations(*session_, files);
        } catch (const DatabaseError& error) {
            return error.what();
        }
        return "applied";
    }

    TestFolder folder_;
    std::unique_ptr<Session> session_{open_sqlite({.file = folder_ / "test.db"})};
};

}  // namespace

TEST_F(Migrations, AreAppliedOnceEachAndInOrder) {
    apply_migrations(*session_, {kFirst});
    apply_migrations(*session_, {kFirst, kSecond, kThird});
    apply_migrations(*session_, {kFirst, kSecond, kThird});
    EXPECT_EQ(number("SELECT COUNT(*) FROM a"), 3);
    EXPECT_EQ(number("SELECT COUNT(*) FROM schema_migrations"), 3);
    EXPECT_EQ(number("SELECT MAX(number) FROM schema_migrations"), 10);
}

TEST_F(Migrations, RefuseAStoreOfANewerProgram) {
    apply_migrations(*session_, {kFirst, kSecond});
    EXPECT_THAT(refusal({kFirst}), HasSubstr("newer program"));
    EXPECT_THAT(refusal({}), HasSubstr("newer program"));
}

TEST_F(Migrations, RefuseAFileThatHasChangedSinceItWasApplied) {
    apply_migrations(*session_, {kFirst});
    const SqlFile changed{kFirst.name, "CREATE TABLE a (n TEXT);"};
    EXPECT_THAT(refusal({changed, kSecond}), HasSubstr("0001_first.sql has changed"));
    EXPECT_EQ(number("SELECT COUNT(*) FROM a"), 1);
}

TEST_F(Migrations, RefuseAFileThatWasSlippedInBefore) {
    apply_migrations(*session_, {kFirst, kThird});
    EXPECT_THAT(refusal({kFirst, kSecond, kThird}), HasSubstr("0010_third.sql"));
}

TEST_F(Migrations, TakeWindowsLineEndsForTheSameFile) {
    apply_migrations(*session_, {kFirst});
    const SqlFile windows{kFirst.name,
                          "CREATE TABLE a (n INTEGER);\r\nINSERT INTO a VALUES (1);\r\n"};
    EXPECT_EQ(refusal({windows}), "applied");
}

TEST_F(Migrations, RollBackTheFileThatFailsAndKeepTheOnesBefore) {
    const SqlFile broken{"0002_broken.sql",
                         "CREATE TABLE c (n INTEGER); INSERT INTO a VALUES (9); NONSENSE;"};
    EXPECT_THAT(refusal({kFirst, broken}), HasSubstr("0002_broken.sql"));
    EXPECT_EQ(number("SELECT COUNT(*) FROM a"), 1);
    EXPECT_EQ(number("SELECT COUNT(*) FROM sqlite_master WHERE name = 'c'"), 0);
    EXPECT_EQ(number("SELECT COUNT(*) FROM schema_migrations"), 1);
    EXPECT_EQ(refusal({kFirst, kSecond}), "applied");
}

TEST_F(Migrations, NeedNumbersThatRise) {
    EXPECT_THAT(refusal({kSecond, kFirst}), HasSubstr("0001_first.sql needs a number above 2"));
    EXPECT_THAT(refusal({{"first.sql", ""}}), HasSubstr("needs a number"));
    EXPECT_THAT(refusal({kFirst, kFirst}), HasSubstr("needs a number above 1"));
}

}  // namespace roa2web::database
