// Joining a user to an account at an identity provider.
#pragma once

#include "ui/admin/platform_api.hpp"
#include "ui/kit/form_dialog.hpp"

class QComboBox;
class QLineEdit;

namespace tidemark::ui {

/// Asks which provider, and who the user is there.
class LinkDialog final : public FormDialog {
    Q_OBJECT

public:
    LinkDialog(
        sync::AgentClient& agent, std::string userId, const QString& userName, QWidget* parent
    );

Q_SIGNALS:
    void linked();

private:
    void loadProviders();
    void send();

    sync::AgentClient& agent_;
    std::string userId_;
    QComboBox* provider_ = nullptr;
    QLineEdit* subject_ = nullptr;
};

} // namespace tidemark::ui
