#include "database/postgresql_session.hpp"

#include <algorithm>
#include <exception>
#include <string>
#include <string_view>
#include <utility>

#include <soci/soci.h>

#include "core/exceptions.hpp"
#include "database/soci_session.hpp"

namespace roa2web::database {

namespace {

constexpr std::string_view kBackend = "postgresql";

/// Seconds that libpq tries to reach the server, where the address does not say.
constexpr std::string_view kConnectTimeout = "connect_timeout=5";

std::string connect_string(const std::string& url) {
    if (url.find("connect_timeout") != std::string::npos) {
        return url;
    }
    if (url.find("://") == std::string::npos) {
        return url + " " + std::string(kConnectTimeout);
    }
    return url + (url.find('?') == std::string::npos ? "?" : "&") + std::string(kConnectTimeout);
}

void check_schema_name(const std::string& schema) {
    const bool fits = !schema.empty() && std::all_of(schema.begin(), schema.end(), [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
               letter == '_';
    });
    if (!fits) {
        throw core::DatabaseError("not the name of a schema: " + schema);
    }
}

class PostgresqlSession final : public SociSession {
  public:
    explicit PostgresqlSession(const PostgresqlOptions& options)
        : SociSession(
              std::make_unique<soci::session>(std::string(kBackend), connect_string(options.url))),
          schema_(options.schema),
          read_only_(options.read_only) {}

    void execute_script(std::string_view sql) override {
        try {
            // Without parameters SOCI hands a text on as it is, and PostgreSQL takes several
            // statements in one.
            connection() << std::string(sql);
        } catch (const soci::soci_error& error) {
            if (is_connection_lost()) {
                mark_unusable();
            }
            throw core::DatabaseError(error.get_error_message() + " [script]");
        }
    }

    [[nodiscard]] std::string_view dialect() const override { return kBackend; }

  protected:
    void begin_transaction() override {
        if (read_only_) {
            execute_script("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
            return;
        }
        execute_script("BEGIN");
        // Held until the transaction ends.
        execute_script("SELECT pg_advisory_xact_lock(hashtext('" + schema_ + "'))");
    }

    [[nodiscard]] bool is_connection_lost() const noexcept override {
        try {
            throw;
        } catch (const soci::soci_error& error) {
            const auto category = error.get_error_category();
            return category == soci::soci_error::connection_error ||
                   category == soci::soci_error::system_error ||
                   category == soci::soci_error::unknown;
        } catch (...) {
            return false;
        }
    }

  private:
    std::string schema_;
    bool read_only_;
};

struct Collation {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(Collation, (), (name))

/// Ranges of words and the order of lists are by bytes, as in SQLite.
void check_collation(Session& session) {
    const auto collation = session.select_first<Collation>(
        "SELECT datcollate FROM pg_database WHERE datname = current_database()");
    if (!collation || (collation->name != "C" && collation->name != "POSIX" &&
                       collation->name != "C.UTF-8" && collation->name != "C.utf8")) {
        throw core::DatabaseError(
            "the database sorts as " + (collation ? collation->name : "?") +
            "; create it with TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'");
    }
}

}  // namespace

std::unique_ptr<Session> open_postgresql(const PostgresqlOptions& options) {
    check_schema_name(options.schema);
    try {
        auto session = std::make_unique<PostgresqlSession>(options);
        check_collation(*session);
        session->execute_script("SET client_min_messages = warning");
        if (!options.read_only) {
            session->execute_script("CREATE SCHEMA IF NOT EXISTS " + options.schema);
        }
        session->execute_script("SET search_path TO " + options.schema);
        return session;
    } catch (const std::exception& error) {
        throw core::DatabaseError("cannot open the schema " + options.schema +
                                  " in PostgreSQL: " + error.what());
    }
}

}  // namespace roa2web::database
