// Signing in through an identity provider: waiting for the browser, or for a code typed elsewhere.
#pragma once

#include "sync/client/agent_client.hpp"
#include "ui/kit/symbol.hpp"
#include "ui/shell/oidc_buttons.hpp"

#include <QUrl>

#include <functional>

namespace tidemark::ui {

class Banner;
class Button;
class DeskSettings;
class Label;

/// Opens an address in the system's browser; false when there is none.
using OpenInBrowser = std::function<bool(const QUrl& address)>;

/// Replaces the sign-in while one is under way. Leaving it ends the sign-in.
class OidcScreen final : public Pane {
    Q_OBJECT

public:
    OidcScreen(sync::AgentClient& agent, DeskSettings& settings, QWidget* parent = nullptr);

    /// In place of the system's way.
    void openWith(OpenInBrowser open) { open_ = std::move(open); }

    void start(const OidcChoice& choice);
    /// Nothing is waited for any more, without a word.
    void stop();
    [[nodiscard]] bool isActive() const { return isActive_; }

Q_SIGNALS:
    /// Back to the sign-in: it was given up.
    void left();
    /// The tenant wants its own second factor, too.
    void challenged(const QString& server, const QString& challenge);

private:
    enum class Mode { opening, browser, code, failed };

    void createLayout();
    void setMode(Mode mode);
    void startBrowser();
    void startCode();
    void onStarted(const Result<boost::json::value>& answer);
    void onCode(const Result<boost::json::value>& answer);
    void wait();
    void onWaited(const Result<boost::json::value>& answer);
    void fail(const Fault& fault);
    void leave();
    void openAddress();
    void copy(const QString& text);
    [[nodiscard]] boost::json::object place() const;

    sync::AgentClient& agent_;
    DeskSettings& settings_;
    OpenInBrowser open_;
    OidcChoice choice_ = {};
    Mode mode_ = Mode::opening;
    bool isActive_ = false;
    quint64 attempt_ = 0; ///< Answers to older ones are dropped.
    QString flow_ = {};
    QString address_ = {};
    Symbol* symbol_ = nullptr;
    Label* title_ = nullptr;
    Label* text_ = nullptr;
    Banner* banner_ = nullptr;
    Label* code_ = nullptr;
    Label* addressLabel_ = nullptr;
    Button* copyCode_ = nullptr;
    Button* copyAddress_ = nullptr;
    Button* openAgain_ = nullptr;
    Button* useCode_ = nullptr;
    Button* again_ = nullptr;
    Button* cancel_ = nullptr;
};

} // namespace tidemark::ui
