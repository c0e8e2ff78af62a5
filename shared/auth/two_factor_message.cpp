#include "auth/two_factor_message.hpp"

#include <chrono>

#include <fmt/format.h>

namespace roa2web::auth {

mail::MailMessage make_code_message(const database::ErpUser& user,
                                    std::string_view code,
                                    std::chrono::seconds lifetime) {
    const auto minutes = std::chrono::ceil<std::chrono::minutes>(lifetime).count();
    return {.to = user.email,
            .subject = "Codul de conectare ROA2WEB · your sign-in code",
            .text = fmt::format(
                "Bună ziua, {0},\n\n"
                "Codul de conectare în ROA2WEB este: {1}\n"
                "Este valabil {2} minute și poate fi folosit o singură dată.\n"
                "Dacă nu dumneavoastră v-ați conectat, schimbați parola și anunțați "
                "administratorul.\n\n"
                "Hello {0},\n\n"
                "Your ROA2WEB sign-in code is: {1}\n"
                "It is good for {2} minutes and for one use.\n"
                "If you did not sign in, change your password and tell your administrator.\n",
                user.full_name,
                code,
                minutes)};
}

}  // namespace roa2web::auth
