#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>

#include <boost/describe.hpp>

#include "core/date.hpp"
#include "logging/logger.hpp"
#include "mail/mail_sender.hpp"

namespace roa2web::mail {

/// None: plain text, for a relay on this machine. Starttls: upgraded before anything is said (port
/// 587). Tls: from the first byte (port 465).
enum class SmtpSecurity : std::uint8_t { None, Starttls, Tls };
BOOST_DESCRIBE_ENUM(SmtpSecurity, None, Starttls, Tls)

struct SmtpSettings {
    std::string host;  // empty: no mail is sent
    std::uint16_t port{587};
    SmtpSecurity security{SmtpSecurity::Starttls};
    std::string username;  // empty: no sign-in
    std::string password;
    std::string from;  // an address
    std::string from_name{"ROA2WEB"};
    std::filesystem::path ca_file;  // PEM; empty: the system's authorities
    std::chrono::seconds connect_timeout{10};
    std::chrono::seconds total_timeout{20};
};

/// Over libcurl. Certificates and host names are always checked; there is no setting that turns it
/// off.
class SmtpMailSender final : public MailSender {
  public:
    /// Throws core::ConfigurationError: no host, bad sender address, or a password that would
    /// travel unprotected.
    SmtpMailSender(SmtpSettings settings, const core::Clock& clock);

    core::Result<void> send(const MailMessage& message) override;

  private:
    SmtpSettings settings_;
    const core::Clock& clock_;
    logging::Logger log_{"MAIL"};
};

}  // namespace roa2web::mail
