// A page of the list of receipts, with the totals of the selection and the counters.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "core/date.hpp"
#include "core/ids.hpp"
#include "core/money.hpp"
#include "database/session.hpp"

#include "schemas/receipts_schemas.hpp"

namespace roa2web::data_entry {

struct ReceiptListRow {
    ReceiptId id;
    std::int64_t version{1};
    ReceiptStatus status{ReceiptStatus::Draft};
    std::optional<ReceiptKind> kind;
    std::optional<std::string> number;
    std::optional<core::Date> date;
    std::optional<std::string> supplier_name;
    std::optional<std::string> supplier_cui;
    std::optional<core::Money> total;
    std::optional<PaymentMethod> payment_method;
    std::optional<std::string> expense_type;
    core::UserId created_by;
    std::string created_by_name;
    core::Timestamp created_at;
    std::string problems;  // JSON, as of the last change
    std::optional<ReceiptId> duplicate_of;
    std::optional<AttachmentId> attachment_id;  // the first one
};
BOOST_DESCRIBE_STRUCT(ReceiptListRow,
                      (),
                      (id,
                       version,
                       status,
                       kind,
                       number,
                       date,
                       supplier_name,
                       supplier_cui,
                       total,
                       payment_method,
                       expense_type,
                       created_by,
                       created_by_name,
                       created_at,
                       problems,
                       duplicate_of,
                       attachment_id))

struct ReceiptSums {
    std::int64_t receipts{0};
    core::Money total;
};
BOOST_DESCRIBE_STRUCT(ReceiptSums, (), (receipts, total))

/// Conditions of a WHERE clause with their values; made from a query once, used for page and sums.
struct ReceiptSelection {
    std::string where;
    database::Parameters parameters;
};

/// @param only_of whose receipts alone may be seen; nothing for those who see everybody's.
[[nodiscard]] ReceiptSelection make_selection(core::CompanyId company,
                                              const ReceiptQuery& query,
                                              std::optional<core::UserId> only_of);

/// Throws core::DatabaseError.
[[nodiscard]] std::vector<ReceiptListRow> select_page(database::Session& session,
                                                      const ReceiptQuery& query,
                                                      const ReceiptSelection& selection);

/// How many receipts are selected, and the sum of their totals. Throws core::DatabaseError.
[[nodiscard]] ReceiptSums select_sums(database::Session& session,
                                      const ReceiptSelection& selection);

/// Receipts by state, whatever the filters. Throws core::DatabaseError.
[[nodiscard]] ReceiptCounts count_by_state(database::Session& session,
                                           core::CompanyId company,
                                           std::optional<core::UserId> only_of);

}  // namespace roa2web::data_entry
