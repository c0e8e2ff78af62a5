// Files over real sockets: what arrives, what is refused, and what is left on the disk.
#include "http/upload.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <gtest/gtest.h>

#include "core/exceptions.hpp"
#include "http/server.hpp"
#include "http/test_site.hpp"

namespace roa2web::http {
namespace {

using namespace std::chrono_literals;
namespace asio = boost::asio;
namespace fs = std::filesystem;

std::string file_part(const std::string& name, const std::string& content) {
    return "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name +
           "\"\r\nContent-Type: image/jpeg\r\n\r\n" + content + "\r\n";
}

std::string upload_head(const std::string& more, const std::string& path = "/api/files") {
    return "POST " + path +
           " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer viewer\r\nConnection: close\r\n"
           "Content-Type: multipart/form-data; boundary=xyz\r\n" +
           more + "\r\n";
}

std::string upload(const std::string& form) {
    return upload_head("Content-Length: " + std::to_string(form.size()) + "\r\n") + form;
}

class UploadTest : public testing::Test {
  protected:
    UploadTest() {
        fs::remove_all(folder_);
        ServerSettings settings;
        settings.port = 0;
        settings.body_timeout = 1s;
        settings.upload_folder = folder_;
        settings.max_uploads = 2;
        server_ = std::make_unique<Server>(settings, dispatcher_);
        server_->listen();
    }

    ~UploadTest() override {
        server_->stop(10s);
        fs::remove_all(folder_);
    }

    UploadTest(const UploadTest&) = delete;
    UploadTest& operator=(const UploadTest&) = delete;
    UploadTest(UploadTest&&) = delete;
    UploadTest& operator=(UploadTest&&) = delete;

    static core::Task<core::Result<Greeting>> answer(const UploadedForm& form,
                                                     core::BlockingPool& pool) {
        co_await pool.schedule();
        Greeting greeting;
        for (const auto& file : form.files) {
            std::ifstream stream(file.path, std::ios::binary);
            const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
            greeting.text += file.field + " " + file.name + " " + std::to_string(file.size) + " " +
                             std::to_string(bytes.size()) + " " +
                             (bytes.empty() ? "" : bytes.substr(bytes.size() - 1)) + ",";
        }
        co_return greeting;
    }

    Router routes() {
        Router router;
        router.post(
            "/api/files",
            {.access = needs(core::Permission::ReportsView), .summary = "Takes", .status = 201},
            [this](const Call<NoQuery, UploadedForm>& call) -> core::Task<core::Result<Greeting>> {
                return answer(call.body, pool_);
            });
        return router;
    }

    [[nodiscard]] asio::ip::tcp::socket connect() {
        asio::ip::tcp::socket socket(context_);
        socket.connect({asio::ip::make_address("127.0.0.1"), server_->port()});
        return socket;
    }

    /// Everything until the server closes.
    static std::string read_all(asio::ip::tcp::socket& socket) {
        std::string received;
        std::array<char, 65536> piece{};
        boost::system::error_code error;
        while (!error) {
            received.append(piece.data(), socket.read_some(asio::buffer(piece), error));
        }
        return received;
    }

    std::string ask(const std::string& request) {
        auto socket = connect();
        boost::system::error_code ignored;  // the server may have refused already
        asio::write(socket, asio::buffer(request), ignored);
        return read_all(socket);
    }

    [[nodiscard]] std::ptrdiff_t files_left() const {
        std::error_code none_yet;
        const fs::directory_iterator entries(folder_, none_yet);
        return none_yet ? 0 : std::distance(entries, fs::directory_iterator{});
    }

    void wait_until_no_file_is_left() const {
        while (files_left() > 0) {
            std::this_thread::sleep_for(1ms);
        }
    }

