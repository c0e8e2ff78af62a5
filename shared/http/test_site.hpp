// A small site for the tests of this folder: one route of each kind, and an authenticator that
// knows two tokens.
#pragma once

#include <stdexcept>
#include <string>

#include "core/blocking_pool.hpp"
#include "http/dispatcher.hpp"
#include "http/router.hpp"

namespace roa2web::http {

struct GreetQuery {
    json::TextOf<1, 20> name{"lume"};
    json::IntegerIn<1, 5> times{1};
};
BOOST_DESCRIBE_STRUCT(GreetQuery, (), (name, times))

struct Greeting {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(Greeting, (), (text))

struct NoteBody {
    json::TextOf<1, 100> text;
};
BOOST_DESCRIBE_STRUCT(NoteBody, (), (text))

struct NotePath {
    core::InvoiceId id;
};
BOOST_DESCRIBE_STRUCT(NotePath, (), (id))

/// "viewer" may view reports of company 1; "nobody" may do nothing.
class FakeAuthenticator final : public Authenticator {
  public:
    core::Task<core::Result<Principal>> authenticate(std::string_view token) override {
        Principal principal{{1}, std::string(token), "viewer", "s", {}};
        if (token == "viewer") {
            principal.permissions = {core::Permission::ReportsView};
        } else if (token != "nobody") {
            co_return core::fail(
                core::ErrorCode::Unauthenticated, "The token is not valid", "invalid_token");
        }
        co_return principal;
    }

    core::Task<core::Result<void>> check_company(const Principal&,
                                                 core::CompanyId company) override {
        if (company.value != 1) {
            co_return core::fail(core::ErrorCode::Forbidden,
                                 "You have no right to this company",
                                 "company_forbidden");
        }
        co_return core::Result<void>{};
    }
};

inline Router make_test_routes(core::BlockingPool& pool) {
    using core::Result;
    using core::Task;
    Router router;
    router.get("/api/greeting",
               {.access = kPublic, .summary = "Greets"},
               [](const Call<GreetQuery>& call) -> Task<Result<Greeting>> {
                   Greeting greeting;
                   for (std::int64_t turn = 0; turn < call.query.times.value; ++turn) {
                       greeting.text += "Bună, " + call.query.name.value + "! ";
                   }
                   co_return greeting;
               });
    router.get("/api/long",
               {.access = kPublic, .summary = "A long answer"},
               [](const Call<>&) -> Task<Result<Greeting>> {
                   co_return Greeting{std::string(100000, 'a')};
               });
    router.get(
        "/api/company",
        {.access = needs(core::Permission::ReportsView),
         .company = true,
         .summary = "Of one company"},
        [&pool](const Call<>& call) -> Task<Result<Greeting>> {
            co_await pool.schedule();
            co_return Greeting{call.principal.username + " " + std::to_string(call.company.value)};
        });
    router.post("/api/notes/{id}",
                {.access = kSignedIn, .summary = "Takes a note", .status = 201},
                [](const Call<NoQuery, NoteBody, NotePath>& call) -> Task<Result<Greeting>> {
                    co_return Greeting{std::to_string(call.path.id.value) + call.body.text.value};
                });
    router.get("/api/broken",
               {.access = kPublic, .summary = "Throws"},
               [](const Call<>&) -> Task<Result<Greeting>> {
                   throw std::runtime_error("secret SQL text");
                   co_return Greeting{};
               });
    router.get("/api/events",
               {.access = kPublic, .summary = "Three events"},
               [&pool](const Call<>&) -> Task<Result<Response>> {
                   co_return event_stream([&pool](StreamWriter& writer) -> Task<void> {
                       for (int count = 1; count <= 3; ++count) {
                           co_await pool.schedule();
                           const bool open =
                               co_await writer.write(format_event("count", std::to_string(count)));
                           if (!open) {
                               co_return;
                           }
                       }
                   });
               });
    return router;
}

}  // namespace roa2web::http
