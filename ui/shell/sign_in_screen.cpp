#include "ui/shell/sign_in_screen.hpp"

#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/fault_text.hpp"
#include "ui/kit/labels.hpp"
#include "ui/settings/certificate_card.hpp"
#include "ui/settings/connection_card.hpp"
#include "ui/settings/desk_settings.hpp"
#include "ui/shell/demo_account_button.hpp"
#include "ui/shell/gate_card.hpp"

#include <QLineEdit>
#include <QVBoxLayout>

#include <boost/json/array.hpp>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

constexpr int askDelayMs = 400;
constexpr auto signInPatience = std::chrono::seconds(60);
constexpr auto aboutPatience = std::chrono::seconds(25);
constexpr auto retryEvery = std::chrono::seconds(3);

QString textIn(const json::object& object, std::string_view key)
{
    const json::value* value = object.if_contains(key);
    if (value == nullptr || !value->is_string())
        return {};
    const auto& text = value->get_string();
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QLineEdit* makeField(const QString& name, QWidget* parent)
{
    auto* field = new QLineEdit(parent);
    field->setAccessibleName(name);
    field->setMaxLength(400);
    return field;
}

} // namespace

SignInScreen::SignInScreen(sync::AgentClient& agent, DeskSettings& settings, QWidget* parent)
    : Pane(Ground::canvas, {}, parent)
    , agent_(agent)
    , settings_(settings)
{
    createFields();
    createLayout();
    askSoon_.setSingleShot(true);
    askSoon_.setInterval(askDelayMs);
    connect(&askSoon_, &QTimer::timeout, this, &SignInScreen::askAbout);
    connect(server_, &QLineEdit::textEdited, this, [this] {
        hasFailed_ = false;
        askSoon_.start();
    });
    retrySoon_.setSingleShot(true);
    connect(&retrySoon_, &QTimer::timeout, this, [this] {
        // Nobody waits behind another screen; `entered` asks anew.
        if (isVisible())
            askAbout();
    });
    connect(again_, &QAbstractButton::clicked, this, &SignInScreen::askAgain);
    connect(certificate_, &CertificateCard::trusted, this, &SignInScreen::askAgain);
    connect(connection_, &QAbstractButton::clicked, this, [this] {
        openConnectionDialog(agent_, this);
    });
    for (QLineEdit* field : {server_, tenant_, login_, password_}) {
        connect(field, &QLineEdit::returnPressed, signIn_, &QAbstractButton::click);
        connect(field, &QLineEdit::textEdited, banner_, &Banner::clear);
    }
    connect(oidc_, &OidcButtons::chosen, this, &SignInScreen::providerChosen);
    for (const QLineEdit* field : {server_, tenant_})
        connect(field, &QLineEdit::textChanged, this, [this] {
            oidc_->setPlace(serverText(), tenant_->text().trimmed());
        });
    connect(signIn_, &QAbstractButton::clicked, this, [this] {
        signIn(login_->text().trimmed(), password_->text());
    });
    connect(forgotten_, &QAbstractButton::clicked, this, [this] {
        Q_EMIT passwordForgotten(serverText(), tenant_->text().trimmed(), login_->text().trimmed());
    });
    tenant_->setText(settings_.tenant());
    login_->setText(settings_.login());
    server_->setText(settings_.server());
}

void SignInScreen::createFields()
{
    server_ = makeField(tr("Server address"), this);
    server_->setPlaceholderText(QStringLiteral("https://tidemark.example.com"));
    serverNote_ = new Label({}, TextStyle::secondary, Tone::muted, this);
    serverNote_->setWordWrap(true);
    serverNote_->hide();
    again_ = new Button(ButtonKind::normal, tr("Try again"), QStringLiteral("rotate-ccw"), this);
    again_->hide();
    certificate_ = new CertificateCard(agent_, this);
    connection_ =
        new Button(ButtonKind::quiet, tr("Connection settings"), QStringLiteral("globe"), this);
    tenant_ = makeField(tr("Tenant"), this);
    tenant_->setToolTip(tr("The short name of your organization's space, such as “acme”."));
    login_ = makeField(tr("Login"), this);
    login_->setPlaceholderText(tr("name@company.com"));
    password_ = makeField(tr("Password"), this);
    password_->setEchoMode(QLineEdit::Password);
    signIn_ = new Button(ButtonKind::primary, tr("Sign in"), QStringLiteral("log-in"), this);
    forgotten_ = new Button(ButtonKind::quiet, tr("Forgotten password"), {}, this);
    oidc_ = new OidcButtons(agent_, this);
    banner_ = new Banner(this);
}

