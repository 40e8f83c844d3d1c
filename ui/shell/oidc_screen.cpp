#include "ui/shell/oidc_screen.hpp"

#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/labels.hpp"
#include "ui/settings/desk_settings.hpp"
#include "ui/shell/gate_card.hpp"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QVBoxLayout>

#include <chrono>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

constexpr auto startPatience = std::chrono::seconds(60);
constexpr auto waitPatience = std::chrono::seconds(60); ///< The agent answers after twenty.

QString textIn(const json::object* object, std::string_view key)
{
    const json::value* value = object == nullptr ? nullptr : object->if_contains(key);
    if (value == nullptr || !value->is_string())
        return {};
    const auto& text = value->get_string();
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

Fault notUnderstood()
{
    return Fault{FaultCode::internal, "sign_in_malformed", "", ""};
}

/// Never a file or a program, whatever the agent says.
bool isWeb(const QUrl& address)
{
    return address.isValid() && !address.host().isEmpty() &&
           (address.scheme() == QLatin1String("https") || address.scheme() == QLatin1String("http")
           );
}

} // namespace

OidcScreen::OidcScreen(sync::AgentClient& agent, DeskSettings& settings, QWidget* parent)
    : Pane(Ground::canvas, {}, parent)
    , agent_(agent)
    , settings_(settings)
    , open_(&QDesktopServices::openUrl)
{
    createLayout();
    connect(openAgain_, &QAbstractButton::clicked, this, &OidcScreen::openAddress);
    connect(useCode_, &QAbstractButton::clicked, this, &OidcScreen::startCode);
    connect(again_, &QAbstractButton::clicked, this, &OidcScreen::startBrowser);
    connect(cancel_, &QAbstractButton::clicked, this, &OidcScreen::leave);
    connect(copyCode_, &QAbstractButton::clicked, this, [this] { copy(code_->text()); });
    connect(copyAddress_, &QAbstractButton::clicked, this, [this] { copy(address_); });
    setMode(Mode::opening);
}

void OidcScreen::createLayout()
{
    const Tokens& tokens = Tokens::current();
    QVBoxLayout* column = makeGateCard(this);
    column->setSpacing(tokens.px(8));
    QWidget* card = column->parentWidget();
    symbol_ = new Symbol(QStringLiteral("log-in"), Tone::accent, 22, card);
    title_ = new Label({}, TextStyle::title, Tone::text, card);
    title_->setWordWrap(true);
    text_ = new Label({}, TextStyle::body, Tone::muted, card);
    text_->setWordWrap(true);
    banner_ = new Banner(card);
    code_ = new Label({}, TextStyle::figure, Tone::text, card);
    code_->setAccessibleName(tr("Code"));
    code_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    addressLabel_ = new Label({}, TextStyle::mono, Tone::text, card);
    addressLabel_->setAccessibleName(tr("Address"));
    addressLabel_->setWordWrap(true);
    addressLabel_->setTextInteractionFlags(
        Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard
    );
    copyCode_ = new Button(ButtonKind::normal, tr("Copy the code"), QStringLiteral("copy"), card);
    copyAddress_ =
        new Button(ButtonKind::normal, tr("Copy the address"), QStringLiteral("copy"), card);
    openAgain_ = new Button(
        ButtonKind::normal, tr("Open the browser again"), QStringLiteral("external-link"), card
    );
    useCode_ =
        new Button(ButtonKind::quiet, tr("Use a code instead"), QStringLiteral("keyboard"), card);
    again_ = new Button(ButtonKind::primary, tr("Try again"), QStringLiteral("rotate-ccw"), card);
    cancel_ = new Button(ButtonKind::quiet, tr("Cancel"), {}, card);
    column->addWidget(symbol_);
    column->addWidget(title_);
    column->addWidget(text_);
    column->addWidget(banner_);
    column->addWidget(addressLabel_);
    column->addWidget(copyAddress_);
    column->addSpacing(tokens.px(4));
    column->addWidget(code_, 0, Qt::AlignHCenter);
    column->addWidget(copyCode_);
    column->addWidget(openAgain_);
    column->addWidget(again_);
    column->addWidget(useCode_);
    column->addWidget(cancel_);
}

void OidcScreen::setMode(Mode mode)
{
    mode_ = mode;
    const bool isCode = mode == Mode::code;
    const bool isWaiting = mode == Mode::browser || isCode;
    for (QWidget* widget :
         {static_cast<QWidget*>(code_),
          static_cast<QWidget*>(addressLabel_),
          static_cast<QWidget*>(copyCode_)})
        widget->setVisible(isCode);
    copyAddress_->setVisible(isWaiting);
    openAgain_->setVisible(isWaiting);
    openAgain_->setText(isCode ? tr("Open it on this computer") : tr("Open the browser again"));
    useCode_->setVisible(choice_.hasCode && (mode == Mode::browser || mode == Mode::failed));
    again_->setVisible(mode == Mode::failed);
    cancel_->setText(mode == Mode::failed ? tr("Back") : tr("Cancel"));
    switch (mode) {
    case Mode::opening:
        title_->setText(tr("Signing in with %1").arg(choice_.name));
        text_->setText(tr("Asking where to sign in…"));
        break;
    case Mode::browser:
        title_->setText(tr("Go on in your browser"));
        text_->setText(tr("The page of %1 is open there. Sign in on it; Tidemark goes on by "
                          "itself as soon as you have.")
                           .arg(choice_.name));
        break;
    case Mode::code:
        title_->setText(tr("Enter this code"));
        text_->setText(tr("On any device with a browser, open the address and enter the code. "
                          "Enter it only if you began this sign-in yourself."));
        break;
    case Mode::failed:
        title_->setText(tr("You are not signed in"));
        text_->setText({});
        break;
    }
    text_->setVisible(!text_->text().isEmpty());
    QWidget* first = isCode ? copyCode_ : mode == Mode::failed ? again_ : cancel_;
    first->setFocus(Qt::OtherFocusReason);
}

