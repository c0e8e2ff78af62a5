#include "json/schema.hpp"

#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace roa2web::json {

enum class SchemaColour { Red, DarkBlue };
BOOST_DESCRIBE_ENUM(SchemaColour, Red, DarkBlue)

struct SchemaChild {
    SchemaColour colour{SchemaColour::Red};
    std::vector<SchemaChild> children;
};
BOOST_DESCRIBE_STRUCT(SchemaChild, (), (colour, children))

struct SchemaParent {
    IntegerIn<1, 5> stars{3};
    std::optional<core::Money> amount;
    SchemaChild child;
};
BOOST_DESCRIBE_STRUCT(SchemaParent, (), (stars, amount, child))

namespace {

TEST(Schema, PutsStructsAndEnumerationsIntoComponents) {
    SchemaComponents components;
    EXPECT_EQ(schema_of<SchemaParent>(components, SchemaUse::Request),
              R"({"$ref":"#/components/schemas/SchemaParent"})");
    EXPECT_EQ(components.at("SchemaColour"), R"({"type":"string","enum":["red","dark_blue"]})");
    EXPECT_NE(
        components.at("SchemaChild").find(R"("items":{"$ref":"#/components/schemas/SchemaChild"})"),
        std::string::npos);
    EXPECT_NE(
        components.at("SchemaParent").find(R"("stars":{"type":"integer","minimum":1,"maximum":5})"),
        std::string::npos);
}

TEST(Schema, LetsRequestsLeaveOptionalsOutButNotAnswers) {
    SchemaComponents components;
    const auto request = object_schema<SchemaParent>(components, SchemaUse::Request);
    const auto answer = object_schema<SchemaParent>(components, SchemaUse::Answer);
    EXPECT_NE(request.find(R"("required":["stars","child"])"), std::string::npos);
    EXPECT_NE(answer.find(R"("required":["stars","amount","child"])"), std::string::npos);
}

TEST(Schema, ShowsTheDefaultsOfQueries) {
    SchemaComponents components;
    const auto members = member_schemas<SchemaParent>(components, SchemaUse::Request, true);
    EXPECT_EQ(members.at(0).schema, R"({"type":"integer","minimum":1,"maximum":5,"default":3})");
    EXPECT_FALSE(members.at(0).required);
}

TEST(Schema, DropsNamespacesAndJoinsTemplateArguments) {
    EXPECT_EQ(schema_name("roa2web::reports::Page<roa2web::reports::InvoiceRow>"),
              "PageInvoiceRow");
}

}  // namespace
}  // namespace roa2web::json
