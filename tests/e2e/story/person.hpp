// A person at a desk: an own display, an own home folder, hands and eyes.
#pragma once

#include "tests/e2e/story/program.hpp"

#include <QLocalSocket>

#include <boost/json/value.hpp>

#include <memory>

namespace tidemark::e2e {

/// Starts the real desk on a display of its own and uses it as its user would.
///
/// Every action waits up to its time-out for the thing it needs to be on screen, and says in
/// `lastFailure` what was there instead when it did not come.
class Person {
public:
    /// `home` keeps data, socket and logs; `pictures` receives what is photographed.
    Person(QString name, QString home, QString pictures, QString server);
    ~Person();

    [[nodiscard]] bool sitDown(); ///< Opens the display and starts the desk.
    /// The page that the desk opens with, by its id.
    void startsOn(const QString& page) { page_ = page; }
    void crash(); ///< SIGKILL to desk and agent.
    void leave(); ///< Closes desk and agent in order.

    [[nodiscard]] bool sees(const QString& name, int timeoutMs = 15000);
    [[nodiscard]] bool clicks(const QString& name, int timeoutMs = 15000);
    [[nodiscard]] bool doubleClicksCell(const QString& table, int row, int column);
    [[nodiscard]] bool clicksCell(const QString& table, int row, int column, bool isTwice = false);
    [[nodiscard]] bool presses(const QString& keys);
    [[nodiscard]] bool types(const QString& text);
    [[nodiscard]] bool copies(const QString& text);
    /// A picture of what is on screen once it has come to rest.
    [[nodiscard]] bool photographs(const QString& fileName);
    /// A picture at once, of what will be gone in a moment.
    [[nodiscard]] bool snaps(const QString& fileName);

    /// Rows of a visible table; -1 when it is not there.
    [[nodiscard]] int rowsOf(const QString& table);
    [[nodiscard]] QString cell(const QString& table, int row, int column);
    [[nodiscard]] QString nameOf(const QString& element);

    /// Closes the desk and leaves its agent running.
    void closesDesk();
    /// SIGKILL to the desk alone.
    void crashesDesk();
    /// The display that the desk is on; empty before the first desk.
    [[nodiscard]] const QString& display() const { return display_; }
    /// 0: none runs.
    [[nodiscard]] qint64 agentPid() const;
    [[nodiscard]] qint64 deskPid() const { return desk_ ? desk_->pid() : 0; }
    /// Any command of the driver.
    [[nodiscard]] boost::json::object
    asks(const boost::json::object& command, int timeoutMs = 8000);

    [[nodiscard]] const QString& lastFailure() const { return lastFailure_; }
    [[nodiscard]] const QString& home() const { return home_; }

private:
    [[nodiscard]] bool openDisplay();
    [[nodiscard]] bool takesPicture(const QString& path);
    /// Sends the signal and waits until the process is gone.
    static void end(qint64 process, int signal);
    /// A person clicks what has stopped moving.
    [[nodiscard]] bool standsStill(const boost::json::object& request, int timeoutMs);
    [[nodiscard]] bool succeeds(const boost::json::object& command, int timeoutMs);

    QString name_;
    QString home_;
    QString pictures_;
    QString server_;
    QString display_;
    QString page_;
    QString lastFailure_;
    QProcess screen_;
    std::unique_ptr<Program> windows_;
    std::unique_ptr<Program> desk_;
    QLocalSocket hands_;
};

} // namespace tidemark::e2e
