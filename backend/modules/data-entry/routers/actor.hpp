#pragma once

#include "http/router.hpp"

#include "services/receipt_permissions.hpp"

namespace roa2web::data_entry {

/// Who sent a request, and from where, as the history tells it.
template <class Query, class Body, class Path>
[[nodiscard]] Actor actor_of(const http::Call<Query, Body, Path>& call) {
    return {.user = call.principal.user,
            .username = call.principal.username,
            .permissions = call.principal.permissions,
            .address = call.request.remote_address};
}

}  // namespace roa2web::data_entry
