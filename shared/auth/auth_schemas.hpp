// Bodies of requests and answers under /api/auth and /api/companies.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "core/date.hpp"
#include "core/ids.hpp"
#include "json/constraints.hpp"

namespace roa2web::auth {

struct LoginRequest {
    json::TextOf<1, 100> username;
    json::TextOf<1, 200> password;
};
BOOST_DESCRIBE_STRUCT(LoginRequest, (), (username, password))

struct TwoFactorRequest {
    json::TextOf<1, 64> challenge_id;
    json::TextOf<6, 6> code;
};
BOOST_DESCRIBE_STRUCT(TwoFactorRequest, (), (challenge_id, code))

struct RefreshRequest {
    json::TextOf<1, 200> refresh_token;
};
BOOST_DESCRIBE_STRUCT(RefreshRequest, (), (refresh_token))

struct SessionPath {
    json::TextOf<1, 64> id;
};
BOOST_DESCRIBE_STRUCT(SessionPath, (), (id))

struct UserInfo {
    core::UserId id;
    std::string username;
    std::string full_name;
    std::string email;
    std::string role;
    std::vector<std::string> permissions;  // "reports.view" and so on
};
BOOST_DESCRIBE_STRUCT(UserInfo, (), (id, username, full_name, email, role, permissions))

struct TokenPair {
    std::string access_token;
    std::string refresh_token;
    std::string token_type;      // "bearer"
    std::int64_t expires_in{0};  // of the access token, in seconds
    UserInfo user;
};
BOOST_DESCRIBE_STRUCT(TokenPair, (), (access_token, refresh_token, token_type, expires_in, user))

/// A pair of tokens, or `two_factor_required` with the challenge that the code belongs to.
struct LoginAnswer {
    bool two_factor_required{false};
    std::optional<std::string> access_token;
    std::optional<std::string> refresh_token;
    std::optional<std::string> token_type;
    std::int64_t expires_in{0};  // of the access token or of the challenge, in seconds
    std::optional<UserInfo> user;
    std::optional<std::string> challenge_id;
};
BOOST_DESCRIBE_STRUCT(
    LoginAnswer,
    (),
    (two_factor_required, access_token, refresh_token, token_type, expires_in, user, challenge_id))

struct SessionInfo {
    std::string id;
    core::Timestamp created_at;
    core::Timestamp last_used_at;
    std::string address;
    std::string user_agent;
    bool current{false};
};
BOOST_DESCRIBE_STRUCT(SessionInfo, (), (id, created_at, last_used_at, address, user_agent, current))

struct SessionList {
    std::vector<SessionInfo> items;
};
BOOST_DESCRIBE_STRUCT(SessionList, (), (items))

struct CompanyInfo {
    core::CompanyId id;
    std::string name;
    std::string cui;
    std::string registration_number;
    std::string schema;
    bool is_default{false};
};
BOOST_DESCRIBE_STRUCT(CompanyInfo, (), (id, name, cui, registration_number, schema, is_default))

struct CompanyList {
    std::vector<CompanyInfo> items;
};
BOOST_DESCRIBE_STRUCT(CompanyList, (), (items))

}  // namespace roa2web::auth
