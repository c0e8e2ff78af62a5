#include "database/migrations.hpp"

#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <sodium.h>

#include "core/exceptions.hpp"

namespace roa2web::database {

namespace {

constexpr std::string_view kCreateTable =
    "CREATE TABLE IF NOT EXISTS schema_migrations ("
    "number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at "
    "BIGINT NOT NULL)";

constexpr std::string_view kSelectApplied =
    "SELECT number, name, checksum FROM schema_migrations ORDER BY number";

constexpr std::string_view kInsertApplied =
    "INSERT INTO schema_migrations (number, name, checksum, applied_at) "
    "VALUES (:number, :name, :checksum, :applied_at)";

struct AppliedRow {
    std::int64_t number{0};
    std::string name;
    std::string checksum;
};
BOOST_DESCRIBE_STRUCT(AppliedRow, (), (number, name, checksum))

struct Migration {
    std::int64_t number{0};
    SqlFile file;
    std::string checksum;
};

/// BLAKE2b of the text without carriage returns: a checkout on Windows has the same sum.
std::string checksum_of(std::string_view text) {
    std::string unix_text;
    unix_text.reserve(text.size());
    for (const char letter : text) {
        if (letter != '\r') {
            unix_text += letter;
        }
    }
    std::array<unsigned char, 16> sum{};
    crypto_generichash(sum.data(),
                       sum.size(),
                       reinterpret_cast<const unsigned char*>(unix_text.data()),
                       unix_text.size(),
                       nullptr,
                       0);
    std::array<char, 2 * sum.size() + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), sum.data(), sum.size());
    return std::string(hex.data());
}

std::vector<Migration> number_files(const std::vector<SqlFile>& files) {
    std::vector<Migration> migrations;
    std::int64_t last = 0;
    for (const SqlFile& file : files) {
        std::int64_t number = 0;
        const auto [end, error] =
            std::from_chars(file.name.data(), file.name.data() + file.name.size(), number);
        if (error != std::errc{} || number <= last) {
            throw core::DatabaseError("migration " + std::string(file.name) +
                                      " needs a number above " + std::to_string(last));
        }
        last = number;
        migrations.push_back(
            Migration{.number = number, .file = file, .checksum = checksum_of(file.text)});
    }
    return migrations;
}

/// How many migrations the store has, after checking that they are the program's own.
std::size_t count_applied(Session& session, const std::vector<Migration>& migrations) {
    const auto applied = session.select<AppliedRow>(kSelectApplied);
    for (std::size_t index = 0; index < applied.size(); ++index) {
        if (index >= migrations.size()) {
            throw core::DatabaseError(
                "the store was written by a newer program: it has migration " +
                applied[index].name);
        }
        const Migration& own = migrations[index];
        if (applied[index].number != own.number) {
            throw core::DatabaseError("the store has migration " + applied[index].name +
                                      " where this program has " + std::string(own.file.name));
        }
        if (applied[index].checksum != own.checksum) {
            throw core::DatabaseError("migration " + std::string(own.file.name) +
                                      " has changed since the store applied it");
        }
    }
    return applied.size();
}

void apply(Session& session, const Migration& migration) {
    session.execute_script(migration.file.text);
    const auto now =
        std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
    session.execute(kInsertApplied,
                    {{"number", migration.number},
                     {"name", migration.file.name},
                     {"checksum", migration.checksum},
                     {"applied_at", core::Timestamp{now}}});
}

}  // namespace

void apply_migrations(Session& session, const std::vector<SqlFile>& files) {
    if (sodium_init() < 0) {
        throw core::DatabaseError("libsodium does not start");
    }
    const std::vector<Migration> migrations = number_files(files);
    session.execute(kCreateTable);
    while (count_applied(session, migrations) < migrations.size()) {
        // The write lock is held from here on: another process that came first has done its part by
        // now.
        Transaction transaction(session);
        const std::size_t applied = count_applied(session, migrations);
        if (applied == migrations.size()) {
            return;
        }
        const Migration& next = migrations[applied];
        try {
            apply(session, next);
            transaction.commit();
        } catch (const core::DatabaseError& error) {
            throw core::DatabaseError("migration " + std::string(next.file.name) + ": " +
                                      error.what());
        }
    }
}

}  // namespace roa2web::database
