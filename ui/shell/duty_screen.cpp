#include "ui/shell/duty_screen.hpp"

#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/labels.hpp"
#include "ui/settings/factor_setup.hpp"
#include "ui/settings/password_form.hpp"
#include "ui/shell/gate_card.hpp"

#include <QVBoxLayout>

namespace tidemark::ui {
namespace json = boost::json;

DutyScreen::DutyScreen(sync::AgentClient& agent, QWidget* parent)
    : Pane(Ground::canvas, {}, parent)
    , agent_(agent)
{
    const Tokens& tokens = Tokens::current();
    QVBoxLayout* column = makeGateCard(this);
    column->setSpacing(tokens.px(6));
    QWidget* card = column->parentWidget();
    symbol_ = new Symbol(QStringLiteral("key-round"), Tone::accent, 22, card);
    title_ = new Label({}, TextStyle::title, Tone::text, card);
    title_->setWordWrap(true);
    text_ = new Label({}, TextStyle::body, Tone::muted, card);
    text_->setWordWrap(true);
    banner_ = new Banner(card);
    password_ = new PasswordForm(agent_, card);
    factor_ = new FactorSetup(agent_, card);
    signOut_ = new Button(ButtonKind::quiet, tr("Sign out"), QStringLiteral("log-out"), card);
    column->addWidget(symbol_);
    column->addWidget(title_);
    column->addWidget(text_);
    column->addWidget(banner_);
    column->addWidget(password_);
    column->addWidget(factor_);
    column->addWidget(signOut_);
    connect(password_, &PasswordForm::done, this, &DutyScreen::done);
    connect(factor_, &FactorSetup::done, this, &DutyScreen::done);
    connect(signOut_, &QAbstractButton::clicked, this, &DutyScreen::signOut);
    setDuty(Duty::none);
}

bool DutyScreen::setUser(const std::optional<sync::User>& user)
{
    // The codes are shown once: nothing takes them away before they were kept.
    if (duty_ == Duty::factor && factor_->isShowingCodes() && user)
        return true;
    if (user && user->mustChangePassword)
        setDuty(Duty::password);
    else if (user && user->mustSetUpSecondFactor)
        setDuty(Duty::factor);
    else
        setDuty(Duty::none);
    return duty_ != Duty::none;
}

void DutyScreen::setDuty(Duty duty)
{
    if (duty == duty_ && duty != Duty::none)
        return;
    duty_ = duty;
    banner_->clear();
    password_->clear();
    password_->setVisible(duty == Duty::password);
    factor_->setVisible(duty == Duty::factor);
    if (duty == Duty::password) {
        symbol_->setSymbol(QStringLiteral("key-round"), Tone::accent);
        title_->setText(tr("Choose a new password"));
        text_->setText(tr("Your password was given to you by somebody else. Only you should know "
                          "it, so choose a new one before you go on."));
    } else if (duty == Duty::factor) {
        symbol_->setSymbol(QStringLiteral("shield-check"), Tone::accent);
        title_->setText(tr("Set up a second factor"));
        text_->setText(tr("Your organization asks for a second factor at sign-in."));
        factor_->start();
    }
}

void DutyScreen::entered()
{
    if (duty_ == Duty::factor)
        factor_->setFocus(Qt::OtherFocusReason);
    else
        password_->setFocus(Qt::OtherFocusReason);
}

void DutyScreen::signOut()
{
    agent_.call(
        "session.signOut",
        json::object{{"discardPending", false}},
        this,
        [this](Result<json::value> done) {
            if (!done)
                banner_->say(done.error());
        }
    );
}

} // namespace tidemark::ui
