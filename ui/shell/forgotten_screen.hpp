// A forgotten password: a code is asked for by mail, then a new password is set with it.
#pragma once

#include "sync/client/agent_client.hpp"
#include "ui/kit/symbol.hpp"

class QLineEdit;

namespace tidemark::ui {

class Banner;
class Button;
class Label;

class ForgottenScreen final : public Pane {
    Q_OBJECT

public:
    explicit ForgottenScreen(sync::AgentClient& agent, QWidget* parent = nullptr);

    void start(const QString& server, const QString& tenant, const QString& login);
    [[nodiscard]] bool isActive() const { return isActive_; }

Q_SIGNALS:
    /// Back to the sign-in, with what to say there.
    void left(const QString& why);

private:
    void createCard();
    void setHasCode(bool hasCode);
    void act();
    void ask();
    void redeem();
    void onAsked(const Result<boost::json::value>& answer);
    void onRedeemed(const Result<boost::json::value>& answer);
    void leave(const QString& why = {});

    sync::AgentClient& agent_;
    bool isActive_ = false;
    bool hasCode_ = false;
    QString server_ = {};
    Label* text_ = nullptr;
    Banner* banner_ = nullptr;
    QWidget* who_ = nullptr;
    QLineEdit* tenant_ = nullptr;
    QLineEdit* login_ = nullptr;
    QWidget* what_ = nullptr;
    QLineEdit* code_ = nullptr;
    QLineEdit* password_ = nullptr;
    QLineEdit* again_ = nullptr;
    Button* act_ = nullptr;
    Button* other_ = nullptr;
    Button* back_ = nullptr;
};

} // namespace tidemark::ui
