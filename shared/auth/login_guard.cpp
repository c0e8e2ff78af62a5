#include "auth/login_guard.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v6.hpp>
#include <boost/describe.hpp>

#include "auth/secrets.hpp"
#include "core/text.hpp"

namespace roa2web::auth {

namespace {

constexpr std::string_view kAccount = "account";
constexpr std::string_view kAddress = "address";
constexpr std::string_view kHashPurpose = "roa2web login subject";

constexpr std::string_view kFindLocks =
    "SELECT locked_until FROM auth_login_failures WHERE locked_until > :now AND "
    "((kind = 'account' AND subject_hash = :account) OR (kind = 'address' AND subject_hash = "
    ":address))";

constexpr std::string_view kCountFailure =
    "INSERT INTO auth_login_failures (kind, subject_hash, failures, last_failure_at, locked_until) "
    "VALUES (:kind, :subject, 1, :now, 0) ON CONFLICT (kind, subject_hash) DO UPDATE SET "
    "failures = CASE WHEN auth_login_failures.last_failure_at <= :forgotten THEN 1 "
    "ELSE auth_login_failures.failures + 1 END, last_failure_at = excluded.last_failure_at";

constexpr std::string_view kFindFailures =
    "SELECT failures FROM auth_login_failures WHERE kind = :kind AND subject_hash = :subject";

constexpr std::string_view kLock =
    "UPDATE auth_login_failures SET locked_until = :until WHERE kind = :kind AND subject_hash = "
    ":subject";

constexpr std::string_view kForget =
    "DELETE FROM auth_login_failures WHERE kind = 'account' AND subject_hash = :account";

constexpr std::string_view kPruneFailures =
    "DELETE FROM auth_login_failures WHERE locked_until <= :now AND last_failure_at <= :forgotten";

struct LockRow {
    core::Timestamp locked_until;
};
BOOST_DESCRIBE_STRUCT(LockRow, (), (locked_until))

struct FailuresRow {
    std::int64_t failures{0};
};
BOOST_DESCRIBE_STRUCT(FailuresRow, (), (failures))

std::string_view trimmed(std::string_view text) {
    const auto from = text.find_first_not_of(' ');
    return from == std::string_view::npos
               ? ""
               : text.substr(from, text.find_last_not_of(' ') - from + 1);
}

/// The text that stands for a client's network; an address that is none stands for itself.
std::string network_of(std::string_view address) {
    boost::system::error_code error;
    const auto parsed = boost::asio::ip::make_address(std::string(address), error);
    if (error || parsed.is_v4()) {
        return std::string(address);
    }
    const auto v6 = parsed.to_v6();
    if (v6.is_v4_mapped()) {
        return boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, v6).to_string();
    }
    return boost::asio::ip::network_v6(v6, 64).canonical().to_string();
}

}  // namespace

std::string hash_account(std::string_view username) {
    return hash_secret(kHashPurpose, core::fold(trimmed(username)));
}

std::string hash_address(std::string_view address) {
    return hash_secret(kHashPurpose, network_of(address));
}

std::chrono::seconds delay_after(std::int64_t failures,
                                 std::int64_t threshold,
                                 const LockoutSettings& settings) {
    if (failures < threshold) {
        return std::chrono::seconds{0};
    }
    auto delay = settings.first_delay;
    for (auto extra = failures - threshold; extra > 0 && delay < settings.longest_delay; --extra) {
        delay *= 2;
    }
    return std::min(delay, settings.longest_delay);
}

std::chrono::seconds LoginGuard::wait_for(const LoginSubject& subject) {
    const auto now = clock_.now();
    const auto locks = store_.read([&](database::Session& sql) {
        return sql.select<LockRow>(
            kFindLocks,
            {{"now", now}, {"account", subject.account_hash}, {"address", subject.address_hash}});
    });
    std::chrono::seconds wait{0};
    for (const auto& lock : locks) {
        wait = std::max(wait, lock.locked_until - now);
    }
    return wait;
}

LoginGuard::Delays LoginGuard::record_failure(const LoginSubject& subject) {
    return store_.write([&](database::Session& sql) {
        Delays delays;
        if (!subject.account_hash.empty()) {
            delays.account = count(sql,
                                   kAccount,
                                   subject.account_hash,
                                   settings_.account_failures,
                                   settings_.account_memory);
        }
        delays.address = count(sql,
                               kAddress,
                               subject.address_hash,
                               settings_.address_failures,
                               settings_.address_memory);
        return delays;
    });
}

std::chrono::seconds LoginGuard::count(database::Session& sql,
                                       std::string_view kind,
                                       const std::string& subject_hash,
                                       std::int64_t threshold,
                                       std::chrono::seconds memory) {
    const auto now = clock_.now();
    sql.execute(kCountFailure,
                {{"kind", kind},
                 {"subject", subject_hash},
                 {"now", now},
                 {"forgotten", core::Timestamp{now - memory}}});
    const auto row =
        sql.select_first<FailuresRow>(kFindFailures, {{"kind", kind}, {"subject", subject_hash}});
    const auto delay = delay_after(row ? row->failures : 0, threshold, settings_);
    if (delay.count() > 0) {
        sql.execute(
            kLock,
            {{"until", core::Timestamp{now + delay}}, {"kind", kind}, {"subject", subject_hash}});
    }
    return delay;
}

void LoginGuard::forget_account(const std::string& account_hash) {
    store_.write([&](database::Session& sql) {
        sql.execute(kForget, {{"account", account_hash}});
    });
}

void LoginGuard::prune() {
    const auto now = clock_.now();
    const auto memory = std::max(settings_.account_memory, settings_.address_memory);
    store_.write([&](database::Session& sql) {
        sql.execute(kPruneFailures, {{"now", now}, {"forgotten", core::Timestamp{now - memory}}});
    });
}

}  // namespace roa2web::auth
