// Numbered SQL files, applied once each, in order, each in a transaction of its own.
//
// The table schema_migrations holds what was applied, with a checksum. A file that changed after it
// was applied and a store that a newer program has written are refused: going on would damage data.
#pragma once

#include <vector>

#include "database/session.hpp"
#include "database/sql_file.hpp"

namespace roa2web::database {

/// Brings a store up to date. Safe when several processes do it at the same time.
/// @param files with names like "0003_sessions.sql"; numbers must rise.
/// Throws core::DatabaseError: the store is newer than the program, an applied file has changed, a
/// statement fails (that file is rolled back and the ones before it stay).
void apply_migrations(Session& session, const std::vector<SqlFile>& files);

}  // namespace roa2web::database
