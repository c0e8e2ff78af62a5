#include "database/sqlite_erp_gateway.hpp"

#include <algorithm>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "core/exceptions.hpp"
#include "database/erp_session_pool.hpp"
#include "database/password_hash.hpp"
#include "database/sqlite_session.hpp"

namespace roa2web::database {

namespace {

using std::filesystem::path;

/// The schema of sessions that need the shared views alone. No company may have this name.
const std::string kSharedSchema = "shared";

constexpr std::string_view kUserColumns =
    "SELECT user_id, username, full_name, email, role, active, password_hash ";
const std::string kUserByName =
    std::string(kUserColumns) + "FROM roa2web_users WHERE username = :username";
const std::string kUserById =
    std::string(kUserColumns) + "FROM roa2web_users WHERE user_id = :user_id";

constexpr std::string_view kAnyPasswordHash =
    "SELECT MIN(password_hash) AS password_hash FROM roa2web_users WHERE password_hash IS NOT NULL";

constexpr std::string_view kCompaniesOfUser =
    "SELECT c.company_id, c.name, c.cui, c.registration_number, c.schema_name, r.is_default "
    "FROM roa2web_user_companies r JOIN roa2web_companies c ON c.company_id = r.company_id "
    "WHERE r.user_id = :user_id ORDER BY c.name_folded, c.company_id";

constexpr std::string_view kSchemaOfCompany =
    "SELECT schema_name FROM roa2web_companies WHERE company_id = :company_id";

struct UserRow {
    core::UserId user_id;
    std::string username;
    std::string full_name;
    std::optional<std::string> email;
    std::string role;
    bool active{false};
    std::optional<std::string> password_hash;
};
BOOST_DESCRIBE_STRUCT(UserRow,
                      (),
                      (user_id, username, full_name, email, role, active, password_hash))

struct CompanyRow {
    core::CompanyId company_id;
    std::string name;
    std::optional<std::string> cui;
    std::optional<std::string> registration_number;
    std::string schema_name;
    bool is_default{false};
};
BOOST_DESCRIBE_STRUCT(CompanyRow,
                      (),
                      (company_id, name, cui, registration_number, schema_name, is_default))

struct TextRow {
    std::optional<std::string> text;
};
BOOST_DESCRIBE_STRUCT(TextRow, (), (text))

struct NumberRow {
    std::int64_t number{0};
};
BOOST_DESCRIBE_STRUCT(NumberRow, (), (number))

ErpUser to_user(UserRow row) {
    return ErpUser{.id = row.user_id,
                   .username = std::move(row.username),
                   .full_name = std::move(row.full_name),
                   .email = row.email.value_or(""),
                   .role = std::move(row.role),
                   .active = row.active};
}

/// A schema becomes a file name: nothing but letters, digits and underscores may reach the file
/// system.
bool is_schema_name(const std::string& schema) {
    return !schema.empty() && schema != kSharedSchema && schema.size() <= 60 &&
           std::all_of(schema.begin(), schema.end(), [](char letter) {
               return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                      (letter >= '0' && letter <= '9') || letter == '_';
           });
}

}  // namespace

struct SqliteErpGateway::Impl {
    explicit Impl(ErpSettings erp_settings)
        : settings(std::move(erp_settings)),
          pool(
              settings.pool_size,
              settings.acquire_timeout,
              [this](const std::string& schema) { return open(schema); },
              [this](const std::string& schema) { return stamp_of(schema); }) {}

    ErpSettings settings;
    std::mutex mutex;
    // Guarded by the mutex: company -> schema, as read under this stamp of the shared file.
    std::unordered_map<std::int64_t, std::string> schemas;
    std::string schemas_stamp;
    ErpSessionPool pool;

    [[nodiscard]] path file_of(const std::string& schema) const {
        return settings.folder / (schema + ".db");
    }

    /// When the files of a session were last written.
    [[nodiscard]] std::string stamp_of(const std::string& schema) const {
        try {
            const auto own = std::filesystem::last_write_time(file_of(schema));
            const auto shared = std::filesystem::last_write_time(file_of(kSharedSchema));
            return std::to_string(own.time_since_epoch().count()) + "/" +
                   std::to_string(shared.time_since_epoch().count());
        } catch (const std::filesystem::filesystem_error&) {
            throw core::UnavailableError("The ERP's data is not there");
        }
    }

