#include "db/receipts_list.hpp"

#include <string_view>

#include "core/text.hpp"

namespace roa2web::data_entry {

namespace {

constexpr std::string_view kColumns =
    "SELECT r.id, r.version, r.status, r.kind, r.document_number, r.document_date, "
    "r.supplier_name, r.supplier_cui, r.total, r.payment_method, r.expense_type, r.created_by, "
    "r.created_by_name, r.created_at, r.problems, ";

// Duplicates and attachments are looked for among the rows of the page alone, so around its
// selection.
constexpr std::string_view kDuplicate =
    "(SELECT MIN(other.id) FROM receipts other WHERE other.company_id = r.company_id "
    "AND other.duplicate_key = r.duplicate_key AND other.id <> r.id "
    "AND other.status <> 'rejected') AS duplicate_of, "
    "(SELECT MIN(a.id) FROM receipt_attachments a WHERE a.receipt_id = r.id) AS attachment_id "
    "FROM (";

constexpr std::string_view kForDuplicate =
    "r.company_id, r.duplicate_key, r.supplier_folded FROM receipts r WHERE ";

constexpr std::string_view kSums =
    "SELECT COUNT(*) AS receipts, COALESCE(SUM(r.total), 0) AS total FROM receipts r WHERE ";

constexpr std::string_view kToCheck =
    "r.status = 'draft' AND (r.to_check = 1 OR EXISTS (SELECT 1 FROM receipts other "
    "WHERE other.company_id = r.company_id AND other.duplicate_key = r.duplicate_key "
    "AND other.id <> r.id AND other.status <> 'rejected'))";

constexpr std::string_view kCountStates =
    "SELECT COUNT(CASE WHEN r.status = 'draft' THEN 1 END) AS draft, "
    "COUNT(CASE WHEN r.status = 'pending' THEN 1 END) AS pending, "
    "COUNT(CASE WHEN r.status = 'approved' THEN 1 END) AS approved, "
    "COUNT(CASE WHEN r.status = 'rejected' THEN 1 END) AS rejected, "
    "COUNT(CASE WHEN r.status = 'exported' THEN 1 END) AS exported FROM receipts r WHERE ";

constexpr std::string_view kCountToCheck = "SELECT COUNT(*) AS to_check FROM receipts r WHERE ";

struct StateCountsRow {
    std::int64_t draft{0};
    std::int64_t pending{0};
    std::int64_t approved{0};
    std::int64_t rejected{0};
    std::int64_t exported{0};
};
BOOST_DESCRIBE_STRUCT(StateCountsRow, (), (draft, pending, approved, rejected, exported))

struct ToCheckCountRow {
    std::int64_t to_check{0};
};
BOOST_DESCRIBE_STRUCT(ToCheckCountRow, (), (to_check))

/// Engines differ in where NULL sorts: receipts that lack the value come first when ascending.
std::string order_by(const ReceiptQuery& query) {
    const std::string direction = query.order == ReceiptOrder::Asc ? " ASC" : " DESC";
    const auto with_nulls_first = [&direction](const std::string& column) {
        return "CASE WHEN " + column + " IS NULL THEN 0 ELSE 1 END" + direction + ", " + column +
               direction + ", ";
    };
    std::string terms;
    switch (query.sort) {
        case ReceiptSort::Date:
            terms = with_nulls_first("r.document_date");
            break;
        case ReceiptSort::Created:
            break;  // ids rise with time
        case ReceiptSort::Total:
            terms = with_nulls_first("r.total");
            break;
        case ReceiptSort::Supplier:
            terms = "r.supplier_folded" + direction + ", ";
            break;
    }
    return terms + "r.id" + direction;
}

template <class T>
void add_if(ReceiptSelection& selection,
            std::string_view condition,
            const std::string& name,
            const std::optional<T>& value) {
    if (value) {
        selection.where.append(" AND ").append(condition);
        selection.parameters.emplace_back(name, *value);
    }
}

ReceiptSelection select_company(core::CompanyId company, std::optional<core::UserId> only_of) {
    ReceiptSelection selection{"r.company_id = :company_id", {{"company_id", company}}};
    add_if(selection, "r.created_by = :only_of", "only_of", only_of);
    return selection;
}

}  // namespace

ReceiptSelection make_selection(core::CompanyId company,
                                const ReceiptQuery& query,
                                std::optional<core::UserId> only_of) {
    auto selection = select_company(company, only_of);
    add_if(selection, "r.status = :status", "status", query.status);
    add_if(selection, "r.document_date >= :date_from", "date_from", query.date_from);
    add_if(selection, "r.document_date <= :date_to", "date_to", query.date_to);
    add_if(selection, "r.created_by = :created_by", "created_by", query.created_by);
    if (query.to_check) {
        selection.where.append(" AND ").append(kToCheck);
    }
    if (query.search) {
        selection.where += R"( AND r.search_text LIKE :search ESCAPE '\')";
        selection.parameters.emplace_back("search",
                                          core::like_pattern(core::fold(query.search->value)));
    }
    return selection;
}

std::vector<ReceiptListRow> select_page(database::Session& session,
                                        const ReceiptQuery& query,
                                        const ReceiptSelection& selection) {
    auto parameters = selection.parameters;
    parameters.emplace_back("page_size", query.page_size.value);
    parameters.emplace_back("page_offset", (query.page.value - 1) * query.page_size.value);
    const std::string order = order_by(query);
    std::string sql(kColumns);
    sql.append(kDuplicate)
        .append(session.paged(std::string(kColumns) + std::string(kForDuplicate) + selection.where,
                              order))
        .append(") r ORDER BY ")
        .append(order);
    return session.select<ReceiptListRow>(sql, parameters);
}

ReceiptSums select_sums(database::Session& session, const ReceiptSelection& selection) {
    return session
        .select_first<ReceiptSums>(std::string(kSums) + selection.where, selection.parameters)
        .value();
}

ReceiptCounts count_by_state(database::Session& session,
                             core::CompanyId company,
                             std::optional<core::UserId> only_of) {
    const auto selection = select_company(company, only_of);
    const auto states = session
                            .select_first<StateCountsRow>(
                                std::string(kCountStates) + selection.where, selection.parameters)
                            .value();
    const auto to_check =
        session
            .select_first<ToCheckCountRow>(
                std::string(kCountToCheck) + selection.where + " AND " + std::string(kToCheck),
                selection.parameters)
            .value();
    return {.draft = states.draft,
            .pending = states.pending,
            .approved = states.approved,
            .rejected = states.rejected,
            .exported = states.exported,
            .to_check = to_check.to_check};
}

}  // namespace roa2web::data_entry
