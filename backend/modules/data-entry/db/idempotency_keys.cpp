#include "db/idempotency_keys.hpp"

#include <boost/describe.hpp>

namespace roa2web::data_entry {

namespace {

constexpr std::string_view kFindKey =
    "SELECT receipt_id FROM idempotency_keys WHERE company_id = :company_id "
    "AND user_id = :user_id AND request_key = :request_key";

constexpr std::string_view kPutKey =
    "INSERT INTO idempotency_keys (company_id, user_id, request_key, receipt_id, created_at) "
    "VALUES (:company_id, :user_id, :request_key, :receipt_id, :created_at)";

constexpr std::string_view kForgetKeys = "DELETE FROM idempotency_keys WHERE created_at < :before";

struct KeyRow {
    ReceiptId receipt_id;
};
BOOST_DESCRIBE_STRUCT(KeyRow, (), (receipt_id))

}  // namespace

std::optional<ReceiptId> find_receipt_of_key(database::Session& session,
                                             core::CompanyId company,
                                             core::UserId user,
                                             std::string_view key) {
    const auto row = session.select_first<KeyRow>(
        kFindKey, {{"company_id", company}, {"user_id", user}, {"request_key", key}});
    return row ? std::optional(row->receipt_id) : std::nullopt;
}

void put_key(database::Session& session,
             core::CompanyId company,
             core::UserId user,
             std::string_view key,
             ReceiptId receipt,
             core::Timestamp now) {
    session.execute(kPutKey,
                    {{"company_id", company},
                     {"user_id", user},
                     {"request_key", key},
                     {"receipt_id", receipt},
                     {"created_at", now}});
}

void forget_keys(database::Session& session, core::Timestamp before) {
    session.execute(kForgetKeys, {{"before", before}});
}

}  // namespace roa2web::data_entry
