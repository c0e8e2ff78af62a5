// What the services of receipts share: reading one with the caller's rights, and writing a change.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/date.hpp"
#include "core/ids.hpp"
#include "core/result.hpp"
#include "database/session.hpp"

#include "db/receipts_table.hpp"
#include "schemas/receipts_schemas.hpp"
#include "services/receipt_permissions.hpp"
#include "services/rule_book.hpp"

namespace roa2web::data_entry {

/// One request's work at the store: whose it is, in which company, by which rules. Lives inside one
/// transaction. All functions throw core::DatabaseError.
class ReceiptDesk {
  public:
    /// What it refers to must live longer.
    ReceiptDesk(database::Session& session,
                core::CompanyId company,
                const Actor& actor,
                const ReceiptPermissions& permissions,
                const core::Clock& clock);

    [[nodiscard]] const RuleBook& rules() const { return rules_; }

    [[nodiscard]] core::Date today() const { return core::date_in_bucharest(now_); }

    [[nodiscard]] core::Timestamp now() const { return now_; }

    /// Errors: NotFound, also for a receipt that the actor may not see.
    [[nodiscard]] core::Result<StoredReceipt> find(ReceiptId id) const;

    /// Those of the receipts that are there and that the actor may see, by id.
    [[nodiscard]] std::vector<StoredReceipt> find_many(const std::vector<ReceiptId>& ids) const;

    /// May the actor do this with the version that they have seen? Errors: Conflict with the
    /// current state for another version or the wrong state, Forbidden.
    [[nodiscard]] core::Result<void> check(const StoredReceipt& receipt,
                                           std::int64_t seen,
                                           ReceiptAction action) const;

    /// Gives a new receipt its id and writes it as version 1, with one entry in the history: what
    /// it has, and `notes`.
    void create(StoredReceipt& receipt, std::vector<FieldChange> notes = {});

    /// Writes `after` as the next version of `before`, with one entry in the history: what differs,
    /// and `notes`. Errors: Conflict when another node was faster.
    [[nodiscard]] core::Result<void> change(const StoredReceipt& before,
                                            StoredReceipt& after,
                                            std::string_view action,
                                            std::vector<FieldChange> notes = {});

    /// Removes a receipt and its attachments; its history stays and tells it. Errors: Conflict as
    /// above.
    [[nodiscard]] core::Result<void> remove(const StoredReceipt& receipt);

    /// Keeps expense type and payment method, to be offered at the supplier's next receipt.
    void remember_choice(const ReceiptFields& fields);

    [[nodiscard]] Receipt view(const StoredReceipt& receipt) const;

  private:
    void append(const StoredReceipt& receipt,
                std::string_view action,
                std::vector<FieldChange> changes);
    [[nodiscard]] core::Error conflict(ReceiptId id) const;

    database::Session& session_;
    core::CompanyId company_;
    const Actor& actor_;
    const ReceiptPermissions& permissions_;
    core::Timestamp now_;
    RuleBook rules_;
};

}  // namespace roa2web::data_entry
