// The store is closed: ask for the passphrase, let one be chosen, or say what is in the way.
#pragma once

#include "sync/client/agent_client.hpp"
#include "ui/kit/symbol.hpp"

class QLineEdit;

namespace tidemark::ui {

class Banner;
class Button;
class Label;

/// Lock screen, passphrase creation, locked keyring and damaged store: all that stands between a
/// start and the sign-in.
class UnlockScreen final : public Pane {
    Q_OBJECT

public:
    /// `closing`: being locked. `session`: locked, with nothing but the system's session to unlock
    /// it. `rotating`: the keys are being changed on the way in.
    enum class Mode { opening, create, unlock, keyring, damaged, closing, session, rotating };

    explicit UnlockScreen(sync::AgentClient& agent, QWidget* parent = nullptr);

    void setStatus(const sync::Status& status);
    /// The data is about to be closed.
    void showClosing() { setMode(Mode::closing); }
    void entered();
    [[nodiscard]] Mode mode() const { return mode_; }

    static constexpr int leastLength = 8;

Q_SIGNALS:
    /// Unlocked, somebody wants to set a passphrase.
    void passphraseWanted();

private:
    void say(const QString& iconName, Tone tone, const QString& title, const QString& text);
    void setMode(Mode mode);
    void act();
    void ask(std::string_view method, boost::json::object params);
    void sayWithoutFields(Mode mode);
    void takeFocus();
    void askForSlots();
    void showWays();
    void chooseRecoveryFile();
    void onAnswer(const Result<boost::json::value>& answer);

    sync::AgentClient& agent_;
    Mode mode_ = Mode::unlock;
    Symbol* symbol_ = nullptr;
    Label* title_ = nullptr;
    Label* text_ = nullptr;
    Label* firstLabel_ = nullptr;
    QLineEdit* first_ = nullptr;
    Label* againLabel_ = nullptr;
    QLineEdit* again_ = nullptr;
    Banner* banner_ = nullptr;
    Button* action_ = nullptr;
    Button* usePassphrase_ = nullptr; // Beside a keyring that does not give the key.
    Button* recover_ = nullptr;
    Button* protect_ = nullptr;  // Unlocks, then lets a passphrase be set.
    bool hasPassphrase_ = false; // What the agent said would open this device.
    bool hasRecovery_ = false;
    bool isPassphraseWanted_ = false; // The person would rather type it than wait for the keyring.
    bool isBusy_ = false;
};

} // namespace tidemark::ui
