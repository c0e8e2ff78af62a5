#include "database/session.hpp"

namespace roa2web::database {

std::string Session::paged(std::string_view select, std::string_view order_by) const {
    std::string sql;
    if (dialect() == "oracle") {
        // The inner query sorts, the middle one numbers what is sorted, the outer one cuts. ROWNUM
        // and not ROW_NUMBER() OVER (...), because the ORDER BY terms name columns of the
        // selection, aliases included.
        sql.append("SELECT * FROM (SELECT paged_rows.*, ROWNUM AS paged_position FROM (")
            .append(select)
            .append(" ORDER BY ")
            .append(order_by)
            .append(
                ") paged_rows WHERE ROWNUM <= :page_offset + :page_size) WHERE paged_position > "
                ":page_offset");
        return sql;
    }
    sql.append(select)
        .append(" ORDER BY ")
        .append(order_by)
        .append(" LIMIT :page_size OFFSET :page_offset");
    return sql;
}

}  // namespace roa2web::database
