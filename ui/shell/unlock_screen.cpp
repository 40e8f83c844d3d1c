#include "ui/shell/unlock_screen.hpp"

#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/labels.hpp"
#include "ui/shell/gate_card.hpp"

#include <QFileDialog>
#include <QLineEdit>
#include <QVBoxLayout>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

/// Argon2id on a slow machine takes its time, and keys that are due are changed on the way in.
constexpr auto unlockPatience = std::chrono::minutes(30);

QLineEdit* makePassphraseField(const QString& name, QWidget* parent)
{
    auto* field = new QLineEdit(parent);
    field->setAccessibleName(name);
    field->setEchoMode(QLineEdit::Password);
    field->setMaxLength(1024);
    return field;
}

} // namespace

UnlockScreen::UnlockScreen(sync::AgentClient& agent, QWidget* parent)
    : Pane(Ground::canvas, {}, parent)
    , agent_(agent)
{
    const Tokens& tokens = Tokens::current();
    QVBoxLayout* column = makeGateCard(this);
    column->setSpacing(tokens.px(6));
    QWidget* card = column->parentWidget();
    symbol_ = new Symbol(QStringLiteral("lock"), Tone::accent, 22, card);
    title_ = new Label({}, TextStyle::title, Tone::text, card);
    title_->setWordWrap(true);
    text_ = new Label({}, TextStyle::body, Tone::muted, card);
    text_->setWordWrap(true);
    banner_ = new Banner(card);
    first_ = makePassphraseField(tr("Passphrase"), card);
    again_ = makePassphraseField(tr("Passphrase again"), card);
    firstLabel_ = new Label(first_->accessibleName(), TextStyle::secondary, Tone::muted, card);
    firstLabel_->setBuddy(first_);
    againLabel_ = new Label(again_->accessibleName(), TextStyle::secondary, Tone::muted, card);
    againLabel_->setBuddy(again_);
    action_ = new Button(ButtonKind::primary, {}, {}, card);
    usePassphrase_ = new Button(ButtonKind::normal, tr("Use the passphrase"), {}, card);
    recover_ = new Button(ButtonKind::normal, tr("Use a recovery file…"), {}, card);
    protect_ = new Button(ButtonKind::normal, tr("Unlock and set a passphrase…"), {}, card);

    column->addWidget(symbol_);
    column->addWidget(title_);
    column->addWidget(text_);
    column->addWidget(banner_);
    column->addWidget(firstLabel_);
    column->addWidget(first_);
    column->addWidget(againLabel_);
    column->addWidget(again_);
    column->addSpacing(tokens.px(10));
    column->addWidget(action_);
    column->addWidget(usePassphrase_);
    column->addWidget(recover_);
    column->addWidget(protect_);
    connect(action_, &QAbstractButton::clicked, this, &UnlockScreen::act);
    connect(first_, &QLineEdit::returnPressed, this, [this] {
        again_->isVisible() ? again_->setFocus() : act();
    });
    connect(again_, &QLineEdit::returnPressed, this, &UnlockScreen::act);
    connect(usePassphrase_, &QAbstractButton::clicked, this, [this] {
        isPassphraseWanted_ = true;
        setMode(Mode::unlock);
        first_->setFocus(Qt::OtherFocusReason);
    });
    connect(protect_, &QAbstractButton::clicked, this, [this] {
        Q_EMIT passphraseWanted();
        act();
    });
    connect(recover_, &QAbstractButton::clicked, this, &UnlockScreen::chooseRecoveryFile);
    setMode(Mode::unlock);
}

void UnlockScreen::setStatus(const sync::Status& status)
{
    const Mode before = mode_;
    if (status.state == sync::AgentState::damaged) {
        setMode(Mode::damaged);
    } else if (status.fault && status.fault->reason == "rotating_keys") {
        setMode(Mode::rotating);
    } else if (status.state == sync::AgentState::needsPassphrase) {
        setMode(status.keyStore == sync::KeyStore::passphrase ? Mode::unlock : Mode::create);
    } else if (status.keyStore == sync::KeyStore::passphrase || isPassphraseWanted_) {
        setMode(Mode::unlock);
    } else if (status.fault && status.fault->reason == "locked") {
        setMode(Mode::session);
    } else {
        // Not open, and no passphrase in play: the agent waits for the keyring of the system.
        setMode(status.fault ? Mode::keyring : Mode::opening);
    }
    // What the whole screen says already is not said twice.
    const std::string reason = status.fault ? status.fault->reason : std::string();
    if (status.fault && reason != "needs_passphrase" && reason != "locked" &&
        reason != "rotating_keys")
        banner_->say(*status.fault);
    askForSlots();
    if (mode_ != before && isVisible())
        takeFocus();
}

/// Which other ways there are into this device.
void UnlockScreen::askForSlots()
{
    agent_.call("keys.status", json::object(), this, [this](const Result<json::value>& answer) {
        const auto* keys = answer ? answer->if_object() : nullptr;
        if (!keys)
            return;
        const auto* passphrase = keys->if_contains("passphrase");
        const auto* recovery = keys->if_contains("recovery");
        hasPassphrase_ = passphrase && passphrase->is_bool() && passphrase->get_bool();
        hasRecovery_ = recovery && recovery->is_string();
        showWays();
    });
}

void UnlockScreen::showWays()
{
    const bool isShut = mode_ == Mode::keyring || mode_ == Mode::unlock;
    usePassphrase_->setVisible(mode_ == Mode::keyring && hasPassphrase_);
    recover_->setVisible(isShut && hasRecovery_);
    protect_->setVisible(mode_ == Mode::session && !hasPassphrase_);
}

