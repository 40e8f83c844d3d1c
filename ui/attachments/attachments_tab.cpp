#include "ui/attachments/attachments_tab.hpp"

#include "sync/client/row_window_model.hpp"
#include "ui/attachments/attachment_table.hpp"
#include "ui/kit/banner.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/empty_state.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/labels.hpp"
#include "ui/kit/table_view.hpp"

#include <QBuffer>
#include <QCheckBox>
#include <QClipboard>
#include <QDateTime>
#include <QDragEnterEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QImage>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QMimeData>
#include <QShortcut>
#include <QVBoxLayout>

namespace tidemark::ui {

namespace json = boost::json;

AttachmentsTab::AttachmentsTab(
    sync::AgentClient& agent, const std::string& reportId, QWidget* parent
)
    : QWidget(parent)
    , agent_(agent)
    , reportId_(reportId)
    , states_(new FileStates(agent, reportId, this))
{
    setAcceptDrops(true);
    build();
    connect(states_, &FileStates::changed, this, [this] {
        keep_->setChecked(states_->isPinned());
        table_->viewport()->update();
        updateActions();
        updateFoot();
    });
    connect(states_, &FileStates::arrived, this, [this](const std::string& sha256) {
        if (!openWhenHere_.empty() && sha256 == openContent_)
            openFile(std::exchange(openWhenHere_, {}));
    });
    connect(&agent_, &sync::AgentClient::statusChanged, this, [this] {
        table_->viewport()->update();
        updateActions();
    });
    updateActions();
    updateFoot();
}

void AttachmentsTab::build()
{
    const Tokens& tokens = Tokens::current();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    banner_ = new Banner(this);
    banner_->setDismissable(true);
    connect(banner_, &Banner::actionTriggered, this, &AttachmentsTab::undoRemoval);
    column->addWidget(banner_);
    buildTable();
    buildActions();
    auto* row = new QHBoxLayout;
    row->setContentsMargins(
        tokens.px(length::pageMargin),
        tokens.px(length::grid),
        tokens.px(length::pageMargin),
        tokens.px(length::grid)
    );
    row->setSpacing(tokens.px(length::grid));
    for (Button* button : {add_, open_, save_, rename_, replace_, remove_, cancel_})
        row->addWidget(button);
    row->addStretch(1);
    column->addLayout(row);
    column->addWidget(table_, 1);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(
        tokens.px(length::pageMargin),
        tokens.px(length::half),
        tokens.px(length::pageMargin),
        tokens.px(length::half)
    );
    foot_ = new Label({}, TextStyle::secondary, Tone::muted, this);
    foot_->setWordWrap(true);
    foot->addWidget(foot_, 1);
    foot->addWidget(keep_);
    column->addLayout(foot);
}

void AttachmentsTab::buildTable()
{
    const auto isOnlineNow = [this] { return isOnline(); };
    model_ = new sync::RowWindowModel(
        agent_,
        {.entity = "attachment",
         .filter = {{"reportId", "eq", json::string(reportId_)}},
         .sort = {"name"}},
        attachmentColumns(*states_, isOnlineNow),
        this
    );
    table_ = new TableView(tr("Attachments of the report"), this);
    table_->setRowModel(model_);
    table_->setColumnWidths({0, 90, 170, 150, 190});
    table_->setOptionalColumns({2, 3, 1});
    auto* empty = new EmptyState(table_);
    empty->setWords(
        QStringLiteral("file-plus"),
        tr("No files are attached"),
        tr("Add documents that belong to this report, or drop them here. They are safe on this "
           "device at once and are sent as soon as the platform is reached.")
    );
    table_->setEmptyState(empty);
    connect(table_, &TableView::opened, this, &AttachmentsTab::openCurrent);
    connect(model_, &sync::RowWindowModel::totalChanged, this, [this](qint64 total) {
        updateActions();
        updateFoot();
        Q_EMIT countChanged(total);
    });
    connect(model_, &QAbstractItemModel::dataChanged, this, [this] { updateActions(); });
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        updateActions();
        updateFoot();
    });
}

void AttachmentsTab::buildActions()
{
    const auto make = [this](const QString& label, const char* iconName, auto act) {
        auto* button = new Button(ButtonKind::normal, label, QString::fromLatin1(iconName), this);
        connect(button, &QPushButton::clicked, this, act);
        return button;
    };
    const auto small = [this](const QString& label, const char* iconName, auto act) {
        auto* button =
            Button::iconOnly(ButtonKind::quiet, label, QString::fromLatin1(iconName), this);
        connect(button, &QPushButton::clicked, this, act);
        return button;
    };
    add_ = make(tr("Add files…"), "file-plus", &AttachmentsTab::chooseFiles);
    open_ = make(tr("Open"), "external-link", &AttachmentsTab::openCurrent);
    save_ = small(tr("Save a copy…"), "save", &AttachmentsTab::saveCurrent);
    rename_ = small(tr("Rename…"), "pencil", &AttachmentsTab::renameCurrent);
    replace_ =
        small(tr("Replace by a new version…"), "refresh-cw", &AttachmentsTab::replaceCurrent);
    remove_ = small(tr("Remove"), "trash-2", &AttachmentsTab::removeCurrent);
    cancel_ = small(tr("Stop fetching"), "x", &AttachmentsTab::cancelCurrent);
    keep_ = new QCheckBox(tr("Keep on this device"), this);
    keep_->setToolTip(tr("Files of this report are fetched by themselves and never let go."));
    connect(keep_, &QCheckBox::clicked, this, [this](bool isPinned) {
        const auto reply = [this](Result<json::value> answer) {
            if (!answer)
                report(answer.error());
            states_->load();
        };
        agent_.call(
            "blobs.pin", json::object{{"report", reportId_}, {"pinned", isPinned}}, this, reply
        );
    });
    const auto key = [this](const QKeySequence& keys, auto act) {
        auto* shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, act);
    };
    key(QKeySequence(Qt::CTRL | Qt::Key_O), [this] { add_->click(); });
    key(QKeySequence(QKeySequence::Save), [this] { save_->click(); });
    key(QKeySequence(Qt::Key_F2), [this] { rename_->click(); });
    key(QKeySequence(QKeySequence::Delete), [this] { remove_->click(); });
    key(QKeySequence(QKeySequence::Paste), [this] {
        const bool isTaken = isEditable_ && take(*QGuiApplication::clipboard()->mimeData());
        if (!isTaken)
            banner_->say(
                Kind::info,
                isEditable_ ? tr("The clipboard holds no file and no picture.") : whyNot_
            );
    });
}

