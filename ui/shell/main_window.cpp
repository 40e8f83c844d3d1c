#include "ui/shell/main_window.hpp"

#include "sync/client/edit_courier.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/icon.hpp"
#include "ui/kit/secret_clipboard.hpp"
#include "ui/kit/symbol.hpp"
#include "ui/settings/desk_settings.hpp"
#include "ui/settings/passphrase_dialog.hpp"
#include "ui/shell/desk_lock.hpp"
#include "ui/shell/duty_screen.hpp"
#include "ui/shell/forgotten_screen.hpp"
#include "ui/shell/oidc_screen.hpp"
#include "ui/shell/page_host.hpp"
#include "ui/shell/second_step_screen.hpp"
#include "ui/shell/shell.hpp"
#include "ui/shell/sign_in_screen.hpp"
#include "ui/shell/status_strip.hpp"
#include "ui/shell/typed_dialog.hpp"
#include "ui/shell/unlock_screen.hpp"

#include <QCloseEvent>
#include <QPainter>
#include <QScreen>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <utility>

namespace tidemark::ui {
namespace {

/// Locking restarts the agent; a gap shorter than this is no news.
constexpr int lostPatienceMs = 1200;
/// An agent that starts says "locked" until it has its key, which is a matter of milliseconds.
constexpr int openingPatienceMs = 400;
/// How long the first paint may take before the work behind it begins without it.
constexpr int paintPatienceMs = 500;

} // namespace

MainWindow::MainWindow(const WindowParts& parts)
    : agent_(parts.agent)
    , settings_(parts.settings)
{
    setWindowTitle(QStringLiteral("Tidemark"));
    setMinimumSize(720, 480);
    banner_ = new Banner(this);
    starting_ = new Pane(Pane::Ground::canvas, {}, this);
    signIn_ = new SignInScreen(agent_, settings_, this);
    oidc_ = new OidcScreen(agent_, settings_, this);
    unlock_ = new UnlockScreen(agent_, this);
    shell_ = new Shell(agent_, parts.prompter, parts.theme, this);
    strip_ = new StatusStrip(this);
    stack_ = new QStackedLayout;
    for (QWidget* screen :
         {starting_,
          static_cast<QWidget*>(signIn_),
          static_cast<QWidget*>(oidc_),
          static_cast<QWidget*>(unlock_),
          static_cast<QWidget*>(shell_)})
        stack_->addWidget(screen);
    createSteps();
    createLock();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(banner_);
    column->addLayout(stack_, 1);
    column->addWidget(strip_);
    // The frame of what was open last time, so that the first paint is not thrown away.
    stack_->setCurrentWidget(settings_.wasOpen() ? static_cast<QWidget*>(shell_) : starting_);

    lostSoon_.setSingleShot(true);
    lostSoon_.setInterval(lostPatienceMs);
    connect(&lostSoon_, &QTimer::timeout, this, &MainWindow::sayAgentLost);
    closedSoon_.setSingleShot(true);
    closedSoon_.setInterval(openingPatienceMs);
    connect(&closedSoon_, &QTimer::timeout, this, [this] { showScreen(unlock_); });
    connect(&agent_, &sync::AgentClient::connected, this, &MainWindow::onConnected);
    connect(&agent_, &sync::AgentClient::disconnected, this, &MainWindow::onDisconnected);
    connect(&agent_, &sync::AgentClient::statusChanged, this, &MainWindow::onStatus);
    connect(&agent_, &sync::AgentClient::signedOut, this, &MainWindow::onSignedOut);
    connect(&sync::EditCourier::of(agent_), &sync::EditCourier::lost, shell_, &Shell::say);
    connect(signIn_, &SignInScreen::providerChosen, this, [this](const OidcChoice& choice) {
        showScreen(oidc_);
        oidc_->start(choice);
    });
    connect(oidc_, &OidcScreen::left, this, [this] { showScreen(signIn_); });
    connect(strip_, &StatusStrip::placeWanted, this, [this](const Place& place) {
        if (stack_->currentWidget() == shell_)
            shell_->open(place);
    });
    connect(shell_, &QWidget::windowTitleChanged, this, [this](const QString& title) {
        setWindowTitle(title + QStringLiteral(" – Tidemark"));
    });
}

/// What a sign-in may lead through.
void MainWindow::createSteps()
{
    secondStep_ = new SecondStepScreen(agent_, this);
    forgotten_ = new ForgottenScreen(agent_, this);
    duty_ = new DutyScreen(agent_, this);
    for (QWidget* screen : {static_cast<QWidget*>(secondStep_), static_cast<QWidget*>(forgotten_)})
        stack_->addWidget(screen);
    stack_->addWidget(duty_);
    const auto back = [this](const QString& why) {
        showScreen(signIn_);
        signIn_->setReason(why);
    };
    connect(signIn_, &SignInScreen::codeWanted, this, [this] {
        showScreen(secondStep_);
        secondStep_->start();
    });
    connect(
        signIn_,
        &SignInScreen::passwordForgotten,
        this,
        [this](const QString& server, const QString& tenant, const QString& login) {
            showScreen(forgotten_);
            forgotten_->start(server, tenant, login);
        }
    );
    connect(
        oidc_,
        &OidcScreen::challenged,
        this,
        [this](const QString& server, const QString& challenge) {
            showScreen(secondStep_);
            secondStep_->start(server, challenge);
        }
    );
    connect(secondStep_, &SecondStepScreen::left, this, back);
    connect(duty_, &DutyScreen::done, this, [this] { onStatus(agent_.status()); });
    connect(forgotten_, &ForgottenScreen::left, this, back);
}

/// What stands between a wish to lock and a desk without data.
void MainWindow::createLock()
{
    deskLock_ = new DeskLock(agent_, shell_->host(), *this);
    connect(shell_, &Shell::lockWanted, this, &MainWindow::lock);
    connect(deskLock_, &DeskLock::closing, this, [this] {
        showScreen(unlock_);
        unlock_->showClosing();
    });
    connect(deskLock_, &DeskLock::failed, this, [this](const Fault& fault) {
        showScreen(shell_);
        shell_->say(fault);
    });
    connect(deskLock_, &DeskLock::emptied, this, [this](const Place& place) {
        shell_->clear();
        shell_->setFirstPlace(place);
        isTypingOffered_ = false;
        settings_.setWasOpen(false);
        Q_EMIT restartWanted(place);
    });
    connect(unlock_, &UnlockScreen::passphraseWanted, this, [this] { isPassphraseWanted_ = true; });
}

void MainWindow::lock()
{
    deskLock_->lock();
}

/// Where somebody is who is not signed in.
QWidget* MainWindow::gate() const
{
    if (oidc_->isActive())
        return oidc_;
    if (secondStep_->isActive())
        return secondStep_;
    return forgotten_->isActive() ? static_cast<QWidget*>(forgotten_) : signIn_;
}

QWidget* MainWindow::current() const
{
    return stack_->currentWidget();
}

void MainWindow::setServer(const QString& server)
{
    signIn_->setServer(server);
}

void MainWindow::onConnected()
{
    lostSoon_.stop();
    banner_->clear();
}

void MainWindow::onDisconnected(const Fault&)
{
    lostSoon_.start();
}

void MainWindow::sayAgentLost()
{
    if (agent_.isConnected())
        return;
    // Pages stay as they are: what is being typed must not go with the connection.
    if (sync::EditCourier::of(agent_).canKeep())
        banner_->say(
            Kind::info,
            tr("The sync service is not running."),
            tr("What you type is kept on this device and handed over when it is back.")
        );
    else
        banner_->say(agent_.lastFault());
    strip_->setStatus(std::nullopt);
}

void MainWindow::onStatus(const sync::Status& status)
{
    strip_->setStatus(status);
    closedSoon_.stop();
    if (status.state != sync::AgentState::open)
        dropCopiedSecret();
    switch (status.state) {
    case sync::AgentState::open:
        if (!deskLock_->isClosing())
            onOpen(status);
        break;
    case sync::AgentState::noProfile:
    case sync::AgentState::signedOut:
        shell_->clear();
        showScreen(gate());
        break;
    case sync::AgentState::locked:
        if (status.fault && status.fault->reason == "locked")
            showScreen(unlock_);
        else if (current() != unlock_)
            closedSoon_.start();
        unlock_->setStatus(status);
        break;
    case sync::AgentState::needsPassphrase:
    case sync::AgentState::damaged:
        showScreen(unlock_);
        unlock_->setStatus(status);
        break;
    }
    if (status.state != sync::AgentState::locked)
        settings_.setWasOpen(status.state == sync::AgentState::open);
}

void MainWindow::onOpen(const sync::Status& status)
{
    if (duty_->setUser(status.user))
        return showScreen(duty_);
    showScreen(shell_);
    shell_->openFirst();
    if (!std::exchange(isTypingOffered_, true))
        offerTyped(agent_, *shell_);
    if (!std::exchange(isPassphraseWanted_, false))
        return;
    auto* dialog = new PassphraseDialog(PassphraseDialog::Deed::set, agent_, this);
    dialog->open();
}

void MainWindow::onSignedOut(const QString& reason)
{
    // Who left is nobody's business; where they were signed in stays for the next sign-in, unless
    // the administrator wiped the device.
    if (reason == QLatin1String("device_wipe"))
        settings_.setLastSignIn({}, {}, {});
    else if (reason == QLatin1String("signed_out"))
        settings_.setLastSignIn(settings_.server(), settings_.tenant(), {});
    signIn_->setReason(reason);
}

void MainWindow::showScreen(QWidget* screen)
{
    if (stack_->currentWidget() == screen)
        return;
    stack_->setCurrentWidget(screen);
    if (screen == signIn_)
        signIn_->entered();
    else if (screen == unlock_)
        unlock_->entered();
    else if (screen == duty_)
        duty_->entered();
    if (screen != shell_)
        setWindowTitle(QStringLiteral("Tidemark"));
}

void MainWindow::restorePlace()
{
    const WindowPlace place = settings_.windowPlace();
    setGeometry(clampToScreens(place.rect));
    if (place.isMaximized)
        setWindowState(windowState() | Qt::WindowMaximized);
}

void MainWindow::raiseFully()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void MainWindow::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), Tokens::current().canvas);
    QTimer::singleShot(0, this, &MainWindow::tellPainted);
}

void MainWindow::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    // A window that opens behind another one is not painted; its work must begin all the same.
    QTimer::singleShot(paintPatienceMs, this, &MainWindow::tellPainted);
}

void MainWindow::tellPainted()
{
    if (!std::exchange(isPainted_, true))
        Q_EMIT painted();
}

void MainWindow::rememberPlace()
{
    WindowPlace place;
    place.isMaximized = isMaximized();
    place.rect = isMaximized() ? normalGeometry() : geometry();
    if (const QScreen* on = screen())
        place.screen = on->name();
    settings_.setWindowPlace(place);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    rememberPlace();
    QWidget::closeEvent(event);
}

bool MainWindow::event(QEvent* event)
{
    if (event->type() == QEvent::StyleChange)
        update();
    return QWidget::event(event);
}

} // namespace tidemark::ui
