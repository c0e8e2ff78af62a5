// The reports of every demo company agree with each other, for several seeds and sizes.
#include "services/books_agreement.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "database/demo/demo_erp.hpp"
#include "database/sqlite_erp_gateway.hpp"
#include "database/test_folder.hpp"

namespace roa2web::reports {

namespace {

using std::chrono::year;

constexpr int kCompanies = 5;

struct DemoCase {
    std::uint64_t seed;
    std::int64_t journal_lines;
    int years;
    core::Date last_day;
};

std::ostream& operator<<(std::ostream& out, const DemoCase& demo) {
    return out << "seed " << demo.seed;
}

class BooksAgree : public testing::TestWithParam<DemoCase> {
  protected:
    static void TearDownTestSuite() { folders().reset(); }

    /// Made once for all tests of one seed.
    static database::ErpSettings settings() {
        if (!folders()) {
            folders() = std::make_unique<database::TestFolder>();
        }
        database::ErpSettings settings;
        settings.folder = *folders() / std::to_string(GetParam().seed);
        if (!database::has_demo_erp(settings.folder)) {
            database::DemoOptions options;
            options.seed = GetParam().seed;
            options.journal_lines = GetParam().journal_lines;
            options.years = GetParam().years;
            options.companies = kCompanies;
            options.last_day = GetParam().last_day;
            options.password_cost = {.passes = 1, .memory_bytes = 65'536};
            database::generate_demo_erp(settings.folder, options);
        }
        return settings;
    }

    template <class Check>
    void for_every_company(Check check) {
        for (int company = 1; company <= kCompanies; ++company) {
            SCOPED_TRACE("company " + std::to_string(company));
            CompanyReports reports(erp_, pool_, clock_, core::CompanyId{company});
            check(reports);
        }
    }

    core::FixedClock clock_{std::chrono::sys_days(GetParam().last_day) + std::chrono::hours(12)};
    core::BlockingPool pool_{"erp", 1, 100};
    database::SqliteErpGateway erp_{settings()};

  private:
    static std::unique_ptr<database::TestFolder>& folders() {
        static std::unique_ptr<database::TestFolder> made;
        return made;
    }
};

}  // namespace

TEST_P(BooksAgree, InEveryColumnOfTheTrialBalanceOfEveryMonth) {
    for_every_company(expect_balances_agree);
}

TEST_P(BooksAgree, WhenTheBalanceIsDividedIntoClasses) {
    for_every_company(expect_classes_divide_the_balance);
}

TEST_P(BooksAgree, FromTheBalanceToTheLedgersBelowIt) {
    for_every_company(expect_ledgers_agree);
}

TEST_P(BooksAgree, OnTheMoneyInBanksAndCashDesks) {
    for_every_company(expect_treasury_agrees);
}

TEST_P(BooksAgree, OnWhatClientsOweAndSuppliersAreOwed) {
    for_every_company(expect_invoices_agree);
}

INSTANTIATE_TEST_SUITE_P(SeedsAndSizes,
                         BooksAgree,
                         testing::Values(DemoCase{1, 3'000, 2, year{2025} / 11 / 23},
                                         DemoCase{2, 0, 1, year{2025} / 9 / 30},
                                         DemoCase{7, 1'000, 3, year{2026} / 1 / 1},
                                         DemoCase{42, 6'000, 1, year{2024} / 2 / 29}),
                         [](const auto& tested) {
                             return "Seed" + std::to_string(tested.param.seed);
                         });

}  // namespace roa2web::reports
