#include "db/counters.hpp"

#include <string>

#include <boost/describe.hpp>

#include "core/exceptions.hpp"

namespace roa2web::data_entry {

namespace {

// The update comes first: on PostgreSQL it makes other nodes wait until this transaction ends.
constexpr std::string_view kAdvance =
    "UPDATE counters SET last_value = last_value + :wanted WHERE name = :name";

constexpr std::string_view kRead = "SELECT last_value FROM counters WHERE name = :name";

struct CounterRow {
    std::int64_t last_value{0};
};
BOOST_DESCRIBE_STRUCT(CounterRow, (), (last_value))

}  // namespace

std::int64_t next_number(database::Session& session, std::string_view counter) {
    return take_numbers(session, counter, 1);
}

std::int64_t take_numbers(database::Session& session,
                          std::string_view counter,
                          std::int64_t wanted) {
    session.execute(kAdvance, {{"wanted", wanted}, {"name", counter}});
    const auto row = session.select_first<CounterRow>(kRead, {{"name", counter}});
    if (!row) {
        throw core::DatabaseError("there is no counter " + std::string(counter));
    }
    return row->last_value;
}

}  // namespace roa2web::data_entry
