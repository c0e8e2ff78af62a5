#include "models/partners_queries.hpp"

#include <string_view>

#include "core/text.hpp"

#include "models/report_select.hpp"

namespace roa2web::reports {

namespace {

constexpr std::string_view kPartners =
    "SELECT partner_id, name, cui, registration_number, city, is_client, is_supplier FROM "
    "roa2web_partners WHERE ";

constexpr std::string_view kMatches = R"(search_text LIKE :search ESCAPE '\')";

constexpr std::string_view kByName =
    R"(CASE WHEN name_folded LIKE :beginning ESCAPE '\' THEN 0 ELSE 1 END, name_folded, partner_id)";

constexpr std::string_view kOpen =
    "SELECT COALESCE(SUM(CASE WHEN partner_type = 'clients' THEN balance ELSE 0 END), 0) AS "
    "as_client, COALESCE(SUM(CASE WHEN partner_type = 'suppliers' THEN balance ELSE 0 END), 0) AS "
    "as_supplier FROM roa2web_invoices WHERE partner_id = :partner_id";

}  // namespace

std::vector<Partner> search_partners(database::Session& session,
                                     const std::string& search,
                                     std::int64_t limit) {
    const std::string anywhere = core::like_pattern(core::fold(search));
    return session.select<Partner>(
        session.paged(std::string(kPartners).append(kMatches), kByName),
        with_page({{"search", anywhere}, {"beginning", anywhere.substr(1)}}, 1, limit));
}

std::optional<Partner> select_partner(database::Session& session, core::PartnerId partner) {
    return session.select_first<Partner>(std::string(kPartners) + "partner_id = :partner_id",
                                         {{"partner_id", partner}});
}

OpenInvoices select_open_invoices(database::Session& session, core::PartnerId partner) {
    return session.select_first<OpenInvoices>(kOpen, {{"partner_id", partner}}).value();
}

}  // namespace roa2web::reports
