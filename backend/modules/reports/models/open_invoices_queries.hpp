// SQL over the ERP contract's invoices: what is open, when it is due, and with whom.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "core/date.hpp"
#include "core/ids.hpp"
#include "core/money.hpp"
#include "database/session.hpp"

#include "schemas/dashboard_schemas.hpp"

namespace roa2web::reports {

/// Open invoices of one kind at the end of each of three days.
struct OpenSums {
    PartnerType partner_type{PartnerType::Clients};
    core::Money open_1;
    core::Money overdue_1;
    std::int64_t invoices_1{0};
    core::Money open_2;
    core::Money overdue_2;
    std::int64_t invoices_2{0};
    core::Money open_3;
    core::Money overdue_3;
    std::int64_t invoices_3{0};
};
BOOST_DESCRIBE_STRUCT(OpenSums,
                      (),
                      (partner_type,
                       open_1,
                       overdue_1,
                       invoices_1,
                       open_2,
                       overdue_2,
                       invoices_2,
                       open_3,
                       overdue_3,
                       invoices_3))

/// One of the largest partners of a bucket, with the sums of the bucket.
struct MaturityRow {
    std::string bucket;
    core::PartnerId partner_id;
    std::string partner_name;
    core::Money amount;
    std::int64_t invoices{0};
    core::Money bucket_amount;
    std::int64_t bucket_invoices{0};
};
BOOST_DESCRIBE_STRUCT(
    MaturityRow,
    (),
    (bucket, partner_id, partner_name, amount, invoices, bucket_amount, bucket_invoices))

/// What is open and due on one day.
struct DueDay {
    PartnerType partner_type{PartnerType::Clients};
    core::Date due_date{};
    core::Money balance;
};
BOOST_DESCRIBE_STRUCT(DueDay, (), (partner_type, due_date, balance))

/// A partner with the sums of their invoices, and the net value of everybody's.
struct RankedPartner {
    core::PartnerId partner_id;
    std::string partner_name;
    core::Money net;
    core::Money total;
    core::Money balance;
    std::int64_t invoices{0};
    core::Money total_net;
};
BOOST_DESCRIBE_STRUCT(RankedPartner,
                      (),
                      (partner_id, partner_name, net, total, balance, invoices, total_net))

struct OpenDay {
    core::Date day{};
    core::Date overdue_before{};  // what was due before it is overdue; not after `day`
};

/// Invoices less their payments until the end of each day: the balance of 4111 and of 401 on it. A
/// payment that came before its invoice counts from its own day, as it does on the account. Kinds
/// without invoices are absent. Throws core::DatabaseError.
[[nodiscard]] std::vector<OpenSums> select_open_sums(database::Session& session,
                                                     const std::array<OpenDay, 3>& days);

/// The `partners` largest of each bucket that is not empty, largest first; buckets by days past the
/// due date at `today`. Throws core::DatabaseError.
[[nodiscard]] std::vector<MaturityRow> select_maturity(database::Session& session,
                                                       PartnerType type,
                                                       core::Date today,
                                                       std::int64_t partners);

/// Open balances by due date. Throws core::DatabaseError.
[[nodiscard]] std::vector<DueDay> select_due_days(database::Session& session);

/// The `limit` partners with the largest net value of invoices dated between two days, both
/// included. Throws core::DatabaseError.
[[nodiscard]] std::vector<RankedPartner> select_top_partners(database::Session& session,
                                                             PartnerType type,
                                                             core::Date from,
                                                             core::Date to,
                                                             std::int64_t limit);

}  // namespace roa2web::reports
