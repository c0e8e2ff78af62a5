// Request and answer bodies of /api/reports/dashboard.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "schemas/report_schemas.hpp"

namespace roa2web::reports {

/// Balances at the end of the period's last day, or today in a period that still runs.
struct CashFigures {
    core::Money bank;       // 512x
    core::Money cash_desk;  // 531x
    core::Money total;
};
BOOST_DESCRIBE_STRUCT(CashFigures, (), (bank, cash_desk, total))

struct PartnerFigures {
    core::Money open;          // balance of 4111 or 401
    core::Money overdue;       // the part of it that is past its due date
    std::int64_t invoices{0};  // with a balance
};
BOOST_DESCRIBE_STRUCT(PartnerFigures, (), (open, overdue, invoices))

/// Of the month, before its settlement. `payable` below zero is to be recovered.
struct VatFigures {
    core::Money collected;   // 4427
    core::Money deductible;  // 4426
    core::Money payable;
};
BOOST_DESCRIBE_STRUCT(VatFigures, (), (collected, deductible, payable))

struct ProfitFigures {
    core::Money month;
    core::Money year;           // from January to the month
    core::Money previous_year;  // the same months of the year before
};
BOOST_DESCRIBE_STRUCT(ProfitFigures, (), (month, year, previous_year))

struct DashboardFigures {
    CashFigures cash;
    PartnerFigures clients;
    PartnerFigures suppliers;
    VatFigures vat;
    core::Money revenue;   // class 7, of the month
    core::Money expenses;  // class 6, of the month
    ProfitFigures profit;
};
BOOST_DESCRIBE_STRUCT(DashboardFigures,
                      (),
                      (cash, clients, suppliers, vat, revenue, expenses, profit))

struct Dashboard : DashboardFigures {
    ReportPeriod period;
    /// Absent where the books begin later.
    std::optional<DashboardFigures> previous_month;
    std::optional<DashboardFigures> same_month_last_year;
};
BOOST_DESCRIBE_STRUCT(Dashboard, (DashboardFigures), (period, previous_month, same_month_last_year))

/// The months that end with the given period, or with the current one.
struct TrendsQuery {
    std::optional<Year> year;
    std::optional<Month> month;
    json::IntegerIn<1, 60> months{12};
};
BOOST_DESCRIBE_STRUCT(TrendsQuery, (), (year, month, months))

/// Arrays of the same length, oldest month first. Months before the books begin are left out.
struct Trends {
    std::vector<std::string> months;  // "2025-11"
    std::vector<core::Money> revenue;
    std::vector<core::Money> expenses;
    std::vector<core::Money> profit;
    std::vector<core::Money> cash_in;   // into 512x and 531x from elsewhere
    std::vector<core::Money> cash_out;  // out of them
    std::vector<core::Money> cash;      // their balance at the end of the month
    std::vector<core::Money> vat_payable;
};
BOOST_DESCRIBE_STRUCT(Trends,
                      (),
                      (months, revenue, expenses, profit, cash_in, cash_out, cash, vat_payable))

struct MaturityQuery {
    PartnerType partner_type{PartnerType::Clients};
    json::IntegerIn<1, 100> partners{10};  // the largest of each bucket
};
BOOST_DESCRIBE_STRUCT(MaturityQuery, (), (partner_type, partners))

struct MaturityPartner {
    core::PartnerId partner_id;
    std::string partner_name;
    core::Money amount;
    std::int64_t invoices{0};
};
BOOST_DESCRIBE_STRUCT(MaturityPartner, (), (partner_id, partner_name, amount, invoices))

struct MaturityBucket {
    std::string bucket;  // not_due, 1_30, 31_60, 61_90, over_90: days past the due date
    core::Money amount;
    std::int64_t invoices{0};
    std::vector<MaturityPartner> partners;
};
BOOST_DESCRIBE_STRUCT(MaturityBucket, (), (bucket, amount, invoices, partners))

struct Maturity {
    core::Date as_of{};
    PartnerType partner_type{PartnerType::Clients};
    std::vector<MaturityBucket> buckets;  // always all five
    core::Money total;
    std::int64_t invoices{0};
};
BOOST_DESCRIBE_STRUCT(Maturity, (), (as_of, partner_type, buckets, total, invoices))

struct CashFlowQuery {
    json::IntegerIn<1, 12> months{3};
};
BOOST_DESCRIBE_STRUCT(CashFlowQuery, (), (months))

/// Monday to Sunday; what is overdue already stands apart.
struct CashFlowWeek {
    core::Date date_from{};
    core::Date date_to{};
    core::Money in;
    core::Money out;
    core::Money balance;  // expected at its end, with what is overdue not counted
};
BOOST_DESCRIBE_STRUCT(CashFlowWeek, (), (date_from, date_to, in, out, balance))

struct CashFlow {
    core::Date as_of{};
    core::Money cash;  // today
    core::Money overdue_in;
    core::Money overdue_out;
    std::vector<CashFlowWeek> weeks;
    core::Money later_in;
    core::Money later_out;
};
BOOST_DESCRIBE_STRUCT(CashFlow,
                      (),
                      (as_of, cash, overdue_in, overdue_out, weeks, later_in, later_out))

/// By the net value of the invoices of the months that end with the given period.
struct TopPartnersQuery {
    PartnerType partner_type{PartnerType::Clients};
    std::optional<Year> year;
    std::optional<Month> month;
    json::IntegerIn<1, 60> months{12};
    json::IntegerIn<1, 100> limit{10};
};
BOOST_DESCRIBE_STRUCT(TopPartnersQuery, (), (partner_type, year, month, months, limit))

struct TopPartner {
    core::PartnerId partner_id;
    std::string partner_name;
    core::Money net;
    core::Money total;
    core::Money balance;
    std::int64_t invoices{0};
};
BOOST_DESCRIBE_STRUCT(TopPartner, (), (partner_id, partner_name, net, total, balance, invoices))

struct TopPartners {
    PartnerType partner_type{PartnerType::Clients};
    core::Date date_from{};
    core::Date date_to{};
    std::vector<TopPartner> items;
    core::Money others_net;
    core::Money total_net;
};
BOOST_DESCRIBE_STRUCT(TopPartners,
                      (),
                      (partner_type, date_from, date_to, items, others_net, total_net))

}  // namespace roa2web::reports
