// Attachments where several come at once, and where the disk and the store part.
#include "services/attachments_service.hpp"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "attachment_test_files.hpp"
#include "module_test_site.hpp"
#include "services/attachment_sweeper.hpp"

namespace roa2web::data_entry {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

class AttachmentsServiceTest : public testing::Test {
  protected:
    AttachmentsServiceTest() { site_.module.start(); }

    [[nodiscard]] fs::path kept() const { return site_.folder / "receipts/attachments"; }

    ModuleTestSite site_;
    ReceiptUser operator_{site_, "operator"};
};

TEST_F(AttachmentsServiceTest, MakesOneDraftWhenTheSameRequestComesSeveralTimesAtOnce) {
    std::atomic<int> created{0};
    std::atomic<std::int64_t> sum{0};
    {
        std::vector<std::jthread> threads;
        for (int count = 0; count < 8; ++count) {
            threads.emplace_back([&] {
                const auto made = operator_.create_from("a.jpg", make_photo(1), "key-00000001");
                created += made.status == 201 ? 1 : 0;
                sum += made.integer("id");
            });
        }
    }
    EXPECT_EQ(created, 1);
    EXPECT_EQ(operator_.get("/receipts").integer("total"), 1);
    EXPECT_EQ(sum, 8);
}

TEST_F(AttachmentsServiceTest, LosesNoFileOfThoseThatComeAtOnce) {
    const auto id = operator_.create().integer("id");
    const auto path = "/receipts/" + std::to_string(id) + "/attachments";
    {
        std::vector<std::jthread> threads;
        for (unsigned count = 0; count < 8; ++count) {
            threads.emplace_back([&, count] {
                EXPECT_EQ(operator_.upload(path, {{"a.jpg", make_photo(count)}}).status, 201);
            });
        }
    }
    EXPECT_EQ(operator_.get("/receipts/" + std::to_string(id)).integer("version"), 9);
    EXPECT_EQ(files_below(kept()).size(), 8U);
}

TEST_F(AttachmentsServiceTest, SweepsTheFilesOfADeletedDraftAndNoOthers) {
    const auto shared = make_photo(1);
    const auto first = operator_.create_from("a.jpg", shared, "key-00000001").integer("id");
    const auto second = operator_.create_from("a.jpg", shared, "key-00000002").integer("id");
    ASSERT_EQ(operator_
                  .upload("/receipts/" + std::to_string(first) + "/attachments",
                          {{"b.jpg", make_photo(2)}})
                  .status,
              201);
    ASSERT_EQ(operator_.remove(first).status, 204);
    for (const auto& file : files_below(kept())) {
        fs::last_write_time(file, fs::file_time_type::clock::now() - 2h);
    }
    ReceiptsStore store(site_.store_address());
    store.open();
    AttachmentFiles files(kept());
    ThumbnailCache thumbnails(site_.folder / "cache", 1000);
    AttachmentSweeper sweeper(store, site_.clock, files, thumbnails);
    sweeper.sweep();
    const auto left = files_below(kept());
    ASSERT_EQ(left.size(), 1U);
    EXPECT_EQ(read_bytes(left.front()), shared);
    const auto receipt = operator_.get("/receipts/" + std::to_string(second));
    EXPECT_TRUE(receipt.holds(left.front().filename().string()));
}

TEST_F(AttachmentsServiceTest, OwnsUpToAFileThatIsLost) {
    ASSERT_EQ(operator_.create_from("a.jpg", make_photo(1), "key-00000001").status, 201);
    fs::remove_all(kept());
    for (const char* path : {"", "/thumbnail", "/pages/1"}) {
        const auto answer = operator_.get("/attachments/1" + std::string(path));
        EXPECT_EQ(answer.status, 500) << path;
        EXPECT_FALSE(answer.holds("attachments")) << answer.text;
    }
    EXPECT_EQ(operator_.get("/receipts/1").status, 200);
    // Handed in once more it is there again.
    EXPECT_EQ(operator_.create_from("a.jpg", make_photo(1), "key-00000002").status, 201);
    EXPECT_EQ(operator_.get("/attachments/1").status, 200);
}

TEST_F(AttachmentsServiceTest, ForgetsKeysThatNobodySendsAgain) {
    ASSERT_EQ(operator_.create_from("a.jpg", make_photo(1), "key-00000001").status, 201);
    ReceiptsStore store(site_.store_address());
    store.open();
    AttachmentFiles files(kept());
    ThumbnailCache thumbnails(site_.folder / "cache", 1000);
    AttachmentSweeper sweeper(store, site_.clock, files, thumbnails);
    sweeper.sweep();
    EXPECT_EQ(operator_.create_from("a.jpg", make_photo(1), "key-00000001").status, 200);
    site_.clock.advance(24h * 91);
    sweeper.sweep();
    EXPECT_EQ(operator_.create_from("a.jpg", make_photo(1), "key-00000001").status, 201);
}

TEST_F(AttachmentsServiceTest, ChangesNothingWhenTheDiskDoesNotTakeTheFile) {
    const auto id = operator_.create().integer("id");
    const auto path = "/receipts/" + std::to_string(id) + "/attachments";
    fs::create_directories(kept().parent_path());
    std::ofstream(kept()) << "a file stands where the folder would";
    const auto refused = operator_.upload(path, {{"a.jpg", make_photo(1)}});
    EXPECT_EQ(refused.status, 503);
    EXPECT_TRUE(refused.holds("no room left on its disk")) << refused.text;
    EXPECT_EQ(operator_.create_from("a.jpg", make_photo(1), "key-00000001").status, 503);
    EXPECT_EQ(operator_.get("/receipts/" + std::to_string(id)).integer("version"), 1);
    EXPECT_EQ(operator_.get("/receipts").integer("total"), 1);

    fs::remove(kept());
    EXPECT_EQ(operator_.upload(path, {{"a.jpg", make_photo(1)}}).status, 201);
    EXPECT_EQ(operator_.create_from("a.jpg", make_photo(1), "key-00000001").status, 201);
}

}  // namespace
}  // namespace roa2web::data_entry
