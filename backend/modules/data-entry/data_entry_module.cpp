#include "data_entry_module.hpp"

#include <cstddef>
#include <cstdint>
#include <utility>

#include "db/receipts_store.hpp"
#include "export/temporary_file.hpp"
#include "routers/accounting_rules_router.hpp"
#include "routers/attachments_router.hpp"
#include "routers/erp_names_router.hpp"
#include "routers/nomenclature_router.hpp"
#include "routers/receipt_export_router.hpp"
#include "routers/receipts_router.hpp"
#include "routers/suppliers_router.hpp"
#include "services/accounting_rules_service.hpp"
#include "services/attachment_files.hpp"
#include "services/attachment_sweeper.hpp"
#include "services/attachments_service.hpp"
#include "services/erp_names_service.hpp"
#include "services/erp_questions.hpp"
#include "services/nomenclature_service.hpp"
#include "services/receipt_entries_service.hpp"
#include "services/receipt_export_service.hpp"
#include "services/receipt_life_service.hpp"
#include "services/receipt_permissions.hpp"
#include "services/receipts_service.hpp"
#include "services/thumbnail_cache.hpp"

namespace roa2web::data_entry {

namespace {

/// Pictures that are decoded at the same time: each may take 200 MB.
constexpr std::size_t kPictureThreads = 2;
constexpr std::size_t kPictureQueue = 256;
constexpr std::int64_t kThumbnailBytes = std::int64_t{256} * 1024 * 1024;

}  // namespace

struct DataEntryModule::Impl {
    Impl(DataEntrySettings own_settings,
         database::ErpGateway& erp,
         core::BlockingPool& erp_pool,
         core::BlockingPool& pool,
         const core::Clock& clock)
        : settings(std::move(own_settings)),
          store_pool(pool),
          store(settings.store),
          permissions(settings.four_eyes),
          questions(erp, erp_pool),
          nomenclature(store, pool, clock),
          receipts(store, pool, clock, permissions),
          life(store, pool, clock, permissions, questions),
          entries(store, pool, clock, permissions, questions),
          receipt_exports(store, pool, clock, exports::TemporaryFolder(settings.temporary_folder)),
          accounting_rules(store, pool, clock, questions),
          erp_names(store, pool, clock, erp, erp_pool),
          files(settings.attachment_folder),
          thumbnails(settings.thumbnail_folder, kThumbnailBytes),
          attachments(store, pool, picture_pool, clock, permissions, files, thumbnails),
          sweeper(store, clock, files, thumbnails) {}

    DataEntrySettings settings;
    core::BlockingPool& store_pool;
    ReceiptsStore store;
    ReceiptPermissions permissions;
    ErpQuestions questions;
    NomenclatureService nomenclature;
    ReceiptsService receipts;
    ReceiptLifeService life;
    ReceiptEntriesService entries;
    ReceiptExportService receipt_exports;
    AccountingRulesService accounting_rules;
    ErpNamesService erp_names;
    AttachmentFiles files;
    ThumbnailCache thumbnails;
    core::BlockingPool picture_pool{"pictures", kPictureThreads, kPictureQueue};
    AttachmentsService attachments;
    AttachmentSweeper sweeper;
};

DataEntryModule::DataEntryModule(DataEntrySettings settings,
                                 database::ErpGateway& erp,
                                 core::BlockingPool& erp_pool,
                                 core::BlockingPool& store_pool,
                                 const core::Clock& clock)
    : impl_(std::make_unique<Impl>(std::move(settings), erp, erp_pool, store_pool, clock)) {}

DataEntryModule::~DataEntryModule() = default;

void DataEntryModule::start() {
    if (impl_->settings.enabled) {
        impl_->store.open();
        impl_->sweeper.start();
    }
}

void DataEntryModule::stop() noexcept {
    impl_->sweeper.stop();
    impl_->picture_pool.stop();
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
    router.include("/nomenclature", create_erp_names_router(impl_->erp_names));
    router.include("/receipts",
                   create_receipts_router(impl_->receipts, impl_->life, impl_->entries));
    router.include("/receipts",
                   create_receipt_export_router(impl_->receipt_exports, impl_->store_pool));
    router.include("/receipts", create_receipt_files_router(impl_->attachments));
    router.include("/attachments",
                   create_attachments_router(impl_->attachments, impl_->store_pool));
    router.include("/accounting-rules", create_accounting_rules_router(impl_->accounting_rules));
    router.include("/suppliers", create_suppliers_router(impl_->accounting_rules));
    return router;
}

}  // namespace roa2web::data_entry
