#pragma once

#include <cstdint>
#include <string_view>

#include "database/session.hpp"

namespace roa2web::data_entry {

/// The next number of a sequence in the table `counters`, from 1; never given again, unless the
/// transaction that took it is undone. Call inside a write transaction. Throws core::DatabaseError.
[[nodiscard]] std::int64_t next_number(database::Session& session, std::string_view counter);

/// As many numbers in a row as are wanted; answers the last of them. Throws core::DatabaseError.
[[nodiscard]] std::int64_t take_numbers(database::Session& session,
                                        std::string_view counter,
                                        std::int64_t wanted);

}  // namespace roa2web::data_entry
