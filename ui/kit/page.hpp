// What the shell hosts: pages, how they are named, found and opened.
#pragma once

#include "sync/client/rows.hpp"
#include "ui/kit/tokens.hpp"

#include <QString>
#include <QWidget>

#include <functional>
#include <optional>
#include <vector>

namespace tidemark::sync {
class AgentClient;
struct Status;
} // namespace tidemark::sync

namespace tidemark::ui {

class Prompter;

/// Somewhere to go: a page and, where it shows one of many, which (`{"report", "<id>"}`).
struct Place {
    QString page = {};
    QString item = {};

    friend bool operator==(const Place&, const Place&) = default;
};

/// One step of the path in the top bar. An empty place is not clickable.
struct Crumb {
    QString text = {};
    Place place = {};
};

/// Lets a page open another one.
class Navigator {
public:
    virtual ~Navigator() = default;

    virtual void open(const Place& place) = 0;
    /// To where the reader was before.
    virtual void back() = 0;
};

/// What a page is made of. All outlive the page.
struct PageContext {
    sync::AgentClient& agent;
    Navigator& navigator;
    Prompter& prompter;
};

/// A page. The shell makes it when it is first opened, one for each place, and may drop those
/// that were not seen for long, unless `isBusy`.
class Page : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// For the window's title and the last crumb.
    [[nodiscard]] virtual QString title() const = 0;
    /// The path to here; the default is the title alone.
    [[nodiscard]] virtual std::vector<Crumb> breadcrumb() const { return {Crumb{title(), {}}}; }
    /// It came to the front, or left it.
    virtual void entered() {}
    virtual void left() {}
    /// Holds what would be lost if the page were dropped, such as an undo history.
    [[nodiscard]] virtual bool isBusy() const { return false; }

Q_SIGNALS:
    /// Title or path changed.
    void headChanged();
};

/// The groups of the rail, in order. `hidden`: reached from other pages only.
enum class RailSection { work, connections, administration, sync, foot, hidden };

/// The number at the trailing edge of a rail entry.
struct RailCount {
    qint64 count = 0;
    Kind kind = Kind::neutral;
};

/// A page as the shell knows it before it exists. Features hand over a list of these.
struct PageEntry {
    QString id = {}; ///< `reports`
    RailSection section = RailSection::work;
    QString title = {}; ///< In the rail and in quick open.
    QString iconName = {};
    std::function<Page*(const PageContext& context, const QString& item, QWidget* parent)> make;
    /// Counted in the rail by the number of rows of this query.
    std::optional<sync::RowQuery> countRows = {};
    /// Or computed from the status.
    std::function<RailCount(const sync::Status& status)> countStatus = {};
    /// The rail entry that is marked while this page is shown; for hidden pages.
    QString railId = {};
    /// A permission such as `run:read` without which the page only names it; empty: none.
    std::string permission = {};
};

/// One row of quick open: somewhere to go, or something to do.
struct QuickOpenHit {
    QString title = {};
    QString detail = {};
    QString iconName = {};
    Place place = {};
    std::function<void()> act = {}; ///< Instead of going to `place`.
};

/// Finds what quick open shows besides pages; answers once, any time, unless `context` is gone.
using QuickOpenSource = std::function<void(
    const QString& text, QObject* context, std::function<void(std::vector<QuickOpenHit>)> answer
)>;

} // namespace tidemark::ui
