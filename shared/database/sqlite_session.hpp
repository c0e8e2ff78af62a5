#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string_view>

#include "database/session.hpp"

namespace roa2web::database {

/// How to open a SQLite file.
struct SqliteOptions {
    std::filesystem::path file;
    /// The file must exist and is never changed; otherwise it is created when missing.
    bool read_only{false};
    /// How long to wait for another connection's lock.
    std::chrono::milliseconds busy_timeout{5000};
    /// How long the engine may work on the way to one row, or on one statement without rows; 0 =
    /// for ever.
    std::chrono::milliseconds step_timeout{0};
};

/// A session on one SQLite file. `begin()` takes the write lock at once (BEGIN IMMEDIATE), so that
/// a transaction never fails half-way because another one wrote first; a read-only session begins a
/// plain one and sees one state. Throws core::DatabaseError: no such file, not a database, no
/// rights.
[[nodiscard]] std::unique_ptr<Session> open_sqlite(const SqliteOptions& options);

/// Makes another file's tables visible under `name` in a session of open_sqlite, read-only as the
/// session is.
/// @param name letters only; part of the SQL text. Throws core::DatabaseError.
void attach_sqlite(Session& session, const std::filesystem::path& file, std::string_view name);

}  // namespace roa2web::database
