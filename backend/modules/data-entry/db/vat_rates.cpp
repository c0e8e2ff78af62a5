#include "db/vat_rates.hpp"

#include <string_view>

namespace roa2web::data_entry {

namespace {

constexpr std::string_view kFindVatRates =
    "SELECT kind, name, rate_hundredths, valid_from, valid_to FROM vat_rates "
    "WHERE valid_from <= :on_date AND (valid_to IS NULL OR valid_to >= :until_date) "
    "ORDER BY rate_hundredths DESC, id";

constexpr std::string_view kFindAllVatRates =
    "SELECT kind, name, rate_hundredths, valid_from, valid_to FROM vat_rates "
    "ORDER BY rate_hundredths DESC, id";

}  // namespace

std::vector<VatRateRow> find_vat_rates(database::Session& session, core::Date on) {
    return session.select<VatRateRow>(kFindVatRates, {{"on_date", on}, {"until_date", on}});
}

std::vector<VatRateRow> find_all_vat_rates(database::Session& session) {
    return session.select<VatRateRow>(kFindAllVatRates);
}

}  // namespace roa2web::data_entry
