// One running program of the story, and how it is ended.
#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>
#include <QThread>

namespace tidemark::e2e {

/// A real program, started with its own environment; its output goes to a file.
class Program {
public:
    Program(QString path, QString logFile);
    ~Program();

    void setEnvironment(const QString& name, const QString& value);
    /// True once the process runs; its failure to start is in the log.
    [[nodiscard]] bool start(const QStringList& arguments);
    /// SIGTERM, then SIGKILL after `graceMs`.
    void stop(int graceMs = 10000);
    /// SIGKILL, as a crash or a power cut would.
    void kill();
    [[nodiscard]] bool isRunning() const;
    [[nodiscard]] qint64 pid() const { return process_.processId(); }

    /// The folder of the built programs.
    [[nodiscard]] static QString folder();

private:
    QString path_;
    QProcess process_;
    QProcessEnvironment environment_;
};

/// Waits until `condition` holds, asking every 25 ms; false after `timeoutMs`.
template <class Condition>
[[nodiscard]] bool waitUntil(Condition condition, int timeoutMs)
{
    for (int waited = 0; waited <= timeoutMs; waited += 25) {
        if (condition())
            return true;
        QThread::msleep(25);
    }
    return false;
}

} // namespace tidemark::e2e
