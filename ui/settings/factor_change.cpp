#include "ui/settings/factor_change.hpp"

#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/labels.hpp"
#include "ui/settings/factor_setup.hpp"
#include "ui/settings/password_form.hpp"
#include "ui/settings/recovery_codes.hpp"
#include "ui/settings/security_calls.hpp"

#include <QLineEdit>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace tidemark::ui {
namespace json = boost::json;

FactorChange::FactorChange(sync::AgentClient& agent, Kind kind, QWidget* parent)
    : QWidget(parent)
    , agent_(agent)
    , kind_(kind)
{
    const Tokens& tokens = Tokens::current();
    const bool turnsOff = kind == Kind::turnOff;
    steps_ = new QStackedLayout(this);
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(tokens.px(length::half));
    auto* text = new Label({}, TextStyle::body, Tone::muted, page);
    text->setText(
        turnsOff ? tr("Without it, whoever learns your password can sign in as you.")
                 : tr("The recovery codes that you have now are of no use afterwards.")
    );
    text->setWordWrap(true);
    banner_ = new Banner(page);
    column->addWidget(text);
    column->addWidget(banner_);
    if (turnsOff)
        password_ = addPasswordField(page, tr("Password"));
    code_ = makeCodeField(tr("Code of the app, or a recovery code"), page);
    auto* label = new Label(code_->accessibleName(), TextStyle::secondary, Tone::muted, page);
    label->setBuddy(code_);
    act_ = new Button(
        turnsOff ? ButtonKind::danger : ButtonKind::primary,
        turnsOff ? tr("Turn off") : tr("Make new codes"),
        {},
        page
    );
    column->addSpacing(tokens.px(4));
    column->addWidget(label);
    column->addWidget(code_);
    column->addSpacing(tokens.px(14));
    column->addWidget(act_);
    codes_ = new RecoveryCodes(this);
    steps_->addWidget(page);
    steps_->addWidget(codes_);
    connect(act_, &QAbstractButton::clicked, this, &FactorChange::act);
    connect(code_, &QLineEdit::returnPressed, this, &FactorChange::act);
    connect(code_, &QLineEdit::textEdited, banner_, &Banner::clear);
    connect(codes_, &RecoveryCodes::kept, this, &FactorChange::done);
    setFocusProxy(password_ == nullptr ? code_ : password_);
}

void FactorChange::act()
{
    if (!act_->isEnabled())
        return;
    act_->setEnabled(false);
    json::object body{{"code", code_->text().trimmed().toStdString()}};
    if (password_ != nullptr)
        body["password"] = password_->text().toStdString();
    const bool turnsOff = kind_ == Kind::turnOff;
    askAboutMe(
        agent_,
        "POST",
        turnsOff ? "second-factor/off" : "second-factor/recovery-codes",
        std::move(body),
        this,
        [this](const auto& answer) { onAnswer(answer); }
    );
}

void FactorChange::onAnswer(const Result<json::object>& answer)
{
    act_->setEnabled(true);
    if (!answer) {
        banner_->say(answer.error());
        const bool isPassword = password_ != nullptr && answer.error().reason == "wrong_password";
        QLineEdit* wrong = isPassword ? password_ : code_;
        wrong->selectAll();
        wrong->setFocus();
        return;
    }
    code_->clear();
    if (password_ != nullptr)
        password_->clear();
    if (kind_ == Kind::turnOff) {
        // The organization may want another one set up at once.
        reloadMe(agent_, this, [this] { Q_EMIT done(); });
        return;
    }
    codes_->setCodes(recoveryCodesIn(*answer));
    steps_->setCurrentIndex(1);
    codes_->setFocus(Qt::OtherFocusReason);
}

} // namespace tidemark::ui
