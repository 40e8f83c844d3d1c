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

/// The context of the words below.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(SyncPage)
};

FieldLine linkLine(const Status& status)
{
    if (status.isPaused)
        return {Words::tr("State"), Words::tr("Working offline, as you chose"), Tone::warn};
    switch (status.link) {
    case LinkState::online:
        return {Words::tr("State"), Words::tr("Online, live channel up"), Tone::ok};
    case LinkState::onlinePoll:
        return {Words::tr("State"), Words::tr("Online, live by asking"), Tone::info};
    case LinkState::probing:
        return {Words::tr("State"), Words::tr("Trying to reach the platform"), Tone::muted};
    case LinkState::captive:
        return {Words::tr("State"), Words::tr("The network asks for a sign-in first"), Tone::warn};
    case LinkState::offline:
        break;
    }
    return {Words::tr("State"), Words::tr("Offline"), Tone::warn};
}

FieldLine pullLine(const Status& status)
{
    switch (status.pull) {
    case PullState::bootstrap:
        return {Words::tr("Receiving"), Words::tr("First sync"), Tone::info};
    case PullState::catchup:
        return {Words::tr("Receiving"), Words::tr("Catching up"), Tone::info};
    case PullState::live:
        return {Words::tr("Receiving"), Words::tr("Live"), Tone::ok};
    case PullState::reconcile:
        return {Words::tr("Receiving"), Words::tr("Comparing with the platform"), Tone::info};
    case PullState::repair:
        return {Words::tr("Receiving"), Words::tr("Repairing"), Tone::warn};
    case PullState::hold:
        return {Words::tr("Receiving"), Words::tr("On hold"), Tone::warn};
    case PullState::idle:
        break;
    }
    return {Words::tr("Receiving"), Words::tr("Idle"), Tone::muted};
}

} // namespace

std::vector<FieldLine> linkLines(const Status& status)
{
    std::vector<FieldLine> lines{linkLine(status)};
    const QString server = QString::fromStdString(status.server);
    lines.push_back({Words::tr("Platform"), server.isEmpty() ? QStringLiteral("—") : server});
    if (status.linkSince)
        lines.push_back({Words::tr("Since"), formatWhen(*status.linkSince)});
    if (status.nextTryAt)
        lines.push_back({Words::tr("Next try"), formatIn(*status.nextTryAt)});
    if (status.roundTripMs)
        lines.push_back(
            {Words::tr("Round trip"), Words::tr("%1 ms").arg(formatNumber(*status.roundTripMs))}
        );
    const qint64 skew = std::llabs(status.clockSkewSeconds);
    lines.push_back(
        {Words::tr("Clock"),
         skew < 2 ? Words::tr("agrees with the platform")
                  : Words::tr("off by %1").arg(formatDuration(skew * 1000)),
         skew > skewWorthSaying ? Tone::warn : Tone::text}
    );
    return lines;
}

std::vector<FieldLine> mirrorLines(const Status& status)
{
    std::vector<FieldLine> lines{pullLine(status)};
    if (status.progress) {
        lines.push_back(
            {Words::tr("Progress"),
             Words::tr("%1 of %2")
                 .arg(formatNumber(status.progress->done), formatNumber(status.progress->total))}
        );
    }
    lines.push_back(
        {Words::tr("As of"),
         status.mirrorAsOf ? formatWhen(*status.mirrorAsOf) : QStringLiteral("—")}
    );
    lines.push_back(
        {Words::tr("Check sum"),
         status.verified ? Words::tr("agrees with the platform") : Words::tr("not checked yet"),
         status.verified ? Tone::ok : Tone::warn}
    );
    lines.push_back({Words::tr("Rows"), formatNumber(status.rows)});
    lines.push_back({Words::tr("Size"), formatBytes(status.mirrorBytes)});
    const QString cut = QString::fromStdString(status.cut);
    const QString head = QString::fromStdString(status.headCut);
    lines.push_back(
        {Words::tr("Cut"),
         Words::tr("%1 of %2")
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
    lines.push_back({Words::tr("Waiting to be sent"), formatNumber(status.pending)});
    if (status.oldestPendingAt)
        lines.push_back({Words::tr("Oldest"), formatAge(*status.oldestPendingAt)});
    lines.push_back(
        {Words::tr("Needs you"),
         formatNumber(status.needYou),
         status.needYou > 0 ? Tone::warn : Tone::text}
    );
    return lines;
}

std::vector<FieldLine> deviceLines(const Status& status)
{
    const QString key =
        status.keyStore == KeyStore::keyring      ? Words::tr("in the keyring of this system")
        : status.keyStore == KeyStore::passphrase ? Words::tr("behind your passphrase")
                                                  : Words::tr("none yet");
    std::vector<FieldLine> lines{{Words::tr("Key of the store"), key}};
    if (status.user) {
        const auto& user = *status.user;
        lines.push_back({Words::tr("Signed in as"), QString::fromStdString(user.displayName)});
        lines.push_back({Words::tr("Login"), QString::fromStdString(user.login)});
        lines.push_back({Words::tr("Tenant"), QString::fromStdString(user.tenant.name)});
        if (user.organizationName)
            lines.push_back(
                {Words::tr("Organization"), QString::fromStdString(*user.organizationName)}
            );
    }
    return lines;
}

} // namespace tidemark::ui
