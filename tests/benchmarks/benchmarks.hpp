// What the benchmarks share: a running platform, agents at it, and the list of benchmarks.
#pragma once

#include "tests/benchmarks/results.hpp"
#include "tests/e2e/story/platform_program.hpp"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QString>
#include <QThread>

#include <memory>

namespace tidemark::sync {
class AgentClient;
} // namespace tidemark::sync

namespace tidemark::bench {

/// Like QTest::qWaitFor, which looks only every 10 ms and so adds a tick to each turn of the loop.
template <class Condition>
bool happens(Condition condition, int timeoutMs)
{
    QElapsedTimer clock;
    clock.start();
    while (!condition()) {
        if (clock.elapsed() > timeoutMs)
            return false;
        QCoreApplication::processEvents();
        QThread::usleep(50);
    }
    return true;
}

/// An agent of its own home folder, and a client connected to it.
class Seat {
public:
    explicit Seat(const QString& home);
    ~Seat();

    [[nodiscard]] bool start();
    /// Signs in and waits until the mirror is live; milliseconds until windows were told of its
    /// last rows, or −1.
    [[nodiscard]] double signIn(const QString& server, const std::string& login, int timeoutMs);
    /// Asks for it without waiting.
    void beginSignIn(const QString& server, const std::string& login);
    /// SIGKILL; `start` again is allowed.
    void kill();
    [[nodiscard]] sync::AgentClient& client() { return *client_; }
    [[nodiscard]] qint64 agentPid() const { return agent_.pid(); }
    [[nodiscard]] const QString& home() const { return home_; }
    void stop();

private:
    QString home_;
    e2e::Program agent_;
    std::unique_ptr<sync::AgentClient> client_;
};

/// The platform with its data, made once and used by all benchmarks of a run.
class Stage {
public:
    explicit Stage(const QString& folder);

    /// Starts the platform; once is enough.
    [[nodiscard]] bool open();
    [[nodiscard]] e2e::PlatformProgram& platform() { return platform_; }
    [[nodiscard]] QString folder() const { return folder_; }
    /// Its database, as libpq names it, for the administrator.
    [[nodiscard]] std::string database() const;
    /// Starts the platform anew with more data: `--rows n`, `--runs n`. Waits for the data.
    [[nodiscard]] bool restartWith(const QStringList& more);

private:
    QString folder_;
    e2e::PlatformProgram platform_;
};

/// Rows of the long lists: a million unless TIDEMARK_BENCH_ROWS says otherwise.
[[nodiscard]] int longListRows();

/// Shows a window with nothing but a table of a million rows, the least that a desk could be;
/// prints as JSON when it was painted and how long keys took. Runs until it is told to end.
int showLeastWindow();

/// Changes one report so many times a second, to numbers from `first` on, and prints when each was
/// answered.
int writeAtPace(int port, int pace, int first);

void measureHttp(Stage& stage, Results& results);
void measureFeed(Stage& stage, Results& results);
void measureFirstSync(Stage& stage, Results& results);
void measureResume(Stage& stage, Results& results);
void measurePropagation(Stage& stage, Results& results);
void measurePace(Stage& stage, Results& results);
void measureDrain(Stage& stage, Results& results);
void measurePeers(Stage& stage, Results& results);
void measureWatch(Stage& stage, Results& results);
void measureDesk(Stage& stage, Results& results);

} // namespace tidemark::bench
