#include "db/reports_store.hpp"

#include "core/exceptions.hpp"

#include "reports_migrations.hpp"

namespace roa2web::reports {

void ReportsStore::start() {
    if (!enabled_) {
        return;
    }
    if (!store_) {
        store_ = std::make_unique<database::LocalStore>(file_, database::reports_migrations());
    }
    open_store_ = store_.get();
    if (opened_) {
        opened_();
    }
}

lifecycle::Health ReportsStore::health() {
    if (!enabled_) {
        return {lifecycle::Status::Disabled, "switched off by REPORTS_ENABLED", {}};
    }
    get().probe();
    return {};
}

database::LocalStore& ReportsStore::get() const {
    database::LocalStore* store = open_store_;
    if (store == nullptr) {
        throw core::UnavailableError("The store of the reports is not open");
    }
    return *store;
}

}  // namespace roa2web::reports
