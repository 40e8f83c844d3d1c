// Closes the desk over everything that it shows, before the agent lets go of its keys.
#pragma once

#include "models/core/fault.hpp"
#include "ui/kit/page.hpp"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

class QWidget;

namespace tidemark::sync {
class AgentClient;
struct Status;
} // namespace tidemark::sync

namespace tidemark::ui {

class PageHost;

/// Locking, as a window sees it. In this order: nothing is shown any more, what is being typed is
/// with the agent, the agent locks, and nothing of the data is left in this process.
///
/// Ctrl+L is heard in every window of the desk, over dialogs and menus too.
class DeskLock final : public QObject {
    Q_OBJECT

public:
    /// `window` is the one that stays; all outlive it.
    DeskLock(sync::AgentClient& agent, PageHost& host, QWidget& window);

    /// A person wants it, or nobody was here for a while. Nothing when nothing is open.
    void lock();
    /// Everything but the window goes: dialogs, menus, and what was copied. Texts that were typed
    /// into them are kept by the agent.
    void closeWindows();
    [[nodiscard]] bool isClosing() const { return isClosing_; }

Q_SIGNALS:
    /// From now on nothing may be shown.
    void closing();
    /// The agent could not lock: what was open is open.
    void failed(const tidemark::Fault& fault);
    /// The agent is locked, and this process holds nothing that would be lost with it. `place` was
    /// shown before.
    void emptied(const tidemark::ui::Place& place);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void close();
    void keepTyping(QWidget& closed);
    void askAgent();
    void drop();
    void onStatus(const sync::Status& status);

    sync::AgentClient& agent_;
    PageHost& host_;
    QWidget& window_;
    QTimer saving_;
    QElapsedTimer since_;
    int keepCalls_ = 0;
    Place place_ = {}; ///< What was shown.
    bool isClosing_ = false;
    bool isAsking_ = false;
    bool wasOpen_ = false;
};

} // namespace tidemark::ui
