#include "ui/settings/security_card.hpp"

#include "ui/kit/button.hpp"
#include "ui/kit/fault_text.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/labels.hpp"
#include "ui/settings/factor_change.hpp"
#include "ui/settings/factor_setup.hpp"
#include "ui/settings/password_form.hpp"
#include "ui/settings/security_calls.hpp"

#include <QGridLayout>
#include <QVBoxLayout>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

constexpr int fewCodes = 3;
constexpr int dialogWidth = 400;

bool isSet(const json::object& object, std::string_view key)
{
    const json::value* value = object.if_contains(key);
    return value != nullptr && value->is_bool() && value->get_bool();
}

int numberIn(const json::object& object, std::string_view key)
{
    const json::value* value = object.if_contains(key);
    return value != nullptr && value->is_int64() ? static_cast<int>(value->get_int64()) : 0;
}

} // namespace

SecurityCard::SecurityCard(sync::AgentClient& agent, QWidget* parent)
    : Card(parent)
    , agent_(agent)
{
    const Tokens& tokens = Tokens::current();
    auto* column = new QVBoxLayout(this);
    const int margin = tokens.px(16);
    column->setContentsMargins(margin, tokens.px(14), margin, margin);
    column->setSpacing(tokens.px(12));
    column->addWidget(new Label(tr("Security"), TextStyle::strong, Tone::text, this));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(tokens.px(20));
    grid->setVerticalSpacing(tokens.px(10));
    grid->setColumnMinimumWidth(0, tokens.px(150));
    grid->setColumnStretch(1, 1);
    column->addLayout(grid);
    password_ = new Button(ButtonKind::normal, tr("Change…"), QStringLiteral("key-round"), this);
    password_->setAccessibleName(tr("Change the password"));
    state_ = new Label({}, TextStyle::body, Tone::text, this);
    state_->setWordWrap(true);
    codes_ = new Label({}, TextStyle::body, Tone::text, this);
    turnOn_ = new Button(ButtonKind::normal, tr("Turn on…"), QStringLiteral("shield-check"), this);
    turnOn_->setAccessibleName(tr("Turn on the second factor"));
    turnOff_ = new Button(ButtonKind::normal, tr("Turn off…"), {}, this);
    turnOff_->setAccessibleName(tr("Turn off the second factor"));
    renew_ = new Button(ButtonKind::normal, tr("New recovery codes…"), {}, this);
    note_ = new Label({}, TextStyle::secondary, Tone::muted, this);
    note_->setWordWrap(true);
    int line = 0;
    const auto addName = [&](const QString& name) {
        auto* label = new Label(name, TextStyle::body, Tone::muted, this);
        grid->addWidget(label, line, 0, Qt::AlignVCenter);
    };
    addName(tr("Password"));
    grid->addWidget(password_, line++, 1, Qt::AlignLeading);
    addName(tr("Second factor"));
    grid->addWidget(state_, line++, 1);
    addName(tr("Recovery codes"));
    grid->addWidget(codes_, line++, 1);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(tokens.px(length::grid));
    for (Button* button : {turnOn_, turnOff_, renew_})
        buttons->addWidget(button);
    buttons->addStretch(1);
    grid->addLayout(buttons, line++, 1);
    grid->addWidget(note_, line, 1);
    connect(password_, &QAbstractButton::clicked, this, &SecurityCard::openPassword);
    connect(turnOn_, &QAbstractButton::clicked, this, &SecurityCard::openSetup);
    connect(turnOff_, &QAbstractButton::clicked, this, [this] { openChange(true); });
    connect(renew_, &QAbstractButton::clicked, this, [this] { openChange(false); });
    show(json::object());
}

void SecurityCard::showEvent(QShowEvent* event)
{
    Card::showEvent(event);
    refresh();
}

void SecurityCard::refresh()
{
    const quint64 number = ++asked_;
    askAboutMe(agent_, "GET", "second-factor", {}, this, [this, number](const auto& state) {
        if (number == asked_)
            show(state);
    });
}

void SecurityCard::show(const Result<json::object>& state)
{
    const bool isKnown = state.has_value() && state->contains("on");
    const bool isOn = isKnown && isSet(*state, "on");
    const int left = isKnown ? numberIn(*state, "recoveryCodesLeft") : 0;
    turnOn_->setVisible(isKnown && !isOn);
    turnOff_->setVisible(isOn);
    renew_->setVisible(isOn);
    password_->setEnabled(isKnown);
    const QString why = isKnown ? QString() : tr("This needs an answer of the platform.");
    password_->setToolTip(why);
    password_->setAccessibleDescription(why);
    state_->setText(
        !isKnown ? tr("Not known now")
        : isOn   ? tr("On: a code of your authenticator app is asked for at every sign-in")
                 : tr("Off: your password alone signs you in")
    );
    codes_->setText(isOn ? tr("%n left", nullptr, left) : QStringLiteral("–"));
    codes_->setTone(isOn && left < fewCodes ? Tone::warn : Tone::text);
    QString note;
    if (!state)
        note = faultText(state.error());
    else if (isSet(*state, "required"))
        note = tr("Your organization asks for a second factor.");
    note_->setText(note);
    note_->setVisible(!note.isEmpty());
}

void SecurityCard::openPassword()
{
    auto* dialog = new SecurityDialog(tr("Change the password"), this);
    auto* form = new PasswordForm(agent_, dialog);
    connect(form, &PasswordForm::done, dialog, &QDialog::accept);
    dialog->setPart(form);
    dialog->open();
}

void SecurityCard::openSetup()
{
    auto* dialog = new SecurityDialog(tr("Set up a second factor"), this);
    auto* setup = new FactorSetup(agent_, dialog);
    connect(setup, &FactorSetup::done, dialog, &QDialog::accept);
    connect(dialog, &QDialog::finished, this, &SecurityCard::refresh);
    dialog->setPart(setup);
    dialog->open();
    setup->start();
}

void SecurityCard::openChange(bool turnsOff)
{
    auto* dialog = new SecurityDialog(
        turnsOff ? tr("Turn off the second factor") : tr("New recovery codes"), this
    );
    const auto kind = turnsOff ? FactorChange::Kind::turnOff : FactorChange::Kind::newCodes;
    auto* change = new FactorChange(agent_, kind, dialog);
    connect(change, &FactorChange::done, dialog, &QDialog::accept);
    connect(dialog, &QDialog::finished, this, &SecurityCard::refresh);
    dialog->setPart(change);
    dialog->open();
}

SecurityDialog::SecurityDialog(const QString& heading, QWidget* parent)
    : QDialog(parent->window())
{
    const Tokens& tokens = Tokens::current();
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(heading);
    auto* column = new QVBoxLayout(this);
    const int margin = tokens.px(20);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(tokens.px(12));
    auto* title = new Label(heading, TextStyle::title, Tone::text, this);
    title->setWordWrap(true);
    column->addWidget(title);
    setFixedWidth(tokens.px(dialogWidth));
}

void SecurityDialog::setPart(QWidget* part)
{
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->addWidget(part, 1);
    auto* close = new Button(ButtonKind::quiet, tr("Cancel"), {}, this);
    close->setAutoDefault(false);
    connect(close, &QAbstractButton::clicked, this, &QDialog::reject);
    column->addWidget(close);
    for (Button* button : part->findChildren<Button*>())
        button->setAutoDefault(false); // Enter is the field's.
    part->setFocus(Qt::OtherFocusReason);
}

} // namespace tidemark::ui
