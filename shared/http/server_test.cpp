// The server over real sockets.
#include "http/server.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <latch>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <gtest/gtest.h>

#include "core/exceptions.hpp"
#include "http/test_site.hpp"

namespace roa2web::http {
namespace {

using namespace std::chrono_literals;
namespace asio = boost::asio;

/// A client that sends bytes as they are and reads until the server closes or has said what is
/// waited for.
class RawClient {
  public:
    explicit RawClient(std::uint16_t port) {
        socket_.connect({asio::ip::make_address("127.0.0.1"), port});
    }

    void send(std::string_view bytes) {
        boost::system::error_code ignored;  // the server may have closed already
        asio::write(socket_, asio::buffer(bytes), ignored);
    }

    /// Everything until the server closes.
    std::string read_all() {
        return read_until([](const std::string&) { return false; });
    }

    std::string read_until_has(std::string_view text) {
        return read_until([text](const std::string& received) {
            return received.find(text) != std::string::npos;
        });
    }

  private:
    template <class Enough>
    std::string read_until(Enough enough) {
        std::string received;
        std::array<char, 65536> piece{};
        boost::system::error_code error;
        while (!error && !enough(received)) {
            const auto bytes = socket_.read_some(asio::buffer(piece), error);
            received.append(piece.data(), bytes);
        }
        return received;
    }

    asio::io_context context_;
    asio::ip::tcp::socket socket_{context_};
};

class ServerTest : public testing::Test {
  protected:
    static ServerSettings settings() {
        ServerSettings settings;
        settings.port = 0;
        settings.header_timeout = 1s;
        settings.idle_timeout = 30s;
        settings.heartbeat = 1s;
        return settings;
    }

    explicit ServerTest(ServerSettings server_settings = settings())
        : server_(std::move(server_settings), dispatcher_) {
        server_.listen();
    }

    std::string ask(std::string_view request) const {
        RawClient client(server_.port());
        client.send(request);
        return client.read_all();
    }

    static core::Task<void> break_off(StreamWriter& writer) {
        co_await writer.write("half");
        throw std::runtime_error("the file has gone");
    }

    Router all_routes() {
        Router router = make_test_routes(pool_);
        router.get("/api/slow",
                   {.access = kPublic, .summary = "Waits"},
                   [this](const Call<>&) -> core::Task<core::Result<Greeting>> {
                       co_await pool_.schedule();
                       ++arrived_;
                       go_on_.wait();
                       co_return Greeting{"slow"};
                   });
        router.get("/api/patient",
                   {.access = kPublic, .summary = "Works until the client has gone"},
                   [this](const Call<>& call) -> core::Task<core::Result<Greeting>> {
                       co_await pool_.schedule();
                       ++arrived_;
                       while (!call.request.client_has_gone()) {
                           std::this_thread::sleep_for(1ms);
                       }
                       left_.count_down();
                       co_return Greeting{"nobody"};
                   });
        router.get("/api/half",
                   {.access = kPublic, .summary = "Breaks off"},
                   [this](const Call<>&) -> core::Task<core::Result<Response>> {
                       co_return Response{.status = 200,
                                          .headers = {{"Content-Type", "text/plain"}},
                                          .body = StreamBody(&break_off)};
                   });
        return router;
    }

