#include "ui/filing/filing_card.hpp"

#include "sync/wire/agent_channels.hpp"
#include "ui/filing/filing_words.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/labels.hpp"

#include <QHBoxLayout>
#include <QLayoutItem>
#include <QVBoxLayout>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

constexpr auto verifyPatience = std::chrono::minutes(10);

} // namespace

FilingCard::FilingCard(sync::AgentClient& agent, QWidget* parent)
    : Card(parent)
    , agent_(agent)
{
    const Tokens& tokens = Tokens::current();
    auto* column = new QVBoxLayout(this);
    const int margin = tokens.px(14);
    column->setContentsMargins(margin, tokens.px(12), margin, margin);
    column->setSpacing(tokens.px(10));
    column->addWidget(new Label(tr("Kept ready offline"), TextStyle::strong, Tone::text, this));
    items_ = new QVBoxLayout;
    items_->setSpacing(tokens.px(14));
    column->addLayout(items_);
    const auto onLive = [this](const QString& channel, const json::object& message) {
        if (channel == QLatin1String(sync::filingChannel))
            take(message);
    };
    connect(&agent_, &sync::AgentClient::liveMessage, this, onLive);
    connect(&agent_, &sync::AgentClient::connected, this, &FilingCard::ask);
    hide();
    ask();
}

void FilingCard::ask()
{
    agent_.call("filing.list", json::object(), this, [this](const Result<json::value>& answer) {
        if (answer && answer->is_object())
            take(answer->get_object());
    });
}

void FilingCard::take(const json::object& list)
{
    const auto* items = list.if_contains("items");
    if (items == nullptr || !items->is_array())
        return;
    while (QLayoutItem* old = items_->takeAt(0)) {
        if (old->widget() != nullptr)
            old->widget()->deleteLater();
        delete old;
    }
    for (const json::value& item : items->get_array()) {
        if (item.is_object())
            items_->addWidget(makeItem(item.get_object()));
    }
    setVisible(items_->count() > 0);
}

QWidget* FilingCard::makeItem(const json::object& item)
{
    const Tokens& tokens = Tokens::current();
    const QString report = filingReport(item);
    const QString title = filingTitle(item);
    const FilingWords words = filingWords(item);
    auto* part = new QWidget(this);
    auto* column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(tokens.px(6));
    auto* banner = new Banner(part);
    banner->say(words.kind, words.line, words.nextStep);
    column->addWidget(banner);
    for (const QString& point : filingPoints(item)) {
        auto* line = new Label(point, TextStyle::secondary, Tone::muted, part);
        line->setWordWrap(true);
        column->addWidget(line);
    }
    auto* verify =
        new Button(ButtonKind::normal, tr("Check now"), QStringLiteral("refresh-cw"), part);
    verify->setAccessibleName(tr("Check %1 now").arg(title));
    auto* end = new Button(ButtonKind::normal, tr("No longer keep ready"), {}, part);
    end->setAccessibleName(tr("No longer keep %1 ready").arg(title));
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(verify);
    buttons->addWidget(end);
    buttons->addStretch(1);
    column->addLayout(buttons);
    connect(verify, &QAbstractButton::clicked, this, [this, verify, report] {
        verify->setEnabled(false);
        act("filing.verify", report);
    });
    connect(end, &QAbstractButton::clicked, this, [this, report] { act("filing.end", report); });
    return part;
}

void FilingCard::act(std::string_view method, const QString& report)
{
    const json::object params{{"report", report.toStdString()}};
    agent_.callFor(verifyPatience, method, params, this, [this](const auto&) { ask(); });
}

} // namespace tidemark::ui
