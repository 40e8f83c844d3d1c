#include "ui/shell/second_step_screen.hpp"

#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/fault_text.hpp"
#include "ui/kit/labels.hpp"
#include "ui/settings/factor_setup.hpp"
#include "ui/shell/gate_card.hpp"

#include <QLineEdit>
#include <QShortcut>
#include <QVBoxLayout>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

constexpr auto patience = std::chrono::seconds(60);

} // namespace

SecondStepScreen::SecondStepScreen(sync::AgentClient& agent, QWidget* parent)
    : Pane(Ground::canvas, {}, parent)
    , agent_(agent)
{
    const Tokens& tokens = Tokens::current();
    QVBoxLayout* column = makeGateCard(this);
    column->setSpacing(tokens.px(6));
    QWidget* card = column->parentWidget();
    auto* title = new Label(tr("One more step"), TextStyle::title, Tone::text, card);
    text_ = new Label({}, TextStyle::body, Tone::muted, card);
    text_->setWordWrap(true);
    banner_ = new Banner(card);
    code_ = makeCodeField({}, card);
    codeLabel_ = new Label({}, TextStyle::secondary, Tone::muted, card);
    codeLabel_->setBuddy(code_);
    answer_ = new Button(ButtonKind::primary, tr("Sign in"), QStringLiteral("log-in"), card);
    other_ = new Button(ButtonKind::quiet, {}, {}, card);
    back_ = new Button(ButtonKind::quiet, tr("Back"), QStringLiteral("arrow-left"), card);
    column->addWidget(new Symbol(QStringLiteral("shield-check"), Tone::accent, 22, card));
    column->addWidget(title);
    column->addWidget(text_);
    column->addWidget(banner_);
    column->addWidget(codeLabel_);
    column->addWidget(code_);
    column->addSpacing(tokens.px(10));
    column->addWidget(answer_);
    column->addWidget(other_);
    column->addWidget(back_);
    connect(answer_, &QAbstractButton::clicked, this, &SecondStepScreen::answer);
    connect(code_, &QLineEdit::returnPressed, this, &SecondStepScreen::answer);
    connect(code_, &QLineEdit::textEdited, banner_, &Banner::clear);
    connect(other_, &QAbstractButton::clicked, this, [this] { setRecovery(!isRecovery_); });
    connect(back_, &QAbstractButton::clicked, this, [this] { leave(); });
    auto* escape = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    connect(escape, &QShortcut::activated, back_, &QAbstractButton::click);
    setRecovery(false);
}

void SecondStepScreen::start(const QString& server, const QString& challenge)
{
    isActive_ = true;
    server_ = server;
    challenge_ = challenge;
    banner_->clear();
    answer_->setEnabled(true);
    setRecovery(false);
    code_->setFocus(Qt::OtherFocusReason);
}

void SecondStepScreen::setRecovery(bool isRecovery)
{
    isRecovery_ = isRecovery;
    code_->clear();
    code_->setAccessibleName(isRecovery ? tr("Recovery code") : tr("Code of the app"));
    code_->setPlaceholderText(
        isRecovery ? QStringLiteral("xxxx-xxxx-xxxx-xxxx") : QStringLiteral("123 456")
    );
    codeLabel_->setText(code_->accessibleName());
    text_->setText(
        isRecovery ? tr("Type one of the recovery codes that you kept. It is used up by this.")
                   : tr("Your password is right. Type the six digits that your authenticator app "
                        "shows for Tidemark.")
    );
    other_->setText(isRecovery ? tr("Use the app instead") : tr("Use a recovery code instead"));
    code_->setFocus(Qt::OtherFocusReason);
}

void SecondStepScreen::answer()
{
    if (!answer_->isEnabled())
        return;
    if (code_->text().trimmed().isEmpty()) {
        banner_->say(Kind::warn, tr("The code is missing."), tr("Type it in."));
        code_->setFocus();
        return;
    }
    banner_->clear();
    answer_->setEnabled(false);
    json::object params{{"code", code_->text().trimmed().toStdString()}};
    if (!challenge_.isEmpty()) {
        params["server"] = server_.toStdString();
        params["challenge"] = challenge_.toStdString();
    }
    agent_.callFor(
        patience,
        "session.secondFactor",
        std::move(params),
        this,
        [this](Result<json::value> answer) { onAnswer(answer); }
    );
}

void SecondStepScreen::onAnswer(const Result<json::value>& answer)
{
    answer_->setEnabled(true);
    if (answer) {
        isActive_ = false;
        code_->clear();
        challenge_.clear();
        return; // The status that follows leads on.
    }
    if (!isActive_)
        return;
    if (answer.error().reason == "challenge_expired") {
        leave(faultText(answer.error()));
        return;
    }
    banner_->say(answer.error());
    code_->selectAll();
    code_->setFocus();
}

void SecondStepScreen::leave(const QString& why)
{
    isActive_ = false;
    code_->clear();
    challenge_.clear();
    Q_EMIT left(why);
}

} // namespace tidemark::ui
