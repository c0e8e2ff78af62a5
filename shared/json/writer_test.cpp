#include "json/writer.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace roa2web::json {
namespace {

using namespace std::chrono_literals;

enum class Colour { DarkRed, Blue };
BOOST_DESCRIBE_ENUM(Colour, DarkRed, Blue)

struct Base {
    core::InvoiceId id;
};
BOOST_DESCRIBE_STRUCT(Base, (), (id))

struct Everything : Base {
    std::string text;
    bool flag{false};
    core::Money amount;
    core::Date date;
    core::Timestamp instant;
    Colour colour{Colour::DarkRed};
    std::optional<std::string> missing;
    std::vector<Base> list;
};
BOOST_DESCRIBE_STRUCT(Everything,
                      (Base),
                      (text, flag, amount, date, instant, colour, missing, list))

TEST(JsonWriter, WritesEveryKindOfMember) {
    Everything value;
    value.id.value = 7;
    value.text = "Ștefan \"cel\" \\ mare\n\x01";
    value.flag = true;
    value.amount.bani = -5;
    value.date = 2025y / 11 / 23;
    value.instant = std::chrono::sys_days(2025y / 11 / 23) + 1h;
    value.list = {Base{{1}}, Base{{2}}};
    EXPECT_EQ(
        to_json(value),
        R"({"id":7,"text":"Ștefan \"cel\" \\ mare\n\u0001","flag":true,"amount":"-0.05","date":"2025-11-23",)"
        R"("instant":"2025-11-23T01:00:00Z","colour":"dark_red","missing":null,"list":[{"id":1},{"id":2}]})");
}

TEST(JsonWriter, WritesEmptyLists) {
    EXPECT_EQ(to_json(std::vector<Base>{}), "[]");
}

}  // namespace
}  // namespace roa2web::json
