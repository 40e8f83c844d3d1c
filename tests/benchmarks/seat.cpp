#include "sync/client/agent_client.hpp"
#include "sync/wire/home.hpp"
#include "tests/benchmarks/benchmarks.hpp"

#include <QDir>
#include <QElapsedTimer>
#include <QTest>

#include <boost/json.hpp>

namespace tidemark::bench {

namespace json = boost::json;

Seat::Seat(const QString& home)
    : home_(home)
    , agent_(e2e::Program::folder() + u"/tidemark-agent", home + u"/agent.out")
{
    QDir().mkpath(home_);
    agent_.setEnvironment(QStringLiteral("TIDEMARK_HOME"), home_);
}

Seat::~Seat()
{
    stop();
}

void Seat::stop()
{
    client_.reset();
    agent_.stop();
}

bool Seat::start()
{
    if (!agent_.start({QStringLiteral("--home"), home_, QStringLiteral("--foreground")}))
        return false;
    sync::AgentClientOptions options;
    const auto home = sync::findHome(home_);
    if (!home)
        return false;
    options.address = home->agentAddress();
    options.client = "bench";
    options.callTimeout = std::chrono::minutes(10);
    client_ = std::make_unique<sync::AgentClient>(options);
    client_->start();
    // Connected and its store opened: until then it cannot sign in.
    return QTest::qWaitFor(
        [this] {
            return client_->isConnected() && client_->status().state != sync::AgentState::locked;
        },
        10000
    );
}

void Seat::kill()
{
    client_.reset();
    agent_.kill();
}

void Seat::beginSignIn(const QString& server, const std::string& login)
{
    client_->call(
        "session.signIn",
        json::object{
            {"server", server.toStdString()},
            {"tenant", "demo"},
            {"login", login},
            {"password", e2e::PlatformProgram::password}},
        client_.get(),
        [](const Result<json::value>&) {}
    );
}

double Seat::signIn(const QString& server, const std::string& login, int timeoutMs)
{
    QElapsedTimer clock;
    clock.start();
    bool isRefused = false;
    double toldAt = -1;
    const auto told = [&](const sync::Changes&) {
        toldAt = static_cast<double>(clock.nsecsElapsed()) / 1e6;
    };
    const auto listening = QObject::connect(client_.get(), &sync::AgentClient::changed, told);
    client_->call(
        "session.signIn",
        json::object{
            {"server", server.toStdString()},
            {"tenant", "demo"},
            {"login", login},
            {"password", e2e::PlatformProgram::password}},
        client_.get(),
        [&](Result<json::value> answer) { isRefused = answer.has_error(); }
    );
    const bool isLive = happens(
        [&] { return isRefused || client_->status().pull == sync::PullState::live; }, timeoutMs
    );
    QObject::disconnect(listening);
    return isLive && !isRefused ? toldAt : -1;
}

} // namespace tidemark::bench
