// The frame of the desk while the store is open: rail, top bar, page.
#pragma once

#include "sync/client/agent_client.hpp"
#include "ui/kit/page.hpp"

#include <QTimer>
#include <QWidget>

#include <optional>
#include <set>
#include <string>
#include <vector>

class QMenu;

namespace tidemark::ui {

class FirstSyncBar;
class Notices;
class PageHost;
class Prompter;
class QuickOpen;
class Rail;
class StandingNotices;
class ThemeControl;
class TopBar;

/// Hosts the pages that the features hand over.
class Shell final : public QWidget, public Navigator {
    Q_OBJECT

public:
    Shell(
        sync::AgentClient& agent, Prompter& prompter, ThemeControl& theme, QWidget* parent = nullptr
    );

    void setPages(std::vector<PageEntry> entries, std::vector<QuickOpenSource> sources = {});
    void open(const Place& place) override;
    void back() override;
    /// Where to begin instead of with the first page of the rail; ignored where it is not offered.
    void setFirstPlace(const Place& place) { firstPlace_ = place; }
    /// Opens the first page if none is open yet. Pages are made only after the first paint.
    void openFirst();
    /// Drops all pages, for a sign-out.
    void clear();
    [[nodiscard]] Rail& rail() const { return *rail_; }
    [[nodiscard]] PageHost& host() const { return *host_; }
    [[nodiscard]] QuickOpen& quickOpen();

    void showQuickOpen();
    void showShortcuts();
    /// Among the notices of the bell.
    void say(const Fault& fault);

Q_SIGNALS:
    void lockWanted();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void createActions();
    void createLayout();
    void fitRail();
    void onStatus(const sync::Status& status);
    void onChanged(const sync::Changes& changes);
    void onPlaceChanged();
    void onThemeChanged();
    void applyPermissions();
    [[nodiscard]] bool isOpen(const PageEntry& entry) const;
    void countRows();
    void showAccountMenu();
    void showNotices();
    void addThemeMenu(QMenu* menu);
    /// What quick open can do besides going somewhere.
    [[nodiscard]] std::vector<QuickOpenHit> commands();
    void syncNow();
    Q_INVOKABLE void signOut();
    void endSession(bool discardsPending);
    void askToDiscard(const Fault& fault);
    void onNotice(const sync::Notice& notice);
    void cycleFocus();

    sync::AgentClient& agent_;
    Prompter& prompter_;
    ThemeControl& theme_;
    std::vector<PageEntry> entries_ = {};
    std::vector<QuickOpenSource> sources_ = {};
    std::optional<std::vector<std::string>> permissions_ = {}; ///< Absent: not heard yet.
    std::set<QString> closed_ = {};                            ///< Pages that the user may not see.
    Rail* rail_ = nullptr;
    TopBar* topBar_ = nullptr;
    FirstSyncBar* firstSync_ = nullptr;
    Place firstPlace_ = {};
    StandingNotices* standing_ = nullptr;
    PageHost* host_ = nullptr;
    QuickOpen* quickOpen_ = nullptr;
    Notices* notices_ = nullptr;
    QTimer countSoon_;
    int scale_ = 100; ///< What the widgets were laid out for, in percent.
};

/// A source for quick open over the rows of an entity: `fields` make the title and the detail.
[[nodiscard]] QuickOpenSource rowSource(
    sync::AgentClient& agent,
    sync::RowQuery query,
    QString page,
    QString iconName,
    std::function<QuickOpenHit(const boost::json::object& row)> describe
);

} // namespace tidemark::ui
