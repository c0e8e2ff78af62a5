// Tax numbers (CUI, CIF) of suppliers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace roa2web::data_entry {

enum class TaxNumberVerdict : std::uint8_t { Valid, Foreign, BadForm, BadCheckDigit };

/// As it is stored: without blanks, in capitals; RO stays, for it says "pays VAT".
[[nodiscard]] std::string normalize_tax_number(std::string_view text);

/// What two writings of one number share: normalized, without RO.
[[nodiscard]] std::string tax_number_key(std::string_view text);

/// True where RO stands in front: the supplier pays VAT.
[[nodiscard]] bool pays_vat(std::string_view text);

/// 2 to 10 digits, the last of which follows from the others; numbers of other countries, with two
/// letters in front, are not checked further.
[[nodiscard]] TaxNumberVerdict check_tax_number(std::string_view text);

}  // namespace roa2web::data_entry
