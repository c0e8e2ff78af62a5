#include "auth/secrets.hpp"

#include <array>
#include <fstream>
#include <ios>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <fmt/format.h>
#include <sodium.h>

#include "core/exceptions.hpp"

namespace roa2web::auth {

namespace {

constexpr std::size_t kHashBytes = 32;
constexpr std::size_t kSecretBytes = 48;
constexpr std::size_t kShortestSecretFile = 32;
constexpr int kBase64Variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
constexpr std::uint32_t kCodes = 1'000'000;

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

/// libsodium's functions are safe from every thread once this has been called.
void ensure_sodium() {
    static const int kInitialised = sodium_init();
    if (kInitialised < 0) {
        throw core::InternalError("libsodium finds no source of random numbers");
    }
}

std::string base64url(const unsigned char* bytes, std::size_t size) {
    std::string text(sodium_base64_encoded_len(size, kBase64Variant), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes, size, kBase64Variant);
    text.pop_back();  // the terminating NUL
    return text;
}

std::string read_secret(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string secret;
    std::getline(in, secret);
    if (secret.size() < kShortestSecretFile) {
        throw core::ConfigurationError("the secret file " + file.string() +
                                       " cannot be read or is damaged");
    }
    return secret;
}

}  // namespace

std::string random_token(std::size_t bytes) {
    ensure_sodium();
    std::vector<unsigned char> random(bytes);
    randombytes_buf(random.data(), random.size());
    return base64url(random.data(), random.size());
}

std::string random_code() {
    ensure_sodium();
    return fmt::format("{:06}", randombytes_uniform(kCodes));
}

std::string hash_secret(std::string_view purpose, std::string_view secret) {
    ensure_sodium();
    std::array<unsigned char, kHashBytes> hash{};
    if (purpose.size() < crypto_generichash_KEYBYTES_MIN ||
        crypto_generichash(hash.data(),
                           hash.size(),
                           bytes_of(secret),
                           secret.size(),
                           bytes_of(purpose),
                           purpose.size()) != 0) {
        throw core::InternalError("a hash's purpose must have 16 to 64 bytes");
    }
    return base64url(hash.data(), hash.size());
}

bool equal_secrets(std::string_view left, std::string_view right) {
    return left.size() == right.size() &&
           sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

std::string load_or_create_secret(const std::filesystem::path& file) {
    std::error_code error;
    if (std::filesystem::exists(file, error)) {
        return read_secret(file);
    }
    std::filesystem::create_directories(file.parent_path(), error);
    // Written whole beside it first: a crash leaves no half secret.
    auto draft = file;
    draft += "." + random_token(8);
    {
        std::ofstream out(draft, std::ios::binary);
        std::filesystem::permissions(
            draft, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, error);
        out << random_token(kSecretBytes) << '\n';
        if (!out.flush() || error) {
            throw core::ConfigurationError("the secret file " + file.string() +
                                           " cannot be written");
        }
    }
    // A link, because it fails where a process that started beside this one was faster: both then
    // use its secret.
    std::filesystem::create_hard_link(draft, file, error);
    std::filesystem::remove(draft, error);
    return read_secret(file);
}

}  // namespace roa2web::auth
