#include "sync/engine/presence_driver.hpp"

#include "models/entities/entities.hpp"
#include "sync/session/sync_requests.hpp"

#include <boost/json.hpp>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

constexpr std::string_view prefix = "presence:";
/// Who was seen where, in the vault. Of the person: it goes when they sign out.
constexpr std::string_view seenSetting = "user.presence";
constexpr std::size_t seenMost = 50;
constexpr int retryMs = 8'000;
constexpr int soonestMs = 1'000;
constexpr int latestMs = 60'000;

json::array toJson(const std::vector<PresentPerson>& people)
{
    json::array list;
    for (const PresentPerson& person : people)
        list.emplace_back(tidemark::toJson(person));
    return list;
}

json::object seenIn(const std::optional<std::string>& text)
{
    boost::system::error_code failed;
    const auto value = text ? json::parse(*text, failed) : json::value();
    const auto* object = failed ? nullptr : value.if_object();
    return object ? *object : json::object();
}

bool isSame(const std::vector<PresentPerson>& some, const std::vector<PresentPerson>& others)
{
    return std::equal(
        some.begin(),
        some.end(),
        others.begin(),
        others.end(),
        [](const auto& a, const auto& b) {
            return a.user == b.user && a.field == b.field && a.since == b.since;
        }
    );
}

} // namespace

PresenceDriver::PresenceDriver(Engine& engine, QObject* parent)
    : QObject(parent)
    , engine_(engine)
{
    // What was remembered gives way to what is so now.
    connect(&engine_.link(), &LinkDriver::reachableChanged, this, [this](bool isReachable) {
        for (auto& [channel, record] : records_) {
            if (isReachable && !record.isAsking)
                record.timer->start(0);
        }
    });
}

PresenceDriver::~PresenceDriver() = default;

bool PresenceDriver::isPresence(std::string_view channel)
{
    return channel.starts_with(prefix);
}

PresenceDriver::Record* PresenceDriver::find(const std::string& channel)
{
    const auto found = records_.find(channel);
    return found == records_.end() ? nullptr : &found->second;
}

std::vector<std::pair<std::string, Uuid>> PresenceDriver::openRecords() const
{
    std::vector<std::pair<std::string, Uuid>> open;
    for (const auto& [channel, record] : records_) {
        if (record.windows > 0)
            open.emplace_back(record.entity, record.id);
    }
    return open;
}

Result<void> PresenceDriver::open(const std::string& channel)
{
    if (Record* known = find(channel)) {
        ++known->windows;
        tell(channel, *known);
        return {};
    }
    const auto rest = std::string_view(channel).substr(prefix.size());
    const auto colon = rest.find(':');
    const auto id = Uuid::parse(colon == rest.npos ? "" : rest.substr(colon + 1));
    const std::string entity(rest.substr(0, std::min(colon, rest.size())));
    if (!id || findEntity(entity) == nullptr)
        return Fault{
            FaultCode::invalid,
            "bad_params",
            "There is no record of this name.",
            "Use presence:<entity>:<id>."};
    Record& record = records_[channel];
    record.entity = entity;
    record.id = *id;
    record.windows = 1;
    record.timer = std::make_unique<QTimer>();
    record.timer->setSingleShot(true);
    connect(record.timer.get(), &QTimer::timeout, this, [this, channel] { ask(channel); });
    recall(channel);
    ask(channel);
    return {};
}

void PresenceDriver::close(const std::string& channel)
{
    Record* record = find(channel);
    if (record == nullptr || --record->windows > 0)
        return;
    leave({.entity = record->entity, .id = record->id, .isGone = true});
    records_.erase(channel);
}

Result<void> PresenceDriver::say(const std::string& channel, const std::string& field)
{
    Record* record = find(channel);
    if (record == nullptr)
        return Fault{
            FaultCode::notFound,
            "not_open",
            "This record is not open here.",
            "Subscribe to its channel first."};
    if (record->field == field)
        return {};
    record->field = field;
    if (record->isAsking)
        record->isStale = true;
    else
        ask(channel);
    return {};
}

