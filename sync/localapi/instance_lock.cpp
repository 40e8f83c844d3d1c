// The lock file beside the socket.
#include "sync/localapi/instance_lock.hpp"

#include <QDir>
#include <QFile>

namespace tidemark::sync {

Result<InstanceLock> InstanceLock::take(const Home& home, std::chrono::milliseconds patience)
{
    if (!QDir().mkpath(home.run) ||
        !QFile::setPermissions(
            home.run, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner
        ))
        return Fault{
            FaultCode::forbidden,
            "run_folder_unusable",
            "The runtime folder cannot be made or is not yours: " + home.run.toStdString() + ".",
            "Choose another home folder, or correct its owner and rights."};
    auto file = std::make_unique<QLockFile>(home.run + QStringLiteral("/agent.lock"));
    file->setStaleLockTime(0); // Stale only when its process is gone, however long it runs.
    if (file->tryLock(static_cast<int>(patience.count())))
        return InstanceLock(std::move(file));
    qint64 pid = 0;
    QString host;
    QString program;
    (void)file->getLockInfo(&pid, &host, &program);
    return Fault{
        FaultCode::conflict,
        "agent_running",
        "An agent already runs for this home, as process " + std::to_string(pid) + ".",
        "Nothing needs to be done: the running agent serves all windows."};
}

} // namespace tidemark::sync
