#include "sync/engine/diagnostics.hpp"

#include "models/core/fault_id.hpp"
#include "sync/engine/check_findings.hpp"
#include "sync/wire/standstill.hpp"

#include <array>
#include <cstdlib>

namespace tidemark::sync {
namespace {

constexpr std::int64_t hourMicros = 3600LL * 1'000'000;
constexpr std::int64_t dayMicros = 24 * hourMicros;
constexpr std::int64_t certificateSoonMicros = 14 * dayMicros;
constexpr std::int64_t leaseSoonMicros = 2 * hourMicros;
constexpr std::int64_t skewSecondsMost = 5 * 60;

std::string megabytes(std::int64_t bytes)
{
    return std::to_string(bytes / 1'000'000);
}

/// `0.9` of `0.9.3`: what has to be the same on both sides.
std::string_view seriesOf(std::string_view version)
{
    const auto first = version.find('.');
    const auto second = first == std::string_view::npos ? first : version.find('.', first + 1);
    return version.substr(0, second);
}

bool isUp(const Status& status)
{
    return status.link == LinkState::online || status.link == LinkState::onlinePoll;
}

Check ofKeys(const Status& status)
{
    switch (status.keyStore) {
    case KeyStore::keyring:
        return found("keys", "keyring");
    case KeyStore::passphrase:
        return found("keys", "passphrase");
    default:
        return found("keys", "none");
    }
}

Check ofStore(std::string_view id, const StoreReach& reach)
{
    const std::string all = std::to_string(reach.place.tables.size());
    if (reach.damage)
        return found(id, "damaged", {reach.damage->cause, reach.damage->nextStep});
    if (reach.place.tables.empty())
        return found(id, "unread");
    if (reach.place.isDone())
        return found(id, "sound", {all});
    return found(id, "partly", {std::to_string(reach.place.read), all});
}

Check ofBackup(const CheckFacts& facts)
{
    const auto& at = facts.stores.backupAt;
    if (!at)
        return found("vaultBackup", "none");
    const bool isOld = facts.now.micros - at->micros > dayMicros;
    return found("vaultBackup", isOld ? "old" : "fresh", {at->toString()});
}

Check ofScopes(const StoreCondition& stores)
{
    std::string waiting;
    std::string wrong;
    for (const ScopeState& scope : stores.scopes) {
        const std::string name = std::to_string(scope.grant.scope);
        const bool isWaiting = scope.standing == ScopeStanding::joining ||
                               scope.recheck != Recheck::none || !scope.verifiedCut;
        if (scope.recheck == Recheck::givenUp)
            wrong += (wrong.empty() ? "" : ", ") + name;
        else if (isWaiting)
            waiting += (waiting.empty() ? "" : ", ") + name;
    }
    if (!wrong.empty())
        return found("scopes", "wrong", {wrong});
    return waiting.empty() ? found("scopes", "agree") : found("scopes", "waiting", {waiting});
}

Check ofLeases(const CheckFacts& facts)
{
    if (!facts.locked.empty())
        return found("leases", "locked", {std::to_string(facts.locked.size())});
    if (!facts.leaseEnds)
        return found("leases", "none");
    // While the platform answers, every pull renews them.
    const bool isSoon =
        facts.leaseEnds->micros - facts.now.micros < leaseSoonMicros && !isUp(facts.status);
    return found("leases", isSoon ? "soon" : "held", {facts.leaseEnds->toString()});
}

Check ofLink(const Status& status)
{
    if (status.isPaused)
        return found("link", "paused");
    switch (status.link) {
    case LinkState::online:
        return found("link", "live", {std::to_string(status.roundTripMs.value_or(0))});
    case LinkState::onlinePoll:
        return found("link", "poll");
    case LinkState::captive:
        return found("link", "captive");
    default:
        return found("link", "offline");
    }
}

Check ofRegions(const Status& status)
{
    std::string still;
    for (const Notice& notice : status.notices) {
        if (!notice.id.starts_with(standstillNotice))
            continue;
        const std::string region = notice.id.substr(standstillNotice.size());
        still += (still.empty() ? "" : ", ") + region + " " + faultId(standstill(region));
    }
    return still.empty() ? found("regions", "moving") : found("regions", "still", {still});
}

Check ofTls(const CheckFacts& facts)
{
    const Connection& connection = facts.connection;
    if (facts.status.server.empty())
        return found("tls", "unseen");
    if (!connection.isEncrypted)
        return found("tls", connection.isLocal ? "local" : "plain");
    if (!connection.certificateEnds)
        return found("tls", "unseen");
    const std::string ends = connection.certificateEnds->toString();
    const auto left = connection.certificateEnds->micros - facts.now.micros;
    if (left < certificateSoonMicros)
        return found("tls", "ending", {ends});
    return found("tls", connection.isPinned ? "pinned" : "trusted", {ends});
}

Check ofProxy(const Connection& connection)
{
    return connection.proxy.empty() ? found("proxy", "none")
                                    : found("proxy", "used", {connection.proxy});
}

Check ofVersions(const Connection& connection)
{
    if (const auto& upgrade = connection.upgrade; upgrade && upgrade->graceUntil)
        return found(
            "versions",
            "tooOldSoon",
            {connection.agentVersion, upgrade->least, upgrade->graceUntil->toString()}
        );
    if (const auto& upgrade = connection.upgrade)
        return found("versions", "tooOld", {connection.agentVersion, upgrade->least});
    if (connection.platformVersion.empty())
        return found("versions", "alone", {connection.agentVersion});
    const bool isSame = seriesOf(connection.agentVersion) == seriesOf(connection.platformVersion);
    return found(
        "versions",
        isSame ? "known" : "apart",
        {connection.agentVersion, connection.platformVersion}
    );
}

Check ofCut(const Status& status)
{
    if (status.cut == status.headCut)
        return found("cut", "head", {status.cut});
    return found("cut", "behind", {status.cut, status.headCut});
}

Check ofOutbox(const CheckFacts& facts)
{
    const auto& outbox = facts.stores.outbox;
    const std::string pending = std::to_string(outbox.pending);
    if (outbox.needYou > 0)
        return found("outbox", "needYou", {std::to_string(outbox.needYou)});
    if (outbox.pending == 0)
        return found("outbox", "none");
    const bool isOld = outbox.oldestAt && facts.now.micros - outbox.oldestAt->micros > hourMicros;
    if (isOld && isUp(facts.status))
        return found("outbox", "old", {pending, outbox.oldestAt->toString()});
    return found("outbox", "waiting", {pending});
}

Check ofForms(const FormsWaiting& forms)
{
    if (forms.records > 0)
        return found("forms", "waiting", {std::to_string(forms.records)});
    if (forms.setAside > 0)
        return found("forms", "aside", {std::to_string(forms.setAside)});
    return found("forms", "none");
}

Check ofQuarantine(const StoreCondition& stores)
{
    if (stores.outbox.quarantined == 0)
        return found("quarantine", "none");
    return found("quarantine", "some", {std::to_string(stores.outbox.quarantined)});
}

Check ofFiles(const StoreCondition& stores)
{
    if (stores.filesMissing > 0)
        return found("files", "missing", {std::to_string(stores.filesMissing)});
    if (stores.filesFailed > 0)
        return found("files", "failed", {std::to_string(stores.filesFailed)});
    if (stores.files == 0)
        return found("files", "none");
    return found("files", "good", {std::to_string(stores.files)});
}

Check ofDisk(const StorageFacts& storage)
{
    if (storage.diskFreeBytes < 0)
        return found("disk", "unknown");
    return found(
        "disk",
        nameOf(storage.level()),
        {megabytes(storage.diskFreeBytes), megabytes(storage.mirrorBytes)}
    );
}

Check ofClock(const Status& status)
{
    if (std::abs(status.clockSkewSeconds) <= skewSecondsMost)
        return found("clock", "agrees");
    return found("clock", "off", {std::to_string(status.clockSkewSeconds)});
}

} // namespace

std::vector<Check> checksOf(const CheckFacts& facts)
{
    const bool isIn = facts.status.state == AgentState::open;
    return {
        ofKeys(facts.status),
        ofStore("vault", facts.stores.vault),
        ofBackup(facts),
        ofStore("mirror", facts.stores.mirror),
        ofScopes(facts.stores),
        ofLeases(facts),
        found("signIn", isIn ? "in" : "out"),
        ofLink(facts.status),
        ofRegions(facts.status),
        ofTls(facts),
        ofProxy(facts.connection),
        ofVersions(facts.connection),
        ofCut(facts.status),
        ofOutbox(facts),
        ofForms(facts.forms),
        ofQuarantine(facts.stores),
        ofFiles(facts.stores),
        ofDisk(facts.storage),
        ofClock(facts.status)};
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
        {"finding", check.finding},
        {"args", boost::json::array(check.args.begin(), check.args.end())},
        {"detail", check.detail},
        {"nextStep", check.nextStep},
        {"act", check.act}};
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
