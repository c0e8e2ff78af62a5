#include "data_entry_module.hpp"

#include <utility>

#include "db/receipts_store.hpp"
#include "routers/nomenclature_router.hpp"
#include "services/nomenclature_service.hpp"

namespace roa2web::data_entry {

struct DataEntryModule::Impl {
    Impl(DataEntrySettings own_settings, core::BlockingPool& pool, const core::Clock& clock)
        : settings(std::move(own_settings)),
          store(settings.store_file),
          nomenclature(store, pool, clock) {}

    DataEntrySettings settings;
    ReceiptsStore store;
    NomenclatureService nomenclature;
};

DataEntryModule::DataEntryModule(DataEntrySettings settings,
                                 core::BlockingPool& store_pool,
                                 const core::Clock& clock)
    : impl_(std::make_unique<Impl>(std::move(settings), store_pool, clock)) {}

DataEntryModule::~DataEntryModule() = default;

void DataEntryModule::start() {
    if (impl_->settings.enabled) {
        impl_->store.open();
    }
}

void DataEntryModule::stop() noexcept {
    impl_->store.refuse();
}

lifecycle::Health DataEntryModule::health() {
    if (!impl_->settings.enabled) {
        return {lifecycle::Status::Disabled, "switched off by DATA_ENTRY_ENABLED", {}};
    }
    impl_->store.get().probe();
    return {};
}

http::Router DataEntryModule::create_data_entry_router() {
    http::Router router;
    router.include("/nomenclature", create_nomenclature_router(impl_->nomenclature));
    return router;
}

}  // namespace roa2web::data_entry
