// Turning on a second factor: the QR code, the first code of the app, then the recovery codes.
#pragma once

#include "sync/client/agent_client.hpp"

#include <QWidget>

class QLineEdit;
class QStackedLayout;

namespace tidemark::ui {

class Banner;
class Button;
class Label;
class QrCode;
class RecoveryCodes;

class FactorSetup final : public QWidget {
    Q_OBJECT

public:
    explicit FactorSetup(sync::AgentClient& agent, QWidget* parent = nullptr);

    /// Asks for a new key; what was begun before is of no use any more.
    void start();
    [[nodiscard]] bool isShowingCodes() const { return isShowingCodes_; }

Q_SIGNALS:
    /// It is on, and the recovery codes were kept.
    void done();

private:
    [[nodiscard]] QWidget* createEnrolment();
    void onBegun(const Result<boost::json::object>& answer);
    void confirm();
    void onConfirmed(const Result<boost::json::object>& answer);
    void finish();

    sync::AgentClient& agent_;
    bool isShowingCodes_ = false;
    QStackedLayout* steps_ = nullptr;
    Banner* banner_ = nullptr;
    QrCode* picture_ = nullptr;
    Label* key_ = nullptr;
    QLineEdit* code_ = nullptr;
    Button* copy_ = nullptr;
    Button* confirm_ = nullptr;
    RecoveryCodes* codes_ = nullptr;
};

/// The members of `recoveryCodes` in an answer.
[[nodiscard]] QStringList recoveryCodesIn(const boost::json::object& answer);

/// A field for a code of the app; with room for a recovery code where one is taken, too.
[[nodiscard]] QLineEdit* makeCodeField(const QString& name, QWidget* parent);

} // namespace tidemark::ui
