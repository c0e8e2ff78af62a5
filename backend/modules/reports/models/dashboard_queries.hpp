// SQL over the ERP contract's turnovers and journal: what the months brought, and the money in bank
// and cash desk. Each query answers for many months at once.
#pragma once

#include <cstdint>
#include <vector>

#include <boost/describe.hpp>

#include "core/date.hpp"
#include "core/money.hpp"
#include "database/session.hpp"

namespace roa2web::reports {

/// Turnovers of one month, closing entries included: of a closed month, revenue and expenses are 0.
struct MonthSums {
    std::int64_t year{0};
    std::int64_t month{0};
    core::Money bank_debit;  // 512x
    core::Money bank_credit;
    core::Money cash_desk_debit;  // 531x
    core::Money cash_desk_credit;
    core::Money vat_collected;   // credit of 4427: its settlement stands in debit
    core::Money vat_deductible;  // debit of 4426: its settlement stands in credit
    core::Money revenue;         // class 7, credit less debit
    core::Money expenses;        // class 6, debit less credit
};
BOOST_DESCRIBE_STRUCT(MonthSums,
                      (),
                      (year,
                       month,
                       bank_debit,
                       bank_credit,
                       cash_desk_debit,
                       cash_desk_credit,
                       vat_collected,
                       vat_deductible,
                       revenue,
                       expenses))

/// Balances at 1 January.
struct CashOpening {
    std::int64_t year{0};
    core::Money bank;
    core::Money cash_desk;
};
BOOST_DESCRIBE_STRUCT(CashOpening, (), (year, bank, cash_desk))

/// What the closing entries of one day took off class 7 and class 6.
struct ClosingSums {
    core::Date date{};
    core::Money revenue;
    core::Money expenses;
};
BOOST_DESCRIBE_STRUCT(ClosingSums, (), (date, revenue, expenses))

/// Money that did not come from outside, by day.
struct TransferDay {
    core::Date date{};
    core::Money direct;    // between two accounts of 512x and 531x
    core::Money received;  // into them out of 581, money on its way
    core::Money sent;      // out of them into 581
};
BOOST_DESCRIBE_STRUCT(TransferDay, (), (date, direct, received, sent))

/// Months with entries, oldest first; both years included. Throws core::DatabaseError.
[[nodiscard]] std::vector<MonthSums> select_month_sums(database::Session& session,
                                                       std::int64_t first_year,
                                                       std::int64_t last_year);

/// Years without money at 1 January are absent. Throws core::DatabaseError.
[[nodiscard]] std::vector<CashOpening> select_cash_openings(database::Session& session,
                                                            std::int64_t first_year,
                                                            std::int64_t last_year);

/// Entries between classes 6 and 7 and account 121, both days included. Throws
/// core::DatabaseError.
[[nodiscard]] std::vector<ClosingSums> select_closings(database::Session& session,
                                                       core::Date from,
                                                       core::Date to);

/// Both days included. Throws core::DatabaseError.
[[nodiscard]] std::vector<TransferDay> select_transfers(database::Session& session,
                                                        core::Date from,
                                                        core::Date to);

}  // namespace roa2web::reports
