// A database that is put back to an earlier copy, with the real agent and the real platform on a
// real PostgreSQL: what the platform had accepted comes again, once, and people are told.
#include "models/core/timestamp.hpp"
#include "tests/sync/engine/running.hpp"

#include <QDir>

using namespace tidemark;
using namespace tidemark::test;
namespace json = boost::json;

namespace {

constexpr int port = 8561;

json::object firstRow(RunningAgent& agent)
{
    const auto window =
        agent.ask("rows.window", {{"entity", "fuelSupply"}, {"offset", 0}, {"limit", 1}});
    return window ? window->at("rows").as_array().at(0).as_object() : json::object();
}

std::string quantityOf(RunningAgent& agent, const json::value& id)
{
    const auto row = agent.ask("rows.get", {{"entity", "fuelSupply"}, {"id", id}});
    const bool isPending = row && row->as_object().contains("_pending");
    return row && !isPending ? std::string(row->at("quantity").as_string()) : std::string();
}

bool edit(RunningAgent& agent, const std::string& quantity)
{
    const auto row = firstRow(agent);
    const json::object op{
        {"op", "update"},
        {"entity", "fuelSupply"},
        {"id", row.at("id")},
        {"baseRv", row.at("rv")},
        {"base", json::object{{"quantity", row.at("quantity")}}},
        {"set", json::object{{"quantity", quantity}}}};
    return agent.ask("mutate", {{"name", "fuelSupply.edit"}, {"ops", json::array{op}}}).has_value();
}

/// Runs a program to its end; whether that was a good one.
bool runs(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.start(program, arguments);
    return process.waitForFinished(90'000) && process.exitCode() == 0;
}

} // namespace

class PutBackTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void what_was_accepted_and_lost_comes_again_once();
    void an_administrator_sees_how_far_the_copy_reached();
    void a_running_platform_notices_the_database_of_another_time();

private:
    [[nodiscard]] bool putBackUnderThePlatform();
    [[nodiscard]] QString place(const char* name) const
    {
        return folder_.filePath(QString::fromLatin1(name));
    }

    QTemporaryDir folder_;
    std::unique_ptr<RunningPlatform> platform_;
    std::unique_ptr<RunningAgent> maya_;
};

