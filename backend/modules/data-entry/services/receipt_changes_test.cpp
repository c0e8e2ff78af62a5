#include "services/receipt_changes.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/rule_test_data.hpp"

namespace roa2web::data_entry {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> to_texts(const std::vector<FieldChange>& changes) {
    std::vector<std::string> texts;
    for (const auto& change : changes) {
        texts.push_back(change.field + ": " + change.before.value_or("-") + " > " +
                        change.after.value_or("-"));
    }
    return texts;
}

StoredReceipt make_stored() {
    StoredReceipt receipt;
    receipt.fields = make_test_receipt();
    return receipt;
}

TEST(ReceiptChanges, NameEveryFieldThatDiffersWithBothValues) {
    const auto before = make_stored();
    auto after = before;
    EXPECT_THAT(find_changes(before, after), IsEmpty());
    after.state.status = ReceiptStatus::Rejected;
    after.state.reject_reason = "Nu se citește";
    after.fields.total = core::Money{12050};
    after.fields.number.reset();
    after.fields.payment_method = PaymentMethod::Card;
    after.fields.description = json::TextOf<1, 500>{"nou"};
    after.fields.vat->front().amount = core::Money{2050};
    EXPECT_THAT(to_texts(find_changes(before, after)),
                ElementsAre("status: draft > rejected",
                            "reject_reason: - > Nu se citește",
                            "number: 0042 > -",
                            "total: 121.00 > 120.50",
                            R"(vat: [{"rate":"21.00","base":"100.00","amount":"21.00"}] > )"
                            R"([{"rate":"21.00","base":"100.00","amount":"20.50"}])",
                            "payment_method: cash > card",
                            "description: - > nou"));
}

TEST(ReceiptChanges, OfANewOrDeletedReceiptAreAllItsValues) {
    StoredReceipt receipt;
    receipt.fields.total = core::Money{100};
    EXPECT_THAT(to_texts(find_all_values(receipt, false)),
                ElementsAre("status: - > draft", "total: - > 1.00"));
    EXPECT_THAT(to_texts(find_all_values(receipt, true)),
                ElementsAre("status: draft > -", "total: 1.00 > -"));
}

TEST(ReceiptChanges, ComeFromOneWritingOfEverything) {
    ReceiptFields fields;
    fields.supplier_cui = json::TextOf<2, 14>{"ro 14399840"};
    fields.vat.emplace();
    fields.lines.emplace();
    normalize(fields);
    EXPECT_EQ(fields.supplier_cui->value, "RO14399840");
    EXPECT_FALSE(fields.vat.has_value());
    EXPECT_FALSE(fields.lines.has_value());
    fields.supplier_cui->value = "  ";
    normalize(fields);
    EXPECT_FALSE(fields.supplier_cui.has_value());
}

TEST(ReceiptChanges, MakeOneKeyForTheSameDocument) {
    auto fields = make_test_receipt();
    const auto key = make_keys(fields).duplicate_key;
    ASSERT_TRUE(key.has_value());
    fields.number->value = " 42";
    fields.supplier_cui->value = "14399840";
    fields.supplier_name->value = "alt nume";
    EXPECT_EQ(make_keys(fields).duplicate_key, key);
    fields.number->value = "43";
    EXPECT_NE(make_keys(fields).duplicate_key, key);
    fields.number.reset();
    EXPECT_FALSE(make_keys(fields).duplicate_key.has_value());
}

TEST(ReceiptChanges, MakeATextToSearchInWithoutDiacritics) {
    auto fields = make_test_receipt();
    fields.description = json::TextOf<1, 500>{"Motorină ȚARĂ"};
    EXPECT_EQ(make_keys(fields).search_text,
              "benzinaria stefan srl ro14399840 0042 motorina tara 121.00");
    EXPECT_EQ(make_keys(fields).supplier_folded, "benzinaria stefan srl");
}

}  // namespace
}  // namespace roa2web::data_entry
