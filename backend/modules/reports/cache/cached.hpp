// Keeps the answers of a GET route of one company. In a router, around the handler:
//
//     router.get("/trial-balance", {.access = ..., .company = true, ...},
//                cached(cache, "trial_balance",
//                       [&service](const http::Call<TrialBalanceQuery>& call)
//                           -> Task<Result<TrialBalance>> {
//                           co_return co_await service.make(call.company, call.query);
//                       }));
//
// The name stands in statistics and settings: lower case letters, digits and '_', once in the
// module. Query and path are the key; so is the day, because "overdue" and "the current month"
// change at midnight, also where the books do not. For a report that knows no today:
// cached(cache, "name", CacheDay::Any, ...).
//
// What the handler gets has no principal and no headers, only company, query, path and the
// request's id: an answer that is for everybody cannot depend on who asked first. It may run after
// the request has ended, so what it refers to must live as long as the module.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "core/date.hpp"
#include "core/enum_names.hpp"
#include "core/result.hpp"
#include "core/task.hpp"
#include "http/router.hpp"
#include "json/writer.hpp"

#include "cache/report_cache.hpp"

namespace roa2web::reports {

enum class CacheDay : std::uint8_t { Today, Any };

template <class Handler>
class CachedHandler {
    using Traits = http::HandlerTraits<decltype(&Handler::operator())>;
    using Query = typename Traits::QueryType;
    using Path = typename Traits::PathType;
    using Answer = typename Traits::AnswerType;
    using Call = http::Call<Query, http::NoBody, Path>;

    static_assert(std::is_same_v<typename Traits::BodyType, http::NoBody>,
                  "only what is read is kept");

    /// A call that outlives its request.
    struct OwnCall {
        explicit OwnCall(const Call& other)
            : request(own_request(other.request)),
              call{request, {}, other.company, other.query, {}, other.path} {}

        OwnCall(const OwnCall&) = delete;
        OwnCall& operator=(const OwnCall&) = delete;
        OwnCall(OwnCall&&) = delete;
        OwnCall& operator=(OwnCall&&) = delete;
        ~OwnCall() = default;

        static http::Request own_request(const http::Request& other) {
            http::Request request;
            request.path = other.path;
            request.id = other.id;
            return request;
        }

        http::Request request;
        Call call;
    };

  public:
    CachedHandler(ReportCache& cache, std::string_view name, CacheDay day, Handler handler)
        : cache_(&cache),
          report_(&cache.add_report(name)),
          day_(day),
          handler_(std::make_shared<const Handler>(std::move(handler))) {}

    core::Task<core::Result<http::Stored<Answer>>> operator()(const Call& call) const {
        auto key = make_key(call);
        if (auto found = cache_->find(*report_, key)) {
            co_return to_stored(*found);
        }
        auto produce = [handler = handler_, own = std::make_shared<OwnCall>(call)] {
            return make_json(handler, own);
        };
        auto answer = co_await cache_->get(*report_, std::move(key), std::move(produce));
        if (!answer) {
            co_return tl::unexpected(std::move(answer.error()));
        }
        co_return to_stored(*answer);
    }

  private:
    // Both are shared with the task: it may run longer than the request, and than the route.
    static core::Task<core::Result<std::string>> make_json(std::shared_ptr<const Handler> handler,
                                                           std::shared_ptr<const OwnCall> own) {
        auto answer = co_await (*handler)(own->call);
        if (!answer) {
            co_return tl::unexpected(std::move(answer.error()));
        }
        co_return json::to_json(*answer);
    }

    [[nodiscard]] CacheKey make_key(const Call& call) const {
        CacheKey key{call.company, report_->name, {}};
        if (day_ == CacheDay::Today) {
            key.parameters = core::format_date(core::date_in_bucharest(cache_->now()));
        }
        json::append(key.parameters, call.query);
        json::append(key.parameters, call.path);
        return key;
    }

    static http::Stored<Answer> to_stored(const CachedAnswer& answer) {
        return {.body = answer.body,
                .headers = {{"X-Data-As-Of", core::format_timestamp(answer.as_of)},
                            {"X-Cache", std::string(core::enum_name(answer.source))}}};
    }

    ReportCache* cache_;
    CacheReport* report_;
    CacheDay day_;
    std::shared_ptr<const Handler> handler_;
};

/// See the top of the file.
template <class Handler>
[[nodiscard]] CachedHandler<Handler> cached(ReportCache& cache,
                                            std::string_view name,
                                            CacheDay day,
                                            Handler handler) {
    return CachedHandler<Handler>(cache, name, day, std::move(handler));
}

template <class Handler>
[[nodiscard]] CachedHandler<Handler> cached(ReportCache& cache,
                                            std::string_view name,
                                            Handler handler) {
    return cached(cache, name, CacheDay::Today, std::move(handler));
}

}  // namespace roa2web::reports
