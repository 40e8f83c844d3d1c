// Setting, changing and removing the passphrase of this device.
#pragma once

#include "sync/client/agent_client.hpp"
#include "ui/kit/form_dialog.hpp"

class QLineEdit;

namespace tidemark::ui {

/// Asks for the current passphrase where there is one, and for a new one twice. Closes when the
/// agent has it.
class PassphraseDialog final : public FormDialog {
    Q_OBJECT

public:
    enum class Deed { set, change, remove };

    PassphraseDialog(Deed deed, sync::AgentClient& agent, QWidget* parent);

Q_SIGNALS:
    void done();

private:
    [[nodiscard]] QLineEdit* addSecret(const QString& name, const QString& hint = {});
    void act();

    Deed deed_;
    sync::AgentClient& agent_;
    QLineEdit* current_ = nullptr;
    QLineEdit* first_ = nullptr;
    QLineEdit* again_ = nullptr;
};

} // namespace tidemark::ui
