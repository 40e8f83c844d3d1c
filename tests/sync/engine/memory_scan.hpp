// Looks for texts in the memory of another process; needs root.
#pragma once

#include <QByteArray>
#include <QFile>
#include <QList>
#include <QString>

namespace tidemark::test {

inline QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// How often each sentinel stands in the memory of the process.
inline QList<int> countsIn(qint64 pid, const QList<QByteArray>& sentinels)
{
    QList<int> counts(sentinels.size(), 0);
    QFile memory(QStringLiteral("/proc/%1/mem").arg(pid));
    if (!memory.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return {};
    const auto maps = contentOf(QStringLiteral("/proc/%1/maps").arg(pid)).split('\n');
    for (const QByteArray& line : maps) {
        const auto parts = line.split(' ');
        if (parts.size() < 2 || !parts[1].startsWith("rw"))
            continue;
        const auto ends = parts[0].split('-');
        const qint64 from = ends[0].toLongLong(nullptr, 16);
        const qint64 size = ends[1].toLongLong(nullptr, 16) - from;
        if (size > 512LL * 1024 * 1024 || !memory.seek(from))
            continue;
        const QByteArray bytes = memory.read(size);
        for (qsizetype i = 0; i < sentinels.size(); ++i)
            counts[i] += static_cast<int>(bytes.count(sentinels[i]));
    }
    return counts;
}

/// A text as it lies in memory: UTF-8, and as Qt keeps it.
inline void add(QList<QByteArray>& sentinels, const QByteArray& text)
{
    const QString wide = QString::fromUtf8(text);
    sentinels.append(text);
    sentinels.append(QByteArray(reinterpret_cast<const char*>(wide.utf16()), wide.size() * 2));
}

} // namespace tidemark::test