void PutBackTest::initTestCase()
{
    QVERIFY2(
        !platformProgram().isEmpty(), "The platform was not built; TIDEMARK_PLATFORM may name one."
    );
    // The private database runs as another user, who has to reach its folder.
    QFile::setPermissions(
        folder_.path(),
        QFile::permissions(folder_.path()) | QFileDevice::ReadGroup | QFileDevice::ExeGroup |
            QFileDevice::ReadOther | QFileDevice::ExeOther
    );
    platform_ = std::make_unique<RunningPlatform>(place("p"), port);
    QVERIFY(platform_->start());
    maya_ = std::make_unique<RunningAgent>(place("m"), "maya@demo.example");
    QVERIFY(maya_->start() >= 0);
    QVERIFY(maya_->unlock());
    QVERIFY(maya_->signIn(platform_->address()));
    QVERIFY(maya_->becomes("pull", "live", 60'000));
}

void PutBackTest::what_was_accepted_and_lost_comes_again_once()
{
    const json::value id = firstRow(*maya_).at("id");
    QVERIFY(edit(*maya_, "8800"));
    const auto is = [this, &id](RunningAgent& agent, const std::string& quantity) {
        return agent.number("pending") == 0 && quantityOf(agent, id) == quantity;
    };
    QVERIFY(QTest::qWaitFor([&] { return is(*maya_, "8800"); }, 60'000));
    platform_->stop();
    QVERIFY(runs(QStringLiteral("cp"), {QStringLiteral("-a"), place("p"), place("copy")}));
    QVERIFY(platform_->start());
    QVERIFY(maya_->becomes("link", "online", 70'000));
    QVERIFY(edit(*maya_, "8801"));
    QVERIFY(QTest::qWaitFor([&] { return is(*maya_, "8801"); }, 60'000));

    platform_->stop();
    QVERIFY(QDir(place("p")).removeRecursively());
    QVERIFY(runs(QStringLiteral("cp"), {QStringLiteral("-a"), place("copy"), place("p")}));
    QVERIFY(runs(
        platformProgram(),
        {QStringLiteral("--data"), place("p"), QStringLiteral("history"), QStringLiteral("renew")}
    ));
    QVERIFY(platform_->start());
    (void)maya_->ask("sync.now", json::object());

    const auto notice = [this]() -> json::object {
        const auto notices = maya_->status().at("notices").as_array();
        return notices.empty() ? json::object() : notices.front().as_object();
    };
    QVERIFY(QTest::qWaitFor([&] { return !notice().empty(); }, 90'000));
    QCOMPARE(notice().at("id").as_string().c_str(), "server_restored");
    QVERIFY(notice().at("count") == json::value(1));
    QVERIFY(notice().at("restoredTo").is_string());
    QVERIFY(QTest::qWaitFor([&] { return is(*maya_, "8801"); }, 90'000));
    RunningAgent jon(place("j"), "jon@demo.example");
    QVERIFY(jon.start() >= 0);
    QVERIFY(jon.unlock());
    QVERIFY(jon.signIn(platform_->address()));
    QVERIFY(QTest::qWaitFor([&] { return quantityOf(jon, id) == "8801"; }, 60'000));
}

void PutBackTest::an_administrator_sees_how_far_the_copy_reached()
{
    RunningAgent ada(place("a"), "ada@demo.example");
    QVERIFY(ada.start() >= 0);
    QVERIFY(ada.unlock());
    QVERIFY(ada.signIn(platform_->address()));
    const auto told =
        ada.ask("platform.call", {{"method", "GET"}, {"path", "/api/v1/sync-restores"}});
    QVERIFY(told);
    const auto& past = told->at("body").at("past").as_array();
    QCOMPARE(past.size(), std::size_t{1});
    QVERIFY(past.at(0).at("replayed") == json::value(1)); // Not twice.
    QVERIFY(past.at(0).at("needPerson") == json::value(0));
    const auto& history = past.at(0).as_object();
    const auto reached = Timestamp::parse(std::string(history.at("restoredTo").as_string()));
    const auto ended = Timestamp::parse(std::string(history.at("endedAt").as_string()));
    QVERIFY(reached && ended && reached->micros < ended->micros);
    const std::string left =
        "/api/v1/sync-restores/" + std::string(history.at("history").as_string()) + "/left";
    const auto items = ada.ask("platform.call", {{"method", "GET"}, {"path", left}});
    QVERIFY(items && items->at("body").at("items").as_array().empty());
}

/// As a restore from a base backup with the log of its time, which begins another timeline. The
/// platform is away while the files are exchanged, and starts the server that it finds gone.
bool PutBackTest::putBackUnderThePlatform()
{
    const QString data = place("p") + QStringLiteral("/postgres/data");
    const QString pidFile = data + QStringLiteral("/postmaster.pid");
    QFile owner(pidFile);
    if (!owner.open(QIODevice::ReadOnly))
        return false;
    const auto server = owner.readLine().trimmed().toInt();
    owner.close();
    ::kill(static_cast<pid_t>(platform_->pid()), SIGSTOP);
    ::kill(static_cast<pid_t>(server), SIGINT);
    const bool isGone = QTest::qWaitFor([&] { return !QFile::exists(pidFile); }, 30'000);
    const bool isBack =
        isGone && QDir(data).removeRecursively() &&
        runs(
            QStringLiteral("cp"),
            {QStringLiteral("-a"), place("copy") + QStringLiteral("/postgres/data"), data}
        );
    QFile settings(data + QStringLiteral("/postgresql.auto.conf"));
    QFile signal(data + QStringLiteral("/recovery.signal"));
    const bool isToRecover = isBack && settings.open(QIODevice::Append) &&
                             settings.write("restore_command = 'false'\n") > 0 &&
                             signal.open(QIODevice::WriteOnly);
    settings.close();
    signal.close();
    ::kill(static_cast<pid_t>(platform_->pid()), SIGCONT);
    return isToRecover;
}

void PutBackTest::a_running_platform_notices_the_database_of_another_time()
{
    const json::value id = firstRow(*maya_).at("id");
    (void)maya_->ask("notice.dismiss", {{"id", "server_restored"}});
    QVERIFY(QTest::qWaitFor([&] { return maya_->status().at("notices").as_array().empty(); }));
    const qint64 before = platform_->pid();
    QVERIFY(putBackUnderThePlatform());
    const auto isTold = [this] {
        (void)maya_->ask("sync.now", json::object());
        return !maya_->status().at("notices").as_array().empty();
    };
    QVERIFY(QTest::qWaitFor(isTold, 90'000));
    const auto notice = maya_->status().at("notices").as_array().front().as_object();
    QCOMPARE(notice.at("id").as_string().c_str(), "server_restored");
    QVERIFY(notice.at("count") == json::value(1)); // 8801 came after the copy.
    const auto isBack = [&] {
        return maya_->number("pending") == 0 && quantityOf(*maya_, id) == "8801";
    };
    QVERIFY(QTest::qWaitFor(isBack, 90'000));
    QCOMPARE(platform_->pid(), before);
}

QTEST_GUILESS_MAIN(PutBackTest)
#include "put_back_test.moc"
