#include "tests/e2e/story/person.hpp"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>

#include <boost/json.hpp>

#include <chrono>
#include <csignal>
#include <utility>

namespace tidemark::e2e {
namespace {

namespace json = boost::json;

constexpr auto screenSize = "1460x940x24";

/// False also for one that nobody has waited for yet.
bool isRunning(qint64 process)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray facts = file.readAll();
    return facts.mid(facts.lastIndexOf(')') + 2, 1) != "Z";
}

json::object command(const char* what, const QString& name)
{
    return {{"do", what}, {"name", name.toStdString()}};
}

} // namespace

Person::Person(QString name, QString home, QString pictures, QString server)
    : name_(std::move(name))
    , home_(std::move(home))
    , pictures_(std::move(pictures))
    , server_(std::move(server))
{
    QDir().mkpath(home_);
}

Person::~Person()
{
    leave();
    windows_.reset();
    if (screen_.state() != QProcess::NotRunning) {
        screen_.terminate();
        screen_.waitForFinished(5000);
    }
}

bool Person::openDisplay()
{
    if (!display_.isEmpty())
        return true;
    screen_.start(
        QStringLiteral("Xvfb"),
        {QStringLiteral("-displayfd"),
         QStringLiteral("1"),
         QStringLiteral("-screen"),
         QStringLiteral("0"),
         QString::fromLatin1(screenSize),
         QStringLiteral("-nolisten"),
         QStringLiteral("tcp")}
    );
    if (!screen_.waitForReadyRead(15000)) {
        lastFailure_ = QStringLiteral("Xvfb did not start: ") + screen_.errorString();
        return false;
    }
    display_ = u':' + QString::fromLatin1(screen_.readLine()).trimmed();
    windows_ = std::make_unique<Program>(QStringLiteral("openbox"), home_ + u"/openbox.log");
    windows_->setEnvironment(QStringLiteral("DISPLAY"), display_);
    return windows_->start({QStringLiteral("--sm-disable")});
}

