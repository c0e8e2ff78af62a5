#include "db/receipts_store.hpp"

#include "core/exceptions.hpp"

#include "data_entry_migrations.hpp"

namespace roa2web::data_entry {

void ReceiptsStore::open() {
    if (!store_) {
        store_ =
            std::make_unique<database::LocalStore>(address_, database::data_entry_migrations());
    }
    open_store_ = store_.get();
}

database::LocalStore& ReceiptsStore::get() const {
    database::LocalStore* store = open_store_;
    if (store == nullptr) {
        throw core::UnavailableError("The receipts store is not open");
    }
    return *store;
}

}  // namespace roa2web::data_entry
