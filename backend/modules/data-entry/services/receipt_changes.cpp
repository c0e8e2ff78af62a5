#include "services/receipt_changes.hpp"

#include <optional>
#include <string_view>
#include <utility>

#include "core/enum_names.hpp"
#include "core/text.hpp"
#include "json/traits.hpp"
#include "json/writer.hpp"

#include "services/tax_number.hpp"

namespace roa2web::data_entry {

namespace {

template <class T>
std::string text_of(const T& value) {
    if constexpr (json::IsTextOf<T>::value) {
        return value.value;
    } else if constexpr (std::is_enum_v<T>) {
        return std::string(core::enum_name(value));
    } else if constexpr (std::is_same_v<T, core::Money>) {
        return core::to_decimal(value);
    } else if constexpr (std::is_same_v<T, core::Date>) {
        return core::format_date(value);
    } else {
        return json::to_json(value);
    }
}

template <class T>
std::optional<std::string> text_of(const std::optional<T>& value) {
    return value ? std::optional(text_of(*value)) : std::nullopt;
}

using Values = std::vector<std::pair<std::string, std::optional<std::string>>>;

/// Every field with its text; always the same fields in the same order.
Values values_of(const StoredReceipt& receipt) {
    Values values;
    values.emplace_back("status", text_of(receipt.state.status));
    values.emplace_back("reject_reason", receipt.state.reject_reason);
    json::for_each_member<ReceiptFields>([&](std::string_view name, auto pointer) {
        values.emplace_back(name, text_of(receipt.fields.*pointer));
    });
    values.emplace_back(
        "entries",
        receipt.entries.empty() ? std::nullopt : std::optional(json::to_json(receipt.entries)));
    return values;
}

/// Leading zeros and blanks do not make another number.
std::string number_key(std::string_view number) {
    std::string key;
    for (const char letter : core::fold(number)) {
        if (letter != ' ' && (letter != '0' || !key.empty())) {
            key += letter;
        }
    }
    return key;
}

std::string describe(const StoredAttachment& attachment) {
    return attachment.file_name + " sha256:" + attachment.content_hash;
}

}  // namespace

std::vector<FieldChange> find_changes(const StoredReceipt& before, const StoredReceipt& after) {
    std::vector<FieldChange> changes;
    auto old_values = values_of(before);
    auto new_values = values_of(after);
    for (std::size_t index = 0; index < new_values.size(); ++index) {
        if (old_values[index].second != new_values[index].second) {
            changes.push_back({.field = std::move(new_values[index].first),
                               .before = std::move(old_values[index].second),
                               .after = std::move(new_values[index].second)});
        }
    }
    return changes;
}

std::vector<FieldChange> find_all_values(const StoredReceipt& receipt, bool gone) {
    std::vector<FieldChange> changes;
    for (auto& [name, value] : values_of(receipt)) {
        if (value) {
            changes.push_back({.field = name,
                               .before = gone ? value : std::nullopt,
                               .after = gone ? std::nullopt : value});
        }
    }
    return changes;
}

void normalize(ReceiptFields& fields) {
    if (fields.supplier_cui) {
        fields.supplier_cui->value = normalize_tax_number(fields.supplier_cui->value);
        if (fields.supplier_cui->value.empty()) {
            fields.supplier_cui.reset();
        }
    }
    if (fields.vat && fields.vat->empty()) {
        fields.vat.reset();
    }
    if (fields.lines && fields.lines->empty()) {
        fields.lines.reset();
    }
}

FieldChange note_attachment(const StoredAttachment& attachment) {
    return {.field = "attachments", .before = {}, .after = describe(attachment)};
}

FieldChange note_attachment_gone(const StoredAttachment& attachment) {
    return {.field = "attachments", .before = describe(attachment), .after = {}};
}

ReceiptKeys make_keys(const ReceiptFields& fields) {
    ReceiptKeys keys;
    if (fields.supplier_cui) {
        keys.supplier_key = tax_number_key(fields.supplier_cui->value);
    }
    if (fields.supplier_name) {
        keys.supplier_folded = core::fold(fields.supplier_name->value);
    }
    if (fields.supplier_cui && fields.number && fields.date && fields.total) {
        keys.duplicate_key = *keys.supplier_key + "|" + number_key(fields.number->value) + "|" +
                             core::format_date(*fields.date) + "|" +
                             std::to_string(fields.total->bani);
    }
    std::string text;
    const auto add = [&text](const std::optional<std::string>& part) {
        if (part) {
            text += (text.empty() ? "" : " ") + *part;
        }
    };
    add(text_of(fields.supplier_name));
    add(text_of(fields.supplier_cui));
    add(text_of(fields.number));
    add(text_of(fields.description));
    add(text_of(fields.total));
    keys.search_text = core::fold(text);
    return keys;
}

}  // namespace roa2web::data_entry
