#include "database/password_hash.hpp"

#include <array>

#include <sodium.h>

#include "core/exceptions.hpp"

namespace roa2web::database {

namespace {

/// Without padding, as in the PHC string format.
template <std::size_t Size>
std::string to_base64(const std::array<unsigned char, Size>& bytes) {
    std::string text(sodium_base64_ENCODED_LEN(Size, sodium_base64_VARIANT_ORIGINAL_NO_PADDING),
                     '\0');
    sodium_bin2base64(text.data(),
                      text.size(),
                      bytes.data(),
                      bytes.size(),
                      sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
    text.pop_back();  // the terminating zero
    return text;
}

void require_sodium() {
    if (sodium_init() < 0) {
        throw core::InternalError("libsodium does not start");
    }
}

}  // namespace

std::string hash_password(std::string_view password,
                          std::string_view salt_seed,
                          PasswordCost cost) {
    require_sodium();
    std::array<unsigned char, crypto_pwhash_argon2id_SALTBYTES> salt{};
    crypto_generichash(salt.data(),
                       salt.size(),
                       reinterpret_cast<const unsigned char*>(salt_seed.data()),
                       salt_seed.size(),
                       nullptr,
                       0);
    std::array<unsigned char, 32> hash{};
    if (crypto_pwhash_argon2id(hash.data(),
                               hash.size(),
                               password.data(),
                               password.size(),
                               salt.data(),
                               cost.passes,
                               cost.memory_bytes,
                               crypto_pwhash_argon2id_ALG_ARGON2ID13) != 0) {
        throw core::InternalError("not enough memory for a password hash");
    }
    return "$argon2id$v=19$m=" + std::to_string(cost.memory_bytes / 1024) +
           ",t=" + std::to_string(cost.passes) + ",p=1$" + to_base64(salt) + "$" + to_base64(hash);
}

bool verify_password(const std::string& hash, std::string_view password) {
    require_sodium();
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

}  // namespace roa2web::database
