#include "sync/engine/diagnostics.hpp"

#include <array>

namespace tidemark::sync {
namespace {

constexpr std::int64_t diskLow = 2LL * 1024 * 1024 * 1024;
constexpr std::int64_t diskFull = 500LL * 1024 * 1024;
constexpr std::int64_t hourMicros = 3600LL * 1'000'000;

Check check(std::string id, std::string title, std::string detail)
{
    return {std::move(id), std::move(title), CheckState::ok, std::move(detail), {}};
}

void turn(Check& one, CheckState state, std::string detail, std::string nextStep)
{
    one.state = state;
    one.detail = std::move(detail);
    one.nextStep = std::move(nextStep);
}

Check ofStore(std::string id, std::string title, const std::optional<Fault>& fault)
{
    Check one = check(std::move(id), std::move(title), "Read through; no damage.");
    if (fault)
        turn(one, CheckState::bad, fault->cause, fault->nextStep);
    return one;
}

Check ofBackup(const StoreCondition& stores)
{
    Check one = check("vaultBackup", "Backup of unsent work", "None yet; nothing waits.");
    if (stores.backupAt)
        one.detail = "Newest from " + stores.backupAt->toString() + ".";
    const auto age = stores.backupAt ? Timestamp::now().micros - stores.backupAt->micros : 0;
    if (stores.backupAt && age > 24 * hourMicros)
        turn(one, CheckState::warn, one.detail, "Leave Tidemark running; it backs up every hour.");
    return one;
}

Check ofLink(const Status& status)
{
    Check one = check("link", "Platform", "The platform answers.");
    if (status.link == LinkState::online || status.link == LinkState::onlinePoll) {
        if (status.roundTripMs)
            one.detail += " Round trip " + std::to_string(*status.roundTripMs) + " ms.";
        if (status.link == LinkState::onlinePoll)
            turn(
                one,
                CheckState::warn,
                "The platform answers, but no live channel gets through.",
                "Changes come once a minute. Ask who runs your network to let WebSockets through."
            );
        return one;
    }
    const bool isCaptive = status.link == LinkState::captive;
    turn(
        one,
        CheckState::warn,
        isCaptive ? "A sign-on page of the network answers." : "The platform does not answer.",
        isCaptive ? "Open a browser and sign on to the network."
                  : "Check the network. Your changes are safe on this device."
    );
    return one;
}

Check ofSignIn(const Status& status)
{
    Check one = check("signIn", "Sign-in", "Signed in.");
    if (status.state == AgentState::open)
        return one;
    turn(one, CheckState::bad, "Nobody is signed in, or the data is locked.", "Sign in or unlock.");
    return one;
}

Check ofScopes(const StoreCondition& stores)
{
    Check one = check("scopes", "Local copy adds up", "Every part agrees with the platform.");
    std::string waiting;
    std::string wrong;
    for (const ScopeState& scope : stores.scopes) {
        const std::string name = " " + std::to_string(scope.grant.scope);
        if (scope.recheck == Recheck::givenUp)
            wrong += name;
        else if (scope.standing == ScopeStanding::joining || scope.recheck != Recheck::none ||
                 !scope.verifiedCut)
            waiting += name;
    }
    if (!wrong.empty())
        turn(
            one,
            CheckState::bad,
            "Does not add up, even after repairs: scopes" + wrong + ".",
            "Your own changes are safe. Send the bundle for support; it is tried again tomorrow."
        );
    else if (!waiting.empty())
        turn(
            one,
            CheckState::warn,
            "Not yet compared with the platform: scopes" + waiting + ".",
            "Wait until the copy is complete, or go online."
        );
    return one;
}

Check ofCut(const Status& status)
{
    Check one = check("cut", "Up to date", "At cut " + status.cut + ".");
    if (status.cut != status.headCut)
        turn(
            one,
            CheckState::warn,
            "At cut " + status.cut + " of " + status.headCut + ".",
            "Wait, or press Synchronise now."
        );
    return one;
}

Check ofOutbox(const Status& status, const StoreCondition& stores)
{
    Check one = check("outbox", "Unsent changes", "None.");
    const auto& outbox = stores.outbox;
    if (outbox.pending > 0)
        one.detail = std::to_string(outbox.pending) + " wait to be sent.";
    const bool isOld =
        outbox.oldestAt && Timestamp::now().micros - outbox.oldestAt->micros > hourMicros;
    const bool isUp = status.link == LinkState::online || status.link == LinkState::onlinePoll;
    if (outbox.pending > 0 && isOld && isUp)
        turn(
            one,
            CheckState::warn,
            one.detail + " The oldest since " + outbox.oldestAt->toString() + ".",
            status.fault ? status.fault->nextStep : "Look at the pending changes."
        );
    if (outbox.needYou > 0)
        turn(
            one,
            CheckState::warn,
            std::to_string(outbox.needYou) + " were refused or are in conflict.",
            "Open the pending changes and decide."
        );
    return one;
}

Check ofQuarantine(const StoreCondition& stores)
{
    Check one = check("quarantine", "Work set aside", "None.");
    if (stores.outbox.quarantined > 0)
        turn(
            one,
            CheckState::warn,
            std::to_string(stores.outbox.quarantined) +
                " unsent changes belong to places that are no longer open to you.",
            "Export them, then give them up."
        );
    return one;
}

Check ofDisk(std::int64_t free)
{
    Check one = check("disk", "Room on the disk", "Not known.");
    if (free < 0)
        return one;
    one.detail = std::to_string(free / (1024 * 1024)) + " MB free.";
    if (free < diskLow)
        turn(
            one,
            free < diskFull ? CheckState::bad : CheckState::warn,
            one.detail,
            "Free some disk space. Edits are still saved for a while."
        );
    return one;
}

Check ofClock(const Status& status)
{
    Check one = check("clock", "Clock", "Agrees with the platform's.");
    if (std::abs(status.clockSkewSeconds) > 5 * 60)
        turn(
            one,
            CheckState::warn,
            std::to_string(status.clockSkewSeconds) + " s off.",
            "Set the date and time of this device. Synchronising is not affected."
        );
    return one;
}

Check ofKeys(const Status& status)
{
    Check one = check("keys", "Keys", "In the system's keyring.");
    if (status.keyStore == KeyStore::passphrase)
        one.detail = "Under your passphrase.";
    if (status.keyStore == KeyStore::none)
        turn(one, CheckState::bad, "No key is stored.", "Unlock Tidemark, or choose a passphrase.");
    return one;
}

} // namespace

std::vector<Check>
checksOf(const Status& status, const StoreCondition& stores, std::int64_t diskFree)
{
    return {
        ofKeys(status),
        ofStore("vault", "Unsent work on disk", stores.vault),
        ofBackup(stores),
        ofStore("mirror", "Local copy on disk", stores.mirror),
        ofScopes(stores),
        ofSignIn(status),
        ofLink(status),
        ofCut(status),
        ofOutbox(status, stores),
        ofQuarantine(stores),
        ofDisk(diskFree),
        ofClock(status)};
}

std::string_view nameOf(CheckState state)
{
    static constexpr std::array<std::string_view, 3> names{"ok", "warn", "bad"};
    return names[static_cast<std::size_t>(state)];
}

boost::json::object toJson(const Check& check)
{
    return {
        {"id", check.id},
        {"title", check.title},
        {"state", nameOf(check.state)},
        {"detail", check.detail},
        {"nextStep", check.nextStep}};
}

boost::json::object toJson(const ScopeState& scope, std::int64_t bytes)
{
    static constexpr std::array<std::string_view, 4> rechecks{
        "none", "wanted", "patched", "givenUp"};
    const auto cut = [](const std::optional<std::int64_t>& value) {
        return value ? boost::json::value(std::to_string(*value)) : boost::json::value();
    };
    return {
        {"id", std::to_string(scope.grant.scope)},
        {"kind", nameOf(scope.grant.kind)},
        {"name", scope.grant.name},
        {"class", scope.grant.dataClass},
        {"standing", scope.standing == ScopeStanding::live ? "live" : "joining"},
        {"recheck", rechecks[static_cast<std::size_t>(scope.recheck)]},
        {"rows", scope.rows},
        {"bytes", bytes},
        {"verifiedCut", cut(scope.verifiedCut)},
        {"readyCut", cut(scope.readyCut)},
        {"leaseSeconds", scope.grant.leaseSeconds},
        {"repairs", scope.mends.size()}};
}

} // namespace tidemark::sync
