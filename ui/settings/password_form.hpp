// Choosing a new password for oneself.
#pragma once

#include "sync/client/agent_client.hpp"

#include <QWidget>

class QLineEdit;

namespace tidemark::ui {

class Banner;
class Button;

/// The old one, the new one twice, and what was wrong with it. Nothing typed is kept.
class PasswordForm final : public QWidget {
    Q_OBJECT

public:
    explicit PasswordForm(sync::AgentClient& agent, QWidget* parent = nullptr);

    void clear();

Q_SIGNALS:
    /// It is changed, and every other session of the person has ended.
    void done();

private:
    void change();
    void onAnswer(const Result<boost::json::object>& answer);

    sync::AgentClient& agent_;
    Banner* banner_ = nullptr;
    QLineEdit* current_ = nullptr;
    QLineEdit* next_ = nullptr;
    QLineEdit* again_ = nullptr;
    Button* change_ = nullptr;
};

/// A field for a password, with its name above it in `column`'s parent.
[[nodiscard]] QLineEdit* addPasswordField(QWidget* parent, const QString& name);

} // namespace tidemark::ui
