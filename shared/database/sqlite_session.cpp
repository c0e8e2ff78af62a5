#include "database/sqlite_session.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <span>
#include <string>
#include <utility>

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "core/exceptions.hpp"
#include "database/soci_session.hpp"

namespace roa2web::database {

namespace {

namespace sqlite = sqlite_api;

/// How many instructions of SQLite's virtual machine pass between two looks at the clock: some 0.1
/// ms.
constexpr int kInstructionsBetweenChecks = 10'000;

/// SOCI reads `key=value` pairs; a value with blanks stands in double quotes and so cannot hold
/// one.
std::string connect_string(const SqliteOptions& options) {
    const std::u8string utf8 = options.file.u8string();
    const std::string path(utf8.begin(), utf8.end());
    if (path.empty() || path.find('"') != std::string::npos) {
        throw core::DatabaseError(
            "a database file needs a name, and a name without double quotes: " + path);
    }
    return "dbname=\"" + path + "\"" + (options.read_only ? " readonly=true" : "");
}

class SqliteSession final : public SociSession {
  public:
    explicit SqliteSession(const SqliteOptions& options)
        : SociSession(std::make_unique<soci::session>(soci::sqlite3, connect_string(options))),
          read_only_(options.read_only),
          step_timeout_(options.step_timeout) {
        sqlite::sqlite3_busy_timeout(handle(), static_cast<int>(options.busy_timeout.count()));
        sqlite::sqlite3_extended_result_codes(handle(), 1);
        sqlite::sqlite3_progress_handler(handle(), kInstructionsBetweenChecks, &must_end, this);
    }

    ~SqliteSession() override = default;
    SqliteSession(const SqliteSession&) = delete;
    SqliteSession& operator=(const SqliteSession&) = delete;
    SqliteSession(SqliteSession&&) = delete;
    SqliteSession& operator=(SqliteSession&&) = delete;

    void execute_script(std::string_view sql) override {
        on_step();
        char* message = nullptr;
        const int code =
            sqlite::sqlite3_exec(handle(), std::string(sql).c_str(), nullptr, nullptr, &message);
        if (code != SQLITE_OK) {
            const std::string text = message != nullptr ? message : sqlite::sqlite3_errstr(code);
            sqlite::sqlite3_free(message);
            if (code == SQLITE_INTERRUPT && should_stop()) {
                throw core::CancelledError("a script was ended: nobody waits for it");
            }
            if (is_fatal(code)) {
                mark_unusable();
            }
            throw core::DatabaseError(text + " [script]");
        }
    }

    [[nodiscard]] std::string_view dialect() const override { return "sqlite"; }

  protected:
    void begin_transaction() override { execute_script(read_only_ ? "BEGIN" : "BEGIN IMMEDIATE"); }

    void check_prepared(soci::statement& statement,
                        std::string_view sql,
                        const Parameters& parameters,
                        std::span<const CellType> types) override {
        sqlite::sqlite3_stmt* prepared = backend_of(statement).stmt_;
        if (prepared == nullptr) {
            throw soci::soci_error("an empty statement");
        }
        // SQLite prepares the first statement of a text and leaves the rest: that must not go
        // unseen.
        const std::string_view rest =
            sql.substr(std::string_view(sqlite::sqlite3_sql(prepared)).size());
        if (rest.find_first_not_of(" \t\r\n;") != std::string_view::npos) {
            throw soci::soci_error("more than one statement in a text; use execute_script");
        }
        // It also takes a parameter that nobody set for NULL.
        const int wanted = sqlite::sqlite3_bind_parameter_count(prepared);
        for (int index = 1; index <= wanted; ++index) {
            const char* name = sqlite::sqlite3_bind_parameter_name(prepared, index);
            const bool given = name != nullptr && std::any_of(parameters.begin(),
                                                              parameters.end(),
                                                              [name](const Parameter& parameter) {
                                                                  return parameter.name == name + 1;
                                                              });
            if (!given) {
                throw soci::soci_error("no value for parameter " +
                                       std::string(name != nullptr ? name : "?"));
            }
        }
        if (static_cast<std::size_t>(sqlite::sqlite3_column_count(prepared)) < types.size()) {
            throw soci::soci_error("fewer columns than the row has members");
        }
    }

