// How the demo ERP comes to be: the same every time, whole or not at all.
#include "database/demo/demo_erp.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/exceptions.hpp"
#include "database/sqlite_session.hpp"
#include "database/test_folder.hpp"

namespace roa2web::database {

namespace {

using std::filesystem::path;

DemoOptions small_demo(std::uint64_t seed = 1) {
    DemoOptions options;
    options.password_cost = {.passes = 1, .memory_bytes = 65'536};
    options.seed = seed;
    options.journal_lines = 300;
    options.companies = 2;
    options.years = 1;
    options.last_day = std::chrono::year{2025} / 3 / 10;
    return options;
}

/// File name -> content.
std::map<std::string, std::string> contents(const path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        std::ifstream stream(entry.path(), std::ios::binary);
        files[entry.path().filename().string()] =
            std::string(std::istreambuf_iterator<char>(stream), {});
    }
    return files;
}

std::set<std::string> names(const path& folder) {
    std::set<std::string> found;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        found.insert(entry.path().filename().string());
    }
    return found;
}

}  // namespace

TEST(DemoErp, IsTheSameToTheByteForTheSameSeed) {
    const TestFolder folder;
    generate_demo_erp(folder / "one", small_demo());
    generate_demo_erp(folder / "two", small_demo());
    const auto first = contents(folder / "one");
    EXPECT_EQ(first.size(), 3U);
    // Not EXPECT_EQ: nobody wants megabytes in a message.
    EXPECT_TRUE(first == contents(folder / "two"));
}

TEST(DemoErp, DiffersInEveryFileForAnotherSeed) {
    const TestFolder folder;
    generate_demo_erp(folder / "one", small_demo(1));
    generate_demo_erp(folder / "two", small_demo(2));
    const auto first = contents(folder / "one");
    const auto second = contents(folder / "two");
    ASSERT_EQ(first.size(), second.size());
    for (const auto& [name, content] : first) {
        EXPECT_FALSE(content == second.at(name)) << name;
    }
}

TEST(DemoErp, IsRecognizedOnceItIsThere) {
    const TestFolder folder;
    EXPECT_FALSE(has_demo_erp(folder / "erp"));
    EXPECT_FALSE(has_demo_erp(folder.path()));
    generate_demo_erp(folder / "erp", small_demo());
    EXPECT_TRUE(has_demo_erp(folder / "erp"));
    open_sqlite({.file = folder / "erp/shared.db"})
        ->execute_script("UPDATE demo_info SET contract_version = contract_version + 1;");
    EXPECT_FALSE(has_demo_erp(folder / "erp"));
}

TEST(DemoErp, TakesThePlaceOfAnOlderOneAndLeavesNothingBeside) {
    const TestFolder folder;
    generate_demo_erp(folder / "erp", small_demo(1));
    std::ofstream(folder / "erp/demo_old.db") << "old";
    generate_demo_erp(folder / "erp/", small_demo(2));
    EXPECT_EQ(names(folder.path()), std::set<std::string>{"erp"});
    EXPECT_EQ(names(folder / "erp").count("demo_old.db"), 0U);
}

TEST(DemoErp, LeavesWhatWasThereWhenItIsGivenUp) {
    const TestFolder folder;
    generate_demo_erp(folder / "erp", small_demo(1));
    const auto before = contents(folder / "erp");
    const auto give_up = [](const DemoProgress& progress) {
        if (progress.company_number == 2) {
            throw std::runtime_error("enough");
        }
    };
    EXPECT_THROW(generate_demo_erp(folder / "erp", small_demo(2), give_up), std::runtime_error);
    EXPECT_TRUE(before == contents(folder / "erp"));
    EXPECT_EQ(names(folder.path()), std::set<std::string>{"erp"});
    EXPECT_THROW(generate_demo_erp(folder / "new", small_demo(2), give_up), std::runtime_error);
    EXPECT_FALSE(std::filesystem::exists(folder / "new"));
}

TEST(DemoErp, ClearsAwayWhatKilledRunsLeftLongAgoAndNothingElse) {
    const TestFolder folder;
    const auto last_week =
        std::filesystem::file_time_type::clock::now() - std::chrono::hours{24 * 7};
    for (const char* name :
         {".erp.generating-0000abcd", ".erp.generating-0000abce", ".other.generating-0000abcd"}) {
        std::filesystem::create_directories(folder / name);
        std::ofstream(folder / name / "demo_comert.db") << "half";
        if (std::string(name) != ".erp.generating-0000abce") {
            std::filesystem::last_write_time(folder / name, last_week);
        }
    }
    generate_demo_erp(folder / "erp", small_demo());
    EXPECT_EQ(
        names(folder.path()),
        (std::set<std::string>{"erp", ".erp.generating-0000abce", ".other.generating-0000abcd"}));
}

TEST(DemoErp, SaysHowFarItIs) {
    const TestFolder folder;
    std::vector<DemoProgress> seen;
    generate_demo_erp(folder / "erp", small_demo(), [&seen](const DemoProgress& progress) {
        seen.push_back(progress);
    });
    ASSERT_EQ(seen.size(), 6U);  // two companies, three months
    EXPECT_EQ(seen.front().company_number, 1);
    EXPECT_EQ(seen.back().company_number, 2);
    EXPECT_EQ(seen.back().companies, 2);
    EXPECT_GE(seen.back().journal_lines, 300);
    EXPECT_EQ(seen.back().wanted_journal_lines, 300);
    EXPECT_NE(seen.front().company, seen.back().company);
}

TEST(DemoErp, RefusesOptionsThatMakeNoSense) {
    const TestFolder folder;
    DemoOptions options = small_demo();
    options.years = 0;
    EXPECT_THROW(generate_demo_erp(folder / "erp", options), core::DatabaseError);
    options = small_demo();
    options.companies = 0;
    EXPECT_THROW(generate_demo_erp(folder / "erp", options), core::DatabaseError);
    options = small_demo();
    options.journal_lines = -1;
    EXPECT_THROW(generate_demo_erp(folder / "erp", options), core::DatabaseError);
    options = small_demo();
    options.last_day = {};
    EXPECT_THROW(generate_demo_erp(folder / "erp", options), core::DatabaseError);
    EXPECT_TRUE(names(folder.path()).empty());
}

TEST(DemoErp, RefusesAPlaceWhereItCannotWrite) {
    const TestFolder folder;
    std::ofstream(folder / "file") << "x";
    EXPECT_THROW(generate_demo_erp(folder / "file/erp", small_demo()), core::DatabaseError);
}

TEST(DemoErp, MakesAsManyCompaniesAsAskedForEachWithItsOwnSchema) {
    const TestFolder folder;
    DemoOptions options = small_demo();
    options.companies = 7;
    options.journal_lines = 0;
    generate_demo_erp(folder / "erp", options);
    EXPECT_EQ(names(folder / "erp").size(), 8U);
    EXPECT_EQ(names(folder / "erp").count("demo_comert_2.db"), 1U);
    EXPECT_EQ(names(folder / "erp").count("demo_holding.db"), 1U);
}

}  // namespace roa2web::database