QCoro::Task<Result<PresenceAnswer>> PresenceDriver::exchange(PresenceRequest request)
{
    const auto read = [](DeskStore& desk) { return desk.vault.identity(); };
    const auto identity = co_await engine_.stores().desk(read);
    if (!identity)
        co_return identity.error();
    request.clientId = identity->clientId;
    auto sent = postJson(tidemark::toJson(request));
    sent.totalMax = std::chrono::milliseconds(retryMs);
    const auto answer = co_await engine_.profile().session().send(
        QStringLiteral("/api/v1/sync/presence"), std::move(sent)
    );
    if (!answer)
        co_return answer.error();
    if (!answer->isSuccess())
        co_return faultOf(*answer);
    if (request.isGone)
        co_return PresenceAnswer{};
    const auto body = jsonOf(*answer);
    if (!body)
        co_return body.error();
    co_return readPresenceAnswer(*body);
}

QCoro::Task<void> PresenceDriver::ask(std::string channel)
{
    Record* record = find(channel);
    if (record == nullptr || record->isAsking)
        co_return;
    record->isAsking = true;
    record->isStale = false;
    record->timer->stop();
    const QPointer<PresenceDriver> self(this);
    PresenceRequest request{.entity = record->entity, .id = record->id, .field = record->field};
    const auto answer = co_await exchange(std::move(request));
    if (self)
        take(channel, answer);
}

void PresenceDriver::take(const std::string& channel, const Result<PresenceAnswer>& answer)
{
    Record* record = find(channel);
    if (record == nullptr)
        return;
    record->isAsking = false;
    const bool wasLive = std::exchange(record->isLive, static_cast<bool>(answer));
    bool isNews = wasLive != record->isLive;
    if (answer) {
        isNews = isNews || !isSame(record->people, answer->people);
        record->people = answer->people;
        record->heardAt = Timestamp::now();
        if (isNews)
            remember(channel);
    }
    if (isNews)
        tell(channel, *record);
    const auto again = answer ? static_cast<int>(answer->againMs) : retryMs;
    record->timer->start(record->isStale ? 0 : std::clamp(again, soonestMs, latestMs));
}

void PresenceDriver::tell(const std::string& channel, const Record& record)
{
    Q_EMIT channelMessage(
        channel,
        json::object{
            {"t", "people"},
            {"people", toJson(record.people)},
            {"heardAt", record.heardAt ? json::value(record.heardAt->toString()) : json::value()},
            {"isLive", record.isLive}}
    );
}

QCoro::Task<void> PresenceDriver::leave(PresenceRequest request)
{
    (void)co_await exchange(std::move(request)); // Silence says the same, a little later.
}

/// What was seen of the record before, until the platform says how it is now.
QCoro::Task<void> PresenceDriver::recall(std::string channel)
{
    const QPointer<PresenceDriver> self(this);
    const auto read = [](DeskStore& desk) { return desk.vault.setting(seenSetting); };
    const auto text = co_await engine_.stores().desk(read);
    Record* record = self && text ? find(channel) : nullptr;
    if (record == nullptr || record->heardAt)
        co_return;
    const json::object all = seenIn(*text);
    const auto* seen = all.if_contains(channel) ? all.at(channel).if_object() : nullptr;
    const auto* people = seen ? seen->if_contains("people") : nullptr;
    const auto* at = seen ? seen->if_contains("at") : nullptr;
    const auto heardAt =
        at && at->is_string() ? Timestamp::parse(at->get_string()) : Result<Timestamp>(Fault{});
    if (!people || !people->is_array() || !heardAt)
        co_return;
    for (const json::value& one : people->get_array()) {
        if (const auto person = readPresentPerson(one))
            record->people.push_back(*person);
    }
    record->heardAt = *heardAt;
    tell(channel, *record);
}

QCoro::Task<void> PresenceDriver::remember(std::string channel)
{
    const Record* record = find(channel);
    if (record == nullptr)
        co_return;
    const json::object seen{
        {"people", toJson(record->people)}, {"at", record->heardAt->toString()}};
    const bool isEmpty = record->people.empty();
    const auto keep = [channel, seen, isEmpty](DeskStore& desk) -> Result<void> {
        const auto before = desk.vault.setting(seenSetting);
        if (!before)
            return before.error();
        json::object all = seenIn(*before);
        if (!isEmpty)
            all[channel] = seen;
        else if (all.erase(channel) == 0)
            return {};
        while (all.size() > seenMost) {
            const auto oldest = std::min_element(all.begin(), all.end(), [](auto& a, auto& b) {
                return json::serialize(a.value().at("at")) < json::serialize(b.value().at("at"));
            });
            all.erase(oldest);
        }
        return desk.vault.setSetting(seenSetting, json::serialize(all));
    };
    (void)co_await engine_.stores().desk(keep);
}

} // namespace tidemark::sync
