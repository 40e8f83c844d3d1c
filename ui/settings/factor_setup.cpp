#include "ui/settings/factor_setup.hpp"

#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/secret_clipboard.hpp"
#include "ui/settings/qr_code.hpp"
#include "ui/settings/recovery_codes.hpp"
#include "ui/settings/security_calls.hpp"

#include <QLineEdit>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

constexpr int groupLength = 4;
constexpr int longestCode = 40;

QString textIn(const json::object& object, std::string_view key)
{
    const json::value* value = object.if_contains(key);
    if (value == nullptr || !value->is_string())
        return {};
    const auto& text = value->get_string();
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// In groups of four, which are easier to type, four of them on a line.
QString grouped(const QString& key)
{
    QString text;
    for (qsizetype at = 0; at < key.size(); at += groupLength) {
        if (at > 0)
            text += QLatin1Char(at % (groupLength * groupLength) == 0 ? '\n' : ' ');
        text += key.mid(at, groupLength);
    }
    return text;
}

} // namespace

QStringList recoveryCodesIn(const json::object& answer)
{
    QStringList codes;
    const json::value* list = answer.if_contains("recoveryCodes");
    if (list == nullptr || !list->is_array())
        return codes;
    for (const json::value& code : list->get_array()) {
        if (code.is_string())
            codes << QString::fromStdString(std::string(code.get_string()));
    }
    return codes;
}

QLineEdit* makeCodeField(const QString& name, QWidget* parent)
{
    auto* field = new QLineEdit(parent);
    field->setAccessibleName(name);
    field->setMaxLength(longestCode);
    field->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    field->setPlaceholderText(QStringLiteral("123 456"));
    return field;
}

FactorSetup::FactorSetup(sync::AgentClient& agent, QWidget* parent)
    : QWidget(parent)
    , agent_(agent)
{
    steps_ = new QStackedLayout(this);
    steps_->addWidget(createEnrolment());
    codes_ = new RecoveryCodes(this);
    steps_->addWidget(codes_);
    connect(codes_, &RecoveryCodes::kept, this, &FactorSetup::finish);
}

QWidget* FactorSetup::createEnrolment()
{
    const Tokens& tokens = Tokens::current();
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(tokens.px(length::grid));
    auto* text = new Label(
        tr("Scan this with an authenticator app on your phone, then type the six digits that the "
           "app shows."),
        TextStyle::body,
        Tone::muted,
        page
    );
    text->setWordWrap(true);
    banner_ = new Banner(page);
    picture_ = new QrCode(page);
    key_ = new Label({}, TextStyle::mono, Tone::text, page);
    key_->setAccessibleName(tr("Key for the app"));
    key_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    copy_ = Button::iconOnly(ButtonKind::quiet, tr("Copy the key"), QStringLiteral("copy"), page);
    auto* keyRow = new QHBoxLayout;
    keyRow->addStretch(1);
    keyRow->addWidget(key_);
    keyRow->addWidget(copy_);
    keyRow->addStretch(1);
    code_ = makeCodeField(tr("Code of the app"), page);
    auto* label = new Label(code_->accessibleName(), TextStyle::secondary, Tone::muted, page);
    label->setBuddy(code_);
    confirm_ = new Button(ButtonKind::primary, tr("Turn on"), QStringLiteral("shield-check"), page);
    column->addWidget(text);
    column->addWidget(banner_);
    column->addWidget(picture_, 0, Qt::AlignHCenter);
    column->addLayout(keyRow);
    column->addWidget(label);
    column->addWidget(code_);
    column->addSpacing(tokens.px(6));
    column->addWidget(confirm_);
    connect(copy_, &QAbstractButton::clicked, this, [this] {
        copySecret(key_->text().remove(QLatin1Char(' ')).remove(QLatin1Char('\n')));
        banner_->say(Kind::ok, copiedSecretWords());
    });
    connect(code_, &QLineEdit::returnPressed, this, &FactorSetup::confirm);
    connect(code_, &QLineEdit::textEdited, banner_, &Banner::clear);
    connect(confirm_, &QAbstractButton::clicked, this, &FactorSetup::confirm);
    setFocusProxy(code_);
    return page;
}

void FactorSetup::start()
{
    isShowingCodes_ = false;
    steps_->setCurrentIndex(0);
    setFocusProxy(code_);
    code_->clear();
    key_->clear();
    picture_->setText({});
    confirm_->setEnabled(false);
    askAboutMe(agent_, "POST", "second-factor/enrol", {}, this, [this](const auto& answer) {
        onBegun(answer);
    });
}

void FactorSetup::onBegun(const Result<json::object>& answer)
{
    if (!answer) {
        banner_->say(answer.error());
        return;
    }
    banner_->clear();
    picture_->setText(textIn(*answer, "uri"));
    key_->setText(grouped(textIn(*answer, "secret")));
    confirm_->setEnabled(true);
    code_->setFocus(Qt::OtherFocusReason);
}

void FactorSetup::confirm()
{
    if (!confirm_->isEnabled())
        return;
    confirm_->setEnabled(false);
    askAboutMe(
        agent_,
        "POST",
        "second-factor/confirm",
        {{"code", code_->text().trimmed().toStdString()}},
        this,
        [this](const auto& answer) { onConfirmed(answer); }
    );
}

void FactorSetup::onConfirmed(const Result<json::object>& answer)
{
    confirm_->setEnabled(true);
    if (!answer) {
        banner_->say(answer.error());
        code_->selectAll();
        code_->setFocus();
        return;
    }
    isShowingCodes_ = true;
    code_->clear();
    codes_->setCodes(recoveryCodesIn(*answer));
    steps_->setCurrentIndex(1);
    setFocusProxy(codes_);
    codes_->setFocus(Qt::OtherFocusReason);
}

void FactorSetup::finish()
{
    isShowingCodes_ = false;
    codes_->setCodes({});
    reloadMe(agent_, this, [this] { Q_EMIT done(); });
}

} // namespace tidemark::ui
