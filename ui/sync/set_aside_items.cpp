#include "ui/sync/set_aside_items.hpp"

#include "ui/kit/format.hpp"

#include <QCoreApplication>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

/// The context of the words below.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(SetAsideItems)
};

QString textIn(const json::object& object, std::string_view key)
{
    const json::value* value = object.if_contains(key);
    const json::string* text = value == nullptr ? nullptr : value->if_string();
    return text == nullptr ? QString() : QString::fromUtf8(text->data(), qsizetype(text->size()));
}

std::optional<Timestamp> whenIn(const json::object& object, std::string_view key)
{
    const auto parsed = Timestamp::parse(textIn(object, key).toStdString());
    return parsed ? std::optional(*parsed) : std::nullopt;
}

} // namespace

std::vector<SetAsideItem> setAsideItemsFrom(const json::value& answer)
{
    std::vector<SetAsideItem> items;
    const json::object* object = answer.if_object();
    const json::value* list = object == nullptr ? nullptr : object->if_contains("items");
    if (list == nullptr || !list->is_array())
        return items;
    for (const json::value& each : list->get_array()) {
        const auto changes = pendingItemsFrom(json::object{{"items", json::array{each}}});
        if (changes.empty())
            continue;
        const json::object& from = each.get_object();
        SetAsideItem item;
        item.change = changes.front();
        const json::value* qid = from.if_contains("qid");
        item.qid = qid != nullptr && qid->is_int64() ? qid->get_int64() : 0;
        item.place = textIn(from, "scopeName");
        item.reason = textIn(from, "reason");
        item.policy = textIn(from, "policy");
        item.at = whenIn(from, "at");
        item.exportedAt = whenIn(from, "exportedAt");
        item.handedAt = whenIn(from, "handedAt");
        if (const json::value* files = from.if_contains("files"); files && files->is_array()) {
            for (const json::value& name : files->get_array())
                item.files.append(textIn(json::object{{"name", name}}, "name"));
        }
        items.push_back(std::move(item));
    }
    return items;
}

QString setAsideReason(const SetAsideItem& item)
{
    if (item.reason == QLatin1String("organization_changed"))
        return Words::tr("You moved to another organization.");
    if (item.reason == QLatin1String("user_inactive"))
        return Words::tr("Your account was switched off.");
    if (item.reason == QLatin1String("denied"))
        return Words::tr("Your permission for this change was taken away.");
    return Words::tr("Your access ended.");
}

ChipText setAsideChip(const SetAsideItem& item)
{
    if (item.policy == QLatin1String("discard"))
        return {Kind::bad, Words::tr("Content removed"), QStringLiteral("trash-2")};
    if (item.handedAt)
        return {Kind::ok, Words::tr("Handed over"), QStringLiteral("check")};
    if (item.exportedAt)
        return {Kind::ok, Words::tr("Exported"), QStringLiteral("download")};
    return {Kind::warn, Words::tr("On this device only"), QStringLiteral("circle-alert")};
}

QString setAsideFate(const SetAsideItem& item)
{
    if (item.policy == QLatin1String("discard"))
        return Words::tr("Rows of this class may not be kept after access ends. What you had "
                         "written was removed from this device; only what it was about is left.");
    if (item.handedAt && item.policy == QLatin1String("escrow"))
        return Words::tr("Sealed and handed over. Whoever is responsible for the rows decides. "
                         "What you had written is no longer on this device.");
    if (item.handedAt)
        return Words::tr("Sealed and handed over. Whoever is responsible for the rows decides. "
                         "You may keep a copy of your own text.");
    if (!item.canBeExported())
        return Words::tr("It is sealed and handed over to whoever is responsible for the rows as "
                         "soon as the platform is reached, and then removed from this device.");
    return Words::tr("It is sealed and handed over to whoever is responsible for the rows as soon "
                     "as the platform is reached. You may keep a copy of your own text.");
}

} // namespace tidemark::ui
