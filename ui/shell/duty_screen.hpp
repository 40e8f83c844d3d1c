// What the platform asks of a person before anything else: a new password, a second factor.
#pragma once

#include "sync/client/agent_client.hpp"
#include "ui/kit/symbol.hpp"

namespace tidemark::ui {

class Banner;
class Button;
class FactorSetup;
class Label;
class PasswordForm;

class DutyScreen final : public Pane {
    Q_OBJECT

public:
    explicit DutyScreen(sync::AgentClient& agent, QWidget* parent = nullptr);

    /// Shows what this user has to do. False when there is nothing to do, or nothing left.
    bool setUser(const std::optional<sync::User>& user);
    void entered();

Q_SIGNALS:
    /// It is done, whether or not a new status says so.
    void done();

private:
    enum class Duty { none, password, factor };

    void setDuty(Duty duty);
    void signOut();

    sync::AgentClient& agent_;
    Duty duty_ = Duty::none;
    Symbol* symbol_ = nullptr;
    Label* title_ = nullptr;
    Label* text_ = nullptr;
    Banner* banner_ = nullptr;
    PasswordForm* password_ = nullptr;
    FactorSetup* factor_ = nullptr;
    Button* signOut_ = nullptr;
};

} // namespace tidemark::ui
