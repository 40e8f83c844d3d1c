#include "ui/sync/whole_row.hpp"

#include "models/entities/entities.hpp"
#include "models/fuel/supply_rules.hpp"
#include "models/merge/merge.hpp"
#include "ui/sync/conflict_item.hpp"
#include "ui/sync/pending_items.hpp"

#include <QCoreApplication>

#include <algorithm>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(WholeRow)
};

/// The fields that people enter and read: no keys, order or contents, nothing that follows.
std::vector<const FieldInfo*> enteredFields(const std::string& entity)
{
    std::vector<const FieldInfo*> entered;
    const EntityInfo* info = findEntity(entity);
    const auto derived = derivedFieldNames();
    for (std::size_t i = 0; info != nullptr && i < info->fields.size(); ++i) {
        const FieldInfo& field = info->fields[i];
        const bool isDerived =
            entity == "fuelSupply" &&
            std::find(derived.begin(), derived.end(), field.name) != derived.end();
        if (!isDerived && !field.platformSet && field.kind != FieldKind::uuid &&
            field.name != "position" && field.name != "sha256")
            entered.push_back(&field);
    }
    return entered;
}

const json::value* memberOf(const json::value& row, const std::string& name)
{
    const auto* object = row.if_object();
    return object == nullptr ? nullptr : object->if_contains(name);
}

} // namespace

QString rowWords(const std::string& entity, const json::value& row)
{
    QStringList parts;
    for (const FieldInfo* field : enteredFields(entity)) {
        const json::value* value = memberOf(row, field->name);
        if (value != nullptr && !value->is_null() && field->kind != FieldKind::boolean)
            parts << valueWords(field, *value);
    }
    parts.removeAll(QStringLiteral("—"));
    return parts.isEmpty() ? QStringLiteral("—") : parts.join(QStringLiteral(", "));
}

QStringList rowChanges(const std::string& entity, const json::value& from, const json::value& to)
{
    QStringList changes;
    for (const FieldInfo* field : enteredFields(entity)) {
        const json::value* before = memberOf(from, field->name);
        const json::value* after = memberOf(to, field->name);
        if (before == nullptr || after == nullptr || sameValue(*field, *before, *after))
            continue;
        changes << Words::tr("%1: %2 → %3")
                       .arg(
                           fieldTitle(QString::fromStdString(field->name)),
                           valueWords(field, *before),
                           valueWords(field, *after)
                       );
    }
    return changes;
}

} // namespace tidemark::ui