bool AttachmentsTab::isOnline() const
{
    const auto link = agent_.status().link;
    return link == sync::LinkState::online || link == sync::LinkState::onlinePoll;
}

void AttachmentsTab::setEditable(bool isEditable, const QString& reason)
{
    isEditable_ = isEditable;
    whyNot_ = reason;
    updateActions();
}

const AttachmentsTab::Row* AttachmentsTab::current() const
{
    const QModelIndex index = table_->currentIndex();
    return index.isValid() ? model_->rowAt(index.row()) : nullptr;
}

void AttachmentsTab::updateActions()
{
    const Row* row = current();
    const FileState* state = row == nullptr ? nullptr : states_->of(rowText(*row, "sha256"));
    const QString choose = tr("Choose a file of the list first.");
    const auto set = [](Button* button, bool isOn, const QString& tip) {
        button->setEnabled(isOn);
        button->setToolTip(tip);
    };
    const bool isHere = state != nullptr && state->isHere;
    const bool canOpen = row != nullptr && (isHere || isOnline());
    const QString away = tr("The file is not on this device; fetching it needs the platform.");
    set(add_, isEditable_, isEditable_ ? tr("Ctrl+O; or drop files here, or paste") : whyNot_);
    set(open_, canOpen, row == nullptr ? choose : canOpen ? tr("Enter") : away);
    set(save_,
        row != nullptr && isHere,
        row == nullptr ? choose
        : isHere       ? tr("Save a copy… (Ctrl+S)")
                       : tr("The file has to be on this device first: open it."));
    const bool canChange = row != nullptr && isEditable_;
    const auto change = [&](Button* button, const QString& tip) {
        set(button, canChange, row == nullptr ? choose : isEditable_ ? tip : whyNot_);
    };
    change(rename_, tr("Rename… (F2)"));
    change(replace_, tr("Replace by a new version…"));
    change(remove_, tr("Remove (Del); can be undone"));
    const bool isComing =
        state != nullptr && (state->state == "queued" || state->state == "fetching");
    set(cancel_, isComing, tr("Stop fetching"));
    cancel_->setVisible(isComing);
}

void AttachmentsTab::updateFoot()
{
    const Row* row = current();
    QString words;
    if (row != nullptr)
        words =
            fileDetail(states_->of(rowText(*row, "sha256")), rowNumber(*row, "size"), isOnline());
    if (words.isEmpty() && states_->budgetBytes() > 0)
        words = tr("Files on this device: %1 of %2.")
                    .arg(formatBytes(states_->usedBytes()), formatBytes(states_->budgetBytes()));
    foot_->setText(words);
}

void AttachmentsTab::report(const Fault& fault)
{
    banner_->setAction({});
    banner_->say(fault);
}

bool AttachmentsTab::take(const QMimeData& mime)
{
    QStringList paths;
    for (const QUrl& url : mime.urls()) {
        if (url.isLocalFile())
            paths += url.toLocalFile();
    }
    if (!paths.isEmpty()) {
        addFiles(paths);
        return true;
    }
    const QImage picture = qvariant_cast<QImage>(mime.imageData());
    if (picture.isNull())
        return false;
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    picture.save(&buffer, "PNG");
    constexpr qsizetype most = 5 * 1024 * 1024; // It travels in one message to the agent.
    if (bytes.size() > most) {
        banner_->say(
            Kind::warn,
            tr("The picture of the clipboard is larger than 5 MB."),
            tr("Save it as a file, then add the file.")
        );
        return true;
    }
    const QString name =
        tr("Picture %1.png")
            .arg(QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd HH.mm.ss")));
    add(
        {{"report", reportId_},
         {"data", bytes.toBase64().toStdString()},
         {"name", name.toStdString()}}
    );
    return true;
}

/// The page undoes edits of cells by the same keys; here they bring back a file.
bool AttachmentsTab::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && !removed_.empty()) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (key->matches(QKeySequence::Undo)) {
            key->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

void AttachmentsTab::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Undo) && !removed_.empty())
        return undoRemoval();
    QWidget::keyPressEvent(event);
}

void AttachmentsTab::dragEnterEvent(QDragEnterEvent* event)
{
    if (isEditable_ && (event->mimeData()->hasUrls() || event->mimeData()->hasImage()))
        event->acceptProposedAction();
}

void AttachmentsTab::dropEvent(QDropEvent* event)
{
    if (isEditable_ && take(*event->mimeData()))
        event->acceptProposedAction();
}

} // namespace tidemark::ui
