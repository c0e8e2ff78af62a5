#include "http/error_response.hpp"

#include <string>

#include <gtest/gtest.h>

namespace roa2web::http {
namespace {

core::Error make_error(core::ErrorCode code) {
    return {.code = code, .message = "No \"way\"", .id = "no_way", .retry_after = {}, .fields = {}};
}

TEST(ErrorResponse, CarriesMessageAndCode) {
    const auto response = error_response(make_error(core::ErrorCode::Conflict));
    EXPECT_EQ(response.status, 409);
    EXPECT_EQ(response.body_text(), R"({"detail":"No \"way\"","code":"no_way"})");
}

TEST(ErrorResponse, CarriesTheMembersOfTheErrorBesideThem) {
    auto error = make_error(core::ErrorCode::Conflict);
    error.members = {{"current", R"({"id":1})"}, {"problems", "[]"}};
    const auto response = error_response(error);
    EXPECT_EQ(response.body_text(),
              R"({"detail":"No \"way\"","code":"no_way","current":{"id":1},"problems":[]})");
}

TEST(ErrorResponse, ListsFieldsAsDetailWithACodeOnlyBesideMembers) {
    auto error = make_error(core::ErrorCode::InvalidInput);
    error.fields.push_back({{"body", "total"}, "Wrong", "wrong"});
    const std::string fields =
        R"({"detail":[{"loc":["body","total"],"msg":"Wrong","type":"wrong"}])";
    const auto plain = error_response(error);
    EXPECT_EQ(plain.body_text(), fields + "}");
    error.members = {{"problems", "[]"}};
    const auto response = error_response(error);
    EXPECT_EQ(response.status, 422);
    EXPECT_EQ(response.body_text(), fields + R"(,"code":"no_way","problems":[]})");
}

}  // namespace
}  // namespace roa2web::http
