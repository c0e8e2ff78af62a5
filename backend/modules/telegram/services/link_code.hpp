// Codes that join a Telegram chat to a user: eight characters that a person can type from one
// screen into another.
//
// Eight characters of 32 are 40 bits: far too many to guess online in 15 minutes, but not too many
// for someone who holds a copy of the store and a fast hash. So the hash is slow (argon2id), as for
// a password. Its salt is fixed, because a chat sends nothing but the code: the row must be found
// by it.
#pragma once

#include <string>
#include <string_view>

namespace roa2web::telegram {

/// Eight characters of A-Z and 2-9 without I and O, which look like 1 and 0; evenly distributed.
[[nodiscard]] std::string make_link_code();

/// What the store keeps of a code. Takes some 10 ms and 8 MiB of memory: call it where blocking is
/// allowed.
[[nodiscard]] std::string hash_link_code(std::string_view code);

}  // namespace roa2web::telegram
