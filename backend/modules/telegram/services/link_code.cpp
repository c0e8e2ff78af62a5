#include "services/link_code.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

#include <sodium.h>

#include "core/exceptions.hpp"

namespace roa2web::telegram {

namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
static_assert(kAlphabet.size() == 32);

constexpr std::size_t kCodeLength = 8;
constexpr std::size_t kHashBytes = 32;
constexpr unsigned long long kPasses = 2;
constexpr std::size_t kMemoryBytes = std::size_t{8} * 1024 * 1024;
// Keeps these hashes apart from those of other purposes; no secret.
constexpr std::array<unsigned char, crypto_pwhash_SALTBYTES> kSalt{
    'r', 'o', 'a', '2', 'w', 'e', 'b', ' ', 't', 'g', ' ', 'l', 'i', 'n', 'k', '1'};

/// libsodium's functions are safe from every thread once this has been called.
void ensure_sodium() {
    static const int kInitialised = sodium_init();
    if (kInitialised < 0) {
        throw core::InternalError("libsodium finds no source of random numbers");
    }
}

}  // namespace

std::string make_link_code() {
    ensure_sodium();
    std::string code;
    for (std::size_t position = 0; position < kCodeLength; ++position) {
        code += kAlphabet[randombytes_uniform(static_cast<std::uint32_t>(kAlphabet.size()))];
    }
    return code;
}

std::string hash_link_code(std::string_view code) {
    ensure_sodium();
    std::array<unsigned char, kHashBytes> hash{};
    if (crypto_pwhash(hash.data(),
                      hash.size(),
                      code.data(),
                      code.size(),
                      kSalt.data(),
                      kPasses,
                      kMemoryBytes,
                      crypto_pwhash_ALG_ARGON2ID13) != 0) {
        throw core::InternalError("a link code cannot be hashed: out of memory");
    }
    std::array<char, 2 * kHashBytes + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    return std::string(hex.data());
}

}  // namespace roa2web::telegram
