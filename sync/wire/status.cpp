#include "sync/wire/status.hpp"

#include "sync/wire/message.hpp"

#include <boost/json/value.hpp>

#include <array>
#include <utility>

namespace tidemark::sync {
namespace json = boost::json;
namespace {

template <class Enum, std::size_t size>
using Names = std::array<std::pair<Enum, std::string_view>, size>;

constexpr Names<AgentState, 6> stateNames{{
    {AgentState::noProfile, "noProfile"},
    {AgentState::locked, "locked"},
    {AgentState::needsPassphrase, "needsPassphrase"},
    {AgentState::signedOut, "signedOut"},
    {AgentState::open, "open"},
    {AgentState::damaged, "damaged"},
}};
constexpr Names<LinkState, 5> linkNames{{
    {LinkState::offline, "offline"},
    {LinkState::probing, "probing"},
    {LinkState::online, "online"},
    {LinkState::onlinePoll, "onlinePoll"},
    {LinkState::captive, "captive"},
}};
constexpr Names<PullState, 7> pullNames{{
    {PullState::idle, "idle"},
    {PullState::bootstrap, "bootstrap"},
    {PullState::catchup, "catchup"},
    {PullState::live, "live"},
    {PullState::reconcile, "reconcile"},
    {PullState::repair, "repair"},
    {PullState::hold, "hold"},
}};
constexpr Names<KeyStore, 3> keyStoreNames{{
    {KeyStore::none, "none"},
    {KeyStore::keyring, "keyring"},
    {KeyStore::passphrase, "passphrase"},
}};

template <class Enum, std::size_t size>
std::string_view nameIn(const Names<Enum, size>& names, Enum value)
{
    for (const auto& [known, name] : names) {
        if (known == value)
            return name;
    }
    return names.front().second;
}

template <class Enum, std::size_t size>
Enum valueIn(const Names<Enum, size>& names, std::string_view name, Enum careful)
{
    for (const auto& [known, text] : names) {
        if (text == name)
            return known;
    }
    return careful;
}

json::value orNull(const std::optional<Timestamp>& when)
{
    return when ? json::value(when->toString()) : json::value(nullptr);
}

/// Reads keys of the object one by one and remembers whether all were of their kind.
class Reader {
public:
    explicit Reader(const json::object& object)
        : object_(object)
    {
    }

    [[nodiscard]] bool isWellFormed() const { return isWellFormed_; }

    std::string text(std::string_view key, bool isNeeded = false)
    {
        const json::value* value = find(key, isNeeded);
        if (value == nullptr)
            return {};
        if (!value->is_string())
            return isWellFormed_ = false, std::string();
        return std::string(value->get_string());
    }

    std::optional<std::int64_t> integer(std::string_view key, bool isNeeded = false)
    {
        const json::value* value = find(key, isNeeded);
        if (value == nullptr)
            return std::nullopt;
        if (!value->is_int64())
            return isWellFormed_ = false, std::nullopt;
        return value->get_int64();
    }

    std::optional<Timestamp> when(std::string_view key)
    {
        const std::string given = text(key);
        if (given.empty())
            return std::nullopt;
        const auto parsed = Timestamp::parse(given);
        if (!parsed)
            return isWellFormed_ = false, std::nullopt;
        return *parsed;
    }

