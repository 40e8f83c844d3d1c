#include "ui/settings/idle_lock.hpp"

#include "sync/client/agent_client.hpp"
#include "ui/settings/desk_settings.hpp"

#include <QCoreApplication>
#include <QEvent>

namespace tidemark::ui {
namespace {

constexpr qint64 tellEveryMs = 20'000;
constexpr std::int64_t agentMargin = 30; // Seconds; more than lies between two tellings.

} // namespace

IdleLock::IdleLock(
    DeskSettings& settings, sync::AgentClient& agent, std::chrono::milliseconds minute
)
    : settings_(settings)
    , agent_(agent)
    , minute_(minute)
{
    timer_.setSingleShot(true);
    connect(&timer_, &QTimer::timeout, this, &IdleLock::onTimeout);
    lastInput_.start();
    QCoreApplication::instance()->installEventFilter(this);
    connect(&agent_, &sync::AgentClient::statusChanged, this, [this, wasOpen = false]() mutable {
        const bool isOpen = agent_.status().state == sync::AgentState::open;
        if (isOpen && !wasOpen)
            tellAgent();
        wasOpen = isOpen;
    });
    restart();
}

int IdleLock::minutes() const
{
    return settings_.lockMinutes();
}

void IdleLock::setMinutes(int minutes)
{
    settings_.setLockMinutes(minutes);
    tellAgent();
    restart();
}

/// It waits a little longer than the desk, which hears input first.
void IdleLock::tellAgent()
{
    lastTold_.start();
    const std::int64_t seconds = minutes() > 0 ? minutes() * 60 + agentMargin : 0;
    agent_.call("vault.active", boost::json::object{{"idleSeconds", seconds}}, this, {});
}

bool IdleLock::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseMove:
    case QEvent::MouseButtonPress:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
    case QEvent::TabletPress:
        lastInput_.restart(); // The timer looks at this when it is due: input costs little more.
        if (!lastTold_.isValid() || lastTold_.hasExpired(tellEveryMs))
            tellAgent();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

void IdleLock::restart()
{
    timer_.stop();
    if (minutes() > 0)
        timer_.start(minutes() * minute_);
}

void IdleLock::onTimeout()
{
    const auto left = minutes() * minute_ - std::chrono::milliseconds(lastInput_.elapsed());
    if (left > std::chrono::milliseconds(0))
        return timer_.start(left);
    if (agent_.status().state == sync::AgentState::open)
        Q_EMIT lockWanted();
    restart();
}

} // namespace tidemark::ui
