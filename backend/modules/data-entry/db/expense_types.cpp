#include "db/expense_types.hpp"

#include <boost/describe.hpp>

#include "core/text.hpp"

namespace roa2web::data_entry {

namespace {

constexpr std::string_view kFindExpenseTypes =
    "SELECT code, name, debit_account, vat_deductible_percent FROM expense_types "
    "WHERE search_text LIKE :pattern ESCAPE '\\' ORDER BY position LIMIT :row_limit";

constexpr std::string_view kCountExpenseTypes =
    "SELECT COUNT(*) FROM expense_types WHERE search_text LIKE :pattern ESCAPE '\\'";

struct CountRow {
    std::int64_t count{0};
};
BOOST_DESCRIBE_STRUCT(CountRow, (), (count))

}  // namespace

std::vector<ExpenseType> find_expense_types(database::Session& session,
                                            std::string_view search,
                                            std::int64_t limit) {
    return session.select<ExpenseType>(
        kFindExpenseTypes,
        {{"pattern", core::like_pattern(core::fold(search))}, {"row_limit", limit}});
}

std::int64_t count_expense_types(database::Session& session, std::string_view search) {
    const auto row = session.select_first<CountRow>(
        kCountExpenseTypes, {{"pattern", core::like_pattern(core::fold(search))}});
    return row ? row->count : 0;
}

}  // namespace roa2web::data_entry