    /// The value, or null when it is absent or null.
    const json::value* find(std::string_view key, bool isNeeded = false)
    {
        const json::value* value = object_.if_contains(key);
        if (value != nullptr && !value->is_null())
            return value;
        if (isNeeded)
            isWellFormed_ = false;
        return nullptr;
    }

private:
    const json::object& object_;
    bool isWellFormed_ = true;
};

Fault malformedStatus()
{
    return Fault{
        FaultCode::invalid,
        "status_malformed",
        "The agent sent a status that cannot be read.",
        "Update the desk and the agent to the same version."};
}

std::optional<Progress> progressOf(const json::value* value)
{
    if (value == nullptr || !value->is_object())
        return std::nullopt;
    Reader reader(value->get_object());
    const auto done = reader.integer("done", true);
    const auto total = reader.integer("total", true);
    if (!done || !total)
        return std::nullopt;
    return Progress{*done, *total};
}

std::vector<Notice> noticesOf(const json::value* value)
{
    std::vector<Notice> notices;
    const auto* list = value != nullptr ? value->if_array() : nullptr;
    if (list == nullptr)
        return notices;
    for (const json::value& item : *list) {
        if (auto notice = noticeFromJson(item)) // A kind that we cannot read is no reason to stop.
            notices.push_back(std::move(*notice));
    }
    return notices;
}

} // namespace

json::object toJson(const Notice& notice)
{
    return {
        {"id", notice.id},
        {"at", notice.at.toString()},
        {"count", notice.count},
        {"restoredTo", orNull(notice.restoredTo)}};
}

Result<Notice> noticeFromJson(const json::value& value)
{
    if (!value.is_object())
        return malformedStatus();
    Reader reader(value.get_object());
    Notice notice;
    notice.id = reader.text("id", true);
    notice.at = reader.when("at").value_or(Timestamp{});
    notice.count = reader.integer("count").value_or(0);
    notice.restoredTo = reader.when("restoredTo");
    if (!reader.isWellFormed())
        return malformedStatus();
    return notice;
}

json::object toJson(const Status& status)
{
    const auto progress = [&]() -> json::value {
        if (!status.progress)
            return nullptr;
        return {{"done", status.progress->done}, {"total", status.progress->total}};
    };
    const auto notices = [&] {
        json::array list;
        for (const Notice& notice : status.notices)
            list.emplace_back(toJson(notice));
        return list;
    };
    return {
        {"state", nameIn(stateNames, status.state)},
        {"link", nameIn(linkNames, status.link)},
        {"linkSince", orNull(status.linkSince)},
        {"nextTryAt", orNull(status.nextTryAt)},
        {"fault", status.fault ? json::value(toJson(*status.fault)) : json::value(nullptr)},
        {"pull", nameIn(pullNames, status.pull)},
        {"progress", progress()},
        {"pending", status.pending},
        {"needYou", status.needYou},
        {"oldestPendingAt", orNull(status.oldestPendingAt)},
        {"cut", status.cut},
        {"headCut", status.headCut},
        {"mirrorAsOf", orNull(status.mirrorAsOf)},
        {"verified", status.verified},
        {"roundTripMs", status.roundTripMs ? json::value(*status.roundTripMs) : json::value()},
        {"rows", status.rows},
        {"mirrorBytes", status.mirrorBytes},
        {"keyStore", nameIn(keyStoreNames, status.keyStore)},
        {"server", status.server},
        {"user", status.user ? json::value(toJson(*status.user)) : json::value(nullptr)},
        {"clockSkewSeconds", status.clockSkewSeconds},
        {"quarantined", status.quarantined},
        {"notices", notices()},
        {"paused", status.isPaused}};
}

Result<Status> statusFromJson(const json::value& value)
{
    if (!value.is_object())
        return malformedStatus();
    Reader reader(value.get_object());
    Status status;
    status.state = valueIn(stateNames, reader.text("state", true), AgentState::locked);
    status.link = valueIn(linkNames, reader.text("link", true), LinkState::offline);
    status.linkSince = reader.when("linkSince");
    status.nextTryAt = reader.when("nextTryAt");
    if (const json::value* fault = reader.find("fault"))
        status.fault = faultFromJson(*fault);
    status.pull = valueIn(pullNames, reader.text("pull"), PullState::idle);
    status.progress = progressOf(reader.find("progress"));
    status.pending = reader.integer("pending", true).value_or(0);
    status.needYou = reader.integer("needYou", true).value_or(0);
    status.oldestPendingAt = reader.when("oldestPendingAt");
    status.cut = reader.text("cut");
    status.headCut = reader.text("headCut");
    status.mirrorAsOf = reader.when("mirrorAsOf");
    if (const json::value* verified = reader.find("verified"))
        status.verified = verified->is_bool() && verified->get_bool();
    if (const auto roundTrip = reader.integer("roundTripMs"))
        status.roundTripMs = static_cast<int>(*roundTrip);
    status.rows = reader.integer("rows").value_or(0);
    status.mirrorBytes = reader.integer("mirrorBytes").value_or(0);
    status.keyStore = valueIn(keyStoreNames, reader.text("keyStore"), KeyStore::none);
    status.server = reader.text("server");
    if (const json::value* user = reader.find("user")) {
        auto read = userFromJson(*user);
        if (!read)
            return read.error();
        status.user = std::move(*read);
    }
    status.clockSkewSeconds = reader.integer("clockSkewSeconds").value_or(0);
    status.quarantined = reader.integer("quarantined").value_or(0);
    status.notices = noticesOf(reader.find("notices"));
    if (const json::value* paused = reader.find("paused"))
        status.isPaused = paused->is_bool() && paused->get_bool();
    if (!reader.isWellFormed())
        return malformedStatus();
    return status;
}

} // namespace tidemark::sync
