#include "ui/shell/shell.hpp"

#include "ui/settings/theme_control.hpp"
#include "ui/shell/first_sync_bar.hpp"
#include "ui/shell/notices.hpp"
#include "ui/shell/page_host.hpp"
#include "ui/shell/quick_open.hpp"
#include "ui/shell/rail.hpp"
#include "ui/shell/refused_page.hpp"
#include "ui/shell/shortcuts_dialog.hpp"
#include "ui/shell/standing_notices.hpp"
#include "ui/shell/top_bar.hpp"

#include <QHBoxLayout>
#include <QPainter>
#include <QShortcut>

#include <algorithm>
#include <utility>

namespace tidemark::ui {
namespace {

constexpr int countDelayMs = 300;
constexpr int numberedPages = 9;
constexpr int hitsOfOneSource = 6;
constexpr int wideShell = 1120; ///< From here on the rail has room for its words.

} // namespace

Shell::Shell(sync::AgentClient& agent, Prompter& prompter, ThemeControl& theme, QWidget* parent)
    : QWidget(parent)
    , agent_(agent)
    , prompter_(prompter)
    , theme_(theme)
{
    scale_ = theme_.scale();
    createLayout();
    createActions();
    connect(&theme_, &ThemeControl::changed, this, &Shell::onThemeChanged);
    countSoon_.setSingleShot(true);
    countSoon_.setInterval(countDelayMs);
    connect(&countSoon_, &QTimer::timeout, this, &Shell::countRows);
    connect(&agent_, &sync::AgentClient::statusChanged, this, &Shell::onStatus);
    connect(&agent_, &sync::AgentClient::changed, this, &Shell::onChanged);
    connect(&agent_, &sync::AgentClient::connected, &countSoon_, qOverload<>(&QTimer::start));
    connect(&agent_, &sync::AgentClient::resultArrived, notices_, &Notices::addResult);
}

void Shell::createLayout()
{
    rail_ = new Rail(this);
    topBar_ = new TopBar(this);
    firstSync_ = new FirstSyncBar(this);
    standing_ = new StandingNotices(agent_, this);
    host_ = new PageHost(this);
    notices_ = new Notices(this);
    auto* trailing = new QVBoxLayout;
    trailing->setSpacing(0);
    trailing->addWidget(topBar_);
    trailing->addWidget(firstSync_);
    trailing->addWidget(standing_);
    trailing->addWidget(host_, 1);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(rail_);
    row->addLayout(trailing, 1);
    connect(rail_, &Rail::placeWanted, this, &Shell::open);
    connect(topBar_, &TopBar::placeWanted, this, &Shell::open);
    connect(topBar_, &TopBar::quickOpenWanted, this, &Shell::showQuickOpen);
    connect(topBar_, &TopBar::accountWanted, this, &Shell::showAccountMenu);
    connect(topBar_, &TopBar::noticesWanted, this, &Shell::showNotices);
    connect(standing_, &StandingNotices::placeWanted, this, &Shell::open);
    connect(standing_, &StandingNotices::arrived, this, &Shell::onNotice);
    connect(host_, &PageHost::placeChanged, this, &Shell::onPlaceChanged);
    connect(notices_, &Notices::placeWanted, this, &Shell::open);
    connect(notices_, &Notices::changed, this, [this] {
        topBar_->setHasNews(notices_->hasNews());
    });
}

void Shell::createActions()
{
    const auto add = [this](const QKeySequence& keys, void (Shell::*slot)()) {
        auto* shortcut = new QShortcut(keys, this);
        connect(shortcut, &QShortcut::activated, this, slot);
    };
    add(QKeySequence(Qt::CTRL | Qt::Key_K), &Shell::showQuickOpen);
    add(QKeySequence(Qt::ALT | Qt::Key_Left), &Shell::back);
    add(QKeySequence(Qt::Key_F6), &Shell::cycleFocus);
    add(QKeySequence(Qt::Key_F1), &Shell::showShortcuts);
    add(QKeySequence(Qt::CTRL | Qt::Key_Slash), &Shell::showShortcuts);
    for (int i = 0; i < numberedPages; ++i) {
        auto* shortcut = new QShortcut(QKeySequence(Qt::CTRL | (Qt::Key_1 + i)), this);
        connect(shortcut, &QShortcut::activated, this, [this, i] {
            const auto& order = rail_->order();
            if (static_cast<std::size_t>(i) < order.size())
                open(Place{order[static_cast<std::size_t>(i)], {}});
        });
    }
    auto* settings = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Comma), this);
    connect(settings, &QShortcut::activated, this, [this] {
        open(Place{QStringLiteral("settings"), {}});
    });
}