    void on_step() override {
        if (step_timeout_.count() > 0) {
            deadline_ = std::chrono::steady_clock::now() + step_timeout_;
        }
    }

    void check_row(soci::statement& statement, std::span<const CellType> types) override {
        sqlite::sqlite3_stmt* row = backend_of(statement).stmt_;
        for (std::size_t index = 0; index < types.size(); ++index) {
            if (types[index] != CellType::Integer) {
                continue;
            }
            const int type = sqlite::sqlite3_column_type(row, static_cast<int>(index));
            if (type != SQLITE_INTEGER && type != SQLITE_NULL) {
                throw soci::soci_error("column " + std::to_string(index + 1) +
                                       " is not an integer");
            }
        }
    }

    void end_statement(soci::statement& statement) noexcept override {
        auto* backend = static_cast<soci::sqlite3_statement_backend*>(statement.get_backend());
        if (backend != nullptr && backend->stmt_ != nullptr) {
            sqlite::sqlite3_reset(backend->stmt_);
        }
    }

    [[nodiscard]] bool is_connection_lost() const noexcept override {
        try {
            throw;
        } catch (const soci::sqlite3_soci_error& error) {
            return is_fatal(error.result());
        } catch (...) {
            return false;
        }
    }

  private:
    static soci::sqlite3_statement_backend& backend_of(soci::statement& statement) {
        return *static_cast<soci::sqlite3_statement_backend*>(statement.get_backend());
    }

    sqlite::sqlite3* handle() {
        return static_cast<soci::sqlite3_session_backend*>(connection().get_backend())->conn_;
    }

    /// The primary code is the low byte of an extended one (sqlite.org/rescode.html).
    static bool is_fatal(int code) {
        const int primary = code & 0xFF;
        return primary == SQLITE_IOERR || primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB ||
               primary == SQLITE_CANTOPEN || primary == SQLITE_NOMEM || primary == SQLITE_PROTOCOL;
    }

    /// Asked by SQLite while it works: over time, or nobody waits any more?
    static int must_end(void* asked) {
        auto* session = static_cast<SqliteSession*>(asked);
        const bool too_late = session->step_timeout_.count() > 0 &&
                              std::chrono::steady_clock::now() > session->deadline_;
        return too_late || session->should_stop() ? 1 : 0;
    }

    bool read_only_;
    std::chrono::milliseconds step_timeout_;
    std::chrono::steady_clock::time_point deadline_{std::chrono::steady_clock::time_point::max()};
};

}  // namespace

std::unique_ptr<Session> open_sqlite(const SqliteOptions& options) {
    try {
        auto session = std::make_unique<SqliteSession>(options);
        // SQLite opens lazily: only reading shows that it is a database and may be read.
        session->execute_script(
            options.read_only ? "PRAGMA query_only = ON; SELECT count(*) FROM sqlite_master;"
                              : "PRAGMA foreign_keys = ON; SELECT count(*) FROM sqlite_master;");
        return session;
    } catch (const std::exception& error) {
        throw core::DatabaseError("cannot open " + options.file.string() + ": " + error.what());
    }
}

void attach_sqlite(Session& session, const std::filesystem::path& file, std::string_view name) {
    // ATTACH would create a file that is missing.
    if (!std::filesystem::exists(file)) {
        throw core::DatabaseError("cannot open " + file.string() + ": no such file");
    }
    const std::u8string utf8 = file.u8string();
    session.execute("ATTACH DATABASE :file AS " + std::string(name),
                    {{"file", std::string(utf8.begin(), utf8.end())}});
}

}  // namespace roa2web::database
