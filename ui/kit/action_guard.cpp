#include "ui/kit/action_guard.hpp"

#include "models/access/row_reach.hpp"
#include "sync/client/agent_client.hpp"

#include <QAbstractButton>

namespace tidemark::ui {
namespace {

// The desk knows organizations by their ids; scopes stand for them where reach is judged.
constexpr std::int64_t ofTenant = 1;
constexpr std::int64_t ofOwnOrganization = 2;
constexpr std::int64_t ofAnother = 3;

ReachActor actorOf(const sync::User& user)
{
    ReachActor actor;
    if (const auto id = Uuid::parse(user.id))
        actor.userId = *id;
    actor.department = user.department;
    actor.seesAllOrganizations = !user.organizationId;
    actor.ownScope = user.organizationId ? ofOwnOrganization : ofTenant;
    return actor;
}

ReachedRow rowOf(const GuardedRow& row, const sync::User& user)
{
    ReachedRow reached;
    if (const auto maker = Uuid::parse(row.makerId))
        reached.creator = *maker;
    reached.creatorDepartment = row.makerDepartment.value_or("");
    reached.scope = ofTenant;
    if (!row.organizationId.empty())
        reached.scope = row.organizationId == user.organizationId ? ofOwnOrganization : ofAnother;
    return reached;
}

/// Whether too little is known of the row: the platform will judge then.
bool isJudgedElsewhere(RowReach reach, const GuardedRow& row)
{
    switch (reach) {
    case RowReach::own:
        return row.makerId.empty();
    case RowReach::department:
        return row.makerId.empty() || !row.makerDepartment;
    case RowReach::organization:
        return row.organizationId.empty();
    case RowReach::tenant:
        return true;
    }
    return true;
}

QString narrowWords(RowReach reach)
{
    switch (reach) {
    case RowReach::own:
        return ActionGuard::tr(
            "You have the permission %1 for your own rows only. This one is somebody else's."
        );
    case RowReach::department:
        return ActionGuard::tr(
            "You have the permission %1 for your department only. This row was made elsewhere."
        );
    case RowReach::organization:
    case RowReach::tenant:
        break;
    }
    return ActionGuard::tr(
        "You have the permission %1 for your organization only. This row is of another."
    );
}

} // namespace

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
    isRefused_ = false;
    update();
}

bool ActionGuard::isUndecided() const
{
    const auto& user = agent_.status().user;
    const auto reach = user && !permission_.empty() ? user->reach(permission_) : std::nullopt;
    const bool isNarrow = reach == RowReach::own || reach == RowReach::department;
    return isNarrow && isJudgedElsewhere(*reach, row_);
}

void ActionGuard::setReached(bool isReached)
{
    isRefused_ = !isReached;
    update();
}

QString ActionGuard::outOfReach() const
{
    const auto& user = agent_.status().user;
    if (permission_.empty() || !user)
        return {};
    const auto reach = user->reach(permission_);
    if (!reach)
        return {};
    const bool isReached = isJudgedElsewhere(*reach, row_)
                               ? !isRefused_
                               : reaches(*reach, actorOf(*user), rowOf(row_, *user));
    if (isReached)
        return {};
    return narrowWords(*reach).arg(QString::fromStdString(permission_));
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
