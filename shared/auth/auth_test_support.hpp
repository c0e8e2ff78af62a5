// What the tests of this folder share: the outer edge as fakes (ERP, mail), the store for real.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "auth/auth_settings.hpp"
#include "auth/secrets.hpp"
#include "core/date.hpp"
#include "core/exceptions.hpp"
#include "core/result.hpp"
#include "database/erp_gateway.hpp"
#include "mail/mail_sender.hpp"

#include "auth_migrations.hpp"

namespace roa2web::auth {

/// A folder that goes away with the test.
class TestFolder {
  public:
    TestFolder()
        : path_(std::filesystem::temp_directory_path() / ("roa2web-auth-" + random_token(9))) {
        std::filesystem::create_directories(path_);
    }

    ~TestFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;
    TestFolder(TestFolder&&) = delete;
    TestFolder& operator=(TestFolder&&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

/// Users whose password is their name: demo (1, administrator, companies 1 and 2), contabil (2,
/// accountant, company 1) and viewer (3, viewer, company 1, the only one without an e-mail
/// address).
class FakeErp final : public database::ErpGateway {
  public:
    FakeErp() {
        users_ = {{{1}, "demo", "Demo Popescu", "demo@example.ro", "administrator", true},
                  {{2}, "contabil", "Ana Țîru", "contabil@example.ro", "accountant", true},
                  {{3}, "viewer", "Ion Pop", "", "viewer", true}};
        companies_ = {{{1}, "Alfa SRL", "RO1", "J40/1/2020", "alfa", true},
                      {{2}, "Beta SRL", "RO2", "J40/2/2020", "beta", false}};
    }

    /// Changes a user while the server runs.
    database::ErpUser& user(std::int64_t id) { return users_.at(static_cast<std::size_t>(id - 1)); }

    std::atomic<bool> away{false};
    std::atomic<int> user_questions{0};
    std::atomic<int> passwords_checked{0};

    database::ErpLease company_session(core::CompanyId /*company*/) override {
        throw core::UnavailableError("not in this test");
    }

    core::Result<database::ErpUser> verify_login(std::string_view username,
                                                 std::string_view password) override {
        fail_when_away();
        ++passwords_checked;
        for (const auto& candidate : users_) {
            if (candidate.username == username && password == username && candidate.active) {
                return candidate;
            }
        }
        return core::fail(core::ErrorCode::Unauthenticated, "wrong");
    }

    core::Result<database::ErpUser> find_user(core::UserId id) override {
        fail_when_away();
        ++user_questions;
        for (const auto& candidate : users_) {
            if (candidate.id == id) {
                return candidate;
            }
        }
        return core::fail(core::ErrorCode::NotFound, "unknown");
    }

    std::vector<database::ErpCompany> companies_of(core::UserId id) override {
        fail_when_away();
        return id.value == 1 ? companies_ : std::vector<database::ErpCompany>{companies_.front()};
    }

    void probe() override { fail_when_away(); }

    [[nodiscard]] database::ErpPoolStats stats() const override { return {}; }

    [[nodiscard]] std::string_view engine() const override { return "fake"; }

  private:
    void fail_when_away() const {
        if (away) {
            throw core::UnavailableError("the fake ERP is away");
        }
    }

    std::vector<database::ErpUser> users_;
    std::vector<database::ErpCompany> companies_;
};

class RecordingMail final : public mail::MailSender {
  public:
    core::Result<void> send(const mail::MailMessage& message) override {
        const std::lock_guard lock(mutex_);
        if (down) {
            throw core::UnavailableError("The mail server cannot be reached");
        }
        messages_.push_back(message);
        return {};
    }

    [[nodiscard]] std::size_t count() const {
        const std::lock_guard lock(mutex_);
        return messages_.size();
    }

    [[nodiscard]] mail::MailMessage last() const {
        const std::lock_guard lock(mutex_);
        return messages_.at(messages_.size() - 1);
    }

    /// The six digits of the last message.
    [[nodiscard]] std::string last_code() const {
        const auto text = last().text;
        return text.substr(text.find("este: ") + 6, 6);
    }

    std::atomic<bool> down{false};

  private:
    mutable std::mutex mutex_;
    std::vector<mail::MailMessage> messages_;
};

inline core::Timestamp test_start() {
    using namespace std::chrono_literals;
    return std::chrono::sys_days{std::chrono::year{2025} / 11 / 24} + 8h;
}

inline AuthSettings test_settings(const TestFolder& folder) {
    AuthSettings settings;
    settings.jwt_secret = "test-secret-test-secret-test-secret-1";
    settings.store_file = folder.path() / "auth.db";
    return settings;
}

}  // namespace roa2web::auth
