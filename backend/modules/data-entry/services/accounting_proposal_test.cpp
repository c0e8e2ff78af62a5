#include "services/accounting_proposal.hpp"

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/rule_test_data.hpp"

namespace roa2web::data_entry {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// "6022 = 5311 110.50"
std::vector<std::string> propose(const ReceiptFields& fields,
                                 const std::optional<SupplierFacts>& supplier = {},
                                 const RuleBook& rules = make_test_rules()) {
    std::vector<std::string> texts;
    for (const auto& entry : propose_entries(fields, rules, supplier)) {
        texts.push_back(entry.debit_account.value + " = " + entry.credit_account.value + " " +
                        core::to_decimal(entry.amount));
    }
    return texts;
}

TEST(AccountingProposal, LetsHalfOfTheVatOfFuelJoinTheExpense) {
    EXPECT_THAT(propose(make_test_receipt()),
                ElementsAre("6022 = 5311 110.50", "4426 = 5311 10.50"));
}

TEST(AccountingProposal, TakesTheCreditSideFromThePayment) {
    auto fields = make_test_receipt();
    fields.expense_type->value = "hospitality";
    const auto paid_by = [&](PaymentMethod method) {
        fields.payment_method = method;
        return propose(fields);
    };
    EXPECT_THAT(paid_by(PaymentMethod::Cash),
                ElementsAre("6231 = 5311 100.00", "4426 = 5311 21.00"));
    EXPECT_THAT(paid_by(PaymentMethod::Card),
                ElementsAre("6231 = 5121 100.00", "4426 = 5121 21.00"));
    EXPECT_THAT(paid_by(PaymentMethod::Advance),
                ElementsAre("6231 = 542 100.00", "4426 = 542 21.00"));
    EXPECT_THAT(paid_by(PaymentMethod::Credit),
                ElementsAre("6231 = 401 100.00", "4426 = 401 21.00"));
    fields.cash_amount = core::Money{4033};
    EXPECT_THAT(
        paid_by(PaymentMethod::Mixed),
        ElementsAre(
            "6231 = 5311 33.33", "4426 = 5311 7.00", "6231 = 5121 66.67", "4426 = 5121 14.00"));
}

TEST(AccountingProposal, CreditsTheSuppliersOwnAnalyticWhenTheErpHasOne) {
    auto fields = make_test_receipt();
    fields.payment_method = PaymentMethod::Credit;
    const SupplierFacts known{core::PartnerId{7}, "401.00007"};
    EXPECT_THAT(propose(fields, known),
                ElementsAre("6022 = 401.00007 110.50", "4426 = 401.00007 10.50"));
    EXPECT_EQ(propose_entries(fields, make_test_rules(), known).front().partner_id,
              core::PartnerId{7});
    EXPECT_THAT(propose(fields, SupplierFacts{core::PartnerId{8}, std::nullopt}),
                ElementsAre("6022 = 401 110.50", "4426 = 401 10.50"));
}

TEST(AccountingProposal, FollowsTheCompanysRulesAndItsCashDesks) {
    auto rules = make_test_rules();
    rules.accounts[1].account = "5125";
    rules.expenses[0].vat_deductible_percent = 100;
    auto fields = make_test_receipt();
    fields.payment_method = PaymentMethod::Card;
    EXPECT_THAT(propose(fields, {}, rules), ElementsAre("6022 = 5125 100.00", "4426 = 5125 21.00"));
    fields.payment_method = PaymentMethod::Cash;
    fields.cash_register = json::TextOf<1, 30>{"5311.02"};
    EXPECT_THAT(propose(fields), ElementsAre("6022 = 5311.02 110.50", "4426 = 5311.02 10.50"));
    fields.cash_register = json::TextOf<1, 30>{"Casa mare"};
    EXPECT_THAT(propose(fields), ElementsAre("6022 = 5311 110.50", "4426 = 5311 10.50"));
}

TEST(AccountingProposal, HasOneEntryWhereNoVatMayBeDeducted) {
    auto fields = make_test_receipt();
    fields.expense_type->value = "fines";
    EXPECT_THAT(propose(fields), ElementsAre("6581 = 5311 121.00"));
    fields.expense_type->value = "hospitality";
    fields.vat.reset();
    EXPECT_THAT(propose(fields), ElementsAre("6231 = 5311 121.00"));
}

TEST(AccountingProposal, WaitsForWhatItIsMadeFrom) {
    const auto without = [](auto member) {
        auto fields = make_test_receipt();
        (fields.*member).reset();
        return propose(fields);
    };
    EXPECT_THAT(without(&ReceiptFields::total), IsEmpty());
    EXPECT_THAT(without(&ReceiptFields::expense_type), IsEmpty());
    EXPECT_THAT(without(&ReceiptFields::payment_method), IsEmpty());
    auto fields = make_test_receipt();
    fields.payment_method = PaymentMethod::Mixed;
    EXPECT_THAT(propose(fields), IsEmpty());
    fields.cash_amount = core::Money{12101};
    EXPECT_THAT(propose(fields), IsEmpty());
    fields = make_test_receipt();
    fields.total = core::Money{0};
    EXPECT_THAT(propose(fields), IsEmpty());
}

TEST(AccountingProposal, ExplainsInAtMostTwoHundredBytesOfWholeLetters) {
    auto fields = make_test_receipt();
    std::string name;
    while (name.size() < 198) {
        name += "ț";
    }
    fields.supplier_name->value = name;
    const auto entries = propose_entries(fields, make_test_rules(), {});
    const std::string& text = entries.front().explanation->value;
    EXPECT_LE(text.size(), 200U);
    EXPECT_TRUE(text.starts_with("Bon fiscal 0042, ț"));
    EXPECT_TRUE(text.ends_with("ț"));
}

/// Any receipt at all, good or bad.
ReceiptFields make_any_receipt(std::mt19937_64& random) {
    const auto between = [&random](std::int64_t low, std::int64_t high) {
        return std::uniform_int_distribution<std::int64_t>(low, high)(random);
    };
    const std::int64_t scale = between(0, 3) == 0 ? 2'000'000'000 : 100'000;
    auto fields = make_test_receipt();
    fields.total = core::Money{between(1, scale)};
    fields.vat.emplace();
    for (auto count = between(0, 4); count > 0; --count) {
        fields.vat->push_back({.rate = core::Money{between(0, 2100)},
                               .base = core::Money{between(-scale, scale)},
                               .amount = core::Money{between(-scale / 10, scale / 3)}});
    }
    fields.payment_method = static_cast<PaymentMethod>(between(0, 4));
    fields.cash_amount = core::Money{between(0, fields.total->bani)};
    return fields;
}

TEST(AccountingProposal, OfAnyReceiptAddsUpToItsTotalToTheBan) {
    constexpr std::uint64_t kSeed = 20251124;
    constexpr int kReceipts = 20000;
    std::mt19937_64 random(kSeed);
    auto rules = make_test_rules();
    for (int count = 0; count < kReceipts; ++count) {
        const auto fields = make_any_receipt(random);
        rules.expenses[0].vat_deductible_percent =
            std::uniform_int_distribution<std::int64_t>(0, 100)(random);
        const auto entries = propose_entries(fields, rules, {});
        ASSERT_EQ(sum_of(entries), *fields.total);
        std::int64_t vat = 0;
        std::int64_t cash = 0;
        for (const auto& entry : entries) {
            ASSERT_GT(entry.amount.bani, 0);
            vat += entry.debit_account.value == "4426" ? entry.amount.bani : 0;
            cash += entry.credit_account.value == "5311" ? entry.amount.bani : 0;
        }
        ASSERT_EQ(vat, deductible_vat(fields, rules.expenses[0]).bani);
        if (fields.payment_method == PaymentMethod::Mixed) {
            ASSERT_EQ(cash, fields.cash_amount->bani);
        }
    }
}

}  // namespace
}  // namespace roa2web::data_entry
