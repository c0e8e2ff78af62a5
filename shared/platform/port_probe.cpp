#include "platform/port_probe.hpp"

#include <cstdint>
#include <string>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include "core/exceptions.hpp"

namespace roa2web::platform {

std::string probe_port(const std::string& host, std::uint16_t port) {
    const std::string shown = host + ":" + std::to_string(port);
    boost::asio::io_context context;
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address(host, error);
    if (error) {
        throw core::ConfigurationError(shown + ": HOST is no address: " + error.message());
    }
    boost::asio::ip::tcp::acceptor acceptor(context);
    const boost::asio::ip::tcp::endpoint endpoint(address, port);
    acceptor.open(endpoint.protocol(), error);
    acceptor.set_option(boost::asio::ip::tcp::acceptor::reuse_address(true), error);
    acceptor.bind(endpoint, error);
    if (!error) {
        acceptor.listen(1, error);
    }
    if (error) {
        throw core::ConfigurationError(shown + ": " + error.message());
    }
    return shown + " is free";
}

}  // namespace roa2web::platform
