#include "export/row_spool.hpp"

#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/exceptions.hpp"

#include "export/export_test_support.hpp"

namespace roa2web::exports {
namespace {

using Row = std::vector<std::string>;

TEST(RowSpool, GivesRowsBackAsOftenAsWanted) {
    const ScratchFolder folder;
    RowSpool spool(TemporaryFile(folder / "rows"), 2);
    const std::vector<Row> rows{{"a", ""}, {std::string(100'000, 'x'), "Ș"}, {"", ""}};
    for (const auto& row : rows) {
        spool.add(row);
    }
    spool.end();
    for (int round = 0; round < 2; ++round) {
        RowSpool::Reader reader(spool);
        for (const auto& row : rows) {
            EXPECT_EQ(*reader.next(), row);
        }
        EXPECT_EQ(reader.next(), nullptr);
    }
}

TEST(RowSpool, RemovesItsFile) {
    const ScratchFolder folder;
    {
        RowSpool spool(TemporaryFile(folder / "rows"), 1);
        spool.end();
        RowSpool::Reader reader(spool);
        EXPECT_EQ(reader.next(), nullptr);
    }
    EXPECT_EQ(folder.count_files(), 0U);
}

TEST(RowSpool, NoticesAFileThatWasCutOff) {
    const ScratchFolder folder;
    RowSpool spool(TemporaryFile(folder / "rows"), 2);
    spool.add(Row{"first", "second"});
    spool.end();
    std::filesystem::resize_file(folder / "rows", 12);
    RowSpool::Reader reader(spool);
    EXPECT_THROW((void)reader.next(), core::InternalError);
}

TEST(RowSpool, SaysThatTheDiskIsFull) {
    const ScratchFolder folder;
    std::filesystem::create_symlink(kFullDisk, folder / "rows");
    RowSpool spool(TemporaryFile(folder / "rows"), 1);
    spool.add(Row{"text"});
    EXPECT_THROW(spool.end(), core::UnavailableError);
}

}  // namespace
}  // namespace roa2web::exports
