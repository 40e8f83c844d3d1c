#include "ui/sync/sync_page.hpp"

#include "sync/client/agent_client.hpp"
#include "ui/filing/filing_card.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/empty_state.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/page_head.hpp"
#include "ui/kit/symbol.hpp"
#include "ui/kit/table_view.hpp"
#include "ui/sync/scope_actions.hpp"
#include "ui/sync/scope_model.hpp"
#include "ui/sync/sync_lines.hpp"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace tidemark::ui {
namespace {

constexpr int scopesEveryMs = 3'000;
constexpr int scopesShown = 12;
constexpr int scopesHeightLeast = 190;

} // namespace

SyncPage::SyncPage(const PageContext& context, QWidget* parent)
    : Page(parent)
    , context_(context)
{
    const Tokens& tokens = Tokens::current();
    head_ = new PageHead(title(), this);
    auto* copy = new Button(ButtonKind::normal, tr("Copy as text"), QStringLiteral("copy"), this);
    pause_ = new Button(ButtonKind::normal, tr("Work offline"), QStringLiteral("pause"), this);
    syncNow_ = new Button(ButtonKind::normal, tr("Sync now"), QStringLiteral("refresh-cw"), this);
    head_->addAction(copy);
    head_->addAction(pause_);
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
    leading->addWidget(new FilingCard(context.agent, ground));
    mirror_ = addCard(tr("Mirror on this device"), trailing);
    device_ = addCard(tr("Device and account"), trailing);
    leading->addStretch(1);
    trailing->addStretch(1);
    cards_ = new QHBoxLayout;
    cards_->setSpacing(tokens.px(12));
    cards_->addLayout(leading, 1);
    cards_->addLayout(trailing, 1);
    auto* inside = new QVBoxLayout(ground);
    const int margin = tokens.px(length::pageMargin);
    inside->setContentsMargins(margin, margin, margin, margin);
    inside->setSpacing(tokens.px(12));
    inside->addLayout(cards_);
    inside->addWidget(createScopes());
    inside->addStretch(1);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head_);
    column->addWidget(banner_);
    column->addWidget(scroll, 1);
    connect(syncNow_, &QAbstractButton::clicked, this, &SyncPage::syncNow);
    connect(pause_, &QAbstractButton::clicked, this, &SyncPage::togglePause);
    connect(copy, &QAbstractButton::clicked, this, &SyncPage::copyAsText);
    scopesSoon_.setInterval(scopesEveryMs);
    connect(&scopesSoon_, &QTimer::timeout, this, &SyncPage::askScopes);
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
    askScopes();
    scopesSoon_.start();
}

void SyncPage::left()
{
    scopesSoon_.stop();
}

QWidget* SyncPage::createScopes()
{
    const Tokens& tokens = Tokens::current();
    auto* part = new QWidget(this);
    scopes_ = new ScopeModel(this);
    table_ = new TableView(tr("Parts of the data on this device"), part);
    table_->setModel(scopes_);
    table_->setColumnWidths({0, 190, 110, 90, 90, 110, 190, 160});
    table_->setOptionalColumns(
        {ScopeModel::bytesColumn, ScopeModel::classColumn, ScopeModel::verifiedColumn}
    );
    auto* empty = new EmptyState(table_);
    empty->setWords(
        QStringLiteral("database"),
        tr("Nothing is on this device yet"),
        tr("After the first sync each part that you may read stands here, with its state.")
    );
    table_->setEmptyState(empty);
    auto* column = new QVBoxLayout(part);
    column->setContentsMargins(0, tokens.px(4), 0, 0);
    column->setSpacing(tokens.px(8));
    scopeActions_ = new ScopeActions(context_.agent, part);
    column->addWidget(
        new Label(tr("Parts of the data on this device"), TextStyle::strong, Tone::text, part)
    );
    column->addWidget(scopeActions_);
    column->addWidget(table_);
    connect(scopeActions_, &ScopeActions::done, this, &SyncPage::askScopes);
    connect(scopeActions_, &ScopeActions::failed, this, [this](const Fault& fault) {
        refused_ = fault;
        refresh();
    });
    connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        refused_.reset();
        chooseScope();
    });
    table_->setMinimumHeight(tokens.px(scopesHeightLeast));
    return part;
}

void SyncPage::askScopes()
{
    using Answer = Result<boost::json::value>;
    if (std::exchange(isAsking_, true))
        return;
    context_.agent.call("sync.status", boost::json::object(), this, [this](const Answer& answer) {
        isAsking_ = false;
        if (answer)
            showScopes(*answer);
    });
}

void SyncPage::showScopes(const boost::json::value& answer)
{
    const Tokens& tokens = Tokens::current();
    scopes_->setScopes(scopeLinesFrom(answer));
    chooseScope();
    table_->refreshEmptyState();
    // As high as its rows, within bounds: the page scrolls, the table only when it is long.
    const int rows = std::clamp(scopes_->rowCount(), 1, scopesShown);
    const int wanted = tokens.px(length::row) * rows + table_->horizontalHeader()->height() + 4;
    table_->setFixedHeight(scopes_->rowCount() == 0 ? tokens.px(scopesHeightLeast) : wanted);
}

void SyncPage::chooseScope()
{
    const auto rows = table_->selectionModel()->selectedRows();
    const auto& scopes = scopes_->scopes();
    const bool isOne = rows.size() == 1;
    scopeActions_->setScope(isOne ? &scopes[std::size_t(rows.front().row())] : nullptr);
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
    const bool isOpen = status.state == sync::AgentState::open;
    pause_->setText(status.isPaused ? tr("Go online") : tr("Work offline"));
    pause_->setIconName(status.isPaused ? QStringLiteral("play") : QStringLiteral("pause"));
    pause_->setEnabled(isOpen);
    pause_->setToolTip(isOpen ? QString() : tr("Sign in first."));
    syncNow_->setEnabled(!status.isPaused);
    syncNow_->setToolTip(
        status.isPaused ? tr("You chose to work offline. Go online first.") : QString()
    );
    if (status.isPaused)
        banner_->say(
            Kind::info,
            tr("You chose to work offline: nothing is sent or received."),
            tr("What you save stays on this device and is sent once you go online.")
        );
    else if (refused_)
        banner_->say(*refused_);
    else if (status.fault)
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

void SyncPage::togglePause()
{
    using Answer = Result<boost::json::value>;
    const bool isPaused = context_.agent.status().isPaused;
    context_.agent.call(
        isPaused ? "sync.resume" : "sync.pause",
        boost::json::object(),
        this,
        [this](const Answer& answer) {
            if (!answer)
                banner_->say(answer.error());
        }
    );
}

void SyncPage::copyAsText()
{
    const sync::Status& status = context_.agent.status();
    QString text;
    for (const auto& lines : {linkLines(status), mirrorLines(status), workLines(status)}) {
        for (const FieldLine& line : lines)
            text += line.name + QStringLiteral(": ") + line.value + QLatin1Char('\n');
    }
    for (int row = 0; row < scopes_->rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < ScopeModel::columns; ++column)
            cells.push_back(scopes_->index(row, column).data().toString());
        text += cells.join(QStringLiteral(" | ")) + QLatin1Char('\n');
    }
    QGuiApplication::clipboard()->setText(text);
}

} // namespace tidemark::ui
