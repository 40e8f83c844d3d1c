#include "ui/reports/workbench_page.hpp"

#include "models/fuel/report_lifecycle.hpp"
#include "ui/attachments/attachments_tab.hpp"
#include "ui/filing/filing_bar.hpp"
#include "ui/grid/number_text.hpp"
#include "ui/grid/sheet_view.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/empty_state.hpp"
#include "ui/kit/fault_text.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/page_head.hpp"
#include "ui/kit/symbol.hpp"
#include "ui/reports/history_tab.hpp"
#include "ui/reports/long_schedule.hpp"
#include "ui/reports/presence_bar.hpp"
#include "ui/reports/report_words.hpp"
#include "ui/reports/submit_dialog.hpp"
#include "ui/reports/summary_pane.hpp"
#include "ui/reports/summary_tab.hpp"
#include "ui/reports/supply_tab.hpp"

#include <QHBoxLayout>
#include <QShortcut>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace tidemark::ui {

namespace {

constexpr int paneNeedsWidth = 1000;
constexpr int supplyTabIndex = 0;
constexpr int filesTabIndex = 2;
constexpr int leastWidth = 480;
constexpr int leastHeight = 320;

} // namespace

WorkbenchPage::WorkbenchPage(
    const PageContext& context, ReferenceStore& references, const QString& reportId, QWidget* parent
)
    : Page(parent)
    , context_(context)
    , session_(context.agent, references, reportId.toStdString())
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    // Narrower than its parts want: the pane folds away and tables scroll.
    column->setSizeConstraint(QLayout::SetNoConstraint);
    buildHead();
    column->addWidget(head_);
    auto* filing = new FilingBar(context.agent, reportId.toStdString(), this);
    for (QWidget* action : {undo_, redo_, filing->action(), submit_})
        head_->addAction(action);
    column->addWidget(filing);
    buildTabs();
    auto* tabRow = new Pane(Pane::Ground::surface, Qt::BottomEdge, this);
    auto* tabLayout = new QHBoxLayout(tabRow);
    tabLayout->setContentsMargins(Tokens::current().px(6), 0, 0, 0);
    tabLayout->addWidget(tabs_);
    tabLayout->addStretch(1);
    column->addWidget(tabRow);
    banner_ = new Banner(this);
    column->addWidget(banner_);
    auto* work = new QHBoxLayout;
    work->setContentsMargins(0, 0, 0, 0);
    work->setSpacing(0);
    stack_ = new QStackedWidget(this);
    waiting_ = new EmptyState(stack_);
    waiting_->setWords(
        QStringLiteral("table"),
        tr("Opening the report…"),
        tr("Its rows come from this device; no network is needed.")
    );
    stack_->addWidget(waiting_);
    pane_ = new SummaryPane(this);
    pane_->hide();
    work->addWidget(stack_, 1);
    work->addWidget(pane_);
    column->addLayout(work, 1);
    connect(&session_, &ReportSession::loaded, this, &WorkbenchPage::onLoaded);
    connect(&session_, &ReportSession::loadFailed, this, &WorkbenchPage::onLoadFailed);
    connect(&session_, &ReportSession::reportChanged, this, &WorkbenchPage::updateHead);
    connect(&session_.conflicts(), &ReportConflicts::changed, this, [this] {
        if (session_.isLoaded())
            updateHead();
        updateTrouble();
    });
    connect(&session_.saver(), &SupplySaver::stateChanged, this, &WorkbenchPage::updateTrouble);
    connect(&context_.agent, &sync::AgentClient::statusChanged, this, &WorkbenchPage::updateNote);
    noteTick_.setInterval(1'000);
    connect(&noteTick_, &QTimer::timeout, this, &WorkbenchPage::updateNote);
    noteTick_.start();
    connect(banner_, &Banner::actionTriggered, this, [this] {
        context_.navigator.open({QStringLiteral("needs-you"), session_.conflicts().firstId()});
    });
    connect(&context_.agent, &sync::AgentClient::changed, this, &WorkbenchPage::onChanged);
    connect(waiting_, &EmptyState::actionTriggered, this, [this] {
        if (isGone_)
            context_.navigator.open({QStringLiteral("set-aside"), {}});
        else
            session_.load();
    });
    session_.load();
}

