#include "ui/sync/pending_items.hpp"

#include "sync/wire/message.hpp"
#include "ui/kit/format.hpp"

#include <QCoreApplication>

#include <algorithm>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

/// The context of the words below.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(PendingItems)
};

QString text(const json::string& value)
{
    return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
}

QString textIn(const json::object& object, std::string_view key)
{
    const json::value* value = object.if_contains(key);
    return value != nullptr && value->is_string() ? text(value->get_string()) : QString();
}

std::int64_t integerIn(const json::object& object, std::string_view key)
{
    const json::value* value = object.if_contains(key);
    return value != nullptr && value->is_int64() ? value->get_int64() : 0;
}

std::optional<Timestamp> whenIn(const json::object& object, std::string_view key)
{
    const auto parsed = Timestamp::parse(textIn(object, key).toStdString());
    return parsed ? std::optional(*parsed) : std::nullopt;
}

/// A field's value as a person reads it.
QString shown(const json::value* value)
{
    if (value == nullptr || value->is_null())
        return QStringLiteral("—");
    if (const auto* string = value->if_string()) {
        const std::string_view plain(string->data(), string->size());
        return string->empty() ? QStringLiteral("—") : formatDecimal(plain);
    }
    if (const auto* number = value->if_int64())
        return formatNumber(*number);
    if (const auto* flag = value->if_bool())
        return *flag ? Words::tr("yes") : Words::tr("no");
    return Words::tr("(structured)");
}

std::vector<PendingFieldChange> changesOf(const json::object& item)
{
    std::vector<PendingFieldChange> changes;
    const json::value* ops = item.if_contains("ops");
    if (ops == nullptr || !ops->is_array())
        return changes;
    for (const json::value& each : ops->get_array()) {
        const json::object* op = each.if_object();
        const json::value* set = op == nullptr ? nullptr : op->if_contains("set");
        if (set == nullptr || !set->is_object())
            continue;
        const json::value* base = op->if_contains("base");
        const json::object* before = base == nullptr ? nullptr : base->if_object();
        for (const auto& [key, value] : set->get_object()) {
            changes.push_back(
                {QString::fromUtf8(key.data(), static_cast<qsizetype>(key.size())),
                 before == nullptr ? QString() : shown(before->if_contains(key)),
                 shown(&value)}
            );
        }
    }
    return changes;
}

/// Which report and row, and which other changes it hangs on.
void readPlace(const json::object& from, PendingItem& item)
{
    item.rowName = textIn(from, "row");
    item.blockedBy = integerIn(from, "blockedBy");
    const json::value* needed = from.if_contains("dependsOn");
    if (needed != nullptr && needed->is_array()) {
        for (const json::value& mid : needed->get_array())
            item.dependsOn.push_back(mid.is_int64() ? mid.get_int64() : 0);
    }
    const json::value* report = from.if_contains("report");
    if (report == nullptr || !report->is_object())
        return;
    item.reportId = textIn(report->get_object(), "id");
    const QString year = QString::number(integerIn(report->get_object(), "year"));
    item.reportName = Words::tr("%1 compliance report").arg(year);
    if (const QString by = textIn(report->get_object(), "organization"); !by.isEmpty())
        item.reportName += QStringLiteral(", ") + by;
}

/// `fuelSupply` → `fuel supply`
QString spaced(const QString& camelCase)
{
    QString out;
    for (const QChar c : camelCase) {
        if (c.isUpper())
            out += QLatin1Char(' ');
        out += c.toLower();
    }
    return out;
}

} // namespace

bool PendingItem::needsYou() const
{
    return state == QLatin1String("rejected") || state == QLatin1String("conflict") ||
           state == QLatin1String("parked");
}

bool PendingItem::isConflict() const
{
    return state == QLatin1String("conflict");
}

