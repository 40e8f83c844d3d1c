#include "ui/sync/sync_lines.hpp"

#include "ui/kit/format.hpp"

#include <QCoreApplication>

#include <cstdlib>

namespace tidemark::ui {
namespace {

using sync::KeyStore;
using sync::LinkState;
using sync::PullState;
using sync::Status;

constexpr std::int64_t skewWorthSaying = 120;

QString say(const char* source)
{
    return QCoreApplication::translate("SyncPage", source);
}

FieldLine linkLine(const Status& status)
{
    switch (status.link) {
    case LinkState::online:
        return {say("State"), say("Online, live channel up"), Tone::ok};
    case LinkState::onlinePoll:
        return {say("State"), say("Online, without live channel"), Tone::warn};
    case LinkState::probing:
        return {say("State"), say("Trying to reach the platform"), Tone::muted};
    case LinkState::captive:
        return {say("State"), say("The network asks for a sign-in first"), Tone::warn};
    case LinkState::offline:
        break;
    }
    return {say("State"), say("Offline"), Tone::warn};
}

FieldLine pullLine(const Status& status)
{
    switch (status.pull) {
    case PullState::bootstrap:
        return {say("Receiving"), say("First sync"), Tone::info};
    case PullState::catchup:
        return {say("Receiving"), say("Catching up"), Tone::info};
    case PullState::live:
        return {say("Receiving"), say("Live"), Tone::ok};
    case PullState::reconcile:
        return {say("Receiving"), say("Comparing with the platform"), Tone::info};
    case PullState::repair:
        return {say("Receiving"), say("Repairing"), Tone::warn};
    case PullState::hold:
        return {say("Receiving"), say("On hold"), Tone::warn};
    case PullState::idle:
        break;
    }
    return {say("Receiving"), say("Idle"), Tone::muted};
}

} // namespace

std::vector<FieldLine> linkLines(const Status& status)
{
    std::vector<FieldLine> lines{linkLine(status)};
    const QString server = QString::fromStdString(status.server);
    lines.push_back({say("Platform"), server.isEmpty() ? QStringLiteral("—") : server});
    if (status.linkSince)
        lines.push_back({say("Since"), formatWhen(*status.linkSince)});
    if (status.nextTryAt)
        lines.push_back({say("Next try"), formatIn(*status.nextTryAt)});
    if (status.roundTripMs)
        lines.push_back({say("Round trip"), say("%1 ms").arg(formatNumber(*status.roundTripMs))});
    const qint64 skew = std::llabs(status.clockSkewSeconds);
    lines.push_back(
        {say("Clock"),
         skew < 2 ? say("agrees with the platform")
                  : say("off by %1").arg(formatDuration(skew * 1000)),
         skew > skewWorthSaying ? Tone::warn : Tone::text}
    );
    return lines;
}

std::vector<FieldLine> mirrorLines(const Status& status)
{
    std::vector<FieldLine> lines{pullLine(status)};
    if (status.progress) {
        lines.push_back(
            {say("Progress"),
             say("%1 of %2")
                 .arg(formatNumber(status.progress->done), formatNumber(status.progress->total))}
        );
    }
    lines.push_back(
        {say("As of"), status.mirrorAsOf ? formatWhen(*status.mirrorAsOf) : QStringLiteral("—")}
    );
    lines.push_back(
        {say("Check sum"),
         status.verified ? say("agrees with the platform") : say("not checked yet"),
         status.verified ? Tone::ok : Tone::warn}
    );
    lines.push_back({say("Rows"), formatNumber(status.rows)});
    lines.push_back({say("Size"), formatBytes(status.mirrorBytes)});
    const QString cut = QString::fromStdString(status.cut);
    const QString head = QString::fromStdString(status.headCut);
    lines.push_back(
        {say("Cut"),
         say("%1 of %2")
             .arg(
                 cut.isEmpty() ? QStringLiteral("—") : cut,
                 head.isEmpty() ? QStringLiteral("—") : head
             )}
    );
    return lines;
}

std::vector<FieldLine> workLines(const Status& status)
{
    std::vector<FieldLine> lines;
    lines.push_back({say("Waiting to be sent"), formatNumber(status.pending)});
    if (status.oldestPendingAt)
        lines.push_back({say("Oldest"), formatAge(*status.oldestPendingAt)});
    lines.push_back(
        {say("Needs you"),
         formatNumber(status.needYou),
         status.needYou > 0 ? Tone::warn : Tone::text}
    );
    return lines;
}

std::vector<FieldLine> deviceLines(const Status& status)
{
    const QString key = status.keyStore == KeyStore::keyring ? say("in the keyring of this system")
                        : status.keyStore == KeyStore::passphrase ? say("behind your passphrase")
                                                                  : say("none yet");
    std::vector<FieldLine> lines{{say("Key of the store"), key}};
    if (status.user) {
        const auto& user = *status.user;
        lines.push_back({say("Signed in as"), QString::fromStdString(user.displayName)});
        lines.push_back({say("Login"), QString::fromStdString(user.login)});
        lines.push_back({say("Tenant"), QString::fromStdString(user.tenant.name)});
        if (user.organizationName)
            lines.push_back({say("Organization"), QString::fromStdString(*user.organizationName)});
    }
    return lines;
}

} // namespace tidemark::ui
