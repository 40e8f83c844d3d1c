#include "ui/shell/desk_lock.hpp"

#include "sync/client/agent_client.hpp"
#include "sync/wire/agent_channels.hpp"
#include "ui/kit/secret_clipboard.hpp"
#include "ui/shell/page_host.hpp"
#include "ui/shell/typed_text.hpp"

#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QKeyEvent>

#include <utility>

namespace tidemark::ui {
namespace json = boost::json;
namespace {

/// How long what is being typed may take to reach the agent before it is locked all the same. It
/// stays here then, hidden.
constexpr qint64 savingMostMs = 2000;
constexpr int lookEveryMs = 10;

/// Texts of an editor become values, as if the person had gone on to the next field.
void finishTyping()
{
    for (QWidget* window : QApplication::topLevelWidgets()) {
        if (QWidget* field = window->focusWidget(); field != nullptr && window->isVisible())
            field->clearFocus();
    }
}

/// Where the system tells whose the clipboard is, another program's content stays.
void clearClipboard()
{
    dropCopiedSecret();
    QClipboard* clipboard = QGuiApplication::clipboard();
    for (const auto mode : {QClipboard::Clipboard, QClipboard::Selection}) {
        const bool isOurs =
            mode == QClipboard::Clipboard ? clipboard->ownsClipboard() : clipboard->ownsSelection();
        if (isOurs)
            clipboard->clear(mode);
    }
}

} // namespace

DeskLock::DeskLock(sync::AgentClient& agent, PageHost& host, QWidget& window)
    : QObject(&window)
    , agent_(agent)
    , host_(host)
    , window_(window)
{
    saving_.setInterval(lookEveryMs);
    connect(&saving_, &QTimer::timeout, this, [this] {
        const bool isSaved = keepCalls_ == 0 && !host_.hasUnsaved();
        if (isSaved || since_.elapsed() > savingMostMs)
            askAgent();
    });
    connect(&agent_, &sync::AgentClient::liveMessage, this, [this](const QString& channel) {
        if (channel == QLatin1String(sync::lockingChannel))
            close();
    });
    connect(&agent_, &sync::AgentClient::disconnected, this, [this] {
        if (isClosing_)
            drop();
    });
    connect(&agent_, &sync::AgentClient::connected, this, [this] {
        // It died before it heard of the lock.
        const bool isHeard = isAsking_ || saving_.isActive();
        if (isClosing_ && !isHeard && agent_.status().state == sync::AgentState::open)
            askAgent();
    });
    connect(&agent_, &sync::AgentClient::statusChanged, this, &DeskLock::onStatus);
    QCoreApplication::instance()->installEventFilter(this);
}

bool DeskLock::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool isOurs = key->key() == Qt::Key_L && key->modifiers() == Qt::ControlModifier;
        if (isOurs && agent_.status().state == sync::AgentState::open) {
            lock();
            return true;
        }
    }
    // An answer that was under way opens a dialog just now.
    if (isClosing_ && event->type() == QEvent::Show && watched != window_.window()) {
        const auto* widget = qobject_cast<QWidget*>(watched);
        if (widget != nullptr && widget->isWindow())
            QTimer::singleShot(0, this, &DeskLock::closeWindows);
    }
    return QObject::eventFilter(watched, event);
}

void DeskLock::lock()
{
    if (agent_.status().state == sync::AgentState::open)
        close();
}

void DeskLock::close()
{
    if (std::exchange(isClosing_, true))
        return;
    wasOpen_ = true;
    finishTyping();
    if (Page* page = host_.current(); page != nullptr)
        page->left();
    closeWindows();
    Q_EMIT closing();
    since_.start();
    saving_.start();
}

void DeskLock::closeWindows()
{
    clearClipboard();
    for (QWidget* window : QApplication::topLevelWidgets()) {
        if (window == window_.window() || !window->isVisible())
            continue;
        keepTyping(*window);
        if (auto* dialog = qobject_cast<QDialog*>(window); dialog != nullptr)
            dialog->reject();
        if (window->isVisible())
            window->hide();
        if (window->testAttribute(Qt::WA_DeleteOnClose))
            window->deleteLater();
    }
}

void DeskLock::keepTyping(QWidget& closed)
{
    json::array fields = typedIn(closed);
    if (fields.empty())
        return;
    ++keepCalls_;
    const json::object params{
        {"window", closed.windowTitle().left(100).toStdString()}, {"fields", std::move(fields)}};
    agent_.call("typing.keep", params, this, [this](const auto&) { --keepCalls_; });
}

void DeskLock::askAgent()
{
    saving_.stop();
    isAsking_ = true;
    agent_.call("vault.lock", json::object(), this, [this](const Result<json::value>& answer) {
        isAsking_ = false;
        // A connection that broke is the agent that starts anew.
        if (answer || answer.error().code == FaultCode::offline)
            return;
        // Nobody is there to lock: nothing is shown until somebody is.
        if (answer.error().code == FaultCode::unavailable)
            return askAgent();
        isClosing_ = false;
        Q_EMIT failed(answer.error());
    });
}

void DeskLock::drop()
{
    if (!host_.place().page.isEmpty())
        place_ = host_.place();
    host_.clearSaved();
}

void DeskLock::onStatus(const sync::Status& status)
{
    switch (status.state) {
    case sync::AgentState::open:
        wasOpen_ = true;
        return;
    case sync::AgentState::locked:
        // An agent that merely starts says so too, until it has its key.
        if (!isClosing_ && !(status.fault && status.fault->reason == "locked"))
            return;
        break;
    case sync::AgentState::needsPassphrase:
        break;
    default: // Signed out, say.
        saving_.stop();
        isClosing_ = false;
        if (std::exchange(wasOpen_, false))
            closeWindows();
        return;
    }
    saving_.stop();
    isClosing_ = false;
    if (!std::exchange(wasOpen_, false))
        return;
    closeWindows();
    drop();
    if (!host_.hasUnsaved())
        Q_EMIT emptied(std::exchange(place_, {}));
}

} // namespace tidemark::ui