std::vector<PendingItem> pendingItemsFrom(const json::value& answer)
{
    std::vector<PendingItem> items;
    const json::object* object = answer.if_object();
    const json::value* list = object == nullptr ? nullptr : object->if_contains("items");
    if (list == nullptr || !list->is_array())
        return items;
    for (const json::value& each : list->get_array()) {
        const json::object* from = each.if_object();
        if (from == nullptr || integerIn(*from, "mid") <= 0)
            continue;
        PendingItem item;
        item.mid = integerIn(*from, "mid");
        item.name = textIn(*from, "name");
        item.state = textIn(*from, "state");
        item.title = textIn(*from, "title");
        item.createdAt = whenIn(*from, "createdAt");
        item.attempts = static_cast<int>(integerIn(*from, "attempts"));
        item.nextTryAt = whenIn(*from, "nextTryAt");
        if (const json::value* error = from->if_contains("error");
            error != nullptr && error->is_object())
            item.error = sync::faultFromJson(*error);
        item.entity = textIn(*from, "entity");
        item.id = textIn(*from, "id");
        item.changes = changesOf(*from);
        if (const json::value* ops = from->if_contains("ops"); ops != nullptr && ops->is_array())
            item.ops = ops->get_array();
        item.opCount = integerIn(*from, "opCount");
        readPlace(*from, item);
        items.push_back(std::move(item));
    }
    return items;
}

std::int64_t pendingTotalFrom(const json::value& answer)
{
    const json::object* object = answer.if_object();
    const auto listed = static_cast<std::int64_t>(pendingItemsFrom(answer).size());
    return object == nullptr ? 0 : std::max(integerIn(*object, "total"), listed);
}

QString itemPlace(const PendingItem& item)
{
    if (item.rowName.isEmpty())
        return item.reportName;
    return item.reportName.isEmpty() ? item.rowName
                                     : item.reportName + QStringLiteral(" · ") + item.rowName;
}

ChipText stateChip(const QString& state)
{
    if (state == QLatin1String("sent"))
        return {Kind::info, Words::tr("Sent, not confirmed"), QStringLiteral("send")};
    if (state == QLatin1String("held"))
        return {Kind::warn, Words::tr("Held back"), QStringLiteral("pause")};
    if (state == QLatin1String("parked"))
        return {Kind::bad, Words::tr("Could not be carried out"), QStringLiteral("circle-x")};
    if (state == QLatin1String("rejected"))
        return {Kind::bad, Words::tr("Refused"), QStringLiteral("circle-x")};
    if (state == QLatin1String("conflict"))
        return {Kind::warn, Words::tr("Conflict"), QStringLiteral("git-compare")};
    return {Kind::neutral, Words::tr("Waiting to be sent"), QStringLiteral("clock")};
}

QString fieldTitle(const QString& field)
{
    if (field == QLatin1String("sha256"))
        return Words::tr("Content");
    if (field == QLatin1String("mime"))
        return Words::tr("Type of file");
    QString words = spaced(field);
    if (words.endsWith(QLatin1String(" id")))
        words.chop(3);
    if (!words.isEmpty())
        words[0] = words.at(0).toUpper();
    // Where the schedule has a word for it, it is that one.
    return QCoreApplication::translate("Supply", words.toUtf8().constData());
}

QString itemTitle(const PendingItem& item)
{
    // The agent names a change by its intent and the number of its rows; words are found here.
    const bool isPlain = item.title.startsWith(item.name);
    if (!item.title.isEmpty() && !isPlain)
        return item.title;
    const QString rows = isPlain ? item.title.mid(item.name.size()) : QString();
    if (item.name == QLatin1String("fuelSupply.edit"))
        return Words::tr("Fuel supply: one row") + rows;
    if (item.name == QLatin1String("fuelSupply.paste"))
        return Words::tr("Fuel supply: rows") + rows;
    const QString entity = fieldTitle(item.name.section(QLatin1Char('.'), 0, 0));
    const QString intent = spaced(item.name.section(QLatin1Char('.'), 1, 1));
    return (intent.isEmpty() ? entity : entity + QStringLiteral(": ") + intent) + rows;
}

} // namespace tidemark::ui
