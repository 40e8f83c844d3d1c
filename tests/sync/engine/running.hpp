// Real programs for tests: the platform with its demonstration data, and agents.
#pragma once

#include "tests/sync/localapi/local_program.hpp"

#include <QProcess>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QtTest>

#include <csignal>
#include <functional>
#include <memory>

namespace tidemark::test {

/// Where the platform's program is; empty when it was not built.
inline QString platformProgram()
{
    const QString given = qEnvironmentVariable("TIDEMARK_PLATFORM");
    const QString built = QStringLiteral(TIDEMARK_BINARY_DIR "/bin/tidemark-platform");
    const QString path = given.isEmpty() ? built : given;
    return QFile::exists(path) ? path : QString();
}

/// A platform on a port of this computer. It ends with this object.
class RunningPlatform {
public:
    RunningPlatform(QString folder, int port)
        : folder_(std::move(folder))
        , port_(port)
    {
    }
    ~RunningPlatform() { stop(); }

    /// Answers at another address of this computer; `enter` runs in the process before the program.
    void standAt(const QString& host, std::function<void()> enter)
    {
        host_ = host;
        enter_ = std::move(enter);
    }

    [[nodiscard]] bool start(const QStringList& more = {})
    {
        process_ = std::make_unique<QProcess>();
        process_->setStandardOutputFile(folder_ + QStringLiteral(".log"), QIODevice::Append);
        process_->setStandardErrorFile(folder_ + QStringLiteral(".log"), QIODevice::Append);
        if (enter_)
            process_->setChildProcessModifier(enter_);
        process_->start(
            platformProgram(),
            QStringList{
                QStringLiteral("--data"),
                folder_,
                QStringLiteral("--listen"),
                QStringLiteral("%1:%2").arg(host_).arg(port_),
                QStringLiteral("demo")} +
                more
        );
        for (int wait = 0; wait < 600; ++wait) {
            QTcpSocket probe;
            probe.connectToHost(host_, static_cast<quint16>(port_));
            if (probe.waitForConnected(100))
                return true;
            QTest::qWait(100);
        }
        return false;
    }
    void stop()
    {
        if (!process_)
            return;
        process_->terminate();
        if (!process_->waitForFinished(20'000))
            process_->kill();
        process_->waitForFinished(5'000);
        process_.reset();
    }
    [[nodiscard]] std::string address() const
    {
        return "http://" + host_.toStdString() + ":" + std::to_string(port_);
    }

    [[nodiscard]] qint64 pid() const { return process_->processId(); }

private:
    QString folder_;
    int port_;
    QString host_ = QStringLiteral("127.0.0.1");
    std::function<void()> enter_ = {};
    std::unique_ptr<QProcess> process_ = {};
};

/// An agent of one person, without a keyring. It ends with this object.
class RunningAgent {
public:
    RunningAgent(QString home, std::string login)
        : home_(std::move(home))
        , login_(std::move(login))
    {
    }
    ~RunningAgent() { kill(); }

    /// Another program than the agent as it is built.
    void is(const QString& program) { program_ = program; }
    /// Starts with this variable from now on.
    void with(const QString& name, const QString& value) { environment_.insert(name, value); }

    /// The buses of the session and of the system; none unless given.
    void onBuses(const QString& session, const QString& system)
    {
        sessionBus_ = session;
        with(QStringLiteral("DBUS_SYSTEM_BUS_ADDRESS"), system);
    }

    /// Starts it and says hello; the milliseconds until that was answered, or -1.
    int start()
    {
        QElapsedTimer took;
        took.start();
        process_ = std::make_unique<QProcess>();
        with(QStringLiteral("TIDEMARK_HOME"), home_);
        with(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), sessionBus_);
        process_->setProcessEnvironment(environment_);
        process_->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process_->start(program_, {QStringLiteral("--log-level"), QStringLiteral("debug")});
        return meet() ? static_cast<int>(took.elapsed()) : -1;
    }

    /// One more program at its door, greeted.
    std::unique_ptr<Program> door() const
    {
        auto program = std::make_unique<Program>(home_ + QStringLiteral("/run/agent.sock"));
        if (!program->isConnected())
            return nullptr;
        program->hello();
        return program->next(3'000).is_object() ? std::move(program) : nullptr;
    }

    [[nodiscard]] bool meet()
    {
        for (int wait = 0; wait < 2000; ++wait) {
            desk_ = door();
            if (desk_)
                return true;
            QTest::qWait(2);
        }
        return false;
    }

    /// As SIGKILL does: nothing is tidied up.
    void kill()
    {
        if (!process_)
            return;
        process_->kill();
        (void)process_->waitForFinished(5'000);
        process_.reset();
        desk_.reset();
    }
    [[nodiscard]] bool quit()
    {
        (void)desk_->ask("agent.quit", boost::json::object{});
        const bool ended =
            process_->state() == QProcess::NotRunning || process_->waitForFinished(5'000);
        process_.reset();
        return ended;
    }

    Result<boost::json::value> ask(std::string_view method, const boost::json::value& params)
    {
        return desk_->ask(method, params);
    }
    Program& desk() { return *desk_; }
    boost::json::object status()
    {
        const auto answer = ask("status.get", boost::json::object{});
        return answer ? answer->as_object() : boost::json::object{};
    }
    std::string word(std::string_view key)
    {
        const auto now = status();
        const auto* value = now.if_contains(key);
        return value && value->is_string() ? std::string(value->get_string()) : std::string();
    }
    std::int64_t number(std::string_view key)
    {
        const auto now = status();
        const auto* value = now.if_contains(key);
        return value && value->is_int64() ? value->get_int64() : -1;
    }
    bool unlock()
    {
        const bool isNew = word("keyStore") == "none";
        return ask(isNew ? "vault.create" : "vault.unlock", {{"passphrase", "three plain words"}}
        ).has_value();
    }
    Result<boost::json::value>
    signIn(const std::string& server, std::string password = "tidemark-demo")
    {
        return ask(
            "session.signIn",
            {{"server", server}, {"tenant", "demo"}, {"login", login_}, {"password", password}}
        );
    }
    bool becomes(std::string_view key, std::string_view value, int withinMs = 20'000)
    {
        return QTest::qWaitFor([&] { return word(key) == value; }, withinMs);
    }
    [[nodiscard]] qint64 pid() const { return process_->processId(); }

private:
    QString program_ = QStringLiteral(TIDEMARK_BINARY_DIR "/bin/tidemark-agent");
    QString home_;
    QString sessionBus_ = QStringLiteral("disabled:");
    std::string login_;
    QProcessEnvironment environment_ = QProcessEnvironment::systemEnvironment();
    std::unique_ptr<QProcess> process_ = {};
    std::unique_ptr<Program> desk_ = {};
};

} // namespace tidemark::test
