#include "services/tax_number.hpp"

#include <string>

#include <gtest/gtest.h>

namespace roa2web::data_entry {
namespace {

TEST(TaxNumber, IsCheckedByItsLastDigit) {
    for (const char* good :
         {"14399840", "2864518", "RO14399840", "ro 2864518", " 14399840 ", "19"}) {
        EXPECT_EQ(check_tax_number(good), TaxNumberVerdict::Valid) << good;
    }
    for (const char* bad : {"14399841", "2864581", "RO14399480", "12", "1234567890"}) {
        EXPECT_EQ(check_tax_number(bad), TaxNumberVerdict::BadCheckDigit) << bad;
    }
}

TEST(TaxNumber, OfEveryLengthHasExactlyOneFittingLastDigit) {
    std::string digits;
    for (std::size_t length = 1; length < 10; ++length) {
        digits += static_cast<char>('1' + length % 9);
        int fitting = 0;
        for (char last = '0'; last <= '9'; ++last) {
            fitting += check_tax_number(digits + last) == TaxNumberVerdict::Valid ? 1 : 0;
        }
        EXPECT_EQ(fitting, 1) << digits;
    }
}

TEST(TaxNumber, HasTwoToTenDigits) {
    for (const char* bad : {"",
                            "1",
                            "RO",
                            "RO1",
                            "12345678901",
                            "14-39",
                            "RO143998A0",
                            "٣٤",
                            "R14399840",
                            "14399840RO"}) {
        EXPECT_EQ(check_tax_number(bad), TaxNumberVerdict::BadForm) << bad;
    }
}

TEST(TaxNumber, OfAnotherCountryIsNotCheckedFurther) {
    EXPECT_EQ(check_tax_number("HU12345678"), TaxNumberVerdict::Foreign);
    EXPECT_EQ(check_tax_number("atu 12345678"), TaxNumberVerdict::Foreign);
    EXPECT_EQ(check_tax_number("FURNIZOR"), TaxNumberVerdict::BadForm);
    EXPECT_EQ(check_tax_number("DE 123-456"), TaxNumberVerdict::BadForm);
}

TEST(TaxNumber, HasOneKeyForAllItsWritings) {
    EXPECT_EQ(tax_number_key(" ro 143 998 40"), "14399840");
    EXPECT_EQ(tax_number_key("14399840"), "14399840");
    EXPECT_EQ(normalize_tax_number(" ro 143 998 40"), "RO14399840");
    EXPECT_TRUE(pays_vat("ro14399840"));
    EXPECT_FALSE(pays_vat("14399840"));
}

}  // namespace
}  // namespace roa2web::data_entry
