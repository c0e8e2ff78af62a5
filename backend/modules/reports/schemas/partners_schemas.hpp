// Request and answer bodies of /api/reports/partners.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "schemas/report_schemas.hpp"

namespace roa2web::reports {

struct PartnersQuery {
    json::Required<json::TextOf<1, 100>> search;  // part of the name or the tax number
    json::IntegerIn<1, 50> limit{10};
};
BOOST_DESCRIBE_STRUCT(PartnersQuery, (), (search, limit))

struct Partner {
    core::PartnerId id;
    std::string name;
    std::optional<std::string> cui;
    std::optional<std::string> registration_number;
    std::optional<std::string> city;
    bool is_client{false};
    bool is_supplier{false};
};
BOOST_DESCRIBE_STRUCT(Partner,
                      (),
                      (id, name, cui, registration_number, city, is_client, is_supplier))

struct PartnerList {
    std::vector<Partner> items;
};
BOOST_DESCRIBE_STRUCT(PartnerList, (), (items))

struct PartnerPath {
    core::PartnerId id;
};
BOOST_DESCRIBE_STRUCT(PartnerPath, (), (id))

struct PartnerAccount {
    std::string account;
    std::string name;
    core::Money balance;  // debit less credit at the end
};
BOOST_DESCRIBE_STRUCT(PartnerAccount, (), (account, name, balance))

/// The operations on all accounts of one partner.
struct PartnerStatement {
    Partner partner;
    core::Date date_from{};
    core::Date date_to{};
    LedgerTotals totals;
    std::vector<PartnerAccount> accounts;
    core::Money open_as_client;    // today, of invoices
    core::Money open_as_supplier;  // today, of invoices
    std::vector<LedgerEntry> items;
    std::int64_t total{0};
    std::int64_t page{1};
    std::int64_t page_size{0};
};
BOOST_DESCRIBE_STRUCT(PartnerStatement,
                      (),
                      (partner,
                       date_from,
                       date_to,
                       totals,
                       accounts,
                       open_as_client,
                       open_as_supplier,
                       items,
                       total,
                       page,
                       page_size))

}  // namespace roa2web::reports
