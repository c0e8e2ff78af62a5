#include "db/telegram_store.hpp"

#include "core/exceptions.hpp"

#include "telegram_migrations.hpp"

namespace roa2web::telegram {

void TelegramStore::start() {
    if (!enabled_) {
        return;
    }
    if (!store_) {
        store_ = std::make_unique<database::LocalStore>(file_, database::telegram_migrations());
    }
    open_store_ = store_.get();
}

lifecycle::Health TelegramStore::health() {
    if (!enabled_) {
        return {lifecycle::Status::Disabled, "switched off by TELEGRAM_ENABLED", {}};
    }
    get().probe();
    return {};
}

database::LocalStore& TelegramStore::get() const {
    database::LocalStore* store = open_store_;
    if (store == nullptr) {
        throw core::UnavailableError("The Telegram store is not open");
    }
    return *store;
}

}  // namespace roa2web::telegram
