// Whether an action can be done now, and if not, why.
#pragma once

#include <QKeySequence>
#include <QObject>

#include <optional>
#include <string>

class QAbstractButton;

namespace tidemark::sync {
class AgentClient;
} // namespace tidemark::sync

namespace tidemark::ui {

/// Whose the row is that an action is about, as far as the page knows.
struct GuardedRow {
    std::string makerId = {};                        ///< Empty: not known.
    std::string organizationId = {};                 ///< Empty: not known, or of none.
    std::optional<std::string> makerDepartment = {}; ///< Empty text: in none. Absent: not known.
};

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
    /// The row that is acted on: a permission for one's own rows, or for those of one's department
    /// or organization, is judged by it. What is not known of it is taken to be within reach.
    void setRow(GuardedRow row);
    /// Whether the permission is so narrow that too little is known here of the row that was set.
    [[nodiscard]] bool isUndecided() const;
    /// What the platform says of that row.
    void setReached(bool isReached);
    [[nodiscard]] const std::string& permission() const { return permission_; }
    /// Whether the action can be done now.
    [[nodiscard]] bool isAllowed() const { return obstacle().isEmpty(); }

private:
    void update();
    [[nodiscard]] QString obstacle() const;
    /// Why the permission does not reach the row; empty: it does, as far as can be known here.
    [[nodiscard]] QString outOfReach() const;

    sync::AgentClient& agent_;
    QAbstractButton* button_;
    std::string permission_;
    Needs needs_;
    QString reason_ = {};
    GuardedRow row_ = {};
    bool isRefused_ = false; ///< By the platform, for this row.
};

} // namespace tidemark::ui
