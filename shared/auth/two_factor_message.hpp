#pragma once

#include <chrono>
#include <string_view>

#include "database/erp_gateway.hpp"
#include "mail/mail_sender.hpp"

namespace roa2web::auth {

/// The message that carries a sign-in code, in Romanian and English: the user's language is not
/// known yet.
[[nodiscard]] mail::MailMessage make_code_message(const database::ErpUser& user,
                                                  std::string_view code,
                                                  std::chrono::seconds lifetime);

}  // namespace roa2web::auth
