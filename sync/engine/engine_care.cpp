// What the engine looks after now and then, and what it tells a person until they have read it.
#include "sync/engine/engine.hpp"
#include "sync/engine/sync_events.hpp"

#include <boost/json.hpp>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

constexpr std::string_view noticesSetting = "user.notices";
constexpr std::int64_t backupEveryMicros = 3600LL * 1'000'000;
constexpr int backupLookMs = 5 * 60'000; // How often the age of the newest one is looked at.

std::vector<Notice> noticesFrom(const std::optional<std::string>& text)
{
    std::vector<Notice> notices;
    boost::system::error_code failed;
    const auto value = text && !text->empty() ? json::parse(*text, failed) : json::value();
    const auto* list = failed ? nullptr : value.if_array();
    if (list == nullptr)
        return notices;
    for (const auto& item : *list) {
        if (auto notice = noticeFromJson(item))
            notices.push_back(std::move(*notice));
    }
    return notices;
}

std::string textOf(const std::vector<Notice>& notices)
{
    json::array list;
    for (const Notice& notice : notices)
        list.emplace_back(toJson(notice));
    return json::serialize(list);
}

} // namespace

QCoro::Task<void> Engine::readNotices()
{
    const auto read = [](DeskStore& desk) { return desk.vault.setting(noticesSetting); };
    const auto text = co_await stores_.desk(read);
    if (text)
        notices_ = noticesFrom(*text);
    if (const auto salvaged = std::exchange(salvaged_, std::nullopt))
        onSalvaged(*salvaged);
}

void Engine::onSalvaged(const Salvaged& salvaged)
{
    std::string lost;
    for (const Mid mid : salvaged.lost)
        lost += " " + std::to_string(mid);
    options_.log(
        LogLevel::error,
        "agent.vault",
        "the vault was damaged and is kept as " + salvaged.damaged.filename().string() +
            "; waiting changes brought back: " + std::to_string(salvaged.recovered.size()) +
            "; not readable any more:" + (lost.empty() ? " none" : lost) +
            (salvaged.isEndUnknown ? "; later ones are not known" : "")
    );
    const auto count = static_cast<std::int64_t>(salvaged.lost.size());
    SyncEvent event = eventOf(EventKind::store, "vault_salvaged");
    event.level = EventLevel::problem;
    event.count = count;
    events_.add(event);
    const bool isWhole = count == 0 && !salvaged.isEndUnknown;
    addNotice(
        {isWhole ? "vault_salvaged" : "changes_lost", Timestamp::now(), count, salvaged.backupAt}
    );
}

QCoro::Task<void> Engine::backUpVault()
{
    backedUp_.start();
    const auto copy = [](DeskStore& desk) -> Result<bool> {
        const auto now = Timestamp::now();
        const auto newest = desk.vault.newestBackup();
        if (newest && now.micros - newest->micros < backupEveryMicros &&
            newest->micros < now.micros)
            return false;
        const auto done = desk.vault.backUp(now);
        return done ? Result<bool>(true) : done.error();
    };
    const auto done = co_await stores_.desk(copy);
    if (!done)
        note(faultEvent(EventKind::store, "no_backup", done.error()));
    else if (*done)
        note(eventOf(EventKind::store, "backed_up"));
}

QCoro::Task<void> Engine::saveNotices()
{
    touchStatus();
    const auto save = [text = textOf(notices_)](DeskStore& desk) {
        return desk.vault.setSetting(noticesSetting, text);
    };
    (void)co_await stores_.desk(save);
}

void Engine::addNotice(Notice notice)
{
    std::erase_if(notices_, [&](const Notice& known) { return known.id == notice.id; });
    notices_.push_back(std::move(notice));
    saveNotices();
}

void Engine::dismissNotice(const std::string& id)
{
    if (std::erase_if(notices_, [&](const Notice& known) { return known.id == id; }) > 0)
        saveNotices();
}

void Engine::onServerRestored(std::int64_t again, const std::optional<Timestamp>& restoredTo)
{
    addNotice({"server_restored", Timestamp::now(), again, restoredTo});
}

void Engine::care()
{
    const Millis now = age_.elapsed();
    judgeLeases();
    reopenIfWanted();
    checkIfDue();
    tidySetAside();
    if (!backedUp_.isValid() || backedUp_.hasExpired(backupLookMs))
        backUpVault();
    const auto& pull = pull_.machine();
    if (watch("pull", pullDog_.look(pull_.steps(), pull.isBusy(), now))) {
        http_.abortAll();
        pull_.stop();
        if (link_.isReachable())
            pull_.start();
    }
    // Push begins with the session that the pull region opens.
    if (watch("push", pushDog_.look(push_.steps(), push_.machine().isBusy(), now))) {
        push_.stop();
        if (const auto& session = pull.session())
            push_.start(*session);
    }
}

bool Engine::watch(std::string_view region, WatchVerdict verdict)
{
    if (verdict == WatchVerdict::fine)
        return false;
    const std::string name(region);
    SyncEvent event = eventOf(EventKind::store, "stood_still", name);
    event.level = EventLevel::problem;
    note(event);
    if (verdict == WatchVerdict::restart)
        return true;
    addNotice({"stuck_" + name, Timestamp::now(), watchRestartsMax, {}});
    return false;
}

} // namespace tidemark::sync
