#pragma once

#include <string>

#include "core/result.hpp"

namespace roa2web::mail {

/// One plain-text message to one recipient. All text is UTF-8.
struct MailMessage {
    std::string to;  // an address: "ana@example.ro"
    std::string subject;
    std::string text;
};

/// Takes messages for delivery. Outer edge of the program: tests put a recording fake in its place.
class MailSender {
  public:
    MailSender() = default;
    MailSender(const MailSender&) = delete;
    MailSender& operator=(const MailSender&) = delete;
    MailSender(MailSender&&) = delete;
    MailSender& operator=(MailSender&&) = delete;
    virtual ~MailSender() = default;

    /// Blocks until the mail server has taken the message: call it on a core::BlockingPool.
    /// Errors: InvalidInput when the message cannot be sent as it is (bad address, refused
    /// recipient). Throws core::UnavailableError when the server is away, not trusted or refuses
    /// the sign-in; its text names no host and holds no secret.
    virtual core::Result<void> send(const MailMessage& message) = 0;
};

}  // namespace roa2web::mail