void SignInScreen::createLayout()
{
    const Tokens& tokens = Tokens::current();
    QVBoxLayout* column = makeGateCard(this);
    QWidget* card = column->parentWidget();
    auto* title = new Label(tr("Sign in to Tidemark"), TextStyle::title, Tone::text, card);
    column->addWidget(title);
    column->addSpacing(tokens.px(length::grid));
    column->addWidget(banner_);
    const auto addField = [&](QLineEdit* field) {
        auto* label = new Label(field->accessibleName(), TextStyle::secondary, Tone::muted, card);
        label->setBuddy(field);
        column->addSpacing(tokens.px(4));
        column->addWidget(label);
        column->addWidget(field);
    };
    addField(server_);
    column->addWidget(serverNote_);
    column->addWidget(certificate_);
    column->addWidget(again_, 0, Qt::AlignLeading);
    addField(tenant_);
    addField(login_);
    addField(password_);
    column->addSpacing(tokens.px(14));
    column->addWidget(signIn_);
    column->addWidget(forgotten_, 0, Qt::AlignHCenter);
    column->addWidget(oidc_);
    column->addWidget(connection_, 0, Qt::AlignHCenter);

    demo_ = new QWidget(card);
    demoColumn_ = new QVBoxLayout(demo_);
    demoColumn_->setContentsMargins(0, tokens.px(18), 0, 0);
    demoColumn_->setSpacing(tokens.px(6));
    demo_->hide();
    column->addWidget(demo_);
}

void SignInScreen::setServer(const QString& server)
{
    if (!server.isEmpty())
        server_->setText(server);
    askAbout();
}

void SignInScreen::setReason(const QString& reason)
{
    if (!reason.isEmpty())
        banner_->say(Kind::info, reason);
}

void SignInScreen::entered()
{
    setBusy(false);
    password_->clear();
    askAbout();
    focusFirstEmpty();
}

void SignInScreen::focusFirstEmpty()
{
    for (QLineEdit* field : {server_, tenant_, login_}) {
        if (field->text().isEmpty()) {
            field->setFocus(Qt::OtherFocusReason);
            return;
        }
    }
    password_->setFocus(Qt::OtherFocusReason);
}

QString SignInScreen::serverText() const
{
    return server_->text().trimmed();
}

void SignInScreen::askAbout()
{
    const QString asked = serverText();
    const quint64 number = ++asked_;
    retrySoon_.stop();
    if (asked.isEmpty()) {
        showNote(Tone::muted, {}, false);
        demo_->hide();
        return;
    }
    // While it tries again by itself the reader keeps the reason in view.
    if (!hasFailed_)
        showNote(Tone::muted, tr("Asking what is there…"), false);
    agent_.callFor(
        aboutPatience,
        "session.about",
        json::object{{"server", asked.toStdString()}},
        this,
        [this, number](Result<json::value> about) {
            if (number == asked_)
                showAbout(about);
        }
    );
}

void SignInScreen::askAgain()
{
    hasFailed_ = false;
    askAbout();
}

void SignInScreen::showNote(Tone tone, const QString& words, bool canTryAgain)
{
    serverNote_->setText(words);
    serverNote_->setTone(tone);
    serverNote_->setVisible(!words.isEmpty());
    again_->setVisible(canTryAgain);
}

