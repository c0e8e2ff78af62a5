#include "models/open_invoices_queries.hpp"

#include <algorithm>
#include <chrono>
#include <string_view>

namespace roa2web::reports {

namespace {

// Backwards from what is open now: add the payments after a day, take off the invoices after it.
// What was paid before the earliest day does not matter, which leaves most of old books unread.
constexpr std::string_view kOpenSums =
    "SELECT partner_type, "
    "SUM(open_1) AS open_1, "
    "SUM(CASE WHEN due_date < :overdue_1 THEN open_1 ELSE 0 END) AS overdue_1, "
    "SUM(CASE WHEN open_1 <> 0 AND document_date <= :day_1 THEN 1 ELSE 0 END) AS invoices_1, "
    "SUM(open_2) AS open_2, "
    "SUM(CASE WHEN due_date < :overdue_2 THEN open_2 ELSE 0 END) AS overdue_2, "
    "SUM(CASE WHEN open_2 <> 0 AND document_date <= :day_2 THEN 1 ELSE 0 END) AS invoices_2, "
    "SUM(open_3) AS open_3, "
    "SUM(CASE WHEN due_date < :overdue_3 THEN open_3 ELSE 0 END) AS overdue_3, "
    "SUM(CASE WHEN open_3 <> 0 AND document_date <= :day_3 THEN 1 ELSE 0 END) AS invoices_3 "
    "FROM (SELECT i.partner_type, i.document_date, i.due_date, "
    "i.balance + COALESCE(p.paid_after_1, 0) - "
    "CASE WHEN i.document_date > :day_1 THEN i.total ELSE 0 END AS open_1, "
    "i.balance + COALESCE(p.paid_after_2, 0) - "
    "CASE WHEN i.document_date > :day_2 THEN i.total ELSE 0 END AS open_2, "
    "i.balance + COALESCE(p.paid_after_3, 0) - "
    "CASE WHEN i.document_date > :day_3 THEN i.total ELSE 0 END AS open_3 "
    "FROM roa2web_invoices i LEFT JOIN (SELECT invoice_id, "
    "SUM(CASE WHEN payment_date > :day_1 THEN amount ELSE 0 END) AS paid_after_1, "
    "SUM(CASE WHEN payment_date > :day_2 THEN amount ELSE 0 END) AS paid_after_2, "
    "SUM(CASE WHEN payment_date > :day_3 THEN amount ELSE 0 END) AS paid_after_3 "
    "FROM roa2web_invoice_payments WHERE payment_date > :earliest GROUP BY invoice_id) p "
    "ON p.invoice_id = i.invoice_id "
    "WHERE i.balance <> 0 OR p.invoice_id IS NOT NULL OR i.document_date > :earliest"
    ") invoices_of_days GROUP BY partner_type";

constexpr std::string_view kMaturity =
    "SELECT bucket, partner_id, partner_name, amount, invoices, bucket_amount, bucket_invoices "
    "FROM (SELECT bucket, partner_id, partner_name, amount, invoices, "
    "SUM(amount) OVER (PARTITION BY bucket) AS bucket_amount, "
    "SUM(invoices) OVER (PARTITION BY bucket) AS bucket_invoices, "
    "ROW_NUMBER() OVER (PARTITION BY bucket ORDER BY amount DESC, partner_id) AS place "
    "FROM (SELECT bucket, partner_id, MAX(partner_name) AS partner_name, "
    "SUM(balance) AS amount, COUNT(*) AS invoices "
    "FROM (SELECT CASE WHEN due_date >= :today THEN 'not_due' "
    "WHEN due_date >= :day_30 THEN '1_30' WHEN due_date >= :day_60 THEN '31_60' "
    "WHEN due_date >= :day_90 THEN '61_90' ELSE 'over_90' END AS bucket, "
    "partner_id, partner_name, balance FROM roa2web_invoices "
    "WHERE partner_type = :partner_type AND balance <> 0) open_invoices "
    "GROUP BY bucket, partner_id) of_partners) ranked "
    "WHERE place <= :partners ORDER BY bucket, place";

constexpr std::string_view kDueDays =
    "SELECT partner_type, due_date, SUM(balance) AS balance FROM roa2web_invoices "
    "WHERE balance <> 0 GROUP BY partner_type, due_date ORDER BY partner_type, due_date";

constexpr std::string_view kTopPartners =
    "SELECT partner_id, partner_name, net, total, balance, invoices, "
    "SUM(net) OVER () AS total_net "
    "FROM (SELECT partner_id, MAX(partner_name) AS partner_name, SUM(net) AS net, "
    "SUM(total) AS total, SUM(balance) AS balance, COUNT(*) AS invoices "
    "FROM roa2web_invoices WHERE partner_type = :partner_type "
    "AND document_date >= :date_from AND document_date <= :date_to "
    "GROUP BY partner_id) of_partners";

core::Date days_before(core::Date day, int days) {
    return core::Date{std::chrono::sys_days(day) - std::chrono::days(days)};
}

}  // namespace

std::vector<OpenSums> select_open_sums(database::Session& session,
                                       const std::array<OpenDay, 3>& days) {
    return session.select<OpenSums>(
        kOpenSums,
        {{"day_1", days[0].day},
         {"day_2", days[1].day},
         {"day_3", days[2].day},
         {"overdue_1", days[0].overdue_before},
         {"overdue_2", days[1].overdue_before},
         {"overdue_3", days[2].overdue_before},
         {"earliest", std::min({days[0].day, days[1].day, days[2].day})}});
}

std::vector<MaturityRow> select_maturity(database::Session& session,
                                         PartnerType type,
                                         core::Date today,
                                         std::int64_t partners) {
    return session.select<MaturityRow>(kMaturity,
                                       {{"partner_type", type},
                                        {"today", today},
                                        {"day_30", days_before(today, 30)},
                                        {"day_60", days_before(today, 60)},
                                        {"day_90", days_before(today, 90)},
                                        {"partners", partners}});
}

std::vector<DueDay> select_due_days(database::Session& session) {
    return session.select<DueDay>(kDueDays);
}

std::vector<RankedPartner> select_top_partners(database::Session& session,
                                               PartnerType type,
                                               core::Date from,
                                               core::Date to,
                                               std::int64_t limit) {
    return session.select<RankedPartner>(session.paged(kTopPartners, "net DESC, partner_id"),
                                         {{"partner_type", type},
                                          {"date_from", from},
                                          {"date_to", to},
                                          {"page_size", limit},
                                          {"page_offset", std::int64_t{0}}});
}

}  // namespace roa2web::reports
