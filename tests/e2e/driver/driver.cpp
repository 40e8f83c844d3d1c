#include "tests/e2e/driver/driver.hpp"

#include "tests/e2e/driver/accessible_search.hpp"

#include <QApplication>
#include <QClipboard>
#include <QKeySequence>
#include <QLineEdit>
#include <QLocalSocket>
#include <QMimeData>
#include <QScreen>
#include <QTest>
#include <QTimer>
#include <QWidget>

#include <boost/json.hpp>

#include <algorithm>

namespace tidemark::e2e {
namespace {

namespace json = boost::json;

QString text(const json::object& command, std::string_view key)
{
    const auto* value = command.if_contains(key);
    return value && value->is_string() ? QString::fromUtf8(value->as_string().c_str()) : QString();
}

int number(const json::object& command, std::string_view key, int otherwise)
{
    const auto* value = command.if_contains(key);
    return value && value->is_int64() ? static_cast<int>(value->as_int64()) : otherwise;
}

json::object failure(const QString& why)
{
    return {{"ok", false}, {"why", why.toStdString()}};
}

QWidget* mainWindow()
{
    if (QWidget* modal = QApplication::activeModalWidget())
        return modal;
    if (QWidget* active = QApplication::activeWindow())
        return active;
    for (QWidget* top : QApplication::topLevelWidgets()) {
        if (top->isVisible() && top->windowType() == Qt::Window)
            return top;
    }
    return nullptr;
}

/// In the middle of its screen, so that pictures show all of it.
void fitToScreen(QWidget& window, const QSize& size)
{
    const QRect area = window.screen()->availableGeometry();
    QRect place({}, size);
    place.moveCenter(area.center());
    place.moveTopLeft({std::max(place.left(), area.left()), std::max(place.top(), area.top())});
    window.setGeometry(place);
}

QWidget* receiver()
{
    if (QWidget* focused = QApplication::focusWidget())
        return focused;
    // The window manager may have another window in front; the desk remembers who had the focus.
    QWidget* window = mainWindow();
    if (!window)
        return nullptr;
    QApplication::setActiveWindow(window);
    return window->focusWidget() ? window->focusWidget() : window;
}

/// The widget that an element is, or lies in.
QWidget* widgetOf(QAccessibleInterface* element)
{
    for (; element && element->isValid(); element = element->parent()) {
        if (auto* widget = qobject_cast<QWidget*>(element->object()))
            return widget;
    }
    return nullptr;
}

std::string placeOf(QAccessibleInterface* element)
{
    return std::to_string(element->rect().x()) + "," + std::to_string(element->rect().y());
}

json::object describe(QAccessibleInterface* element)
{
    const QAccessible::State state = element->state();
    return {
        {"ok", true},
        {"name", element->text(QAccessible::Name).toStdString()},
        {"value", element->text(QAccessible::Value).toStdString()},
        {"description", element->text(QAccessible::Description).toStdString()},
        {"at", placeOf(element)},
        {"enabled", !state.disabled},
        {"checked", static_cast<bool>(state.checked)}};
}

} // namespace

void Driver::listen()
{
    const QString path = qEnvironmentVariable("TIDEMARK_DRIVER_SOCKET");
    QLocalServer::removeServer(path);
    QAccessible::setActive(true);
    connect(&server_, &QLocalServer::newConnection, this, [this] {
        QLocalSocket* socket = server_.nextPendingConnection();
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { answer(socket); });
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
    });
    if (!server_.listen(path))
        qWarning("driver: %s", qPrintable(server_.errorString()));
}

void Driver::answer(QLocalSocket* socket)
{
    const QPointer<QLocalSocket> still = socket;
    while (still && still->canReadLine()) {
        const QByteArray line = still->readLine();
        boost::system::error_code error;
        const auto command = json::parse(
            std::string_view(line.constData(), static_cast<std::size_t>(line.size())), error
        );
        const auto reply = error || !command.is_object() ? failure(QStringLiteral("not JSON"))
                                                         : carryOut(command.as_object());
        if (still) {
            still->write(QByteArray::fromStdString(json::serialize(reply) + "\n"));
            still->flush();
        }
    }
}

json::object Driver::carryOut(const json::object& command)
{
    const std::string what = text(command, "do").toStdString();
    if (what == "names") {
        json::array names;
        for (const QString& name : visibleNames())
            names.emplace_back(name.toStdString());
        return {{"ok", true}, {"names", names}};
    }
    if (what == "grab")
        return grab(command);
    if (what == "window")
        return window();
    if (what == "times" || what == "scroll" || what == "typeInto" || what == "scrolled")
        return measure(what, command);
    if (what == "cell" || what == "rows" || what == "clickCell")
        return table(command);
    if (what == "find" || what == "read" || what == "click" || what == "doubleClick") {
        QAccessibleInterface* element = findElement(text(command, "name"));
        if (!element)
            return failure(QStringLiteral("nothing visible is called ") + text(command, "name"));
        const auto found = describe(element);
        if (what == "click" || what == "doubleClick")
            click(element, what == "doubleClick");
        return found;
    }
    return input(what, command);
}

