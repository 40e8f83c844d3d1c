// The command line: wiring only.
#include "app/ctl/command.hpp"
#include "app/ctl/completion.hpp"
#include "app/ctl/report.hpp"
#include "sync/wire/home.hpp"

#include <QCoreApplication>
#include <QDir>
#include <QLocalSocket>

#include <cstdio>

using namespace tidemark;
using namespace tidemark::ctl;

namespace {

constexpr int probeMs = 2000;

int complain(const Options& options, const Fault& fault, int code)
{
    if (options.isJson)
        std::fputs(faultDocument(fault).c_str(), stdout);
    else
        std::fputs(faultReport(fault).c_str(), stderr);
    return code;
}

/// Whether an agent listens; asked first, so that its absence is said at once.
bool isAgentThere(const QString& address)
{
    QLocalSocket socket;
    socket.connectToServer(address);
    return socket.waitForConnected(probeMs);
}

} // namespace

int main(int argc, char** argv)
{
    ParsedOptions parsed = readOptions(argc, argv);
    if (!parsed.options)
        return parsed.exitCode;
    Options options = std::move(*parsed.options);
    if (options.verb == Verb::completion) {
        std::fputs(completionScript(options.shell).c_str(), stdout);
        return exitDone;
    }
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("tidemark"));
    const auto home = sync::findHome(QString::fromStdString(options.home));
    if (!home)
        return complain(options, home.error(), exitFault);
    if (!isAgentThere(home->agentAddress()))
        return complain(
            options,
            {FaultCode::unavailable,
             "agent_not_running",
             "No Tidemark agent runs for this user.",
             "Start the desk, or tidemark-agent."},
            exitNoAgent
        );
    // The agent has a working folder of its own.
    if (!options.file.empty())
        options.file =
            QDir::current().absoluteFilePath(QString::fromStdString(options.file)).toStdString();
    sync::AgentClientOptions clientOptions;
    clientOptions.address = home->agentAddress();
    clientOptions.client = "tidemarkctl";
    clientOptions.version = TIDEMARK_VERSION;
    sync::AgentClient agent(std::move(clientOptions));
    Command command(options, agent);
    QObject::connect(&command, &Command::finished, &app, &QCoreApplication::exit);
    agent.start();
    command.start();
    return QCoreApplication::exec();
}
