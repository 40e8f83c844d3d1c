#include "tests/benchmarks/server_memory.hpp"

#include <QDirIterator>
#include <QFile>

namespace tidemark::bench {
namespace {

constexpr int lookEveryMs = 100;

/// The first process of the cluster below a folder; 0: there is none.
qint64 postmasterBelow(const QString& folder)
{
    QDirIterator files(
        folder,
        {QStringLiteral("postmaster.pid")},
        QDir::Files | QDir::Hidden,
        QDirIterator::Subdirectories
    );
    if (!files.hasNext())
        return 0;
    QFile file(files.next());
    return file.open(QIODevice::ReadOnly) ? file.readLine().trimmed().toLongLong() : 0;
}

QList<QByteArray> childrenOf(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/task/%1/children").arg(pid));
    return file.open(QIODevice::ReadOnly) ? file.readAll().simplified().split(' ')
                                          : QList<QByteArray>();
}

} // namespace

ServerMemory::ServerMemory(Stage& stage)
    : pid_(stage.platform().pid())
    , postmaster_(postmasterBelow(stage.folder() + u"/platform-home"))
{
    QObject::connect(&timer_, &QTimer::timeout, &timer_, [this] { look(); });
    timer_.start(lookEveryMs);
}

void ServerMemory::look()
{
    platform_ = std::max(platform_, residentMb(pid_));
    if (postmaster_ == 0)
        return;
    double all = proportionalMb(postmaster_);
    for (const QByteArray& child : childrenOf(postmaster_))
        all += child.isEmpty() ? 0 : proportionalMb(child.toLongLong());
    database_ = std::max(database_, all);
}

} // namespace tidemark::bench