json::object Driver::input(const std::string& what, const json::object& command)
{
    if (what == "clipboard") {
        auto* data = new QMimeData;
        data->setText(text(command, "text"));
        if (command.contains("html"))
            data->setHtml(text(command, "html"));
        QGuiApplication::clipboard()->setMimeData(data);
        return {{"ok", true}};
    }
    QWidget* target = receiver();
    if (!target)
        return failure(QStringLiteral("no window is open"));
    const QPointer<QWidget> still = target;
    if (what == "type") {
        // The first character may open an editor, which then has the focus.
        QTimer::singleShot(0, this, [words = text(command, "text")] {
            for (const QChar character : words) {
                if (QWidget* focused = receiver())
                    QTest::keyClick(focused, character.toLatin1());
            }
        });
    } else if (what == "key") {
        QTimer::singleShot(0, this, [still, keys = text(command, "key")] {
            if (still)
                QTest::keySequence(still, QKeySequence(keys));
        });
    } else if (what == "resize") {
        fitToScreen(
            *mainWindow(), {number(command, "width", 1440), number(command, "height", 900)}
        );
    } else {
        return failure(QStringLiteral("unknown command"));
    }
    return {{"ok", true}};
}

json::object Driver::table(const json::object& command)
{
    QAccessibleInterface* element = findElement(text(command, "name"));
    if (!element || !element->tableInterface())
        return failure(QStringLiteral("no visible table is called ") + text(command, "name"));
    QAccessibleTableInterface* rows = element->tableInterface();
    if (text(command, "do") == u"rows")
        return {{"ok", true}, {"rows", rows->rowCount()}, {"columns", rows->columnCount()}};
    const int row = number(command, "row", 0);
    const int column = number(command, "column", 0);
    QAccessibleInterface* cell = rows->cellAt(row, column);
    if (!cell)
        return failure(QStringLiteral("there is no such cell"));
    if (text(command, "do") == u"clickCell")
        click(cell, command.contains("twice"));
    return {
        {"ok", true},
        {"enabled", true},
        {"value", cell->text(QAccessible::Name).toStdString()},
        {"at", placeOf(cell)}};
}

json::object Driver::measure(const std::string& what, const json::object& command)
{
    if (what == "times")
        return stopwatch_.times();
    if (what == "scrolled")
        return stopwatch_.keyTimes();
    const bool types = what == "typeInto";
    QAccessibleInterface* element = findElement(text(command, types ? "view" : "name"));
    auto* view = element ? qobject_cast<QAbstractItemView*>(element->object()) : nullptr;
    if (!view)
        return failure(QStringLiteral("no visible view has this name"));
    if (types) {
        QAccessibleInterface* field = findElement(text(command, "name"));
        auto* line = field ? qobject_cast<QLineEdit*>(field->object()) : nullptr;
        if (!line)
            return failure(QStringLiteral("no visible field is called ") + text(command, "name"));
        stopwatch_.measureTyping(line, view, text(command, "text"));
        return {{"ok", true}};
    }
    stopwatch_.measureKeys(view, text(command, "key"), number(command, "count", 100));
    return {{"ok", true}};
}

json::object Driver::window()
{
    const QWidget* window = mainWindow();
    if (!window)
        return failure(QStringLiteral("no window is open"));
    const QRect place = window->geometry();
    const std::string at = std::to_string(place.x()) + "," + std::to_string(place.y()) + "," +
                           std::to_string(place.width()) + "," + std::to_string(place.height());
    return {{"ok", true}, {"enabled", window->isVisible()}, {"at", at}};
}

json::object Driver::grab(const json::object& command)
{
    QWidget* window = mainWindow();
    if (!window)
        return failure(QStringLiteral("no window is open"));
    QWidget* whole =
        window->isModal() && window->parentWidget() ? window->parentWidget()->window() : window;
    // The screen, not the widget, so that dialogs and popups above it are in the picture.
    const QRect area = whole->geometry();
    const QPixmap picture =
        whole->screen()->grabWindow(0, area.x(), area.y(), area.width(), area.height());
    if (!picture.save(text(command, "file")))
        return failure(QStringLiteral("the picture could not be written"));
    return {{"ok", true}};
}

void Driver::click(QAccessibleInterface* element, bool twice)
{
    // Through Qt's own idea of where things are: the window manager may be moving the window.
    QPointer<QWidget> target = widgetOf(element);
    if (!target)
        return;
    QPoint inside = target->mapFromGlobal(element->rect().center());
    if (QWidget* child = target->childAt(inside)) {
        inside = child->mapFrom(target, inside);
        target = child;
    }
    // Later, because a click may open a dialog that only returns when a further command closes it.
    QTimer::singleShot(0, this, [target, inside, twice] {
        if (!target)
            return;
        // A double click is a click first; item views look for that.
        QTest::mouseClick(target, Qt::LeftButton, {}, inside);
        if (twice && target)
            QTest::mouseDClick(target, Qt::LeftButton, {}, inside);
    });
}

} // namespace tidemark::e2e
