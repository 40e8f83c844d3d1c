// The second step of a sign-in: a code of the authenticator app, or a recovery code.
#pragma once

#include "sync/client/agent_client.hpp"
#include "ui/kit/symbol.hpp"

class QLineEdit;

namespace tidemark::ui {

class Banner;
class Button;
class Label;

class SecondStepScreen final : public Pane {
    Q_OBJECT

public:
    explicit SecondStepScreen(sync::AgentClient& agent, QWidget* parent = nullptr);

    /// The agent holds the challenge, unless one is given that came another way.
    void start(const QString& server = {}, const QString& challenge = {});
    [[nodiscard]] bool isActive() const { return isActive_; }

Q_SIGNALS:
    /// Back to the sign-in, with what to say there.
    void left(const QString& why);

private:
    void setRecovery(bool isRecovery);
    void answer();
    void onAnswer(const Result<boost::json::value>& answer);
    void leave(const QString& why = {});

    sync::AgentClient& agent_;
    bool isActive_ = false;
    bool isRecovery_ = false;
    QString server_ = {};
    QString challenge_ = {};
    Label* text_ = nullptr;
    Label* codeLabel_ = nullptr;
    QLineEdit* code_ = nullptr;
    Banner* banner_ = nullptr;
    Button* answer_ = nullptr;
    Button* other_ = nullptr;
    Button* back_ = nullptr;
};

} // namespace tidemark::ui