bool Person::sitDown()
{
    if (!openDisplay())
        return false;
    const QString hands = home_ + u"/hands.sock";
    QFile::remove(hands);
    desk_ = std::make_unique<Program>(Program::folder() + u"/tidemark", home_ + u"/desk.log");
    desk_->setEnvironment(QStringLiteral("DISPLAY"), display_);
    desk_->setEnvironment(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
    desk_->setEnvironment(QStringLiteral("TIDEMARK_HOME"), home_);
    desk_->setEnvironment(QStringLiteral("TIDEMARK_DRIVER_SOCKET"), hands);
    desk_->setEnvironment(
        QStringLiteral("QT_QPA_GENERIC_PLUGINS"), QStringLiteral("tidemarkdriver")
    );
    desk_->setEnvironment(
        QStringLiteral("QT_PLUGIN_PATH"), QStringLiteral(TIDEMARK_BINARY_DIR "/tests/plugins")
    );
    QStringList arguments{QStringLiteral("--server"), server_};
    if (!page_.isEmpty())
        arguments << QStringLiteral("--page") << page_;
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    desk_->setEnvironment(QStringLiteral("TIDEMARK_STARTED_NS"), QString::number(now.count()));
    if (!desk_->start(arguments)) {
        lastFailure_ = QStringLiteral("the desk did not start");
        return false;
    }
    hands_.abort();
    const bool connected = waitUntil(
        [&] {
            hands_.connectToServer(hands);
            return hands_.waitForConnected(200);
        },
        20000
    );
    if (!connected) {
        lastFailure_ = QStringLiteral("the desk shows no window; see ") + home_ + u"/desk.log";
        return false;
    }
    // The window manager sizes and moves it at its leisure.
    const bool isThere = succeeds({{"do", "resize"}, {"width", 1440}, {"height", 900}}, 20000) &&
                         standsStill({{"do", "window"}}, 10000);
    if (!isThere && lastFailure_.isEmpty())
        lastFailure_ = QStringLiteral("the desk's window does not come to rest");
    return isThere;
}

qint64 Person::agentPid() const
{
    // The first line of a QLockFile is the process that holds it.
    QFile file(home_ + u"/run/agent.lock");
    return file.open(QIODevice::ReadOnly) ? file.readLine().trimmed().toLongLong() : 0;
}

void Person::crash()
{
    const qint64 agent = agentPid();
    hands_.abort();
    if (desk_)
        desk_->kill();
    end(agent, SIGKILL);
}

void Person::end(qint64 process, int signal)
{
    if (process <= 0 || ::kill(static_cast<pid_t>(process), signal) != 0)
        return;
    const bool isGone = waitUntil([&] { return !isRunning(process); }, 10000);
    if (!isGone)
        ::kill(static_cast<pid_t>(process), SIGKILL);
}

void Person::crashesDesk()
{
    hands_.abort();
    if (desk_)
        desk_->kill();
}

void Person::closesDesk()
{
    hands_.abort();
    if (desk_)
        desk_->stop();
}

void Person::leave()
{
    closesDesk();
    end(agentPid(), SIGTERM);
}

json::object Person::asks(const json::object& request, int timeoutMs)
{
    hands_.write(QByteArray::fromStdString(json::serialize(request) + "\n"));
    hands_.flush();
    QElapsedTimer clock;
    clock.start();
    while (!hands_.canReadLine()) {
        const auto left = timeoutMs - static_cast<int>(clock.elapsed());
        if (left <= 0 || !hands_.waitForReadyRead(left))
            return {{"ok", false}, {"why", "the desk did not answer"}};
    }
    boost::system::error_code error;
    const auto reply = json::parse(hands_.readLine().toStdString(), error);
    return reply.is_object() ? reply.as_object() : json::object{{"ok", false}};
}

bool Person::succeeds(const json::object& request, int timeoutMs)
{
    json::object reply;
    const bool done = waitUntil(
        [&] {
            reply = asks(request);
            return reply.contains("ok") && reply.at("ok").as_bool();
        },
        timeoutMs
    );
    if (!done) {
        lastFailure_ = name_ + QStringLiteral(": ") +
                       QString::fromStdString(
                           json::serialize(request) + " → " + json::serialize(reply) +
                           "; on screen: " + json::serialize(asks({{"do", "names"}}))
                       );
    }
    return done;
}

bool Person::sees(const QString& name, int timeoutMs)
{
    return succeeds(command("find", name), timeoutMs);
}

bool Person::standsStill(const json::object& request, int timeoutMs)
{
    std::string before;
    int stillFor = 0;
    return waitUntil(
        [&] {
            const auto found = asks(request);
            const bool isEnabled = found.contains("enabled") && found.at("enabled").as_bool();
            const std::string at =
                isEnabled ? std::string(found.at("at").as_string()) : std::string();
            stillFor = !at.empty() && at == before ? stillFor + 1 : 0;
            before = at;
            return stillFor >= 5;
        },
        timeoutMs
    );
}

bool Person::clicks(const QString& name, int timeoutMs)
{
    if (!standsStill(command("find", name), timeoutMs))
        return sees(name, 0) && false;
    return succeeds(command("click", name), 1000);
}

bool Person::clicksCell(const QString& table, int row, int column, bool isTwice)
{
    auto request = command("cell", table);
    request["row"] = row;
    request["column"] = column;
    (void)standsStill(request, 10000);
    request["do"] = "clickCell";
    if (isTwice)
        request["twice"] = true;
    return succeeds(request, 1000);
}

bool Person::doubleClicksCell(const QString& table, int row, int column)
{
    return clicksCell(table, row, column, true);
}

bool Person::presses(const QString& keys)
{
    return succeeds({{"do", "key"}, {"key", keys.toStdString()}}, 2000);
}

bool Person::types(const QString& text)
{
    return succeeds({{"do", "type"}, {"text", text.toStdString()}}, 2000);
}

bool Person::copies(const QString& text)
{
    return succeeds({{"do", "clipboard"}, {"text", text.toStdString()}}, 2000);
}

bool Person::photographs(const QString& fileName)
{
    // Until two pictures are alike, so that what the last action changed has been painted; what
    // turns all the time is taken as it is.
    const QString path = pictures_ + u'/' + fileName;
    QByteArray before;
    bool isTaken = true;
    const auto isAtRest = [&] {
        isTaken = takesPicture(path);
        QFile file(path);
        const QByteArray now = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        return !isTaken || std::exchange(before, now) == now;
    };
    (void)waitUntil(isAtRest, 250);
    return isTaken;
}

bool Person::takesPicture(const QString& path)
{
    return succeeds({{"do", "grab"}, {"file", path.toStdString()}}, 5000);
}

bool Person::snaps(const QString& fileName)
{
    return takesPicture(pictures_ + u'/' + fileName);
}

int Person::rowsOf(const QString& table)
{
    const auto reply = asks(command("rows", table));
    return reply.contains("rows") ? static_cast<int>(reply.at("rows").as_int64()) : -1;
}

QString Person::cell(const QString& table, int row, int column)
{
    auto request = command("cell", table);
    request["row"] = row;
    request["column"] = column;
    const auto reply = asks(request);
    return reply.contains("value") ? QString::fromUtf8(reply.at("value").as_string().c_str())
                                   : QString();
}

QString Person::nameOf(const QString& element)
{
    const auto reply = asks(command("find", element));
    return reply.contains("name") ? QString::fromUtf8(reply.at("name").as_string().c_str())
                                  : QString();
}

} // namespace tidemark::e2e
