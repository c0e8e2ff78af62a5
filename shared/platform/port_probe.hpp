#pragma once

#include <cstdint>
#include <string>

namespace roa2web::platform {

/// Tries whether a port could be listened on, and lets it go again. Answers "host:port is free".
/// Throws core::ConfigurationError with the reason.
[[nodiscard]] std::string probe_port(const std::string& host, std::uint16_t port);

}  // namespace roa2web::platform
