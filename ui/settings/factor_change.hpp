// Turning a second factor off, or having new recovery codes for it.
#pragma once

#include "sync/client/agent_client.hpp"

#include <QWidget>

class QLineEdit;
class QStackedLayout;

namespace tidemark::ui {

class Banner;
class Button;
class RecoveryCodes;

/// Asks for the password (to turn it off) and a code of the app or a recovery code.
class FactorChange final : public QWidget {
    Q_OBJECT

public:
    enum class Kind { turnOff, newCodes };

    FactorChange(sync::AgentClient& agent, Kind kind, QWidget* parent = nullptr);

Q_SIGNALS:
    void done();

private:
    void act();
    void onAnswer(const Result<boost::json::object>& answer);

    sync::AgentClient& agent_;
    Kind kind_;
    QStackedLayout* steps_ = nullptr;
    Banner* banner_ = nullptr;
    QLineEdit* password_ = nullptr;
    QLineEdit* code_ = nullptr;
    Button* act_ = nullptr;
    RecoveryCodes* codes_ = nullptr;
};

} // namespace tidemark::ui
