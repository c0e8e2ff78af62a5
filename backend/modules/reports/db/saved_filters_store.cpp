#include "db/saved_filters_store.hpp"

#include <cstdint>
#include <string_view>
#include <utility>

#include <boost/describe.hpp>
#include <fmt/format.h>

namespace roa2web::reports {

namespace {

constexpr std::string_view kList =
    "SELECT id, report, name, query, created_at FROM saved_filters WHERE user_id = :user_id "
    "ORDER BY report, name";

constexpr std::string_view kListOfReport =
    "SELECT id, report, name, query, created_at FROM saved_filters WHERE user_id = :user_id "
    "AND report = :report ORDER BY name";

constexpr std::string_view kCount =
    "SELECT COUNT(*) AS filters, COALESCE(SUM(CASE WHEN name = :name THEN 1 ELSE 0 END), 0) AS "
    "same_name FROM saved_filters WHERE user_id = :user_id AND report = :report";

constexpr std::string_view kTakeId = "UPDATE saved_filter_ids SET last_id = last_id + 1";

constexpr std::string_view kReadId = "SELECT last_id FROM saved_filter_ids";

constexpr std::string_view kInsert =
    "INSERT INTO saved_filters (id, user_id, report, name, query, created_at) "
    "VALUES (:id, :user_id, :report, :name, :query, :created_at)";

constexpr std::string_view kRemoveOwn =
    "DELETE FROM saved_filters WHERE id = :id AND user_id = :user_id";

struct CountRow {
    std::int64_t filters{0};
    std::int64_t same_name{0};
};
BOOST_DESCRIBE_STRUCT(CountRow, (), (filters, same_name))

struct IdRow {
    SavedFilterId last_id;
};
BOOST_DESCRIBE_STRUCT(IdRow, (), (last_id))

}  // namespace

std::vector<SavedFilter> SavedFiltersStore::list(core::UserId user,
                                                 const std::optional<std::string>& report) {
    return store_.get().read([&](database::Session& session) {
        return report ? session.select<SavedFilter>(kListOfReport,
                                                    {{"user_id", user}, {"report", *report}})
                      : session.select<SavedFilter>(kList, {{"user_id", user}});
    });
}

core::Result<SavedFilter> SavedFiltersStore::add(core::UserId user, SavedFilter filter) {
    return store_.get().write([&](database::Session& session) -> core::Result<SavedFilter> {
        // Taken first: its row lock makes writers on other nodes wait, so that the count holds.
        session.execute(kTakeId);
        const auto count = session.select_first<CountRow>(
            kCount, {{"name", filter.name}, {"user_id", user}, {"report", filter.report}});
        if (count->same_name > 0) {
            return core::fail(core::ErrorCode::Conflict,
                              "You already have a filter of this name for this report",
                              "saved_filter_exists");
        }
        if (count->filters >= kMaxFiltersPerReport) {
            return core::fail(core::ErrorCode::Conflict,
                              fmt::format("You have {} filters for this report; delete one first",
                                          kMaxFiltersPerReport),
                              "too_many_saved_filters");
        }
        filter.id = session.select_first<IdRow>(kReadId)->last_id;
        session.execute(kInsert,
                        {{"id", filter.id},
                         {"user_id", user},
                         {"report", filter.report},
                         {"name", filter.name},
                         {"query", filter.query},
                         {"created_at", filter.created_at}});
        return filter;
    });
}

bool SavedFiltersStore::remove(core::UserId user, SavedFilterId filter) {
    return store_.get().write([&](database::Session& session) {
        return session.execute(kRemoveOwn, {{"id", filter}, {"user_id", user}}) == 1;
    });
}

}  // namespace roa2web::reports
