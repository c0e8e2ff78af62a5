#pragma once

namespace roa2web::platform {

/// Whether the other side of a connected socket has closed it, fully or for sending: then nobody is
/// likely to read an answer. Never blocks and takes no bytes off the socket; safe from every
/// thread.
/// @param socket the system's handle. Bytes that arrived before the end hide it: then false.
[[nodiscard]] bool is_closed_by_peer(int socket);

}  // namespace roa2web::platform
