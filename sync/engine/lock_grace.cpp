#include "sync/engine/lock_grace.hpp"

#include "sync/wire/agent_channels.hpp"

#include <boost/json.hpp>

namespace tidemark::sync {

LockGrace::LockGrace(Engine& engine, LocalServer& server, QObject* parent)
    : QObject(parent)
    , engine_(engine)
    , server_(server)
{
    timer_.setSingleShot(true);
    timer_.setTimerType(Qt::PreciseTimer);
    timer_.setInterval(patience);
    connect(&timer_, &QTimer::timeout, this, &LockGrace::finish);
    connect(&server_, &LocalServer::left, this, &LockGrace::onReady);
}

void LockGrace::addTo(MethodTable& table)
{
    table.add("vault.lock", Needs::nothing, [this](Call call) -> QCoro::Task<Result<AnswerText>> {
        auto begun = begin(call.connection);
        co_return begun ? Result<AnswerText>("{}") : Result<AnswerText>(begun.error());
    });
}

Result<void> LockGrace::begin(std::optional<ConnectionId> ready)
{
    if (timer_.isActive()) {
        if (ready)
            onReady(*ready);
        return {};
    }
    if (auto said = engine_.announceLock(); !said)
        return said;
    for (const ConnectionId connection : server_.greetedPrograms()) {
        if (connection != ready)
            awaited_.insert(connection);
    }
    // While nothing is open nobody can have anything to hand over.
    if (awaited_.empty() || !engine_.isOpen()) {
        finish();
        return {};
    }
    timer_.start();
    const boost::json::object notice{
        {"channel", lockingChannel}, {"message", boost::json::object()}};
    for (const ConnectionId connection : awaited_)
        server_.notify(connection, "live", notice);
    return {};
}

void LockGrace::onReady(ConnectionId connection)
{
    if (awaited_.erase(connection) > 0 && awaited_.empty() && timer_.isActive())
        finish();
}

void LockGrace::finish()
{
    timer_.stop();
    awaited_.clear();
    engine_.lock();
}

} // namespace tidemark::sync
