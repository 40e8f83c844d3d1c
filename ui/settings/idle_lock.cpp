#include "ui/settings/idle_lock.hpp"

#include "sync/client/agent_client.hpp"
#include "ui/settings/desk_settings.hpp"

#include <QCoreApplication>
#include <QEvent>

namespace tidemark::ui {

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
    restart();
}

int IdleLock::minutes() const
{
    return settings_.lockMinutes();
}

void IdleLock::setMinutes(int minutes)
{
    settings_.setLockMinutes(minutes);
    restart();
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
        lastInput_.restart(); // The timer looks at this when it is due: input costs nothing more.
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
        agent_.call("vault.lock", boost::json::object(), this, [](const auto&) {});
    restart();
}

} // namespace tidemark::ui
