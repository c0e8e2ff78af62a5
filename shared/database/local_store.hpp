// A module's own store: SQLite in WAL mode by default (PostgreSQL by URL when one machine is not
// enough).
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "database/session.hpp"
#include "database/sql_file.hpp"

namespace roa2web::database {

/// Where a store is kept: in a file, or in a schema of a PostgreSQL database.
struct StoreAddress {
    StoreAddress() = default;

    // NOLINTNEXTLINE(google-explicit-constructor,hicpp-explicit-conversions): a file is the rule
    StoreAddress(std::filesystem::path store_file) : file(std::move(store_file)) {}

    StoreAddress(std::string database_url, std::string in_schema)
        : url(std::move(database_url)), schema(std::move(in_schema)) {}

    std::filesystem::path file;
    std::string url;  // as PostgresqlOptions::url; empty: the file
    std::string schema;
};

/// Opened by start-up, used by services on blocking threads: many readers, one writer.
class LocalStore {
  public:
    /// Opens or creates the file (and its folder), sets WAL, foreign keys, full durability of
    /// commits and a busy time-out, or opens or creates the schema; then applies the migrations
    /// that it lacks, each in a transaction. Throws core::DatabaseError: cannot open, damaged, or
    /// written by a newer program.
    LocalStore(StoreAddress address, const std::vector<SqlFile>& migrations);
    ~LocalStore();
    LocalStore(const LocalStore&) = delete;
    LocalStore& operator=(const LocalStore&) = delete;
    LocalStore(LocalStore&&) = delete;
    LocalStore& operator=(LocalStore&&) = delete;

    /// Runs `work(session)` with a session for reading; all its queries see one state of the store.
    /// Throws core::DatabaseError.
    template <class Work>
    auto read(Work work) {
        const Lease lease = take_reader();
        return work(*lease.session);
    }

    /// Runs `work(session)` in a write transaction, one at a time in this process; commits when it
    /// returns, rolls back when it throws. What it returned is on disk. Throws core::DatabaseError.
    template <class Work>
    auto write(Work work) {
        const Lease lease = take_writer();
        Transaction transaction(*lease.session);
        if constexpr (std::is_void_v<decltype(work(*lease.session))>) {
            work(*lease.session);
            transaction.commit();
        } else {
            auto result = work(*lease.session);
            transaction.commit();
            return result;
        }
    }

    /// One cheap read, for /health. Throws core::DatabaseError.
    void probe();

  private:
    struct Impl;

    struct Lease {
        Session* session;
        std::function<void()> give_back;

        Lease(Session* leased, std::function<void()> on_end)
            : session(leased), give_back(std::move(on_end)) {}

        ~Lease() { give_back(); }

        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;
        Lease(Lease&&) = delete;
        Lease& operator=(Lease&&) = delete;
    };

    Lease take_reader();
    Lease take_writer();

    std::unique_ptr<Impl> impl_;
};

}  // namespace roa2web::database
