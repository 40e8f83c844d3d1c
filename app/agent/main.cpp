// The agent process: wiring only.
#include "app/agent/agent_log.hpp"
#include "sync/engine/agent_methods.hpp"
#include "sync/engine/connection_methods.hpp"
#include "sync/engine/filing_methods.hpp"
#include "sync/engine/idle_watch.hpp"
#include "sync/engine/lock_grace.hpp"
#include "sync/engine/process_memory.hpp"
#include "sync/engine/scope_methods.hpp"
#include "sync/localapi/instance_lock.hpp"
#include "sync/localapi/quit_signals.hpp"
#include "sync/lock/lock_signals.hpp"
#include "sync/process/harden_process.hpp"
#include "sync/wire/frame.hpp"
#include "sync/wire/message.hpp"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QLocalSocket>
#include <QProcess>

#include <cstdio>

using namespace tidemark;
using namespace tidemark::sync;

namespace {

constexpr int exitFaulted = 1;
constexpr int exitRestart = 75; ///< packaging/linux/tidemark-agent.service starts it anew.

struct Options {
    QString home = {};
    QString logLevel = QStringLiteral("info");
    bool isForeground = false;
};

Options readOptions(const QCoreApplication& app)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Keeps this user's copy of Tidemark's data and speaks to the platform.")
    );
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption home(
        QStringLiteral("home"),
        QStringLiteral("Folder of everything of this user. Default: TIDEMARK_HOME, else the "
                       "system's folders."),
        QStringLiteral("folder")
    );
    const QCommandLineOption foreground(
        QStringLiteral("foreground"), QStringLiteral("Also write the log to the terminal.")
    );
    const QCommandLineOption level(
        QStringLiteral("log-level"),
        QStringLiteral("debug, info, warning or error. Default: info."),
        QStringLiteral("level"),
        QStringLiteral("info")
    );
    parser.addOptions({home, foreground, level});
    parser.process(app);
    return {parser.value(home), parser.value(level), parser.isSet(foreground)};
}

int complain(const Fault& fault)
{
    std::fprintf(stderr, "tidemark-agent: %s %s\n", fault.cause.c_str(), fault.nextStep.c_str());
    return exitFaulted;
}

/// The running agent is told that somebody wanted another one; it writes that to its log.
void tellRunningAgent(const QString& address)
{
    QLocalSocket socket;
    socket.connectToServer(address);
    if (!socket.waitForConnected(500))
        return;
    const boost::json::object hello{
        {"client", "second agent"}, {"version", TIDEMARK_VERSION}, {"protocol", 1}};
    const auto frame = encodeFrame(encodeRequest(1, "hello", hello));
    if (!frame)
        return;
    socket.write(frame->data(), static_cast<qint64>(frame->size()));
    socket.waitForBytesWritten(500);
    socket.waitForReadyRead(500);
}

/// The windows first: they are not to be told of a store that closes.
QCoro::Task<void> finish(Engine& engine, LocalServer& server)
{
    server.flush();
    server.close();
    co_await engine.stop();
    QCoreApplication::quit();
}

/// The person left: the keys go. True when they do.
bool lockFor(std::string_view cause, Engine& engine, LockGrace& grace, const Log& log)
{
    if (engine.isShut())
        return false;
    log(LogLevel::info, "agent.lock", cause);
    const auto begun = grace.begin();
    if (!begun)
        log(LogLevel::error, "agent.lock", begun.error().reason);
    return begun.has_value();
}

