#pragma once

#include <memory>
#include <string>

#include "database/session.hpp"

namespace roa2web::database {

/// How to open a schema of a PostgreSQL database.
struct PostgresqlOptions {
    /// "postgresql://user:password@host:5432/roa2web", or libpq's `key=value` pairs. Never in a
    /// message.
    std::string url;
    /// Of small letters, digits and '_'; created when missing.
    std::string schema;
    bool read_only{false};
};

/// A session whose tables are those of one schema. `begin()` waits until no other writer of the
/// schema, on any machine, is in a transaction, as SQLite does with a file; a read-only session
/// sees one state from begin to end.
///
/// The driver is loaded when the first one is opened: who keeps stores in files does without it.
/// Throws core::DatabaseError: not reachable, no rights, a database that does not sort by bytes.
[[nodiscard]] std::unique_ptr<Session> open_postgresql(const PostgresqlOptions& options);

}  // namespace roa2web::database