void WorkbenchPage::buildHead()
{
    head_ = new PageHead(tr("Report"), this);
    undo_ = Button::iconOnly(ButtonKind::normal, tr("Undo"), QStringLiteral("undo-2"), this);
    redo_ = Button::iconOnly(ButtonKind::normal, tr("Redo"), QStringLiteral("redo-2"), this);
    QUndoStack& stack = session_.undoStack();
    connect(undo_, &QPushButton::clicked, &stack, &QUndoStack::undo);
    connect(redo_, &QPushButton::clicked, &stack, &QUndoStack::redo);
    // Not the buttons' own shortcuts: those press the button, and act a tenth of a second later.
    const auto onKeys = [this](const QList<QKeySequence>& keys, auto act) {
        auto* shortcut = new QShortcut(this);
        shortcut->setKeys(keys);
        connect(shortcut, &QShortcut::activated, &session_.undoStack(), act);
    };
    onKeys(QKeySequence::keyBindings(QKeySequence::Undo), &QUndoStack::undo);
    onKeys(
        {QKeySequence(Qt::CTRL | Qt::Key_Y), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z)},
        &QUndoStack::redo
    );
    const auto update = [this, &stack] {
        undo_->setEnabled(stack.canUndo());
        redo_->setEnabled(stack.canRedo());
        undo_->setToolTip(
            stack.canUndo() ? tr("Undo: %1 (Ctrl+Z)").arg(stack.undoText()) : tr("Nothing to undo")
        );
        redo_->setToolTip(
            stack.canRedo() ? tr("Redo: %1 (Ctrl+Y)").arg(stack.redoText()) : tr("Nothing to redo")
        );
    };
    connect(&stack, &QUndoStack::indexChanged, this, update);
    update();
    submit_ =
        new Button(ButtonKind::primary, tr("Sign and submit…"), QStringLiteral("square-pen"), this);
    submit_->setEnabled(false);
    connect(submit_, &QPushButton::clicked, this, &WorkbenchPage::signAndSubmit);
}

void WorkbenchPage::buildTabs()
{
    tabs_ = new QTabBar(this);
    tabs_->setAccessibleName(tr("Parts of the report"));
    tabs_->setExpanding(false);
    tabs_->setDrawBase(true);
    for (const QString& name : {tr("Fuel supply"), tr("Summary"), tr("Attachments"), tr("History")})
        tabs_->addTab(name);
    tabs_->setEnabled(false);
    connect(tabs_, &QTabBar::currentChanged, this, [this](int tab) {
        if (session_.isLoaded())
            stack_->setCurrentIndex(tab + 1);
    });
}

void WorkbenchPage::onLoaded()
{
    summaryTab_ = new SummaryTab(stack_);
    presence_ = new PresenceWatch(context_.agent, "complianceReport", session_.reportId(), this);
    connect(presence_, &PresenceWatch::changed, this, &WorkbenchPage::updateHead);
    buildSchedule();
    stack_->addWidget(summaryTab_);
    files_ = new AttachmentsTab(context_.agent, session_.reportId(), stack_);
    connect(files_, &AttachmentsTab::countChanged, this, [this](qint64 files) {
        tabs_->setTabData(filesTabIndex, files > 0 ? QLocale().toString(files) : QString());
        tabs_->setTabText(filesTabIndex, tr("Attachments"));
    });
    stack_->addWidget(files_);
    stack_->addWidget(new HistoryTab(context_.agent, session_.reportId(), stack_));
    tabs_->setEnabled(true);
    stack_->setCurrentIndex(tabs_->currentIndex() + 1);
    banner_->clear();
    updateHead();
    updateFigures();
    updateNote();
    foldPane();
    entered();
}

void WorkbenchPage::buildSchedule()
{
    if (session_.isLarge()) {
        auto* schedule = new LongSchedule(session_, stack_);
        stack_->addWidget(schedule);
        connect(schedule, &LongSchedule::totalChanged, this, [this](qint64 rows) {
            tabs_->setTabData(supplyTabIndex, QLocale().toString(rows));
            tabs_->setTabText(supplyTabIndex, tr("Fuel supply"));
        });
        return;
    }
    supply_ = new SupplyTab(session_, stack_);
    stack_->addWidget(supply_);
    connect(supply_, &SupplyTab::figuresChanged, this, &WorkbenchPage::updateFigures);
    auto* column = qobject_cast<QVBoxLayout*>(layout());
    auto* bar = new PresenceBar(*presence_, session_.grid(), supply_->view(), this);
    column->insertWidget(column->indexOf(banner_) + 1, bar);
}

void WorkbenchPage::onLoadFailed(const Fault& fault)
{
    waiting_->setWords(QStringLiteral("circle-alert"), faultCause(fault), faultNextStep(fault));
    waiting_->setAction(tr("Try again"), QStringLiteral("refresh-cw"));
    stack_->setCurrentWidget(waiting_);
}

/// A report that is not on this device any more was taken away, or removed.
void WorkbenchPage::onChanged(const sync::Changes& changes)
{
    if (isGone_ || !session_.isLoaded() || changes.entities.count("complianceReport") == 0)
        return;
    const auto reply = [this](const Result<boost::json::object>& row) {
        if (!row && row.error().code == FaultCode::notFound)
            showGone();
    };
    context_.agent.rowsGet("complianceReport", session_.reportId(), this, reply);
}

void WorkbenchPage::showGone()
{
    isGone_ = true;
    waiting_->setWords(
        QStringLiteral("lock"),
        tr("You no longer have access (since %1)").arg(formatTime(Timestamp::now())),
        tr("Your access to this report ended, or it was removed. Its rows are no longer on this "
           "device. Changes that you had not sent are set aside.")
    );
    waiting_->setAction(tr("Show what was set aside"), QStringLiteral("inbox"));
    stack_->setCurrentWidget(waiting_);
    pane_->hide();
    tabs_->hide();
    banner_->clear();
    for (Button* action : {undo_, redo_, submit_})
        action->hide();
    head_->setTitle(tr("Report"));
    head_->setChips({});
    head_->setNote({});
    Q_EMIT headChanged();
}

