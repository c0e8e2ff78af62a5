#include "services/receipt_rules.hpp"

#include <functional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/rule_test_data.hpp"

namespace roa2web::data_entry {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

/// "field code", with an exclamation mark for a warning.
std::vector<std::string> name(const std::vector<ReceiptProblem>& problems) {
    std::vector<std::string> names;
    for (const auto& problem : problems) {
        names.push_back(problem.field + " " + problem.code +
                        (problem.level == ProblemLevel::Warning ? "!" : ""));
    }
    return names;
}

std::vector<std::string> check(const std::function<void(ReceiptFields&)>& change) {
    auto fields = make_test_receipt();
    change(fields);
    return name(check_fields(fields, make_test_rules(), make_test_today()));
}

core::Date day(int year, unsigned month, unsigned of_month) {
    return {std::chrono::year(year), std::chrono::month(month), std::chrono::day(of_month)};
}

ReceiptVat group(std::int64_t rate, std::int64_t base, std::int64_t amount) {
    return {.rate = core::Money{rate}, .base = core::Money{base}, .amount = core::Money{amount}};
}

TEST(ReceiptRules, HaveNothingToSayOfAGoodReceipt) {
    EXPECT_THAT(check([](ReceiptFields&) {}), IsEmpty());
}

TEST(ReceiptRules, SayEverythingThatAnEmptyDraftLacks) {
    EXPECT_THAT(name(check_fields({}, make_test_rules(), make_test_today())),
                UnorderedElementsAre("kind required",
                                     "number required",
                                     "date required",
                                     "supplier_name required",
                                     "supplier_cui required",
                                     "total required",
                                     "payment_method required",
                                     "expense_type required"));
}

TEST(ReceiptRules, CheckTheTaxNumber) {
    EXPECT_THAT(check([](auto& receipt) { receipt.supplier_cui->value = "RO14399841"; }),
                ElementsAre("supplier_cui cui_check_digit"));
    EXPECT_THAT(check([](auto& receipt) { receipt.supplier_cui->value = "14-39"; }),
                ElementsAre("supplier_cui cui_form"));
    EXPECT_THAT(check([](auto& receipt) { receipt.supplier_cui->value = "HU12345678"; }),
                IsEmpty());
}

TEST(ReceiptRules, TakeTodayButNotTomorrow) {
    EXPECT_THAT(check([](auto& receipt) { receipt.date = day(2025, 11, 24); }), IsEmpty());
    EXPECT_THAT(check([](auto& receipt) { receipt.date = day(2025, 11, 25); }),
                ElementsAre("date date_in_future"));
}

TEST(ReceiptRules, TakeTheVatRatesOfTheReceiptsOwnDay) {
    const auto with_rate = [](std::int64_t rate, std::int64_t vat, core::Date date) {
        return check([&](auto& receipt) {
            receipt.date = date;
            receipt.vat->front() = group(rate, 10000, vat);
            receipt.total = core::Money{10000 + vat};
        });
    };
    EXPECT_THAT(with_rate(1900, 1900, day(2025, 7, 31)), IsEmpty());
    EXPECT_THAT(with_rate(1900, 1900, day(2025, 8, 1)),
                ElementsAre("vat.0.rate vat_rate_not_in_force"));
    EXPECT_THAT(with_rate(2100, 2100, day(2025, 7, 31)),
                ElementsAre("vat.0.rate vat_rate_not_in_force"));
    EXPECT_THAT(with_rate(2100, 2100, day(2025, 8, 1)), IsEmpty());
    EXPECT_THAT(with_rate(0, 0, day(2025, 8, 1)), IsEmpty());
    EXPECT_THAT(with_rate(2000, 2000, day(2025, 8, 1)),
                ElementsAre("vat.0.rate vat_rate_not_in_force"));
}

TEST(ReceiptRules, AllowTwoBaniOfRoundingPerGroup) {
    const auto with_total = [](std::int64_t total) {
        return check([&](auto& receipt) { receipt.total = core::Money{total}; });
    };
    EXPECT_THAT(with_total(12102), IsEmpty());
    EXPECT_THAT(with_total(12098), IsEmpty());
    EXPECT_THAT(with_total(12103), ElementsAre("vat vat_total"));
    EXPECT_THAT(with_total(12097), ElementsAre("vat vat_total"));
    const auto with_vat = [](std::int64_t vat) {
        return check([&](auto& receipt) {
            receipt.vat->front().amount = core::Money{vat};
            receipt.total = core::Money{10000 + vat};
        });
    };
    EXPECT_THAT(with_vat(2102), IsEmpty());
    EXPECT_THAT(with_vat(2103), ElementsAre("vat.0.amount vat_amount"));
    EXPECT_THAT(with_vat(2097), ElementsAre("vat.0.amount vat_amount"));
    EXPECT_THAT(check([](auto& receipt) {
                    receipt.vat->push_back(group(1100, 1000, 110));
                    receipt.total = core::Money{12100 + 1110 + 4};
                }),
                IsEmpty());
    EXPECT_THAT(check([](auto& receipt) {
                    receipt.vat->front() = group(2100, -10000, -2100);
                    receipt.total = core::Money{-12100};
                }),
                ElementsAre("total total_not_positive", "vat.0.base vat_negative"));
}

TEST(ReceiptRules, WarnWhereAVatPayerShowsNoVat) {
    EXPECT_THAT(check([](auto& receipt) { receipt.vat.reset(); }), ElementsAre("vat vat_missing!"));
    EXPECT_THAT(check([](auto& receipt) {
                    receipt.vat.reset();
                    receipt.supplier_cui->value = "14399840";
                }),
                IsEmpty());
}

TEST(ReceiptRules, SplitAMixedPaymentIntoTwoParts) {
    const auto mixed = [](std::optional<core::Money> cash) {
        return check([&](auto& receipt) {
            receipt.payment_method = PaymentMethod::Mixed;
            receipt.cash_amount = cash;
        });
    };
    EXPECT_THAT(mixed(core::Money{1}), IsEmpty());
    EXPECT_THAT(mixed(core::Money{12099}), IsEmpty());
    EXPECT_THAT(mixed(std::nullopt), ElementsAre("cash_amount required"));
    EXPECT_THAT(mixed(core::Money{0}), ElementsAre("cash_amount mixed_payment_sum"));
    EXPECT_THAT(mixed(core::Money{12100}), ElementsAre("cash_amount mixed_payment_sum"));
    EXPECT_THAT(mixed(core::Money{-1}), ElementsAre("cash_amount mixed_payment_sum"));
    EXPECT_THAT(check([](auto& receipt) { receipt.cash_amount = core::Money{100}; }),
                ElementsAre("cash_amount cash_amount_unexpected"));
}

TEST(ReceiptRules, KnowTheExpenseTypesAndAmountsThatMakeSense) {
    EXPECT_THAT(check([](auto& receipt) { receipt.expense_type->value = "yacht"; }),
                ElementsAre("expense_type expense_type_unknown"));
    EXPECT_THAT(check([](auto& receipt) {
                    receipt.total = core::Money{0};
                    receipt.vat->front() = group(2100, 0, 0);
                }),
                ElementsAre("total total_not_positive"));
    EXPECT_THAT(check([](auto& receipt) {
                    receipt.total = core::Money{2'000'000'001};
                    receipt.vat->front() = group(0, 2'000'000'001, 0);
                }),
                ElementsAre("total amount_too_large"));
}

TEST(ReceiptRules, WarnOfLinesThatDoNotAddUp) {
    const auto with_line = [](std::int64_t amount) {
        return check([&](auto& receipt) {
            receipt.lines = std::vector<ReceiptLine>{
                {.description = {"Motorină"}, .quantity = {}, .amount = core::Money{13000}},
                {.description = {"Reducere"}, .quantity = {}, .amount = core::Money{amount}}};
        });
    };
    EXPECT_THAT(with_line(-900), IsEmpty());
    EXPECT_THAT(with_line(-899), ElementsAre("lines lines_total!"));
}

TEST(ReceiptRules, AskForAnOpenMonth) {
    const std::vector<PeriodRow> periods{{2025, 10, true}, {2025, 11, false}};
    EXPECT_THAT(name(check_period(day(2025, 11, 1), periods)), IsEmpty());
    EXPECT_THAT(name(check_period(day(2025, 10, 31), periods)), ElementsAre("date period_closed"));
    EXPECT_THAT(name(check_period(day(2024, 11, 1), periods)), ElementsAre("date period_missing"));
    EXPECT_THAT(name(check_period(std::nullopt, periods)), IsEmpty());
}

ReceiptEntry entry(const std::string& debit, const std::string& credit, std::int64_t amount) {
    return {.debit_account = {debit},
            .credit_account = {credit},
            .amount = core::Money{amount},
            .partner_id = {},
            .explanation = {}};
}

TEST(ReceiptRules, LetEntriesAddUpToTheBan) {
    const core::Money total{12100};
    EXPECT_THAT(
        name(check_entries({entry("6022", "5311", 10000), entry("4426", "5311", 2100)}, total)),
        IsEmpty());
    EXPECT_THAT(name(check_entries({entry("6022", "5311", 12099)}, total)),
                ElementsAre("entries entries_total"));
    EXPECT_THAT(name(check_entries({}, total)), ElementsAre("entries entries_total"));
    EXPECT_THAT(
        name(check_entries({entry("6022", "5311", 12200), entry("6022", "5311", -100)}, total)),
        ElementsAre("entries.1.amount entry_amount"));
    EXPECT_THAT(name(check_entries({entry("5311", "5311", 12100)}, total)),
                ElementsAre("entries.0.credit_account entry_same_account"));
    EXPECT_THAT(name(check_entries({entry("6022", "5311", 1)}, std::nullopt)), IsEmpty());
}

TEST(ReceiptRules, WantAccountsThatExistAndAreTheLowest) {
    ErpFacts facts;
    facts.accounts = {{"6022", false}, {"401", true}, {"401.00007", false}};
    EXPECT_THAT(name(check_accounts({entry("6022", "401.00007", 1)}, facts)), IsEmpty());
    EXPECT_THAT(
        name(check_accounts({entry("6022", "401", 1), entry("9999", "401.00007", 1)}, facts)),
        ElementsAre("entries.0.credit_account account_needs_analytic",
                    "entries.1.debit_account account_unknown"));
}

TEST(ReceiptRules, TellErrorsFromWarnings) {
    const auto duplicate = make_duplicate_problem(ReceiptId{5});
    EXPECT_TRUE(has_warnings({duplicate}));
    EXPECT_FALSE(has_errors({duplicate}));
    EXPECT_EQ(duplicate.receipt_id, ReceiptId{5});
    const auto error = make_invalid_error(
        {duplicate, {"vat.0.amount", "vat_amount", "wrong", ProblemLevel::Error, {}}});
    ASSERT_EQ(error.fields.size(), 1U);
    EXPECT_THAT(error.fields.front().loc, ElementsAre("receipt", "vat", "0", "amount"));
    EXPECT_EQ(error.fields.front().type, "vat_amount");
    EXPECT_THAT(error.members.at("problems"), testing::HasSubstr("duplicate_document"));
}

}  // namespace
}  // namespace roa2web::data_entry
