#include "ui/shell/status_words.hpp"

#include "sync/wire/up_to_date.hpp"
#include "ui/kit/fault_text.hpp"
#include "ui/kit/format.hpp"
#include "ui/settings/certificate_card.hpp"

#include <QCoreApplication>

#include <cstdlib>

namespace tidemark::ui {
namespace {

using sync::AgentState;
using sync::LinkState;
using sync::PullState;
using sync::Status;

constexpr std::int64_t skewWorthSaying = 120;

/// The context of the words below.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(StatusStrip)
};

Place syncPage()
{
    return {QStringLiteral("sync"), {}};
}

QString savedHere(const Status& status)
{
    if (status.pending == 0)
        return {};
    return QStringLiteral(" · ") +
           Words::tr(
               "%n change(s) saved on this device", nullptr, static_cast<int>(status.pending)
           );
}

bool isOnline(const Status& status)
{
    return status.link == LinkState::online || status.link == LinkState::onlinePoll;
}

bool isReceiving(const Status& status)
{
    return status.pull == PullState::bootstrap || status.pull == PullState::catchup ||
           status.pull == PullState::reconcile || status.pull == PullState::repair;
}

StripPart lead(Kind kind, const QString& strong, const QString& text = {})
{
    StripPart part;
    part.kind = kind;
    part.strong = strong;
    part.text = text;
    part.hasDot = true;
    part.priority = 100;
    part.place = syncPage();
    return part;
}

StripPart receivingPart(const Status& status)
{
    if (status.progress && status.progress->total > 0) {
        return lead(
            Kind::info,
            Words::tr("Receiving %1 of %2")
                .arg(formatNumber(status.progress->done), formatNumber(status.progress->total))
        );
    }
    switch (status.pull) {
    case PullState::reconcile:
        return lead(Kind::info, Words::tr("Checking the mirror"));
    case PullState::repair:
        return lead(Kind::warn, Words::tr("Repairing the mirror"));
    default:
        return lead(Kind::info, Words::tr("Receiving changes"));
    }
}

StripPart openLead(const Status& status)
{
    if (status.isPaused)
        return lead(Kind::warn, Words::tr("Working offline"), savedHere(status));
    if (status.link == LinkState::captive)
        return lead(Kind::warn, Words::tr("This network asks you to sign in"), savedHere(status));
    if (!isOnline(status)) {
        const QString since = status.linkSince
                                  ? Words::tr("Offline since %1").arg(formatWhen(*status.linkSince))
                                  : Words::tr("Offline");
        return lead(Kind::warn, since, savedHere(status));
    }
    if (status.pull == PullState::hold)
        return lead(Kind::warn, Words::tr("Sync is on hold"), savedHere(status));
    if (isReceiving(status))
        return receivingPart(status);
    if (isUpToDate(status)) {
        const QString age =
            status.mirrorAsOf ? QStringLiteral(" · ") + formatAge(*status.mirrorAsOf) : QString();
        return lead(Kind::ok, Words::tr("Up to date"), age);
    }
    return lead(status.needYou > 0 || status.fault ? Kind::warn : Kind::info, Words::tr("Online"));
}

StripPart leadPart(const Status& status)
{
    switch (status.state) {
    case AgentState::noProfile:
        return lead(Kind::neutral, Words::tr("Not signed in"));
    case AgentState::locked:
        return lead(Kind::neutral, Words::tr("Locked"), savedHere(status));
    case AgentState::needsPassphrase:
        return lead(Kind::warn, Words::tr("Needs a passphrase"));
    case AgentState::signedOut:
        return lead(Kind::warn, Words::tr("Signed out"), savedHere(status));
    case AgentState::damaged:
        return lead(Kind::bad, Words::tr("The store on this device is damaged"));
    case AgentState::open:
        break;
    }
    return openLead(status);
}

void addWork(std::vector<StripPart>& parts, const Status& status)
{
    if (status.needYou > 0) {
        StripPart part;
        part.kind = Kind::warn;
        part.strong = Words::tr("%n need(s) you", nullptr, static_cast<int>(status.needYou));
        part.priority = 95;
        part.place = {QStringLiteral("needs-you"), {}};
        parts.push_back(part);
    }
    if (isOnline(status)) {
        StripPart part;
        part.text = Words::tr("%n pending", nullptr, static_cast<int>(status.pending));
        part.priority = status.pending > 0 ? 90 : 60;
        part.place = {QStringLiteral("pending"), {}};
        parts.push_back(part);
    }
}

void addLink(std::vector<StripPart>& parts, const Status& status)
{
    const auto add = [&parts](const QString& text, int priority, Kind kind = Kind::neutral) {
        StripPart part;
        (kind == Kind::neutral ? part.text : part.strong) = text;
        part.kind = kind;
        part.priority = priority;
        part.place = syncPage();
        parts.push_back(part);
    };
    // "Offline since" says it already; why is on the page behind it.
    const bool isPlainlyOffline = status.fault && status.state == AgentState::open &&
                                  !isOnline(status) && isWorthRetrying(status.fault->code);
    if (status.fault && status.state != AgentState::needsPassphrase && !isPlainlyOffline) {
        add(faultCause(*status.fault),
            80,
            isWorthRetrying(status.fault->code) ? Kind::warn : Kind::bad);
        if (CertificateCard::helpsWith(*status.fault))
            parts.back().place = {QStringLiteral("settings"), {}};
    }
    if (std::llabs(status.clockSkewSeconds) > skewWorthSaying) {
        const qint64 skew = std::llabs(status.clockSkewSeconds);
        add(Words::tr("The clock of this device is off by %1").arg(formatDuration(skew * 1000)),
            85,
            Kind::warn);
    }
    if (status.state != AgentState::open)
        return;
    if (!isOnline(status)) {
        if (status.mirrorAsOf) {
            const QString when = formatWhen(*status.mirrorAsOf);
            add(status.verified ? Words::tr("Mirror as of %1, verified").arg(when)
                                : Words::tr("Mirror as of %1, not verified").arg(when),
                50);
        }
        if (status.nextTryAt)
            add(Words::tr("Next try %1").arg(formatIn(*status.nextTryAt)), 40);
    } else if (status.link == LinkState::onlinePoll) {
        add(Words::tr("Live by asking"), 40);
    } else if (status.roundTripMs) {
        add(*status.roundTripMs < 1
                ? Words::tr("Live, under 1 ms")
                : Words::tr("Live, %1 ms").arg(formatNumber(*status.roundTripMs)),
            30);
    }
}

} // namespace

QString StripPart::words() const
{
    return strong + text;
}

std::vector<StripPart> stripParts(const std::optional<Status>& status)
{
    if (!status) {
        return {lead(
            Kind::bad,
            Words::tr("No background program"),
            QStringLiteral(" · ") + Words::tr("connecting again")
        )};
    }
    std::vector<StripPart> parts{leadPart(*status)};
    if (status->state == AgentState::open)
        addWork(parts, *status);
    addLink(parts, *status);
    if (status->state == AgentState::open && status->mirrorBytes > 0) {
        StripPart mirror;
        mirror.text = Words::tr("Mirror %1 · %2 rows")
                          .arg(formatBytes(status->mirrorBytes), formatNumber(status->rows));
        mirror.isTrailing = true;
        mirror.priority = 20;
        mirror.place = syncPage();
        parts.push_back(mirror);
    }
    return parts;
}

} // namespace tidemark::ui