void UnlockScreen::chooseRecoveryFile()
{
    auto* dialog = new QFileDialog(this, tr("Recovery file of your organization"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
        ask("vault.recover", json::object{{"file", file.toStdString()}});
    });
    dialog->open();
}

void UnlockScreen::entered()
{
    isPassphraseWanted_ = false;
    first_->clear();
    again_->clear();
    banner_->clear();
    takeFocus();
}

void UnlockScreen::takeFocus()
{
    QWidget* first = first_->isVisibleTo(this) ? static_cast<QWidget*>(first_) : action_;
    first->setFocus(Qt::OtherFocusReason);
}

void UnlockScreen::setMode(Mode mode)
{
    mode_ = mode;
    const bool asks = mode == Mode::create || mode == Mode::unlock;
    for (QWidget* widget : {static_cast<QWidget*>(firstLabel_), static_cast<QWidget*>(first_)})
        widget->setVisible(asks);
    for (QWidget* widget : {static_cast<QWidget*>(againLabel_), static_cast<QWidget*>(again_)})
        widget->setVisible(mode == Mode::create);
    const bool isWaiting = mode == Mode::opening || mode == Mode::closing || mode == Mode::rotating;
    action_->setVisible(!isWaiting);
    showWays();
    switch (mode) {
    case Mode::opening:
        return say(
            QStringLiteral("key-round"),
            Tone::accent,
            tr("Opening your data"),
            tr("The key is in the keyring of this system. If the system asks for the "
               "password of the keyring, answer it.")
        );
    case Mode::create:
        action_->setText(tr("Protect this device"));
        return say(
            QStringLiteral("key-round"),
            Tone::accent,
            tr("Choose a passphrase for this device"),
            tr("This system has no keyring that could keep the key of your data. The "
               "passphrase protects it instead; nobody can recover it for you. At least "
               "%n character(s).",
               nullptr,
               leastLength)
        );
    case Mode::unlock:
        action_->setText(tr("Unlock"));
        return say(
            QStringLiteral("lock"),
            Tone::accent,
            tr("Locked"),
            tr("Your data on this device is encrypted. What you have not sent yet is "
               "safe and is sent after you unlock.")
        );
    default:
        sayWithoutFields(mode);
    }
}

/// The modes in which nothing is typed.
void UnlockScreen::sayWithoutFields(Mode mode)
{
    const QString lock = QStringLiteral("lock");
    action_->setText(mode == Mode::session ? tr("Unlock") : tr("Try again"));
    if (mode == Mode::closing)
        say(lock, Tone::accent, tr("Locking"), tr("What you typed is being saved on this device."));
    else if (mode == Mode::session)
        say(lock,
            Tone::accent,
            tr("Locked"),
            tr("Your session protects it: whoever is at this session can press Unlock. With a "
               "passphrase, Tidemark asks for it after every lock."));
    else if (mode == Mode::rotating)
        say(QStringLiteral("refresh-cw"),
            Tone::accent,
            tr("Changing the keys of this device"),
            tr("Everything is written anew under new keys, which takes minutes with much data. "
               "Nothing is lost if this computer is switched off."));
    else if (mode == Mode::keyring)
        say(lock,
            Tone::accent,
            tr("Locked"),
            tr("The key of your data is in the keyring of this system, and could not be "
               "read from there."));
    else
        say(QStringLiteral("triangle-alert"),
            Tone::bad,
            tr("The store on this device is damaged"),
            tr("Nothing was deleted. The copy of the platform's data can be fetched "
               "again; your own unsent work is kept apart from it."));
}

void UnlockScreen::say(
    const QString& iconName, Tone tone, const QString& title, const QString& text
)
{
    symbol_->setSymbol(iconName, tone);
    title_->setText(title);
    text_->setText(text);
}

void UnlockScreen::act()
{
    if (isBusy_)
        return;
    const QString passphrase = first_->text();
    if (mode_ == Mode::create && passphrase.size() < leastLength) {
        banner_->say(
            Kind::warn,
            tr("The passphrase is too short."),
            tr("Use at least %n character(s).", nullptr, leastLength)
        );
        first_->setFocus();
        return;
    }
    if (mode_ == Mode::create && passphrase != again_->text()) {
        banner_->say(Kind::warn, tr("The two passphrases differ."), tr("Type both again."));
        again_->clear();
        again_->setFocus();
        return;
    }
    ask(mode_ == Mode::create ? "vault.create" : "vault.unlock",
        json::object{{"passphrase", passphrase.toStdString()}});
}

void UnlockScreen::ask(std::string_view method, json::object params)
{
    if (isBusy_)
        return;
    banner_->clear();
    isBusy_ = true;
    action_->setEnabled(false);
    agent_.callFor(
        unlockPatience,
        method,
        std::move(params),
        this,
        [this](Result<json::value> answer) { onAnswer(answer); }
    );
}

void UnlockScreen::onAnswer(const Result<json::value>& answer)
{
    isBusy_ = false;
    action_->setEnabled(true);
    if (answer) {
        first_->clear();
        again_->clear();
        return; // The status that follows leads on.
    }
    // The two sides may disagree on whether a passphrase was set; the agent knows.
    if (answer.error().reason == "keys_exist")
        setMode(Mode::unlock);
    else if (answer.error().reason == "no_keys")
        setMode(Mode::create);
    banner_->say(answer.error());
    first_->selectAll();
    first_->setFocus();
}

} // namespace tidemark::ui
