#include "ui/shell/oidc_buttons.hpp"

#include "ui/kit/button.hpp"
#include "ui/kit/labels.hpp"

#include <QVBoxLayout>

#include <boost/json/array.hpp>

#include <chrono>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

constexpr int askDelayMs = 400;
constexpr auto patience = std::chrono::seconds(25);

QString textIn(const json::object& object, std::string_view key)
{
    const json::value* value = object.if_contains(key);
    if (value == nullptr || !value->is_string())
        return {};
    const auto& text = value->get_string();
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

OidcButtons::OidcButtons(sync::AgentClient& agent, QWidget* parent)
    : QWidget(parent)
    , agent_(agent)
{
    const Tokens& tokens = Tokens::current();
    column_ = new QVBoxLayout(this);
    column_->setContentsMargins(0, tokens.px(10), 0, 0);
    column_->setSpacing(tokens.px(6));
    soon_.setSingleShot(true);
    soon_.setInterval(askDelayMs);
    connect(&soon_, &QTimer::timeout, this, &OidcButtons::ask);
    connect(&agent_, &sync::AgentClient::connected, this, [this] { soon_.start(); });
    hide();
}

void OidcButtons::setPlace(const QString& server, const QString& tenant)
{
    if (server_ == server && tenant_ == tenant)
        return;
    server_ = server;
    tenant_ = tenant;
    clear();
    soon_.start();
}

void OidcButtons::clear()
{
    ++asked_;
    hide();
    while (QLayoutItem* item = column_->takeAt(0)) {
        if (item->widget() != nullptr)
            item->widget()->deleteLater();
        delete item;
    }
}

void OidcButtons::ask()
{
    if (server_.isEmpty() || tenant_.isEmpty())
        return;
    const quint64 number = ++asked_;
    agent_.callFor(
        patience,
        "session.oidcProviders",
        json::object{{"server", server_.toStdString()}, {"tenant", tenant_.toStdString()}},
        this,
        [this, number](Result<json::value> answer) {
            if (number == asked_)
                show(answer);
        }
    );
}

void OidcButtons::show(const Result<json::value>& answer)
{
    clear();
    const json::object* object = answer ? answer->if_object() : nullptr;
    const json::value* list = object == nullptr ? nullptr : object->if_contains("providers");
    if (list == nullptr || !list->is_array() || list->get_array().empty())
        return;
    for (const json::value& each : list->get_array()) {
        if (!each.is_object())
            continue;
        const json::object& one = each.get_object();
        OidcChoice choice{server_, tenant_, textIn(one, "id"), textIn(one, "name"), false};
        const json::value* code = one.if_contains("deviceCode");
        choice.hasCode = code != nullptr && code->is_bool() && code->get_bool();
        auto* button = new Button(
            ButtonKind::normal,
            tr("Sign in with %1").arg(choice.name),
            QStringLiteral("external-link"),
            this
        );
        button->setToolTip(tr("Opens your browser."));
        connect(button, &QAbstractButton::clicked, this, [this, choice] { Q_EMIT chosen(choice); });
        column_->addWidget(button);
    }
    QWidget::show();
}

} // namespace tidemark::ui
