#pragma once

#include "http/router.hpp"

#include "services/linking_service.hpp"

namespace roa2web::telegram {

/// The user's linked chats: to be included under /links. The service must live longer than the
/// router.
[[nodiscard]] http::Router create_links_router(LinkingService& service);

}  // namespace roa2web::telegram
