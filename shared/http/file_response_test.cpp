#include "http/file_response.hpp"

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <variant>

#include <gtest/gtest.h>

#include "core/exceptions.hpp"
#include "core/task.hpp"

namespace roa2web::http {
namespace {

namespace fs = std::filesystem;

/// Takes pieces until it has had enough of them.
class Reader final : public StreamWriter {
  public:
    explicit Reader(int pieces_wanted) : wanted_(pieces_wanted) {}

    core::Task<bool> write(std::string piece) override {
        text += piece;
        ++pieces;
        co_return pieces < wanted_;
    }

    std::string text;
    int pieces{0};

  private:
    int wanted_;
};

class FileResponse : public testing::Test {
  protected:
    FileResponse() : path_(fs::path(testing::TempDir()) / "roa2web-file-response-test.bin") {
        std::ofstream(path_, std::ios::binary) << content_;
    }

    ~FileResponse() override { fs::remove(path_); }

    std::string content_ = std::string(300'000, 'x') + "end";
    fs::path path_;
    core::BlockingPool pool_{"test-files", 1, 10};
};

TEST_F(FileResponse, SendsTheWholeFileInPieces) {
    auto response = file_response({path_, "a.bin", "application/octet-stream", nullptr}, pool_);
    EXPECT_EQ(response.header("Content-Type"), "application/octet-stream");
    EXPECT_EQ(response.header("Cache-Control"), "no-store");
    Reader reader(100);
    core::sync_wait(std::get<StreamBody>(response.body)(reader));
    EXPECT_EQ(reader.text, content_);
    EXPECT_EQ(reader.pieces, 3);
}

TEST_F(FileResponse, EndsWhenItsReaderHasGone) {
    auto response = file_response({path_, "a.bin", "application/octet-stream", nullptr}, pool_);
    Reader reader(1);
    core::sync_wait(std::get<StreamBody>(response.body)(reader));
    EXPECT_EQ(reader.pieces, 1);
}

TEST_F(FileResponse, LetsGoOfItsKeeperWithTheAnswer) {
    auto keeper = std::make_shared<int>(1);
    const std::weak_ptr<int> watch = keeper;
    {
        const auto response = file_response({path_, "a.bin", "text/csv", std::move(keeper)}, pool_);
        EXPECT_FALSE(watch.expired());
    }
    EXPECT_TRUE(watch.expired());
}

TEST_F(FileResponse, FailsWhenTheFileHasGone) {
    fs::remove(path_);
    auto response = file_response({path_, "a.bin", "text/csv", nullptr}, pool_);
    Reader reader(1);
    EXPECT_THROW(core::sync_wait(std::get<StreamBody>(response.body)(reader)), core::InternalError);
}

TEST_F(FileResponse, KeepsNamesOutOfTheHeadersSyntax) {
    EXPECT_EQ(content_disposition("a\"b\r\n;ș.csv"),
              "attachment; filename=\"a-b---s.csv\"; "
              "filename*=UTF-8''a%22b%0D%0A%3B%C8%99.csv");
}

}  // namespace
}  // namespace roa2web::http
