#include "ui/shell/forgotten_screen.hpp"

#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/labels.hpp"
#include "ui/settings/password_form.hpp"
#include "ui/shell/gate_card.hpp"

#include <QLineEdit>
#include <QShortcut>
#include <QVBoxLayout>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

constexpr auto patience = std::chrono::seconds(60);
constexpr int shortest = 8;

/// A column without margins, whose fields are added by `addPasswordField`.
QWidget* makePart(QWidget* card)
{
    auto* part = new QWidget(card);
    auto* column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Tokens::current().px(length::half));
    return part;
}

QLineEdit* addField(QWidget* part, const QString& name)
{
    QLineEdit* field = addPasswordField(part, name);
    field->setEchoMode(QLineEdit::Normal);
    return field;
}

} // namespace

ForgottenScreen::ForgottenScreen(sync::AgentClient& agent, QWidget* parent)
    : Pane(Ground::canvas, {}, parent)
    , agent_(agent)
{
    createCard();
    connect(act_, &QAbstractButton::clicked, this, &ForgottenScreen::act);
    connect(other_, &QAbstractButton::clicked, this, [this] { setHasCode(!hasCode_); });
    connect(back_, &QAbstractButton::clicked, this, [this] { leave(); });
    for (QLineEdit* field : {tenant_, login_, code_, password_, again_}) {
        connect(field, &QLineEdit::returnPressed, this, &ForgottenScreen::act);
        connect(field, &QLineEdit::textEdited, banner_, &Banner::clear);
    }
    auto* escape = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    connect(escape, &QShortcut::activated, back_, &QAbstractButton::click);
    setHasCode(false);
}

void ForgottenScreen::createCard()
{
    const Tokens& tokens = Tokens::current();
    QVBoxLayout* column = makeGateCard(this);
    column->setSpacing(tokens.px(6));
    QWidget* card = column->parentWidget();
    auto* title = new Label(tr("Forgotten password"), TextStyle::title, Tone::text, card);
    text_ = new Label({}, TextStyle::body, Tone::muted, card);
    text_->setWordWrap(true);
    banner_ = new Banner(card);
    who_ = makePart(card);
    tenant_ = addField(who_, tr("Tenant"));
    login_ = addField(who_, tr("Login"));
    what_ = makePart(card);
    code_ = addField(what_, tr("Code of the mail"));
    password_ = addPasswordField(what_, tr("New password"));
    again_ = addPasswordField(what_, tr("New password again"));
    act_ = new Button(ButtonKind::primary, {}, {}, card);
    other_ = new Button(ButtonKind::quiet, {}, {}, card);
    back_ = new Button(ButtonKind::quiet, tr("Back"), QStringLiteral("arrow-left"), card);
    column->addWidget(new Symbol(QStringLiteral("key-round"), Tone::accent, 22, card));
    column->addWidget(title);
    column->addWidget(text_);
    column->addWidget(banner_);
    column->addWidget(who_);
    column->addWidget(what_);
    column->addSpacing(tokens.px(10));
    column->addWidget(act_);
    column->addWidget(other_);
    column->addWidget(back_);
}

void ForgottenScreen::start(const QString& server, const QString& tenant, const QString& login)
{
    isActive_ = true;
    server_ = server;
    tenant_->setText(tenant);
    login_->setText(login);
    banner_->clear();
    act_->setEnabled(true);
    setHasCode(false);
}

void ForgottenScreen::setHasCode(bool hasCode)
{
    hasCode_ = hasCode;
    who_->setVisible(!hasCode);
    what_->setVisible(hasCode);
    for (QLineEdit* field : {code_, password_, again_})
        field->clear();
    text_->setText(
        hasCode ? tr("Paste the code from the newest mail, and choose a new password. Everything "
                     "that is signed in as you is signed out.")
                : tr("A code goes to your login, if that is a mail address that signs in here. It "
                     "is good once, for half an hour.")
    );
    act_->setText(hasCode ? tr("Set the new password") : tr("Send the code"));
    act_->setIconName(hasCode ? QStringLiteral("check") : QStringLiteral("send"));
    other_->setText(hasCode ? tr("Send another code") : tr("I have a code already"));
    QLineEdit* first = hasCode ? code_ : tenant_->text().isEmpty() ? tenant_ : login_;
    first->setFocus(Qt::OtherFocusReason);
}

void ForgottenScreen::act()
{
    if (!act_->isEnabled())
        return;
    banner_->clear();
    if (hasCode_)
        redeem();
    else
        ask();
}

void ForgottenScreen::ask()
{
    for (QLineEdit* field : {tenant_, login_}) {
        if (field->text().trimmed().isEmpty()) {
            banner_->say(
                Kind::warn, tr("%1 is missing.").arg(field->accessibleName()), tr("Fill it in.")
            );
            field->setFocus();
            return;
        }
    }
    act_->setEnabled(false);
    agent_.callFor(
        patience,
        "session.forgot",
        json::object{
            {"server", server_.toStdString()},
            {"tenant", tenant_->text().trimmed().toStdString()},
            {"login", login_->text().trimmed().toStdString()}},
        this,
        [this](Result<json::value> answer) { onAsked(answer); }
    );
}

void ForgottenScreen::onAsked(const Result<json::value>& answer)
{
    act_->setEnabled(true);
    if (!isActive_)
        return;
    if (!answer) {
        banner_->say(answer.error());
        return;
    }
    setHasCode(true);
    banner_->say(Kind::ok, tr("If there is such a login, a mail is on its way to it."));
}

void ForgottenScreen::redeem()
{
    if (password_->text().size() < shortest) {
        banner_->say(
            Kind::warn,
            tr("The new password is too short."),
            tr("Use at least %n character(s).", nullptr, shortest)
        );
        password_->setFocus();
        return;
    }
    if (password_->text() != again_->text()) {
        banner_->say(Kind::warn, tr("The two new passwords differ."), tr("Type both again."));
        again_->clear();
        again_->setFocus();
        return;
    }
    act_->setEnabled(false);
    agent_.callFor(
        patience,
        "session.reset",
        json::object{
            {"server", server_.toStdString()},
            {"code", code_->text().trimmed().toStdString()},
            {"password", password_->text().toStdString()}},
        this,
        [this](Result<json::value> answer) { onRedeemed(answer); }
    );
}

void ForgottenScreen::onRedeemed(const Result<json::value>& answer)
{
    act_->setEnabled(true);
    if (!isActive_)
        return;
    if (answer) {
        leave(tr("Your password is changed. Sign in with the new one."));
        return;
    }
    banner_->say(answer.error());
    QLineEdit* wrong = answer.error().reason == "reset_code_invalid" ? code_ : password_;
    wrong->selectAll();
    wrong->setFocus();
}

void ForgottenScreen::leave(const QString& why)
{
    isActive_ = false;
    for (QLineEdit* field : {code_, password_, again_})
        field->clear();
    Q_EMIT left(why);
}

} // namespace tidemark::ui
