#include "ui/reports/presence_watch.hpp"

#include "models/protocol/presence.hpp"
#include "ui/kit/format.hpp"

#include <boost/json.hpp>

#include <algorithm>

namespace tidemark::ui {
namespace {

namespace json = boost::json;

} // namespace

PresenceWatch::PresenceWatch(
    sync::AgentClient& agent, std::string entity, std::string id, QObject* parent
)
    : QObject(parent)
    , agent_(agent)
    , channel_("presence:" + std::move(entity) + ':' + std::move(id))
{
    connect(
        &agent_,
        &sync::AgentClient::liveMessage,
        this,
        [this](const QString& channel, const json::object& message) {
            if (channel.toStdString() == channel_)
                take(message);
        }
    );
    // What was said is forgotten with the agent that heard it.
    connect(&agent_, &sync::AgentClient::connected, this, [this] {
        if (const auto again = std::exchange(said_, {}); !again.empty())
            say(again);
    });
    agent_.subscribe(channel_);
}

PresenceWatch::~PresenceWatch()
{
    agent_.unsubscribe(channel_);
}

void PresenceWatch::take(const json::object& message)
{
    const auto* people = message.if_contains("people");
    const auto* heardAt = message.if_contains("heardAt");
    const auto* isLive = message.if_contains("isLive");
    if (people == nullptr || !people->is_array())
        return;
    const auto& me = agent_.status().user;
    people_.clear();
    for (const json::value& one : people->get_array()) {
        const auto person = readPresentPerson(one);
        if (!person)
            continue;
        people_.push_back(
            {QString::fromStdString(person->name),
             person->field,
             person->since,
             me && me->id == person->user}
        );
    }
    isLive_ = isLive != nullptr && isLive->is_bool() && isLive->get_bool();
    heardAt_.reset();
    if (heardAt != nullptr && heardAt->is_string()) {
        if (const auto at = Timestamp::parse(heardAt->get_string()))
            heardAt_ = *at;
    }
    Q_EMIT changed();
}

const Colleague* PresenceWatch::at(const std::string& field) const
{
    const auto found = std::find_if(people_.begin(), people_.end(), [&](const Colleague& one) {
        return !field.empty() && one.field == field;
    });
    return found == people_.end() ? nullptr : &*found;
}

void PresenceWatch::say(const std::string& field)
{
    if (said_ == field)
        return;
    said_ = field;
    agent_.call(
        "presence.say",
        json::object{{"channel", channel_}, {"field", field}},
        this,
        [](const Result<json::value>&) {} // Whoever is not heard is not shown; no work is lost.
    );
}

std::optional<ChipText> presenceChip(const PresenceWatch& watch)
{
    const auto& people = watch.people();
    if (people.empty())
        return std::nullopt;
    const QString icon = QStringLiteral("users");
    const Colleague& first = people.front();
    const QString who = first.isMe ? PresenceWatch::tr("You, on another device") : first.name;
    if (!watch.isLive()) {
        const QString when = watch.heardAt() ? formatWhen(*watch.heardAt()) : QString();
        return ChipText{
            Kind::neutral,
            people.size() == 1
                ? PresenceWatch::tr("%1 had this open at %2").arg(who, when)
                : PresenceWatch::tr(
                      "%n people had this open at %1", nullptr, static_cast<int>(people.size())
                  )
                      .arg(when),
            icon};
    }
    return ChipText{
        Kind::info,
        people.size() == 1
            ? PresenceWatch::tr("%1 has this open").arg(who)
            : PresenceWatch::tr(
                  "%n others have this open", nullptr, static_cast<int>(people.size())
              ),
        icon};
}

} // namespace tidemark::ui
