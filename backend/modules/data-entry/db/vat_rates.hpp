#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "core/date.hpp"
#include "database/session.hpp"

#include "schemas/nomenclature_schemas.hpp"

namespace roa2web::data_entry {

struct VatRateRow {
    VatRateKind kind{VatRateKind::Standard};
    std::string name;
    std::int64_t rate_hundredths{0};  // of a percent
    core::Date valid_from{};
    std::optional<core::Date> valid_to;
};
BOOST_DESCRIBE_STRUCT(VatRateRow, (), (kind, name, rate_hundredths, valid_from, valid_to))

/// The rates in force on a day, highest first; none for days before 2017. Throws
/// core::DatabaseError.
[[nodiscard]] std::vector<VatRateRow> find_vat_rates(database::Session& session, core::Date on);

/// The rates of all times, highest first. Throws core::DatabaseError.
[[nodiscard]] std::vector<VatRateRow> find_all_vat_rates(database::Session& session);

}  // namespace roa2web::data_entry