void Shell::setPages(std::vector<PageEntry> entries, std::vector<QuickOpenSource> sources)
{
    entries_ = std::move(entries);
    sources_ = std::move(sources);
    applyPermissions();
}

bool Shell::isOpen(const PageEntry& entry) const
{
    return entry.permission.empty() || !permissions_ ||
           sync::isGranted(*permissions_, entry.permission);
}

/// Pages that are not open to the user stay in the rail and say which permission they need.
void Shell::applyPermissions()
{
    std::vector<PageEntry> entries = entries_;
    std::set<QString> closed;
    for (PageEntry& entry : entries) {
        if (isOpen(entry))
            continue;
        closed.insert(entry.id);
        entry.make = [title = entry.title, permission = entry.permission](
                         const PageContext&, const QString&, QWidget* parent
                     ) -> Page* { return new RefusedPage(title, permission, parent); };
    }
    rail_->setEntries(entries, closed);
    host_->setEntries(std::move(entries));
    for (const PageEntry& entry : entries_) {
        if (entry.countStatus && isOpen(entry))
            rail_->setCount(entry.id, entry.countStatus(agent_.status()));
    }
    if (std::exchange(closed_, closed) != closed)
        host_->rebuild(PageContext{agent_, *this, prompter_});
    onPlaceChanged();
    countSoon_.start();
}

void Shell::open(const Place& place)
{
    host_->open(place, PageContext{agent_, *this, prompter_});
}

void Shell::back()
{
    host_->back(PageContext{agent_, *this, prompter_});
}

void Shell::openFirst()
{
    const auto& order = rail_->order();
    if (host_->current() != nullptr || order.empty())
        return;
    const auto isOffered = [this](const QString& id) { return closed_.count(id) == 0; };
    const PageEntry* entry = host_->entry(firstPlace_.page);
    const QString inRail =
        entry == nullptr || entry->railId.isEmpty() ? firstPlace_.page : entry->railId;
    const auto wanted = std::find(order.begin(), order.end(), inRail);
    if (wanted != order.end() && isOffered(*wanted)) {
        open(firstPlace_);
        return;
    }
    const auto first = std::find_if(order.begin(), order.end(), isOffered);
    open(Place{first == order.end() ? order.front() : *first, {}});
}

void Shell::clear()
{
    host_->clear();
    topBar_->setBreadcrumb({});
}

QuickOpen& Shell::quickOpen()
{
    if (quickOpen_ == nullptr) {
        quickOpen_ = new QuickOpen(this);
        connect(quickOpen_, &QuickOpen::placeWanted, this, &Shell::open);
    }
    std::vector<QuickOpenHit> pages;
    for (const QString& id : rail_->order()) {
        const PageEntry* entry = host_->entry(id);
        if (entry == nullptr)
            continue;
        const QString about = isOpen(*entry)
                                  ? tr("page")
                                  : tr("needs %1").arg(QString::fromStdString(entry->permission));
        pages.push_back({entry->title, about, entry->iconName, Place{id, {}}});
    }
    for (QuickOpenHit& command : commands())
        pages.push_back(std::move(command));
    quickOpen_->setPages(std::move(pages));
    quickOpen_->setSources(sources_);
    return *quickOpen_;
}

void Shell::showQuickOpen()
{
    quickOpen().popUp();
}