    [[nodiscard]] std::unique_ptr<Session> open(const std::string& schema) const {
        try {
            auto session = open_sqlite({.file = file_of(schema),
                                        .read_only = true,
                                        .busy_timeout = settings.acquire_timeout,
                                        .step_timeout = settings.statement_timeout});
            if (schema != kSharedSchema) {
                attach_sqlite(*session, file_of(kSharedSchema), kSharedSchema);
            }
            return session;
        } catch (const core::DatabaseError&) {
            throw core::UnavailableError("The ERP's data cannot be opened");
        }
    }

    std::string schema_of(core::CompanyId company) {
        const std::string stamp = stamp_of(kSharedSchema);
        {
            const std::lock_guard lock(mutex);
            if (schemas_stamp != stamp) {
                schemas.clear();
                schemas_stamp = stamp;
            }
            const auto known = schemas.find(company.value);
            if (known != schemas.end()) {
                return known->second;
            }
        }
        const ErpLease session = pool.acquire(kSharedSchema);
        const auto row =
            session->select_first<TextRow>(kSchemaOfCompany, {{"company_id", company}});
        if (!row || !row->text || !is_schema_name(*row->text)) {
            throw core::DatabaseError("the ERP has no schema for company " +
                                      std::to_string(company.value));
        }
        const std::lock_guard lock(mutex);
        return schemas.insert_or_assign(company.value, *row->text).first->second;
    }
};

SqliteErpGateway::SqliteErpGateway(ErpSettings settings)
    : impl_(std::make_unique<Impl>(std::move(settings))) {}

SqliteErpGateway::~SqliteErpGateway() = default;

ErpLease SqliteErpGateway::company_session(core::CompanyId company) {
    return impl_->pool.acquire(impl_->schema_of(company));
}

core::Result<ErpUser> SqliteErpGateway::verify_login(std::string_view username,
                                                     std::string_view password) {
    std::optional<UserRow> user;
    std::optional<TextRow> stand_in;
    {
        const ErpLease session = impl_->pool.acquire(kSharedSchema);
        user = session->select_first<UserRow>(kUserByName, {{"username", username}});
        if (!user || !user->password_hash) {
            // Somebody's hash, so that the check takes as long as for a user who exists.
            stand_in = session->select_first<TextRow>(kAnyPasswordHash);
        }
    }
    const bool known = user && user->password_hash;
    const std::string hash = known                        ? *user->password_hash
                             : stand_in && stand_in->text ? *stand_in->text
                                                          : "";
    const bool right = verify_password(hash, password);
    if (!known || !right || !user->active) {
        return core::fail(
            core::ErrorCode::Unauthenticated, "Wrong user name or password", "invalid_credentials");
    }
    return to_user(std::move(*user));
}

core::Result<ErpUser> SqliteErpGateway::find_user(core::UserId user) {
    const ErpLease session = impl_->pool.acquire(kSharedSchema);
    auto row = session->select_first<UserRow>(kUserById, {{"user_id", user}});
    if (!row) {
        return core::fail(core::ErrorCode::NotFound, "No such user", "user_not_found");
    }
    return to_user(std::move(*row));
}

std::vector<ErpCompany> SqliteErpGateway::companies_of(core::UserId user) {
    const ErpLease session = impl_->pool.acquire(kSharedSchema);
    std::vector<ErpCompany> companies;
    session->for_each<CompanyRow>(
        kCompaniesOfUser, {{"user_id", user}}, [&companies](CompanyRow&& row) {
            companies.push_back(
                ErpCompany{.id = row.company_id,
                           .name = std::move(row.name),
                           .cui = row.cui.value_or(""),
                           .registration_number = row.registration_number.value_or(""),
                           .schema = std::move(row.schema_name),
                           .is_default = row.is_default});
            return true;
        });
    return companies;
}

void SqliteErpGateway::probe() {
    // A connection of its own, opened anew: it neither waits for the pool nor keeps a file open
    // that was replaced.
    const auto session = open_sqlite({.file = impl_->file_of(kSharedSchema),
                                      .read_only = true,
                                      .busy_timeout = impl_->settings.probe_timeout / 2,
                                      .step_timeout = impl_->settings.probe_timeout});
    if (!session->select_first<NumberRow>("SELECT COUNT(*) AS companies FROM roa2web_companies")) {
        throw core::DatabaseError("the ERP does not answer");
    }
}

ErpPoolStats SqliteErpGateway::stats() const {
    return impl_->pool.stats();
}

}  // namespace roa2web::database
