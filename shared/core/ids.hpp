#pragma once

#include <compare>
#include <cstdint>

namespace roa2web::core {

/// A database key that cannot be mistaken for another one.
template <class Tag>
struct Id {
    std::int64_t value{0};

    // clang-tidy 14 takes the 0 inside a defaulted comparison for a pointer.
    friend auto operator<=>(const Id&, const Id&) = default;  // NOLINT(modernize-use-nullptr)
};

using CompanyId = Id<struct CompanyTag>;
using UserId = Id<struct UserTag>;
using PartnerId = Id<struct PartnerTag>;
using InvoiceId = Id<struct InvoiceTag>;

}  // namespace roa2web::core
