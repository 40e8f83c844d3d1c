#include "ui/reports/report_words.hpp"

#include "models/entity/record_codec.hpp"
#include "ui/kit/format.hpp"

#include <QCoreApplication>

namespace tidemark::ui {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Reports", text);
}

} // namespace

ChipText statusChip(ReportStatus status)
{
    switch (status) {
    case ReportStatus::draft:
        return {Kind::neutral, tr("Draft"), {}};
    case ReportStatus::submitted:
        return {Kind::info, tr("Submitted"), QStringLiteral("file-check")};
    case ReportStatus::analystAdjustment:
        return {Kind::warn, tr("Analyst adjustment"), QStringLiteral("square-pen")};
    case ReportStatus::recommendedByAnalyst:
        return {Kind::info, tr("Recommended by analyst"), QStringLiteral("check")};
    case ReportStatus::recommendedByManager:
        return {Kind::info, tr("Recommended by manager"), QStringLiteral("check-check")};
    case ReportStatus::assessed:
        return {Kind::ok, tr("Assessed"), QStringLiteral("circle-check")};
    case ReportStatus::exempted:
        return {Kind::ok, tr("Exempted"), QStringLiteral("circle-minus")};
    }
    return {};
}

ChipText statusChip(std::string_view status)
{
    const auto known = choiceOf<ReportStatus>(status);
    if (known)
        return statusChip(*known);
    return {
        Kind::neutral, QString::fromUtf8(status.data(), static_cast<qsizetype>(status.size())), {}};
}

QString reportTitle(const ComplianceReport& report)
{
    const QString title = tr("%1 compliance report").arg(report.year);
    return report.version == 0 ? title : tr("%1, version %2").arg(title).arg(report.version);
}

SavedWords savedWords(const SavedState& state, bool isOnline)
{
    switch (state.kind) {
    case SavedKind::clean:
        return {};
    case SavedKind::saving:
        return {tr("Saving…"), QStringLiteral("save"), Tone::muted};
    case SavedKind::onDevice:
        // Work of before the desk was started: it is safe, but nobody here saw when it was saved.
        if (state.since == Timestamp{})
            return {
                isOnline ? tr("Saved on this device") : tr("Saved on this device, not sent"),
                QStringLiteral("check"),
                Tone::muted};
        return {
            (isOnline ? tr("Saved on this device %1") : tr("Saved on this device %1, not sent"))
                .arg(formatAge(state.since)),
            QStringLiteral("check"),
            Tone::muted};
    case SavedKind::sent:
        return {
            isOnline ? tr("Sent, waiting for the answer")
                     : tr("Saved on this device, sent, no answer yet"),
            QStringLiteral("cloud-upload"),
            Tone::muted};
    case SavedKind::confirmed:
        return {
            tr("Confirmed %1").arg(formatAge(state.since)),
            QStringLiteral("check-check"),
            Tone::muted};
    case SavedKind::kept:
        return {
            tr("Kept on this device until the sync service is back"),
            QStringLiteral("save"),
            Tone::muted};
    case SavedKind::notSaved:
        return {tr("Not saved yet: trying again"), QStringLiteral("circle-alert"), Tone::warn};
    case SavedKind::needsYou:
        return {tr("Needs you"), QStringLiteral("circle-alert"), Tone::warn};
    }
    return {};
}

} // namespace tidemark::ui
