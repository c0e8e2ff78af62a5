#include "json/reader.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace roa2web::json {
namespace {

using namespace std::chrono_literals;

struct Line {
    std::int64_t quantity{0};
    core::Money price;
};
BOOST_DESCRIBE_STRUCT(Line, (), (quantity, price))

struct Order {
    TextOf<1, 10> name;
    std::optional<core::Date> date;
    std::vector<Line> lines;
};
BOOST_DESCRIBE_STRUCT(Order, (), (name, date, lines))

enum class Sort { Date, DueDate };
BOOST_DESCRIBE_ENUM(Sort, Date, DueDate)

struct Query {
    IntegerIn<1, 500> page_size{50};
    Sort sort{Sort::Date};
    std::optional<core::Money> min_amount;
    Required<IntegerIn<1, 12>> month;
};
BOOST_DESCRIBE_STRUCT(Query, (), (page_size, sort, min_amount, month))

std::string places(const core::Error& error) {
    std::string text;
    for (const auto& field : error.fields) {
        for (const auto& step : field.loc) {
            text += step + ".";
        }
        text += field.type + " ";
    }
    return text;
}

TEST(JsonReader, ReadsNestedStructs) {
    const auto order = read_body<Order>(
        R"({"name":"Țuică","date":"2025-11-23","lines":[{"quantity":2,"price":"3.50"}]})");
    ASSERT_TRUE(order);
    EXPECT_EQ(order->name.value, "Țuică");
    EXPECT_EQ(order->date, 2025y / 11 / 23);
    EXPECT_EQ(order->lines.at(0).price.bani, 350);
}

TEST(JsonReader, ReportsEveryPlaceThatDoesNotValidate) {
    const auto order = read_body<Order>(
        R"({"name":"","date":"x","lines":[{"quantity":"2","price":3}],"extra":1})");
    ASSERT_FALSE(order);
    EXPECT_EQ(places(order.error()),
              "body.name.string_too_short body.date.date_parsing body.lines.0.quantity.int_type "
              "body.lines.0.price.string_type body.extra.extra_forbidden ");
}

TEST(JsonReader, RefusesWhatIsNoJson) {
    for (const char* text : {"", "{", "[1,]", "{\"name\":\"\xC0\x80\"}", "nul"}) {
        EXPECT_FALSE(read_body<Order>(text)) << text;
    }
    EXPECT_FALSE(read_body<Order>(std::string(100, '[')));
    EXPECT_FALSE(read_body<Order>("[]"));
    EXPECT_FALSE(read_body<Order>(R"({"name":null,"lines":[]})"));
}

TEST(QueryReader, KeepsInitialValuesForWhatIsAbsentOrEmpty) {
    const auto query =
        read_pairs<Query>({{"month", "3"}, {"sort", ""}, {"utm_source", "mail"}}, "query");
    ASSERT_TRUE(query);
    EXPECT_EQ(query->page_size.value, 50);
    EXPECT_EQ(query->sort, Sort::Date);
    EXPECT_FALSE(query->min_amount);
    EXPECT_EQ(query->month.value.value, 3);
}

TEST(QueryReader, ReportsBoundsKindsAndMissingValues) {
    const auto query = read_pairs<Query>(
        {{"page_size", "501"}, {"sort", "price"}, {"min_amount", "1e9"}, {"page_size", "1"}},
        "query");
    ASSERT_FALSE(query);
    EXPECT_EQ(places(query.error()),
              "query.page_size.given_twice query.sort.enum query.min_amount.decimal_parsing "
              "query.month.missing ");
}

TEST(QueryReader, RefusesNumbersThatDoNotFit) {
    for (const char* text : {"0", "13", "-1", "1.5", "99999999999999999999", "0x1", "１"}) {
        EXPECT_FALSE(read_pairs<Query>({{"month", text}}, "query")) << text;
    }
}

}  // namespace
}  // namespace roa2web::json
