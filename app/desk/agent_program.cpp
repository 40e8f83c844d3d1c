#include "app/desk/agent_program.hpp"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>
#include <QProcessEnvironment>

namespace tidemark::desk {
namespace {

QString agentPath()
{
    QString path = QCoreApplication::applicationDirPath() + QStringLiteral("/tidemark-agent");
#ifdef Q_OS_WIN
    path += QStringLiteral(".exe");
#endif
    return path;
}

} // namespace

Result<void> startAgent(const QString& home)
{
    const QString path = agentPath();
    if (!QFileInfo(path).isExecutable()) {
        return Fault{
            FaultCode::notFound,
            "agent_missing",
            "The background program is not installed beside the desk: " + path.toStdString(),
            "Install Tidemark again."};
    }
    QProcess process;
    process.setProgram(path);
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    if (!home.isEmpty()) {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("TIDEMARK_HOME"), home);
        process.setProcessEnvironment(environment);
    }
    if (!process.startDetached()) {
        return Fault{
            FaultCode::unavailable,
            "agent_not_started",
            "The background program could not be started: " + process.errorString().toStdString(),
            "Restart the computer. If it stays, install Tidemark again."};
    }
    return {};
}

} // namespace tidemark::desk
