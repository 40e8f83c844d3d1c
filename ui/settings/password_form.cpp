#include "ui/settings/password_form.hpp"

#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/labels.hpp"
#include "ui/settings/security_calls.hpp"

#include <QLineEdit>
#include <QVBoxLayout>

namespace tidemark::ui {
namespace {

constexpr int shortest = 8;
constexpr int longest = 256;

} // namespace

QLineEdit* addPasswordField(QWidget* parent, const QString& name)
{
    const Tokens& tokens = Tokens::current();
    auto* field = new QLineEdit(parent);
    field->setAccessibleName(name);
    field->setEchoMode(QLineEdit::Password);
    field->setMaxLength(longest);
    auto* label = new Label(name, TextStyle::secondary, Tone::muted, parent);
    label->setBuddy(field);
    auto* column = static_cast<QVBoxLayout*>(parent->layout());
    column->addSpacing(tokens.px(4));
    column->addWidget(label);
    column->addWidget(field);
    return field;
}

PasswordForm::PasswordForm(sync::AgentClient& agent, QWidget* parent)
    : QWidget(parent)
    , agent_(agent)
{
    const Tokens& tokens = Tokens::current();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(tokens.px(length::half));
    banner_ = new Banner(this);
    column->addWidget(banner_);
    current_ = addPasswordField(this, tr("Current password"));
    next_ = addPasswordField(this, tr("New password"));
    again_ = addPasswordField(this, tr("New password again"));
    change_ =
        new Button(ButtonKind::primary, tr("Change password"), QStringLiteral("key-round"), this);
    column->addSpacing(tokens.px(14));
    column->addWidget(change_);
    for (QLineEdit* field : {current_, next_, again_}) {
        connect(field, &QLineEdit::returnPressed, this, &PasswordForm::change);
        connect(field, &QLineEdit::textEdited, banner_, &Banner::clear);
    }
    connect(change_, &QAbstractButton::clicked, this, &PasswordForm::change);
    setFocusProxy(current_);
}

void PasswordForm::clear()
{
    for (QLineEdit* field : {current_, next_, again_})
        field->clear();
    banner_->clear();
    change_->setEnabled(true);
}

void PasswordForm::change()
{
    if (!change_->isEnabled())
        return;
    if (next_->text().size() < shortest) {
        banner_->say(
            Kind::warn,
            tr("The new password is too short."),
            tr("Use at least %n character(s).", nullptr, shortest)
        );
        next_->setFocus();
        return;
    }
    if (next_->text() != again_->text()) {
        banner_->say(Kind::warn, tr("The two new passwords differ."), tr("Type both again."));
        again_->clear();
        again_->setFocus();
        return;
    }
    banner_->clear();
    change_->setEnabled(false);
    askAboutMe(
        agent_,
        "POST",
        "password",
        {{"current", current_->text().toStdString()}, {"password", next_->text().toStdString()}},
        this,
        [this](const Result<boost::json::object>& answer) { onAnswer(answer); }
    );
}

void PasswordForm::onAnswer(const Result<boost::json::object>& answer)
{
    if (answer) {
        reloadMe(agent_, this, [this] {
            clear();
            Q_EMIT done();
        });
        return;
    }
    change_->setEnabled(true);
    banner_->say(answer.error());
    QLineEdit* wrong = answer.error().reason == "wrong_password" ? current_ : next_;
    wrong->selectAll();
    wrong->setFocus();
}

} // namespace tidemark::ui