void WorkbenchPage::updateFiles()
{
    if (files_ == nullptr)
        return;
    const auto& user = context_.agent.status().user;
    const bool isDrafted = isEditable(session_.report().status);
    const bool mayAdd = !user || user->may("document:create");
    files_->setEditable(
        isDrafted && mayAdd,
        isDrafted ? tr("Attaching files needs the permission document:create.")
                  : tr("The report is no longer being drafted.")
    );
}

void WorkbenchPage::updateFigures()
{
    if (!session_.isLoaded())
        return;
    if (session_.isLarge()) {
        // Without the rows the stored line 18 is all that is known.
        summaryTab_->show(summaryOf(session_.report(), session_.report().line18));
        return;
    }
    const SupplySheet& sheet = session_.grid().sheet();
    const ReportSummary summary = summaryOf(session_.report(), sheet.line18());
    tabs_->setTabData(supplyTabIndex, QLocale().toString(sheet.size()));
    tabs_->setTabText(supplyTabIndex, tr("Fuel supply")); // Measures the tab again.
    pane_->show(summary, session_.report(), sheet);
    if (summaryTab_ != nullptr)
        summaryTab_->show(summary);
    foldPane();
}

void WorkbenchPage::updateNote()
{
    if (isGone_)
        return;
    const auto& status = context_.agent.status();
    const bool isOnline =
        status.link == sync::LinkState::online || status.link == sync::LinkState::onlinePoll;
    const SavedState& state = session_.saver().state();
    const SavedWords words = savedWords(state, isOnline);
    head_->setNote(words.text, words.iconName, words.tone);
}

void WorkbenchPage::updateTrouble()
{
    updateNote();
    if (isGone_)
        return; // What it says now is under Set aside.
    const SavedState& state = session_.saver().state();
    const int conflicts = session_.conflicts().count();
    if (state.kind == SavedKind::notSaved) {
        banner_->say(Kind::bad, faultCause(state.fault), faultNextStep(state.fault));
        banner_->setAction({});
    } else if (conflicts > 0) {
        banner_->say(
            Kind::warn,
            tr("%n conflict(s) of this report wait for your decision.", nullptr, conflicts),
            tr("The report can be signed once they are decided. Work on other cells goes on.")
        );
        banner_->setAction(tr("Open “Needs you”"));
    } else if (state.kind == SavedKind::needsYou) {
        banner_->say(Kind::warn, faultCause(state.fault), faultNextStep(state.fault));
        banner_->setAction(tr("Open “Needs you”"));
    } else {
        banner_->clear();
    }
}

void WorkbenchPage::foldPane()
{
    const bool hasRoom = width() >= Tokens::current().px(paneNeedsWidth);
    pane_->setVisible(hasRoom && supply_ != nullptr && !isGone_);
    if (supply_ == nullptr || isGone_)
        return;
    const ReportSummary summary = summaryOf(session_.report(), session_.grid().sheet().line18());
    supply_->setFoldedSummary(
        hasRoom ? QString() : tr("Line 22: %1").arg(writeNumber(summary.line22, QLocale(), 0))
    );
}

QSize WorkbenchPage::minimumSizeHint() const
{
    return {Tokens::current().px(leastWidth), Tokens::current().px(leastHeight)};
}

void WorkbenchPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    foldPane();
}

void WorkbenchPage::signAndSubmit()
{
    if (!session_.isLoaded())
        return;
    auto* dialog = new SubmitDialog(session_, this);
    connect(dialog, &SubmitDialog::problemsWanted, this, [this] {
        tabs_->setCurrentIndex(supplyTabIndex);
        supply_->view().goTo(0, 0);
        supply_->goToNextProblem();
    });
    dialog->open();
}

QString WorkbenchPage::title() const
{
    return session_.isLoaded() && !isGone_ ? reportTitle(session_.report()) : tr("Report");
}

std::vector<Crumb> WorkbenchPage::breadcrumb() const
{
    std::vector<Crumb> path{{tr("Reports"), {QStringLiteral("reports"), {}}}};
    if (session_.isLoaded() && !isGone_)
        path.push_back({QString::fromStdString(session_.report().organizationName), {}});
    path.push_back({title(), {}});
    return path;
}

void WorkbenchPage::entered()
{
    if (supply_ != nullptr && isVisible() && stack_->currentWidget() == supply_)
        supply_->view().setFocus();
}

bool WorkbenchPage::isBusy() const
{
    return session_.holdsWork();
}

bool WorkbenchPage::hasUnsaved()
{
    const SavedKind kind = session_.saver().state().kind;
    return kind == SavedKind::saving || kind == SavedKind::notSaved;
}

} // namespace tidemark::ui