json::object OidcScreen::place() const
{
    return {
        {"server", choice_.server.toStdString()},
        {"tenant", choice_.tenant.toStdString()},
        {"provider", choice_.provider.toStdString()}};
}

void OidcScreen::start(const OidcChoice& choice)
{
    choice_ = choice;
    startBrowser();
}

void OidcScreen::startBrowser()
{
    stop();
    isActive_ = true;
    banner_->clear();
    setMode(Mode::opening);
    const quint64 number = attempt_;
    const auto answered = [this, number](Result<json::value> answer) {
        if (number == attempt_)
            onStarted(answer);
    };
    agent_.callFor(startPatience, "session.oidcStart", place(), this, answered);
}

void OidcScreen::onStarted(const Result<json::value>& answer)
{
    if (!answer)
        return fail(answer.error());
    const json::object* object = answer->if_object();
    flow_ = textIn(object, "flow");
    address_ = textIn(object, "url");
    if (flow_.isEmpty() || !isWeb(QUrl(address_)))
        return fail(notUnderstood());
    setMode(Mode::browser);
    if (!open_(QUrl(address_))) {
        // No browser here: there is one elsewhere.
        if (choice_.hasCode)
            return startCode();
        banner_->say(
            Kind::warn,
            tr("No browser could be opened on this computer."),
            tr("Copy the address and open it in one.")
        );
    }
    wait();
}

void OidcScreen::startCode()
{
    stop();
    isActive_ = true;
    banner_->clear();
    setMode(Mode::opening);
    const quint64 number = attempt_;
    const auto answered = [this, number](Result<json::value> answer) {
        if (number == attempt_)
            onCode(answer);
    };
    agent_.callFor(startPatience, "session.oidcDevice", place(), this, answered);
}

void OidcScreen::onCode(const Result<json::value>& answer)
{
    if (!answer)
        return fail(answer.error());
    const json::object* object = answer->if_object();
    flow_ = textIn(object, "flow");
    const QString shown = textIn(object, "verificationUri");
    const QString complete = textIn(object, "verificationUriComplete");
    address_ = complete.isEmpty() ? shown : complete;
    code_->setText(textIn(object, "userCode"));
    addressLabel_->setText(shown);
    if (flow_.isEmpty() || code_->text().isEmpty() || !isWeb(QUrl(address_)))
        return fail(notUnderstood());
    setMode(Mode::code);
    wait();
}

void OidcScreen::wait()
{
    const quint64 number = attempt_;
    const auto answered = [this, number](Result<json::value> answer) {
        if (number == attempt_)
            onWaited(answer);
    };
    agent_.callFor(
        waitPatience,
        "session.oidcWait",
        json::object{{"flow", flow_.toStdString()}},
        this,
        answered
    );
}

void OidcScreen::onWaited(const Result<json::value>& answer)
{
    if (!answer)
        return fail(answer.error());
    const json::object* object = answer->if_object();
    const QString state = textIn(object, "state");
    if (state == QLatin1String("waiting"))
        return wait();
    isActive_ = false;
    flow_.clear();
    if (state == QLatin1String("secondFactor")) {
        Q_EMIT challenged(choice_.server, textIn(object, "challenge"));
        return;
    }
    const json::value* user = object == nullptr ? nullptr : object->if_contains("user");
    if (user == nullptr)
        return fail(notUnderstood());
    // The status that follows opens the shell.
    settings_.setLastSignIn(choice_.server, choice_.tenant, textIn(user->if_object(), "login"));
}

void OidcScreen::fail(const Fault& fault)
{
    flow_.clear();
    isActive_ = true; // It stays until it was read.
    setMode(Mode::failed);
    banner_->say(fault);
}

void OidcScreen::stop()
{
    ++attempt_;
    isActive_ = false;
    if (!flow_.isEmpty())
        agent_.call(
            "session.oidcCancel",
            json::object{{"flow", flow_.toStdString()}},
            this,
            [](Result<json::value>) {}
        );
    flow_.clear();
}

void OidcScreen::leave()
{
    stop();
    Q_EMIT left();
}

void OidcScreen::openAddress()
{
    if (!open_(QUrl(address_)))
        banner_->say(
            Kind::warn,
            tr("No browser could be opened on this computer."),
            tr("Copy the address and open it in one.")
        );
}

void OidcScreen::copy(const QString& text)
{
    QGuiApplication::clipboard()->setText(text);
    banner_->say(Kind::ok, tr("Copied."));
}

} // namespace tidemark::ui
