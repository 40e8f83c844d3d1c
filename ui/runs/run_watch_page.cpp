#include "ui/runs/run_watch_page.hpp"

#include "sync/client/agent_client.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/page_head.hpp"
#include "ui/kit/prompter.hpp"
#include "ui/quick/quick_tokens.hpp"
#include "ui/runs/run_row.hpp"
#include "ui/runs/run_watch.hpp"
#include "ui/runs/run_words.hpp"

#include <QEvent>
#include <QFileDialog>
#include <QQmlContext>
#include <QQmlEngine>
#include <QQuickWidget>
#include <QQuickWindow>
#include <QSaveFile>
#include <QVBoxLayout>

#include <boost/json.hpp>

namespace tidemark::ui {
namespace {

namespace json = boost::json;

} // namespace

RunWatchPage::RunWatchPage(const PageContext& context, const QString& runId, QWidget* parent)
    : Page(parent)
    , context_(context)
    , runId_(runId.toStdString())
    , watch_(new RunWatch(context.agent, runId_, this))
    , tokens_(new QuickTokens(this))
    , title_(tr("Run"))
{
    build();
    connect(watch_, &RunWatch::runChanged, this, &RunWatchPage::updateHead);
    connect(watch_, &RunWatch::failed, this, [this](const Fault& fault) { banner_->say(fault); });
    connect(&context_.agent, &sync::AgentClient::statusChanged, this, &RunWatchPage::updateHead);
    updateHead();
}

RunWatchPage::~RunWatchPage()
{
    // The view reads from the objects above until it is gone.
    delete view_;
}

QString RunWatchPage::title() const
{
    return title_;
}

std::vector<Crumb> RunWatchPage::breadcrumb() const
{
    const auto number = numberField(watch_->run(), "number");
    return {
        {tr("Runs"), {QStringLiteral("runs"), {}}},
        {title_, {}},
        {number > 0 ? formatNumber(number) : QString(), {}}};
}

void RunWatchPage::build()
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);

    head_ = new PageHead(title_, this);
    auto* log = new Button(ButtonKind::normal, tr("Save log…"), QStringLiteral("download"), this);
    connect(log, &QPushButton::clicked, this, &RunWatchPage::saveLog);
    head_->addAction(log);
    artefact_ = new Button(ButtonKind::normal, tr("Save file…"), QStringLiteral("file-text"), this);
    connect(artefact_, &QPushButton::clicked, this, &RunWatchPage::saveArtefact);
    head_->addAction(artefact_);
    cancel_ = new Button(ButtonKind::danger, tr("Cancel run"), QStringLiteral("square"), this);
    connect(cancel_, &QPushButton::clicked, this, &RunWatchPage::askToCancel);
    head_->addAction(cancel_);
    column->addWidget(head_);

    banner_ = new Banner(this);
    banner_->setDismissable(true);
    column->addWidget(banner_);
    buildView();
    column->addWidget(view_, 1);
}

void RunWatchPage::buildView()
{
    // The view is small and flat; drawing it without a GPU saves the driver's memory and start.
    QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
    view_ = new QQuickWidget(this);
    view_->setResizeMode(QQuickWidget::SizeRootObjectToView);
    view_->setAccessibleName(tr("Live view of the run"));
    view_->setFocusPolicy(Qt::StrongFocus);
    view_->engine()->addImageProvider(QStringLiteral("icon"), new QuickIcons);
    view_->rootContext()->setContextProperty(QStringLiteral("tokens"), tokens_);
    view_->rootContext()->setContextProperty(QStringLiteral("watch"), watch_);
    view_->setClearColor(Tokens::current().surface);
    view_->setSource(QUrl(QStringLiteral("qrc:/tidemark/runs/RunWatch.qml")));
}

void RunWatchPage::updateHead()
{
    const json::object& run = watch_->run();
    if (run.empty())
        return;
    const auto state = textField(run, "state");
    const QString name = stringField(run, "definitionName");
    if (name != title_) {
        title_ = name;
        head_->setTitle(title_);
        Q_EMIT headChanged();
    }
    head_->setSubtitle(tr("run %1").arg(formatNumber(numberField(run, "number"))));
    std::vector<ChipText> chips{runStateChip(state)};
    if (watch_->isActive())
        chips.push_back({Kind::neutral, tr("%1 %").arg(numberField(run, "progress")), {}});
    head_->setChips(chips);
    head_->setNote(watch_->startedText());
    const sync::Status& status = context_.agent.status();
    const bool online =
        status.link == sync::LinkState::online || status.link == sync::LinkState::onlinePoll;
    const bool allowed = status.user && status.user->may("run:cancel");
    cancel_->setVisible(watch_->isActive());
    cancel_->setEnabled(allowed && online);
    const QString offline = tr("This needs the connection to the platform.");
    cancel_->setToolTip(
        !allowed ? tr("Cancelling needs the permission run:cancel.")
        : online ? QString()
                 : offline
    );
    artefact_->setVisible(!textField(run, "artefactName").empty());
    artefact_->setEnabled(online);
    artefact_->setToolTip(online ? QString() : offline);
    if (state == "failed")
        banner_->say(
            Kind::bad,
            tr("The run failed: %1").arg(stringField(run, "errorCause")),
            tr("Look at the log for the first error, mend the cause and start the run again.")
        );
}

void RunWatchPage::askToCancel()
{
    const Question question{
        .heading = tr("Cancel this run?"),
        .text = tr("It stops after the rows it is working on. Nothing is delivered, and it cannot "
                   "be resumed; it can be started anew."),
        .action = tr("Cancel run"),
        .isDestructive = true};
    context_.prompter.confirm(this, question, [this](bool isAgreed) {
        if (isAgreed)
            cancel();
    });
}

void RunWatchPage::cancel()
{
    context_.agent.platformCall(
        "POST",
        "/api/v1/report-runs/" + runId_ + "/cancel",
        json::object{},
        this,
        [this](Result<json::object> answer) {
            if (!answer)
                banner_->say(answer.error());
        }
    );
}

void RunWatchPage::saveArtefact()
{
    const QString name = QFileDialog::getSaveFileName(
        this, tr("Save the run's file"), stringField(watch_->run(), "artefactName")
    );
    if (name.isEmpty())
        return;
    artefact_->setEnabled(false);
    context_.agent.callFor(
        std::chrono::minutes(5),
        "platform.download",
        json::object{
            {"path", "/api/v1/report-runs/" + runId_ + "/artefact"}, {"file", name.toStdString()}},
        this,
        [this, name](Result<json::value> answer) {
            updateHead();
            if (!answer)
                banner_->say(answer.error());
            else
                banner_->say(Kind::ok, tr("Saved as %1.").arg(name));
        }
    );
}

void RunWatchPage::saveLog()
{
    const QString name = QFileDialog::getSaveFileName(
        this, tr("Save the log"), tr("run-%1.log").arg(numberField(watch_->run(), "number"))
    );
    if (name.isEmpty())
        return;
    QSaveFile file(name);
    const bool written = file.open(QIODevice::WriteOnly) &&
                         file.write(watch_->log()->toText().toUtf8()) >= 0 && file.commit();
    if (!written)
        banner_->say(
            Kind::bad,
            tr("The log could not be written: %1").arg(file.errorString()),
            tr("Choose another folder.")
        );
}

void RunWatchPage::changeEvent(QEvent* event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && view_) {
        view_->setClearColor(Tokens::current().surface);
        Q_EMIT tokens_->changed();
    }
}

} // namespace tidemark::ui
