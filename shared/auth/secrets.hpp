// Random tokens and the hashes under which they are stored, over libsodium. Text out is base64url
// without padding.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace roa2web::auth {

/// `bytes` random bytes: 32 for a refresh token, 16 for an id.
[[nodiscard]] std::string random_token(std::size_t bytes);

/// Evenly distributed over 000000 to 999999.
[[nodiscard]] std::string random_code();

/// BLAKE2b-256 of a secret, keyed by its purpose so that hashes of one kind are worth nothing as
/// another kind. For random tokens and keys only: what people choose needs argon2id. The purpose
/// has 16 to 64 bytes.
[[nodiscard]] std::string hash_secret(std::string_view purpose, std::string_view secret);

/// In a time that does not depend on where the texts differ.
[[nodiscard]] bool equal_secrets(std::string_view left, std::string_view right);

/// The secret in a file that only its owner may read; made at the first call. For development and
/// single machines: it survives a restart without anyone having chosen it. Throws
/// core::ConfigurationError.
[[nodiscard]] std::string load_or_create_secret(const std::filesystem::path& file);

}  // namespace roa2web::auth
