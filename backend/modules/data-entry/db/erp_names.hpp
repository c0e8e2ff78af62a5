// The copy of the ERP's names, found by the beginnings of their words.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

#include "core/date.hpp"
#include "core/ids.hpp"
#include "database/session.hpp"

#include "schemas/erp_names_schemas.hpp"

namespace roa2web::data_entry {

/// A row on its way from the ERP into the copy.
struct CopiedName {
    ErpNameKind kind{ErpNameKind::Partner};
    ErpName name;
};

struct NameSync {
    std::int64_t generation{0};
    core::Timestamp as_of;
};
BOOST_DESCRIBE_STRUCT(NameSync, (), (generation, as_of))

struct FoundNames {
    std::vector<ErpName> names;
    bool more{false};  // there are others, or there may be: not all were looked at
};

/// Names that have, for every word that was typed, one that begins so; in the order of the rarest
/// of these. Empty: the first by their codes. Throws core::DatabaseError.
[[nodiscard]] FoundNames search_names(database::Session& session,
                                      core::CompanyId company,
                                      ErpNameKind kind,
                                      std::string_view search,
                                      std::int64_t limit);

/// Writes a name, and its words where it has changed. Throws core::DatabaseError.
void put_name(database::Session& session,
              core::CompanyId company,
              const CopiedName& copied,
              std::int64_t generation);

/// Removes what the generation has not seen, and says of when the copy is. Throws
/// core::DatabaseError.
void finish_sync(database::Session& session, core::CompanyId company, const NameSync& sync);

/// Nothing before the first one. Throws core::DatabaseError.
[[nodiscard]] std::optional<NameSync> find_sync(database::Session& session,
                                                core::CompanyId company);

/// All names of the ERP, one by one. `session` is the ERP's. Throws
/// core::DatabaseError.
void for_each_erp_name(database::Session& session, const std::function<void(CopiedName&&)>& visit);

}  // namespace roa2web::data_entry
