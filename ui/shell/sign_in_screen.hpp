// Signing in: where, who, and one click for the accounts of a demo platform.
#pragma once

#include "sync/client/agent_client.hpp"
#include "ui/kit/symbol.hpp"
#include "ui/shell/oidc_buttons.hpp"

#include <QTimer>
#include <QWidget>

#include <vector>

class QLineEdit;
class QVBoxLayout;

namespace tidemark::ui {

class Banner;
class Button;
class CertificateCard;
class DeskSettings;
class Label;

/// The fields, the demo accounts and what went wrong. The password is never kept.
class SignInScreen final : public Pane {
    Q_OBJECT

public:
    SignInScreen(sync::AgentClient& agent, DeskSettings& settings, QWidget* parent = nullptr);

    /// Fills the address, from the command line or the last time, and asks what is there.
    void setServer(const QString& server);
    /// Why the reader is here: "You were signed out".
    void setReason(const QString& reason);
    void entered();

Q_SIGNALS:
    /// The password was right; a code is asked for, too.
    void codeWanted();
    void passwordForgotten(const QString& server, const QString& tenant, const QString& login);
    void providerChosen(const tidemark::ui::OidcChoice& choice);

private:
    struct DemoAccount {
        QString login;
        QString name;
        QString password;
    };

    void createFields();
    void createLayout();
    void askAbout();
    /// Asks at once, and says so.
    void askAgain();
    void showNote(Tone tone, const QString& words, bool canTryAgain);
    void showAbout(const Result<boost::json::value>& about);
    void showDemo(const boost::json::value& demo);
    void signIn(const QString& login, const QString& password);
    void onAnswer(const QString& login, const Result<boost::json::value>& answer);
    void setBusy(bool isBusy);
    void focusFirstEmpty();
    [[nodiscard]] QString serverText() const;

    sync::AgentClient& agent_;
    DeskSettings& settings_;
    QLineEdit* server_ = nullptr;
    QLineEdit* tenant_ = nullptr;
    QLineEdit* login_ = nullptr;
    QLineEdit* password_ = nullptr;
    Label* serverNote_ = nullptr;
    CertificateCard* certificate_ = nullptr;
    Button* connection_ = nullptr;
    Banner* banner_ = nullptr;
    Button* signIn_ = nullptr;
    Button* forgotten_ = nullptr;
    OidcButtons* oidc_ = nullptr;
    QWidget* demo_ = nullptr;
    QVBoxLayout* demoColumn_ = nullptr;
    QString demoTenant_ = {};
    std::vector<DemoAccount> accounts_ = {};
    Button* again_ = nullptr;
    QTimer askSoon_;
    QTimer retrySoon_;
    quint64 asked_ = 0; ///< Answers to older questions are dropped.
    bool hasFailed_ = false;
    bool isBusy_ = false;
};

} // namespace tidemark::ui
