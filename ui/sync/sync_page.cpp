#include "ui/sync/sync_page.hpp"

#include "sync/client/agent_client.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/page_head.hpp"
#include "ui/kit/symbol.hpp"
#include "ui/sync/sync_lines.hpp"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QScrollArea>
#include <QVBoxLayout>

namespace tidemark::ui {

SyncPage::SyncPage(const PageContext& context, QWidget* parent)
    : Page(parent)
    , context_(context)
{
    const Tokens& tokens = Tokens::current();
    head_ = new PageHead(title(), this);
    auto* copy = new Button(ButtonKind::normal, tr("Copy as text"), QStringLiteral("copy"), this);
    syncNow_ = new Button(ButtonKind::normal, tr("Sync now"), QStringLiteral("refresh-cw"), this);
    head_->addAction(copy);
    head_->addAction(syncNow_);
    banner_ = new Banner(this);

    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* ground = new Pane(Pane::Ground::canvas, Qt::TopEdge, scroll);
    scroll->setWidget(ground);
    auto* leading = new QVBoxLayout;
    auto* trailing = new QVBoxLayout;
    for (QVBoxLayout* column : {leading, trailing})
        column->setSpacing(tokens.px(12));
    link_ = addCard(tr("Link"), leading);
    work_ = addCard(tr("Your changes"), leading);
    mirror_ = addCard(tr("Mirror on this device"), trailing);
    device_ = addCard(tr("Device and account"), trailing);
    leading->addStretch(1);
    trailing->addStretch(1);
    cards_ = new QHBoxLayout(ground);
    const int margin = tokens.px(length::pageMargin);
    cards_->setContentsMargins(margin, margin, margin, margin);
    cards_->setSpacing(tokens.px(12));
    cards_->addLayout(leading, 1);
    cards_->addLayout(trailing, 1);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head_);
    column->addWidget(banner_);
    column->addWidget(scroll, 1);
    connect(syncNow_, &QAbstractButton::clicked, this, &SyncPage::syncNow);
    connect(copy, &QAbstractButton::clicked, this, &SyncPage::copyAsText);
    connect(&context_.agent, &sync::AgentClient::statusChanged, this, &SyncPage::refresh);
    ages_.setInterval(1000);
    connect(&ages_, &QTimer::timeout, this, [this] {
        if (isVisible())
            refresh();
    });
    ages_.start();
    refresh();
}

FieldList* SyncPage::addCard(const QString& heading, QLayout* column)
{
    const Tokens& tokens = Tokens::current();
    auto* card = new Card(this);
    auto* inside = new QVBoxLayout(card);
    const int margin = tokens.px(14);
    inside->setContentsMargins(margin, tokens.px(12), margin, margin);
    inside->setSpacing(tokens.px(10));
    inside->addWidget(new Label(heading, TextStyle::strong, Tone::text, card));
    auto* lines = new FieldList(card);
    inside->addWidget(lines);
    column->addWidget(card);
    return lines;
}

QString SyncPage::title() const
{
    return tr("Sync details");
}

void SyncPage::entered()
{
    refresh();
}

void SyncPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    // Side by side only where both have room for their words.
    const bool isNarrow = width() < Tokens::current().px(640);
    cards_->setDirection(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void SyncPage::refresh()
{
    const sync::Status& status = context_.agent.status();
    link_->setLines(linkLines(status));
    mirror_->setLines(mirrorLines(status));
    work_->setLines(workLines(status));
    device_->setLines(deviceLines(status));
    if (status.fault)
        banner_->say(*status.fault);
    else
        banner_->clear();
}

void SyncPage::syncNow()
{
    using Answer = Result<boost::json::value>;
    context_.agent.call("sync.now", boost::json::object(), this, [this](const Answer& answer) {
        if (!answer)
            banner_->say(answer.error());
    });
}

void SyncPage::copyAsText()
{
    const sync::Status& status = context_.agent.status();
    QString text;
    for (const auto& lines : {linkLines(status), mirrorLines(status), workLines(status)}) {
        for (const FieldLine& line : lines)
            text += line.name + QStringLiteral(": ") + line.value + QLatin1Char('\n');
    }
    QGuiApplication::clipboard()->setText(text);
}

} // namespace tidemark::ui
