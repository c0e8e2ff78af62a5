// Against no server: settings and failures. A real SMTP server takes messages in
// tests/system/two_factor_test.mjs.
#include "mail/smtp_mail_sender.hpp"

#include <chrono>
#include <string>

#include <gtest/gtest.h>

#include "core/date.hpp"
#include "core/exceptions.hpp"

namespace roa2web::mail {

namespace {

SmtpSettings good_settings() {
    SmtpSettings settings;
    settings.host = "127.0.0.1";
    settings.port = 1;  // tcpmux: nobody listens
    settings.from = "roa@example.ro";
    settings.connect_timeout = std::chrono::seconds{2};
    settings.total_timeout = std::chrono::seconds{2};
    return settings;
}

const core::SystemClock kClock;

}  // namespace

TEST(SmtpMailSender, RefusesSettingsThatCannotWork) {
    auto no_host = good_settings();
    no_host.host = "";
    EXPECT_THROW(SmtpMailSender(no_host, kClock), core::ConfigurationError);
    auto host_with_path = good_settings();
    host_with_path.host = "mail.example.ro/x";
    EXPECT_THROW(SmtpMailSender(host_with_path, kClock), core::ConfigurationError);
    auto no_port = good_settings();
    no_port.port = 0;
    EXPECT_THROW(SmtpMailSender(no_port, kClock), core::ConfigurationError);
    auto no_sender = good_settings();
    no_sender.from = "ROA2WEB";
    EXPECT_THROW(SmtpMailSender(no_sender, kClock), core::ConfigurationError);
}

TEST(SmtpMailSender, SendsNoPasswordOverAPlainConnectionToAnotherMachine) {
    auto settings = good_settings();
    settings.host = "mail.example.ro";
    settings.security = SmtpSecurity::None;
    settings.username = "roa";
    settings.password = "geheim";
    EXPECT_THROW(SmtpMailSender(settings, kClock), core::ConfigurationError);
}

TEST(SmtpMailSender, RefusesBadRecipientsBeforeItConnects) {
    SmtpMailSender sender(good_settings(), kClock);
    const auto sent = sender.send(
        {.to = "ana@example.ro\r\nRCPT TO:<eva@example.ro>", .subject = "x", .text = "y"});
    ASSERT_FALSE(sent);
    EXPECT_EQ(sent.error().id, "mail_address");
}

TEST(SmtpMailSender, SaysThatTheServerIsAwayWithoutNamingIt) {
    SmtpMailSender sender(good_settings(), kClock);
    try {
        static_cast<void>(sender.send({.to = "ana@example.ro", .subject = "x", .text = "y"}));
        FAIL() << "there is no server";
    } catch (const core::UnavailableError& error) {
        EXPECT_STREQ(error.what(), "The mail server cannot be reached");
    }
}

}  // namespace roa2web::mail