    core::BlockingPool pool_{"test", 8, 1000};
    std::atomic<int> arrived_{0};
    std::latch go_on_{1};
    std::latch left_{1};
    FakeAuthenticator authenticator_;
    Dispatcher dispatcher_{{}, all_routes(), authenticator_, StaticFiles({})};
    Server server_;
};

TEST_F(ServerTest, KeepsConnectionsAndAnswersPipelinedRequestsInOrder) {
    const auto answer =
        ask("GET /api/greeting?name=A HTTP/1.1\r\nHost: x\r\n\r\nGET /api/greeting?name=B "
            "HTTP/1.1\r\nHost: x\r\n"
            "Connection: close\r\n\r\n");
    const auto first = answer.find("Bună, A");
    const auto second = answer.find("Bună, B");
    EXPECT_NE(first, std::string::npos);
    EXPECT_NE(second, std::string::npos);
    EXPECT_LT(first, second);
}

struct RawScenario {
    const char* name;
    std::string request;
    const char* status_line;
};

TEST_F(ServerTest, AnswersBadRequestsWithAReason) {
    const std::string host = "Host: x\r\n";
    std::string many_headers;
    for (int count = 0; count < 200; ++count) {
        many_headers += "X-" + std::to_string(count) + ": 1\r\n";
    }
    const std::vector<RawScenario> scenarios{
        {"garbage", "\x16\x03\x01 hello\r\n\r\n", "HTTP/1.1 400"},
        {"no host", "GET /api/greeting HTTP/1.1\r\n\r\n", "HTTP/1.1 400"},
        {"two hosts", "GET /api/greeting HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "HTTP/1.1 400"},
        {"space before colon", "GET /api/greeting HTTP/1.1\r\nHost : a\r\n\r\n", "HTTP/1.1 400"},
        {"length and chunked",
         "POST /api/notes/1 HTTP/1.1\r\n" + host +
             "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
         "HTTP/1.1 400"},
        {"two lengths",
         "POST /api/notes/1 HTTP/1.1\r\n" + host +
             "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
         "HTTP/1.1 400"},
        {"bad escape", "GET /api/greeting?name=%zz HTTP/1.1\r\n" + host + "\r\n", "HTTP/1.1 400"},
        {"absolute form", "GET http://x/api/greeting HTTP/1.1\r\n" + host + "\r\n", "HTTP/1.1 400"},
        {"200 headers",
         "GET /api/greeting HTTP/1.1\r\n" + host + many_headers + "\r\n",
         "HTTP/1.1 431"},
        {"20 KB header",
         "GET /api/greeting HTTP/1.1\r\n" + host + "X-Long: " + std::string(20000, 'a') +
             "\r\n\r\n",
         "HTTP/1.1 431"},
        {"2 MB body by length",
         "POST /api/notes/1 HTTP/1.1\r\n" + host + "Content-Length: 2097152\r\n\r\n" +
             std::string(2097152, 'a'),
         "HTTP/1.1 413"},
        {"2 MB body in chunks",
         "POST /api/notes/1 HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n200000\r\n" +
             std::string(2097152, 'a') + "\r\n0\r\n\r\n",
         "HTTP/1.1 413"},
        {"half a header", "GET /api/greeting HTTP/1.1\r\nHost", "HTTP/1.1 408"},
    };
    for (const auto& scenario : scenarios) {
        const auto answer = ask(scenario.request);
        EXPECT_TRUE(answer.starts_with(scenario.status_line))
            << scenario.name << ": " << answer.substr(0, 200);
        EXPECT_NE(answer.find("X-Request-ID: "), std::string::npos) << scenario.name;
        EXPECT_NE(answer.find(R"({"detail":)"), std::string::npos) << scenario.name;
    }
    EXPECT_NE(ask("GET /api/greeting HTTP/1.0\r\n\r\n").find("Bun"), std::string::npos);
}

TEST_F(ServerTest, StreamsEventsAndEndsTheAnswer) {
    const auto answer = ask("GET /api/events HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    for (const char* part :
         {"text/event-stream", "event: count\ndata: 1\n\n", "data: 3\n\n", "\r\n0\r\n\r\n"}) {
        EXPECT_NE(answer.find(part), std::string::npos) << part;
    }
}

TEST_F(ServerTest, LeavesOutTheEndOfAnAnswerThatBreaksOff) {
    const auto answer = ask("GET /api/half HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_NE(answer.find("4\r\nhalf\r\n"), std::string::npos) << answer;
    EXPECT_EQ(answer.find("\r\n0\r\n"), std::string::npos) << answer;
}

TEST_F(ServerTest, TellsAHandlerThatItsClientHasGone) {
    {
        RawClient client(server_.port());
        client.send("GET /api/patient HTTP/1.1\r\nHost: x\r\n\r\n");
        while (arrived_ < 1) {
            std::this_thread::sleep_for(1ms);
        }
        EXPECT_FALSE(left_.try_wait());
    }
    left_.wait();
}

TEST_F(ServerTest, AnswersHeadWithoutABody) {
    const auto answer = ask("HEAD /api/long HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    EXPECT_NE(answer.find("Content-Length: 100011"), std::string::npos) << answer;
    EXPECT_TRUE(answer.ends_with("\r\n\r\n"));
}

TEST_F(ServerTest, AnswersWhatIsUnderWayBeforeItStops) {
    std::vector<std::jthread> clients;
    std::atomic<int> answered{0};
    for (int count = 0; count < 20; ++count) {
        clients.emplace_back([this, &answered] {
            answered += ask("GET /api/slow HTTP/1.1\r\nHost: x\r\n\r\n").find("\"slow\"") !=
                                std::string::npos
                            ? 1
                            : 0;
        });
    }
    while (arrived_ < 4 || server_.stats().connections < 20) {
        std::this_thread::sleep_for(1ms);
    }
    std::jthread releaser([this] {
        std::this_thread::sleep_for(50ms);
        go_on_.count_down();
    });
    EXPECT_TRUE(server_.stop(30s));
    clients.clear();
    EXPECT_EQ(answered, 20);
}

TEST_F(ServerTest, ClosesIdleConnectionsWhenItStops) {
    RawClient idle(server_.port());
    idle.send("GET /api/greeting HTTP/1.1\r\nHost: x\r\n\r\n");
    idle.read_until_has("Bun");
    EXPECT_TRUE(server_.stop(30s));
    EXPECT_EQ(idle.read_all(), "");
}

TEST_F(ServerTest, SaysWhichAddressIsTaken) {
    auto same = settings();
    same.port = server_.port();
    Server second(same, dispatcher_);
    try {
        second.listen();
        FAIL() << "two servers on one port";
    } catch (const core::ConfigurationError& error) {
        EXPECT_NE(std::string(error.what()).find(std::to_string(same.port)), std::string::npos);
    }
}

class SmallServerTest : public ServerTest {
  protected:
    static ServerSettings small() {
        auto settings = ServerTest::settings();
        settings.max_connections = 2;
        return settings;
    }

    SmallServerTest() : ServerTest(small()) {}
};

TEST_F(SmallServerTest, RefusesConnectionsAboveItsLimit) {
    RawClient first(server_.port());
    RawClient second(server_.port());
    for (auto* client : {&first, &second}) {
        client->send("GET /api/greeting HTTP/1.1\r\nHost: x\r\n\r\n");
        client->read_until_has("Bun");
    }
    EXPECT_TRUE(ask("GET /api/greeting HTTP/1.1\r\nHost: x\r\n\r\n").starts_with("HTTP/1.1 503"));
}

}  // namespace
}  // namespace roa2web::http
