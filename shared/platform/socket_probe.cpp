#include "platform/socket_probe.hpp"

#include <cerrno>

#include <sys/socket.h>

namespace roa2web::platform {

bool is_closed_by_peer(int socket) {
    char byte = 0;
    const auto received = recv(socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    if (received >= 0) {
        return received == 0;
    }
    return errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR;
}

}  // namespace roa2web::platform
