// What can be done about a part of the data: off this device, back to it, always here.
#pragma once

#include "ui/sync/scope_model.hpp"

#include "models/core/fault.hpp"

#include <QWidget>

#include <string_view>

namespace tidemark::sync {
class AgentClient;
} // namespace tidemark::sync

namespace tidemark::ui {

class ActionGuard;
class Button;

/// Buttons for the one part that was chosen; disabled ones say why.
class ScopeActions final : public QWidget {
    Q_OBJECT

public:
    explicit ScopeActions(sync::AgentClient& agent, QWidget* parent = nullptr);

    /// Null: none is chosen.
    void setScope(const ScopeLine* scope);

Q_SIGNALS:
    /// The list of parts is to be asked for anew.
    void done();
    void failed(const tidemark::Fault& fault);

private:
    void ask(std::string_view method);

    sync::AgentClient& agent_;
    Button* pin_ = nullptr;
    ActionGuard* canTakeOff_ = nullptr;
    ActionGuard* canBring_ = nullptr;
    ActionGuard* canPin_ = nullptr;
    QString id_ = {};
    bool isPinned_ = false;
};

} // namespace tidemark::ui
