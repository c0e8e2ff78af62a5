#include "db/to_check_list.hpp"

#include <string_view>
#include <utility>

namespace roa2web::data_entry {

namespace {

constexpr std::string_view kFrom =
    " FROM receipts r WHERE r.company_id = :company_id AND r.status = 'draft' AND r.to_check = 1 "
    "AND EXISTS (SELECT 1 FROM receipt_attachments any_one WHERE any_one.receipt_id = r.id)";
constexpr std::string_view kOnlyOf = " AND r.created_by = :only_of";
constexpr std::string_view kPicked =
    "SELECT r.id, r.version, r.created_at, r.supplier_name, r.supplier_cui, r.document_number, "
    "r.document_date, r.total, r.problems";
constexpr std::string_view kCounted = "SELECT COUNT(*) AS drafts";
constexpr std::string_view kOrder = "r.id ASC";

// The count stands there also where the page has no row.
constexpr std::string_view kColumnsOfPage =
    "SELECT counted.drafts, p.id, p.version, p.created_at, a.id AS attachment_id, a.file_name, "
    "p.supplier_name, p.supplier_cui, p.document_number, p.document_date, p.total, p.problems "
    "FROM (";
constexpr std::string_view kWithFirst =
    ") p ON 1 = 1 LEFT JOIN receipt_attachments a ON a.id = "
    "(SELECT MIN(earliest.id) FROM receipt_attachments earliest WHERE earliest.receipt_id = p.id) "
    "ORDER BY p.id";

struct PageRow {
    std::int64_t drafts{0};
    std::optional<ReceiptId> id;
    std::optional<std::int64_t> version;
    std::optional<core::Timestamp> created_at;
    std::optional<AttachmentId> attachment_id;
    std::optional<std::string> file_name;
    std::optional<std::string> supplier_name;
    std::optional<std::string> supplier_cui;
    std::optional<std::string> number;
    std::optional<core::Date> date;
    std::optional<core::Money> total;
    std::optional<std::string> problems;
};
BOOST_DESCRIBE_STRUCT(PageRow,
                      (),
                      (drafts,
                       id,
                       version,
                       created_at,
                       attachment_id,
                       file_name,
                       supplier_name,
                       supplier_cui,
                       number,
                       date,
                       total,
                       problems))

}  // namespace

ToCheckList select_to_check(database::Session& session,
                            core::CompanyId company,
                            const ToCheckQuery& query,
                            std::optional<core::UserId> only_of) {
    database::Parameters parameters{
        {"company_id", company},
        {"page_size", query.page_size.value},
        {"page_offset", (query.page.value - 1) * query.page_size.value}};
    std::string selection(kFrom);
    if (only_of) {
        selection += kOnlyOf;
        parameters.emplace_back("only_of", *only_of);
    }
    std::string sql(kColumnsOfPage);
    sql.append(kCounted)
        .append(selection)
        .append(") counted LEFT JOIN (")
        .append(session.paged(std::string(kPicked) + selection, std::string(kOrder)))
        .append(kWithFirst);
    ToCheckList list;
    session.for_each<PageRow>(sql, parameters, [&list](PageRow&& row) {
        list.total = row.drafts;
        if (row.id) {
            list.entries.push_back({.id = *row.id,
                                    .version = row.version.value_or(1),
                                    .created_at = row.created_at.value_or(core::Timestamp{}),
                                    .attachment_id = row.attachment_id.value_or(AttachmentId{}),
                                    .file_name = row.file_name.value_or(""),
                                    .supplier_name = std::move(row.supplier_name),
                                    .supplier_cui = std::move(row.supplier_cui),
                                    .number = std::move(row.number),
                                    .date = row.date,
                                    .total = row.total,
                                    .problems = row.problems.value_or("[]")});
        }
        return true;
    });
    return list;
}

}  // namespace roa2web::data_entry
