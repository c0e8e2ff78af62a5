#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace roa2web::database {

/// How much work one password check is. Defaults: OWASP Password Storage Cheat Sheet, argon2id,
/// first choice for servers with little memory.
struct PasswordCost {
    std::uint64_t passes{2};
    std::uint64_t memory_bytes{19ULL * 1024 * 1024};
};

/// An argon2id hash in the PHC string format ("$argon2id$v=19$m=...").
/// @param salt_seed the salt is derived from it: give the same text to get the same hash (demo data
/// only). Throws core::InternalError when there is not enough memory.
[[nodiscard]] std::string hash_password(std::string_view password,
                                        std::string_view salt_seed,
                                        PasswordCost cost = {});

/// False for a wrong password and for a text that is no hash.
[[nodiscard]] bool verify_password(const std::string& hash, std::string_view password);

}  // namespace roa2web::database
