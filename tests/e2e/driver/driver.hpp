// Carries out what a test asks for, through the accessibility tree and real input events.
#pragma once

#include "tests/e2e/driver/stopwatch.hpp"

#include <QAccessible>
#include <QLocalServer>
#include <QObject>
#include <QPointer>
#include <QRect>

#include <boost/json/value.hpp>

class QLocalSocket;
class QWindow;

namespace tidemark::e2e {

/// Answers one JSON object per line on the local socket named by TIDEMARK_DRIVER_SOCKET.
///
/// Commands: find, click, doubleClick, key, type, clipboard, read, cell, rows, names, grab,
/// window, resize, times, scroll, scrolled.
/// Things are named as a screen reader names them, or by object name.
class Driver : public QObject {
    Q_OBJECT

public:
    void listen();

private:
    void answer(QLocalSocket* socket);
    boost::json::object carryOut(const boost::json::object& command);
    boost::json::object input(const std::string& what, const boost::json::object& command);
    boost::json::object table(const boost::json::object& command);
    boost::json::object measure(const std::string& what, const boost::json::object& command);
    static boost::json::object window();
    boost::json::object grab(const boost::json::object& command);
    void click(QAccessibleInterface* element, bool twice);

    QLocalServer server_;
    Stopwatch stopwatch_{this};
};

} // namespace tidemark::e2e
