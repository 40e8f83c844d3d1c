#include "tests/e2e/story/program.hpp"

namespace tidemark::e2e {

Program::Program(QString path, QString logFile)
    : path_(std::move(path))
    , environment_(QProcessEnvironment::systemEnvironment())
{
    process_.setProcessChannelMode(QProcess::MergedChannels);
    process_.setStandardOutputFile(logFile, QIODevice::Append);
}

Program::~Program()
{
    stop();
}

void Program::setEnvironment(const QString& name, const QString& value)
{
    environment_.insert(name, value);
}

bool Program::start(const QStringList& arguments)
{
    process_.setProcessEnvironment(environment_);
    process_.start(path_, arguments);
    return process_.waitForStarted(10000);
}

void Program::stop(int graceMs)
{
    if (!isRunning())
        return;
    process_.terminate();
    if (!process_.waitForFinished(graceMs))
        kill();
}

void Program::kill()
{
    process_.kill();
    process_.waitForFinished(10000);
}

bool Program::isRunning() const
{
    return process_.state() != QProcess::NotRunning;
}

QString Program::folder()
{
    const QString other = qEnvironmentVariable("TIDEMARK_BIN");
    return other.isEmpty() ? QStringLiteral(TIDEMARK_BINARY_DIR "/bin") : other;
}

} // namespace tidemark::e2e