    fs::path folder_{fs::temp_directory_path() /
                     ("roa2web-upload-test-" + std::to_string(std::random_device{}()))};
    core::BlockingPool pool_{"test", 2, 100};
    FakeAuthenticator authenticator_;
    Dispatcher dispatcher_{{}, routes(), authenticator_, StaticFiles({})};
    asio::io_context context_;
    std::unique_ptr<Server> server_;
};

TEST_F(UploadTest, HandsFilesToTheHandlerAndRemovesThem) {
    const std::string large = std::string(5'000'000, 'a') + "z";
    const auto answer =
        ask(upload(file_part("bon.jpg", large) + file_part("gol.pdf", "") + "--xyz--\r\n"));
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 201")) << answer.substr(0, 500);
    EXPECT_NE(answer.find("file bon.jpg 5000001 5000001 z,file gol.pdf 0 0 ,"), std::string::npos)
        << answer;
    wait_until_no_file_is_left();
}

TEST_F(UploadTest, TakesChunksAndAClientThatWaitsForAnInvitation) {
    auto socket = connect();
    asio::write(
        socket,
        asio::buffer(upload_head("Transfer-Encoding: chunked\r\nExpect: 100-continue\r\n")));
    std::array<char, 25> invitation{};
    asio::read(socket, asio::buffer(invitation));
    EXPECT_EQ(std::string_view(invitation.data(), invitation.size()),
              "HTTP/1.1 100 Continue\r\n\r\n");
    const auto form = file_part("bon.jpg", "12345") + "--xyz--\r\n";
    std::string chunks;
    for (const char letter : form) {
        chunks += std::string("1\r\n") + letter + "\r\n";
    }
    asio::write(socket, asio::buffer(chunks + "0\r\n\r\n"));
    const auto answer = read_all(socket);
    EXPECT_NE(answer.find("file bon.jpg 5 5 5,"), std::string::npos) << answer;
}

TEST_F(UploadTest, RefusesWithAReason) {
    const auto form = file_part("bon.jpg", "12345") + "--xyz--\r\n";
    const std::string length = "Content-Length: " + std::to_string(form.size()) + "\r\n";
    auto stranger = upload(form);
    stranger.replace(stranger.find("viewer"), 6, "nobody");
    auto json = upload(form);
    json.replace(json.find("multipart/form-data"), 19, "application/problem");
    const std::string too_large(kUploadBodyLimit + 1, 'x');
    const std::vector<std::array<std::string, 3>> scenarios{
        {"no permission", stranger, "HTTP/1.1 403"},
        {"no permission, and no body yet",
         stranger.substr(0, stranger.size() - form.size()),
         "HTTP/1.1 403"},
        {"no form", json, "HTTP/1.1 415"},
        {"no closing boundary", upload(file_part("bon.jpg", "12345")), "HTTP/1.1 400"},
        {"an empty body", upload(""), "HTTP/1.1 400"},
        {"other bytes", upload("hello"), "HTTP/1.1 400"},
        {"too large by its length", upload(too_large), "HTTP/1.1 413"},
        {"too large in chunks",
         upload_head("Transfer-Encoding: chunked\r\n") + "1A00000\r\n" + file_part("a", too_large),
         "HTTP/1.1 413"},
        {"half a body", upload(form).substr(0, upload(form).size() - 10), "HTTP/1.1 408"},
    };
    for (const auto& [name, request, status_line] : scenarios) {
        const auto answer = ask(request);
        EXPECT_TRUE(answer.starts_with(status_line)) << name << ": " << answer.substr(0, 300);
        EXPECT_NE(answer.find(R"({"detail":)"), std::string::npos) << name;
    }
    wait_until_no_file_is_left();
}

TEST_F(UploadTest, RemovesTheFilesOfAConnectionThatIsCut) {
    const std::string half = upload_head("Content-Length: 1000000\r\n") +
                             file_part("whole.jpg", std::string(300'000, 'a')) +
                             file_part("bon.jpg", std::string(300'000, 'a'));
    {
        auto socket = connect();
        asio::write(socket, asio::buffer(half));
        while (files_left() < 2) {
            std::this_thread::sleep_for(1ms);
        }
    }
    wait_until_no_file_is_left();
    EXPECT_NE(ask(upload(file_part("a", "1") + "--xyz--")).find("file a 1 1 1,"),
              std::string::npos);
}

TEST_F(UploadTest, RefusesUploadsAboveItsLimitAndTakesThemAgain) {
    const std::string half =
        upload_head("Content-Length: 100000\r\n") + file_part("a", std::string(50'000, 'a'));
    const auto whole = upload(file_part("a", "1") + "--xyz--");
    {
        auto first = connect();
        auto second = connect();
        asio::write(first, asio::buffer(half + std::string(90'000 - half.size(), 'a')));
        asio::write(second, asio::buffer(half + std::string(90'000 - half.size(), 'a')));
        while (!ask(whole).starts_with("HTTP/1.1 503")) {
            std::this_thread::sleep_for(1ms);
        }
    }
    while (!ask(whole).starts_with("HTTP/1.1 201")) {
        std::this_thread::sleep_for(1ms);
    }
}

TEST(UploadReceiver, SaysThatTheDiskIsFullWhenItCannotWrite) {
    const auto file = fs::temp_directory_path() / "roa2web-upload-test-no-folder";
    std::ofstream(file) << "a file stands where the folder would";
    UploadReceiver receiver(file / "uploads", "multipart/form-data; boundary=xyz");
    EXPECT_THROW(receiver.write(file_part("a", "1")), core::UnavailableError);
    fs::remove(file);
}

TEST(UploadReceiver, SweepsWhatAnEarlierProcessHasLeft) {
    const auto folder = fs::temp_directory_path() /
                        ("roa2web-upload-test-" + std::to_string(std::random_device{}()));
    fs::create_directories(folder);
    for (const char* name : {"upload-old", "upload-new", "another"}) {
        std::ofstream(folder / name) << "1";
        fs::last_write_time(folder / name, fs::file_time_type::clock::now() - 1h);
    }
    fs::last_write_time(folder / "upload-new", fs::file_time_type::clock::now() + 1h);
    sweep_uploads(folder, fs::file_time_type::clock::now());
    EXPECT_FALSE(fs::exists(folder / "upload-old"));
    EXPECT_TRUE(fs::exists(folder / "upload-new"));
    EXPECT_TRUE(fs::exists(folder / "another"));
    fs::remove_all(folder);
}

}  // namespace
}  // namespace roa2web::http
