#include "ui/kit/action_guard.hpp"

#include "sync/client/agent_client.hpp"

#include <QAbstractButton>

namespace tidemark::ui {

ActionGuard::ActionGuard(
    sync::AgentClient& agent, QAbstractButton* button, std::string permission, Needs needs
)
    : QObject(button)
    , agent_(agent)
    , button_(button)
    , permission_(std::move(permission))
    , needs_(needs)
{
    connect(&agent_, &sync::AgentClient::statusChanged, this, &ActionGuard::update);
    update();
}

ActionGuard* ActionGuard::setKeys(const QKeySequence& keys)
{
    button_->setShortcut(keys);
    update();
    return this;
}

void ActionGuard::setReason(const QString& reason)
{
    if (reason == reason_)
        return;
    reason_ = reason;
    update();
}

void ActionGuard::setRow(GuardedRow row)
{
    row_ = std::move(row);
    update();
}

QString ActionGuard::outOfReach() const
{
    const auto& user = agent_.status().user;
    if (permission_.empty() || !user)
        return {};
    const auto reach = user->reach(permission_);
    const bool isOthers = !row_.makerId.empty() && row_.makerId != user->id;
    const bool isElsewhere =
        !row_.organizationId.empty() && row_.organizationId != user->organizationId.value_or("");
    const QString permission = QString::fromStdString(permission_);
    if (reach == RowReach::own && isOthers)
        return tr("You have the permission %1 for your own rows only. This one is somebody else's.")
            .arg(permission);
    if (reach == RowReach::organization && isElsewhere)
        return tr("You have the permission %1 for your organization only. This row is of another.")
            .arg(permission);
    return {};
}

QString ActionGuard::obstacle() const
{
    const sync::Status& status = agent_.status();
    if (!permission_.empty() && (!status.user || !status.user->may(permission_)))
        return tr("This needs the permission %1. Ask an administrator.")
            .arg(QString::fromStdString(permission_));
    if (const QString why = outOfReach(); !why.isEmpty())
        return why;
    const bool isOnline =
        status.link == sync::LinkState::online || status.link == sync::LinkState::onlinePoll;
    if (needs_ == Needs::platform && !isOnline)
        return tr("This needs the connection to the platform.");
    return reason_;
}

void ActionGuard::update()
{
    const QString why = obstacle();
    button_->setEnabled(why.isEmpty());
    QString words = why;
    if (why.isEmpty() && !button_->shortcut().isEmpty()) {
        const QString name =
            button_->text().isEmpty() ? button_->accessibleName() : button_->text();
        words = QStringLiteral("%1 (%2)").arg(
            name, button_->shortcut().toString(QKeySequence::NativeText)
        );
    } else if (why.isEmpty() && button_->text().isEmpty()) {
        words = button_->accessibleName();
    }
    button_->setToolTip(words);
    button_->setAccessibleDescription(why);
}

} // namespace tidemark::ui