/// Runs until somebody wants the agent to end; true when it is to start anew.
Result<bool> serve(QCoreApplication& app, const Home& home, const Log& log)
{
    SystemKeyring keyring(QStringLiteral("tidemark"));
    Engine engine({.home = home, .random = {}, .log = log}, keyring);
    MethodTable table([&engine](Needs needs) { return AgentMethods::check(engine, needs); });
    table.watchFaults([&engine](const std::string& method, const Fault& fault) {
        engine.events().saw(EventKind::request, "refused", fault, method);
    });
    AgentMethods methods(engine);
    methods.addTo(table);
    ConnectionMethods connection(engine.reach());
    connection.addTo(table);
    LocalServer server(table, [&engine, &log](std::string_view client) {
        log(LogLevel::info, "agent.hello", client.substr(0, 40));
        return boost::json::object{
            {"agentVersion", TIDEMARK_VERSION}, {"state", toJson(engine.status()).at("state")}};
    });
    NoticeBoard board(engine, server);
    methods.addLiveTo(table, board);
    FilingKeeper filings(engine);
    FilingMethods filing(filings, server);
    filing.addTo(table);
    ScopeKeeper scopeKeeper(engine, board.presence());
    ScopeMethods scopes(scopeKeeper);
    scopes.addTo(table);
    LockGrace grace(engine, server);
    grace.addTo(table);
    IdleWatch idle(engine, [&] { lockFor("idle", engine, grace, log); });
    idle.addTo(table);
    QObject::connect(&server, &LocalServer::greeted, &idle, &IdleWatch::touch);
    if (auto listening = server.listen(home.agentAddress()); !listening)
        return listening.error();

    bool restarts = false;
    bool isEnding = false;
    const auto quit = [&](bool again) {
        if (std::exchange(isEnding, true))
            return;
        restarts = again;
        finish(engine, server);
    };
    // Queued, so that the call that wants it is answered first.
    QObject::connect(
        &methods, &AgentMethods::quitWanted, &app, [&] { quit(false); }, Qt::QueuedConnection
    );
    QObject::connect(
        &engine, &Engine::restartWanted, &app, [&] { quit(true); }, Qt::QueuedConnection
    );
    const QuitSignals systemQuit([&] { quit(false); });
    const LockSignals systemLock([&](LockCause cause) {
        const bool isSleep = cause == LockCause::suspend;
        return lockFor(isSleep ? "suspend" : "session", engine, grace, log);
    });
    engine.start();
    log(LogLevel::info, "agent", "started");
    app.exec();
    log(LogLevel::info, "agent", restarts ? "restarting" : "ended");
    return restarts;
}

/// systemd watches this process: whatever it starts ends with it.
bool isSupervised()
{
    return qEnvironmentVariable("SYSTEMD_EXEC_PID").toLongLong() ==
           QCoreApplication::applicationPid();
}

/// A new process without what this one had in memory. It does not hold on to our terminal or pipes.
void startAgain(const QStringList& arguments)
{
    QProcess again;
    again.setProgram(QCoreApplication::applicationFilePath());
    again.setArguments(arguments);
    again.setStandardInputFile(QProcess::nullDevice());
    again.setStandardOutputFile(QProcess::nullDevice());
    again.setStandardErrorFile(QProcess::nullDevice());
    again.startDetached();
}

} // namespace

int main(int argc, char** argv)
{
    hardenProcess();
    keepMemorySmall();
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("tidemark-agent"));
    QCoreApplication::setApplicationVersion(QStringLiteral(TIDEMARK_VERSION));
    const Options options = readOptions(app);
    const auto home = findHome(options.home);
    if (!home)
        return complain(home.error());
    bool restarts = false;
    {
        // One that is just ending, after "lock", is given time to finish.
        const auto lock = InstanceLock::take(*home, std::chrono::milliseconds(3000));
        if (!lock) {
            const int faulted = complain(lock.error());
            if (lock.error().reason != "agent_running")
                return faulted;
            tellRunningAgent(home->agentAddress());
            return 0; // What was wanted is so.
        }
        resumeErasure(*home); // Before anything else, the log too.
        const auto log = agent::openLog(home->log, options.logLevel, options.isForeground);
        if (!log)
            return complain(log.error());
        const auto served = serve(app, *home, *log);
        if (!served) {
            (*log)(LogLevel::error, "agent", served.error().reason);
            return complain(served.error());
        }
        restarts = *served;
    }
    // A new process: nothing of the keys is left in its memory.
    if (restarts && isSupervised())
        return exitRestart;
    if (restarts)
        startAgain(app.arguments().mid(1));
    return 0;
}
