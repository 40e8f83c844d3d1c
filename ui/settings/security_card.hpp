// "Security" of the settings: one's password and second factor.
#pragma once

#include "sync/client/agent_client.hpp"
#include "ui/kit/symbol.hpp"

#include <QDialog>

class QLineEdit;

namespace tidemark::ui {

class Banner;
class Button;
class Label;

/// What is set, and buttons that open a dialog for each change. Says why when it needs a network.
class SecurityCard final : public Card {
    Q_OBJECT

public:
    explicit SecurityCard(sync::AgentClient& agent, QWidget* parent = nullptr);

    /// Asks the platform how things are.
    void refresh();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void show(const Result<boost::json::object>& state);
    void openPassword();
    void openSetup();
    void openChange(bool turnsOff);

    sync::AgentClient& agent_;
    Label* state_ = nullptr;
    Label* codes_ = nullptr;
    Label* note_ = nullptr;
    Button* password_ = nullptr;
    Button* turnOn_ = nullptr;
    Button* turnOff_ = nullptr;
    Button* renew_ = nullptr;
    quint64 asked_ = 0; ///< Answers to older questions are dropped.
};

/// A heading over something that is done in one or two steps.
class SecurityDialog final : public QDialog {
    Q_OBJECT

public:
    SecurityDialog(const QString& heading, QWidget* parent);

    /// Fills the dialog; the part's own button is the one that agrees.
    void setPart(QWidget* part);
};

} // namespace tidemark::ui