void Shell::showShortcuts()
{
    auto* dialog = new ShortcutsDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void Shell::onStatus(const sync::Status& status)
{
    topBar_->setUser(status.user);
    firstSync_->setStatus(status);
    standing_->setStatus(status);
    // While nobody is named, as behind the lock, pages stay as they are.
    if (status.user && status.user->permissions != permissions_) {
        permissions_ = status.user->permissions;
        applyPermissions();
    }
    for (const PageEntry& entry : entries_) {
        if (entry.countStatus)
            rail_->setCount(entry.id, entry.countStatus(status));
    }
}

void Shell::onChanged(const sync::Changes& changes)
{
    const bool isCounted =
        std::any_of(entries_.begin(), entries_.end(), [&changes](const PageEntry& entry) {
            return entry.countRows && changes.entities.count(entry.countRows->entity) > 0;
        });
    if (isCounted && !countSoon_.isActive())
        countSoon_.start();
}

void Shell::countRows()
{
    if (!agent_.isConnected() || agent_.status().state != sync::AgentState::open)
        return;
    for (const PageEntry& entry : entries_) {
        if (!entry.countRows || !isOpen(entry))
            continue;
        const QString id = entry.id;
        agent_.rowsWindow(*entry.countRows, 0, 1, this, [this, id](Result<sync::RowPage> page) {
            if (page)
                rail_->setCount(id, RailCount{page->total, Kind::neutral});
        });
    }
}

void Shell::onPlaceChanged()
{
    const Page* page = host_->current();
    if (page == nullptr)
        return;
    topBar_->setBreadcrumb(page->breadcrumb());
    const PageEntry* entry = host_->entry(host_->place().page);
    rail_->setCurrent(
        entry == nullptr || entry->railId.isEmpty() ? host_->place().page : entry->railId
    );
    setWindowTitle(page->title());
}

/// Colours follow by themselves; lengths are laid out once and need new widgets.
void Shell::onThemeChanged()
{
    if (std::exchange(scale_, theme_.scale()) == theme_.scale())
        return;
    applyPermissions();
    fitRail();
    topBar_->updateGeometry();
    host_->rebuild(PageContext{agent_, *this, prompter_});
}

void Shell::cycleFocus()
{
    QWidget* focused = focusWidget();
    if (focused != nullptr && rail_->isAncestorOf(focused) && host_->current() != nullptr) {
        QWidget* page = host_->current();
        QWidget* target = page->focusWidget();
        (target == nullptr ? page : target)->setFocus(Qt::ShortcutFocusReason);
        if (target == nullptr)
            focusNextChild();
    } else if (focused != nullptr && host_->isAncestorOf(focused)) {
        topBar_->quickOpenBox()->setFocus(Qt::ShortcutFocusReason);
    } else {
        rail_->focusCurrent();
    }
}

void Shell::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), Tokens::current().surface);
}

void Shell::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitRail();
}

void Shell::fitRail()
{
    rail_->setNarrow(width() < Tokens::current().px(wideShell));
}

QuickOpenSource rowSource(
    sync::AgentClient& agent,
    sync::RowQuery query,
    QString page,
    QString iconName,
    std::function<QuickOpenHit(const boost::json::object& row)> describe
)
{
    return [&agent, query = std::move(query), page, iconName, describe = std::move(describe)](
               const QString& text,
               QObject* context,
               std::function<void(std::vector<QuickOpenHit>)> answer
           ) {
        sync::RowQuery asked = query;
        asked.search = text.toStdString();
        agent.rowsWindow(
            asked,
            0,
            hitsOfOneSource,
            context,
            [page, iconName, describe, answer = std::move(answer)](Result<sync::RowPage> found) {
                std::vector<QuickOpenHit> hits;
                for (const auto& row : found ? found->rows : std::vector<boost::json::object>()) {
                    QuickOpenHit hit = describe(row);
                    hit.iconName = iconName;
                    const auto* id = row.if_contains("id");
                    if (id == nullptr || !id->is_string())
                        continue;
                    const auto& text_ = id->get_string();
                    hit.place =
                        Place{page, QString::fromUtf8(text_.data(), qsizetype(text_.size()))};
                    hits.push_back(std::move(hit));
                }
                answer(std::move(hits));
            }
        );
    };
}

} // namespace tidemark::ui
