// The window: what can be done now, the agent's health over it, the status under it.
#pragma once

#include "sync/client/agent_client.hpp"
#include "ui/kit/page.hpp"

#include <QTimer>
#include <QWidget>

class QStackedLayout;

namespace tidemark::ui {

class Banner;
class DeskLock;
class DeskSettings;
class DutyScreen;
class ForgottenScreen;
class OidcScreen;
class Prompter;
class SecondStepScreen;
class Shell;
class SignInScreen;
class StatusStrip;
class ThemeControl;
class UnlockScreen;

/// What the window is made of; all outlive it.
struct WindowParts {
    sync::AgentClient& agent;
    DeskSettings& settings;
    ThemeControl& theme;
    Prompter& prompter;
};

/// Follows the agent's state: sign-in, unlocking or the shell.
class MainWindow final : public QWidget {
    Q_OBJECT

public:
    explicit MainWindow(const WindowParts& parts);

    [[nodiscard]] Shell& shell() const { return *shell_; }
    [[nodiscard]] StatusStrip& strip() const { return *strip_; }
    [[nodiscard]] SignInScreen& signInScreen() const { return *signIn_; }
    [[nodiscard]] OidcScreen& oidcScreen() const { return *oidc_; }
    [[nodiscard]] UnlockScreen& unlockScreen() const { return *unlock_; }
    [[nodiscard]] QWidget* current() const;
    /// The address that the sign-in starts with.
    void setServer(const QString& server);
    /// Where it was last time, on a screen that exists.
    void restorePlace();
    void rememberPlace();
    /// To the front, from whatever it is.
    void raiseFully();
    /// Hides everything, saves what is being typed and locks.
    void lock();

Q_SIGNALS:
    /// Once, when the first frame was drawn, or could not be drawn for a while.
    void painted();
    /// A lock is over and nothing unsaved is left: a process without what this one had in memory
    /// is to go on, later, at `place`.
    void restartWanted(const tidemark::ui::Place& place);

protected:
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    bool event(QEvent* event) override;

private:
    void onConnected();
    void onDisconnected(const Fault& fault);
    void onStatus(const sync::Status& status);
    void onSignedOut(const QString& reason);
    void showScreen(QWidget* screen);
    void createSteps();
    void createLock();
    void onOpen(const sync::Status& status);
    [[nodiscard]] QWidget* gate() const;
    void sayAgentLost();
    void tellPainted();

    sync::AgentClient& agent_;
    DeskSettings& settings_;
    Banner* banner_ = nullptr;
    QStackedLayout* stack_ = nullptr;
    QWidget* starting_ = nullptr;
    SignInScreen* signIn_ = nullptr;
    OidcScreen* oidc_ = nullptr;
    SecondStepScreen* secondStep_ = nullptr;
    ForgottenScreen* forgotten_ = nullptr;
    DutyScreen* duty_ = nullptr;
    UnlockScreen* unlock_ = nullptr;
    DeskLock* deskLock_ = nullptr;
    Shell* shell_ = nullptr;
    StatusStrip* strip_ = nullptr;
    QTimer lostSoon_;
    QTimer closedSoon_;
    bool isPainted_ = false;
    bool isPassphraseWanted_ = false; // Asked for on the way in.
    bool isTypingOffered_ = false;
};

} // namespace tidemark::ui
