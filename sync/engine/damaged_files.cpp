#include "sync/engine/damaged_files.hpp"

#include "sync/forms/form_journal.hpp"

#include <QDateTime>
#include <QDir>

namespace tidemark::sync {
namespace {

/// As `moveAside` names them.
QStringList patternsOf(const QString& store)
{
    return {store + QStringLiteral(".damaged-*"), store + QStringLiteral(".orphan-*")};
}

QFileInfoList filesOf(const QString& folder, const QStringList& patterns)
{
    return QDir(folder).entryInfoList(patterns, QDir::Files | QDir::Hidden);
}

/// The time stands in the name, `….damaged-2026-11-30T04-53-51.123456Z`, with `-` for `:`. One that
/// cannot be read is long ago.
QDateTime asideSince(const QString& name)
{
    const qsizetype at = name.indexOf(QLatin1Char('-'));
    return QDateTime::fromString(name.mid(at + 1, 19), QStringLiteral("yyyy-MM-ddTHH-mm-ss"));
}

int removeOlder(const QString& folder, const QString& store, std::chrono::hours kept)
{
    const qint64 seconds = std::chrono::duration_cast<std::chrono::seconds>(kept).count();
    const QDateTime limit = QDateTime::currentDateTimeUtc().addSecs(-seconds);
    int gone = 0;
    for (const QFileInfo& file : filesOf(folder, patternsOf(store))) {
        QDateTime since = asideSince(file.fileName());
        since.setTimeSpec(Qt::UTC);
        const bool isOld = seconds == 0 || !since.isValid() || since < limit;
        gone += isOld && QFile::remove(file.filePath()) ? 1 : 0;
    }
    return gone;
}

} // namespace

std::int64_t setAsideBytes(const QString& folder)
{
    std::int64_t bytes = 0;
    const auto patterns =
        patternsOf(QStringLiteral("mirror.db")) + patternsOf(QStringLiteral("vault.db"));
    for (const QFileInfo& file : filesOf(folder, patterns))
        bytes += file.size();
    return bytes;
}

int removeSetAsideMirrors(const QString& folder, std::chrono::hours kept)
{
    return removeOlder(folder, QStringLiteral("mirror.db"), kept);
}

int removeSetAsideVaults(const QString& folder, std::chrono::hours kept)
{
    return removeOlder(folder, QStringLiteral("vault.db"), kept) +
           removeOlder(folder, QString::fromLatin1(formJournalFile), kept);
}

} // namespace tidemark::sync