void SignInScreen::showAbout(const Result<json::value>& about)
{
    if (!about && CertificateCard::helpsWith(about.error()))
        certificate_->ask(serverText());
    else
        certificate_->leave();
    const json::object* body = about ? about->if_object() : nullptr;
    if (body == nullptr) {
        const bool isTriedAgain = !about && isWorthRetrying(about.error().code);
        QString words =
            about ? tr("Something else than Tidemark answers there.") : faultText(about.error());
        if (isTriedAgain)
            words += QLatin1Char(' ') + tr("It is tried again by itself.");
        showNote(Tone::warn, words, true);
        demo_->hide();
        hasFailed_ = true;
        if (isTriedAgain)
            retrySoon_.start(retryEvery);
        return;
    }
    hasFailed_ = false;
    const QString version = textIn(*body, "version");
    showNote(Tone::ok, tr("%1 %2 answers.").arg(textIn(*body, "product"), version), false);
    const json::value* demo = body->if_contains("demo");
    showDemo(demo == nullptr ? json::value() : *demo);
}

void SignInScreen::showDemo(const json::value& demo)
{
    const json::object* object = demo.if_object();
    const json::value* list = object == nullptr ? nullptr : object->if_contains("accounts");
    while (QLayoutItem* item = demoColumn_->takeAt(0)) {
        if (item->widget() != nullptr)
            item->widget()->deleteLater();
        delete item;
    }
    accounts_.clear();
    if (list == nullptr || !list->is_array() || list->get_array().empty()) {
        demo_->hide();
        return;
    }
    demoTenant_ = textIn(*object, "tenant");
    auto* heading = new SectionLabel(tr("Demo platform: sign in with one click"), demo_);
    demoColumn_->addWidget(heading);
    for (const json::value& each : list->get_array()) {
        if (!each.is_object())
            continue;
        const json::object& account = each.get_object();
        accounts_.push_back(
            {textIn(account, "login"), textIn(account, "displayName"), textIn(account, "password")}
        );
        const DemoAccount chosen = accounts_.back();
        auto* button = new DemoAccountButton(chosen.name, chosen.login, demo_);
        connect(button, &QAbstractButton::clicked, this, [this, chosen] {
            tenant_->setText(demoTenant_);
            login_->setText(chosen.login);
            signIn(chosen.login, chosen.password);
        });
        demoColumn_->addWidget(button);
    }
    demo_->show();
    setBusy(isBusy_);
}

void SignInScreen::signIn(const QString& login, const QString& password)
{
    if (isBusy_)
        return;
    for (QLineEdit* field : {server_, tenant_, login_}) {
        if (field->text().trimmed().isEmpty()) {
            banner_->say(
                Kind::warn, tr("%1 is missing.").arg(field->accessibleName()), tr("Fill it in.")
            );
            field->setFocus();
            return;
        }
    }
    banner_->clear();
    setBusy(true);
    agent_.callFor(
        signInPatience,
        "session.signIn",
        json::object{
            {"server", serverText().toStdString()},
            {"tenant", tenant_->text().trimmed().toStdString()},
            {"login", login.toStdString()},
            {"password", password.toStdString()}},
        this,
        [this, login](Result<json::value> answer) { onAnswer(login, answer); }
    );
}

void SignInScreen::onAnswer(const QString& login, const Result<json::value>& answer)
{
    setBusy(false);
    if (answer) {
        password_->clear();
        settings_.setLastSignIn(serverText(), tenant_->text().trimmed(), login);
        return; // The status that follows opens the shell.
    }
    const Fault& fault = answer.error();
    if (fault.reason == "second_factor_required") {
        password_->clear();
        settings_.setLastSignIn(serverText(), tenant_->text().trimmed(), login);
        Q_EMIT codeWanted();
        return;
    }
    banner_->say(fault);
    if (fault.reason == "wrong_credentials") {
        password_->selectAll();
        password_->setFocus();
        return;
    }
    const FaultCode code = fault.code;
    const bool isAddress = code == FaultCode::offline || code == FaultCode::insecure;
    if (isAddress || code == FaultCode::invalid) {
        server_->setFocus();
        server_->selectAll();
    }
}

void SignInScreen::setBusy(bool isBusy)
{
    isBusy_ = isBusy;
    signIn_->setText(isBusy ? tr("Signing in…") : tr("Sign in"));
    for (QWidget* widget : {static_cast<QWidget*>(signIn_), static_cast<QWidget*>(demo_)})
        widget->setEnabled(!isBusy);
    for (QLineEdit* field : {server_, tenant_, login_, password_})
        field->setReadOnly(isBusy);
}

} // namespace tidemark::ui
