// Whether an action can be done now, and if not, why.
#pragma once

#include <QKeySequence>
#include <QObject>

#include <string>

class QAbstractButton;

namespace tidemark::sync {
class AgentClient;
} // namespace tidemark::sync

namespace tidemark::ui {

/// Enables a button by a permission, by the connection to the platform and by what the page knows.
/// A disabled one says in its tool tip and to screen readers what is missing; an enabled one names
/// its keys. The button owns its guard.
class ActionGuard final : public QObject {
    Q_OBJECT

public:
    /// What an action stands on besides its permission.
    enum class Needs { platform, deviceOnly };

    ActionGuard(
        sync::AgentClient& agent,
        QAbstractButton* button,
        std::string permission,
        Needs needs = Needs::platform
    );

    /// The keys that press the button while it is on screen.
    ActionGuard* setKeys(const QKeySequence& keys);
    /// Not empty: the action is disabled for this reason, where nothing weightier forbids it.
    void setReason(const QString& reason);

private:
    void update();
    [[nodiscard]] QString obstacle() const;

    sync::AgentClient& agent_;
    QAbstractButton* button_;
    std::string permission_;
    Needs needs_;
    QString reason_ = {};
};

} // namespace tidemark::ui
