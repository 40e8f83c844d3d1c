#include "ui/sync/activity_events.hpp"

#include "ui/kit/format.hpp"

#include <QStringList>

#include <boost/json/object.hpp>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

QString textIn(const json::object& object, std::string_view key)
{
    const auto* value = object.if_contains(key);
    return value != nullptr && value->is_string()
               ? QString::fromUtf8(
                     value->get_string().data(), static_cast<qsizetype>(value->get_string().size())
                 )
               : QString();
}

std::optional<std::int64_t> numberIn(const json::object& object, std::string_view key)
{
    const auto* value = object.if_contains(key);
    return value != nullptr && value->is_int64() ? std::optional(value->get_int64()) : std::nullopt;
}

std::optional<ActivityEvent> eventFrom(const json::value& value)
{
    const auto* object = value.if_object();
    const auto id = object == nullptr ? std::nullopt : numberIn(*object, "id");
    if (!id)
        return std::nullopt;
    ActivityEvent event;
    event.id = *id;
    if (const auto at = Timestamp::parse(textIn(*object, "at").toStdString()))
        event.at = *at;
    event.level = textIn(*object, "level");
    event.kind = textIn(*object, "kind");
    event.what = textIn(*object, "what");
    event.subject = textIn(*object, "subject");
    event.code = textIn(*object, "code");
    event.reason = textIn(*object, "reason");
    event.fault = textIn(*object, "fault");
    event.cut = numberIn(*object, "cut");
    event.mid = numberIn(*object, "mid");
    event.scope = numberIn(*object, "scope");
    event.count = numberIn(*object, "count");
    event.bytes = numberIn(*object, "bytes");
    event.millis = numberIn(*object, "ms");
    event.times = numberIn(*object, "times").value_or(1);
    return event;
}

} // namespace

ActivityPart activityFrom(const json::value& answer)
{
    ActivityPart part;
    const auto* object = answer.if_object();
    const auto* items = object == nullptr ? nullptr : object->if_contains("items");
    if (items == nullptr || !items->is_array())
        return part;
    for (const json::value& each : items->get_array()) {
        if (auto event = eventFrom(each))
            part.events.push_back(std::move(*event));
    }
    const auto* more = object->if_contains("more");
    part.hasMore = more != nullptr && more->is_bool() && more->get_bool();
    return part;
}

QString activityKey(const ActivityEvent& event)
{
    if (!event.fault.isEmpty())
        return event.fault;
    const auto plain = [](std::int64_t number) { return QString::number(number); };
    return event.mid     ? plain(*event.mid)
           : event.scope ? plain(*event.scope)
           : event.cut   ? plain(*event.cut)
                         : QString();
}

QString activityLine(const ActivityEvent& event)
{
    QStringList parts{
        event.at ? QString::fromStdString(event.at->toString()) : QStringLiteral("—"),
        QLatin1Char('[') + kindChip(event).text + QLatin1Char(']'),
        activityWords(event)};
    for (const QString& more : {activityNumbers(event), activityKey(event), event.reason}) {
        if (!more.isEmpty())
            parts.push_back(more);
    }
    return parts.join(QStringLiteral("  "));
}

} // namespace tidemark::ui
