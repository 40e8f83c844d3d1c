// What the engine looks after now and then, and what it tells a person until they have read it.
#include "sync/engine/blob_driver.hpp"
#include "sync/engine/engine.hpp"
#include "sync/engine/sync_events.hpp"
#include "sync/wire/standstill.hpp"

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
    regions_.look(now, [this](const std::string& region, bool isLost) {
        onStandstill(region, isLost);
    });
}

void Engine::watchRegions()
{
    const auto again = [this] {
        http_.abortAll();
        pull_.stop();
        if (link_.isReachable())
            pull_.start();
    };
    const auto isPulling = [this] { return pull_.machine().isBusy(); };
    regions_.add({"pull", pullPatience, [this] { return pull_.steps(); }, isPulling, again});
    // Push begins with the session that the pull region opens.
    const auto pushAgain = [this] {
        push_.stop();
        if (const auto& session = pull_.machine().session())
            push_.start(*session);
    };
    const auto isPushing = [this] { return push_.machine().isBusy(); };
    regions_.add({"push", pushPatience, [this] { return push_.steps(); }, isPushing, pushAgain});
    // The others follow the link when it is there again.
    const auto linkAgain = [this] {
        link_.want(false);
        wantLink();
    };
    const auto isLinking = [this] { return link_.isBusy(); };
    regions_.add({"link", linkPatience, [this] { return link_.steps(); }, isLinking, linkAgain});
    const auto isMoving = [this] { return blobs_->isBusy(); };
    const auto filesAgain = [this] { blobs_->beginAnew(); };
    regions_.add({"files", filesPatience, [this] { return blobs_->steps(); }, isMoving, filesAgain}
    );
}

void Engine::onStandstill(const std::string& region, bool isLost)
{
    SyncEvent event = eventOf(EventKind::store, "stood_still", region);
    if (isLost)
        event = faultEvent(EventKind::store, "stands_still", standstill(region));
    event.subject = region;
    event.level = EventLevel::problem;
    note(event);
    if (isLost)
        addNotice({std::string(standstillNotice) + region, Timestamp::now(), watchRestartsMax, {}});
}

} // namespace tidemark::sync
