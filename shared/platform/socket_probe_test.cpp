#include "platform/socket_probe.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <gtest/gtest.h>

namespace roa2web::platform {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

class SocketProbe : public testing::Test {
  protected:
    SocketProbe() {
        tcp::acceptor acceptor(context_, {asio::ip::make_address("127.0.0.1"), 0});
        client_.connect(acceptor.local_endpoint());
        acceptor.accept(server_);
    }

    [[nodiscard]] bool is_closed() { return is_closed_by_peer(server_.native_handle()); }

    /// Returns once what the client did has arrived.
    void wait_for_arrival() { server_.wait(tcp::socket::wait_read); }

    asio::io_context context_;
    tcp::socket client_{context_};
    tcp::socket server_{context_};
};

TEST_F(SocketProbe, SaysThatASilentPeerIsThere) {
    EXPECT_FALSE(is_closed());
}

TEST_F(SocketProbe, LeavesBytesWhereTheyAre) {
    asio::write(client_, asio::buffer("ab", 2));
    wait_for_arrival();
    EXPECT_FALSE(is_closed());
    EXPECT_EQ(server_.available(), 2U);
}

TEST_F(SocketProbe, SeesAPeerThatClosed) {
    client_.close();
    wait_for_arrival();
    EXPECT_TRUE(is_closed());
}

TEST_F(SocketProbe, SeesAPeerThatReset) {
    client_.set_option(asio::socket_base::linger(true, 0));
    client_.close();
    wait_for_arrival();
    EXPECT_TRUE(is_closed());
}

}  // namespace
}  // namespace roa2web::platform
