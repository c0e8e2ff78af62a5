// For tests: what must hold between the reports of one company, whatever its books.
#pragma once

#include "services/company_reports.hpp"

namespace roa2web::reports {

/// Every month of the books, at both levels: debit equals credit in each pair of columns, balances
/// stand on one side, analytics add up to their synthetics, months follow from each other, and the
/// closing of December is the opening of January.
void expect_balances_agree(CompanyReports& reports);

/// Classes 1 to 9 together are the whole balance of the last month.
void expect_classes_divide_the_balance(CompanyReports& reports);

/// The ledger of every account of two months, and of every synthetic over all of the books, closes
/// with the trial balance's closing, wherever the days are cut.
void expect_ledgers_agree(CompanyReports& reports);

/// Bank accounts and cash desks have the balances of 512x and 531x, their registers the same.
void expect_treasury_agrees(CompanyReports& reports);

/// Open invoices are the balances of 4111 and 401, partner by partner and together.
void expect_invoices_agree(CompanyReports& reports);

}  // namespace roa2web::reports
