#include "ui/filing/filing_bar.hpp"

#include "sync/wire/agent_channels.hpp"
#include "ui/filing/filing_words.hpp"
#include "ui/kit/action_guard.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"

#include <QVBoxLayout>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

/// Both files and all attachments are read through before the answer.
constexpr auto keepPatience = std::chrono::minutes(10);

} // namespace

FilingBar::FilingBar(sync::AgentClient& agent, std::string reportId, QWidget* parent)
    : QWidget(parent)
    , agent_(agent)
    , reportId_(std::move(reportId))
{
    banner_ = new Banner(this);
    keep_ = new Button(
        ButtonKind::normal, tr("Keep ready offline"), QStringLiteral("hard-drive"), this
    );
    keep_->setToolTip(
        tr("Everything of this report is fetched, checked and kept on this device, for "
           "a deadline or a journey without a network")
    );
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(banner_);
    connect(keep_, &QAbstractButton::clicked, this, &FilingBar::keep);
    connect(banner_, &Banner::actionTriggered, this, &FilingBar::end);
    const auto onLive = [this](const QString& channel, const json::object& message) {
        if (channel == QLatin1String(sync::filingChannel))
            take(message);
    };
    connect(&agent_, &sync::AgentClient::liveMessage, this, onLive);
    connect(&agent_, &sync::AgentClient::connected, this, &FilingBar::ask);
    show(nullptr);
    ask();
}

QString FilingBar::words() const
{
    return banner_->words();
}

void FilingBar::ask()
{
    agent_.call("filing.list", json::object(), this, [this](const Result<json::value>& answer) {
        if (answer && answer->is_object())
            take(answer->get_object());
    });
}

void FilingBar::take(const json::object& list)
{
    const auto* items = list.if_contains("items");
    if (items == nullptr || !items->is_array())
        return;
    for (const json::value& item : items->get_array()) {
        if (item.is_object() && filingReport(item.get_object()).toStdString() == reportId_)
            return show(&item.get_object());
    }
    show(nullptr);
}

void FilingBar::show(const json::object* item)
{
    keep_->setVisible(item == nullptr);
    setVisible(item != nullptr);
    if (item == nullptr)
        return banner_->clear();
    const FilingWords words = filingWords(*item);
    banner_->say(words.kind, words.line, words.nextStep);
    banner_->setAction(tr("No longer keep ready"));
}

void FilingBar::keep()
{
    keep_->setEnabled(false);
    setVisible(true);
    banner_->setAction({});
    banner_->say(
        Kind::info,
        tr("Everything of this report is being fetched and checked"),
        tr("You can go on working.")
    );
    agent_.callFor(
        keepPatience,
        "filing.keep",
        json::object{{"report", reportId_}},
        this,
        [this](const Result<json::value>& answer) {
            keep_->setEnabled(true);
            if (answer && answer->is_object())
                return show(&answer->get_object());
            banner_->say(answer ? Fault{} : answer.error());
        }
    );
}

void FilingBar::end()
{
    const json::object params{{"report", reportId_}};
    agent_.call("filing.end", params, this, [this](const Result<json::value>& answer) {
        if (!answer)
            banner_->say(answer.error());
    });
}

} // namespace tidemark::ui
