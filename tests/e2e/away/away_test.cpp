// A real agent and the part of a desk that holds edits, both killed while somebody types: whatever
// was told as kept is in the outbox afterwards, once and in its order.
#include "sync/client/edit_courier.hpp"
#include "sync/forms/form_journal.hpp"
#include "sync/wire/home.hpp"
#include "tests/sync/engine/fake_platform.hpp"
#include "tests/sync/engine/running.hpp"

#include <QRandomGenerator>
#include <QSocketNotifier>
#include <QTemporaryDir>
#include <QtTest>

#include <cstdio>
#include <unistd.h>

using namespace tidemark;
using namespace tidemark::test;
namespace json = boost::json;

namespace {

constexpr int rows = 4;
constexpr int edits = 20;

/// The first ones make the rows, those that follow change them.
sync::Mutation anEdit(const std::vector<std::string>& ids, int number)
{
    sync::MutationOp op{.entity = "fuelSupply", .id = ids[std::size_t(number % rows)]};
    op.kind = number < rows ? sync::MutationOp::Kind::create : sync::MutationOp::Kind::update;
    if (number >= rows)
        op.base["quantity"] = std::to_string(number - rows);
    op.set["quantity"] = std::to_string(number);
    return {.name = "fuelSupply.edit", .ops = {op}, .mergeMode = "cleanFields"};
}

void say(const std::string& word)
{
    std::printf("%s\n", word.c_str());
    std::fflush(stdout);
}

/// This program once more, as a desk: types when it is told to, and says what became of it.
int beDesk(int& argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const auto home = sync::findHome(QString::fromLocal8Bit(argv[2]));
    std::vector<std::string> ids;
    for (int i = 0; i < rows; ++i)
        ids.push_back(Uuid::make().toString());
    sync::AgentClientOptions options;
    options.address = home->agentAddress();
    options.retryMost = std::chrono::milliseconds(20);
    sync::AgentClient agent(options);
    auto& courier = sync::EditCourier::of(agent);
    courier.keepIn(home->data);
    bool isReady = false;
    int typed = 0;
    int kept = 0;
    const auto look = [&] {
        if (courier.canKeep() && !std::exchange(isReady, true))
            say("ready");
        if (!agent.isConnected() && courier.areKept() && std::exchange(kept, typed) != typed)
            say("kept " + std::to_string(typed));
    };
    QObject::connect(&courier, &sync::EditCourier::changed, look);
    QTimer tick;
    QObject::connect(&tick, &QTimer::timeout, look);
    tick.start(10);
    QSocketNotifier hands(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&hands, &QSocketNotifier::activated, [&] {
        char key = 0;
        if (::read(STDIN_FILENO, &key, 1) != 1)
            return QCoreApplication::quit();
        courier.deliver(anEdit(ids, typed++), &agent, [](const Result<std::int64_t>& mid) {
            say(mid ? "saved" : "refused");
        });
    });
    agent.start();
    return QCoreApplication::exec();
}

class Desk {
public:
    explicit Desk(const QString& home)
    {
        process_.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process_.start(
            QCoreApplication::applicationFilePath(), {QStringLiteral("desk"), home}
        );
    }
    ~Desk() { kill(); }

    void type(int count) { process_.write(QByteArray(count, 'x')); }
    [[nodiscard]] bool says(const std::string& word, int withinMs = 20'000)
    {
        const auto isSaid = [&] {
            said_ += process_.readAllStandardOutput();
            return said_.split('\n').contains(QByteArray::fromStdString(word));
        };
        return QTest::qWaitFor(isSaid, withinMs);
    }
    /// As SIGKILL does.
    void kill()
    {
        process_.kill();
        process_.waitForFinished(5'000);
    }

private:
    QProcess process_;
    QByteArray said_;
};

/// A signed-in agent that works offline: what it has been given stays in its outbox.
struct World {
    World()
        : agent(folder.path(), "maya@demo.example")
    {
        if (agent.start() < 0 || !agent.unlock() || !agent.signIn(platform.address()) ||
            !agent.becomes("pull", "live") || !agent.ask("sync.pause", json::object{}))
            qFatal("no agent");
    }
    [[nodiscard]] QString data() const { return folder.path() + QStringLiteral("/data"); }
    [[nodiscard]] std::int64_t waiting() const { return sync::formsIn(data()).records; }
    /// The quantities in the outbox, in its order.
    std::vector<std::string> outbox()
    {
        std::vector<std::string> all;
        const auto listed = agent.ask("pending.list", json::object{});
        for (const json::value& item : listed ? listed->at("items").as_array() : json::array())
            all.emplace_back(item.at("ops").at(0).at("set").at("quantity").as_string());
        return all;
    }
    /// The agent dies, so many edits are typed and kept, and the desk dies too.
    void typeWithoutAgent(int count)
    {
        Desk desk(folder.path());
        QVERIFY(desk.says("ready"));
        agent.kill();
        desk.type(count);
        QVERIFY(desk.says("kept " + std::to_string(count)));
        desk.kill();
    }

    FakePlatform platform;
    QTemporaryDir folder;
    RunningAgent agent;
};

std::vector<std::string> upTo(int count)
{
    std::vector<std::string> all;
    for (int i = 0; i < count; ++i)
        all.push_back(std::to_string(i));
    return all;
}

/// As stretches, `0-63 70-399`, so that a failure can be read.
QString listed(const std::vector<std::string>& all)
{
    QString words;
    int last = -2;
    for (const std::string& each : all) {
        const int number = std::stoi(each);
        if (number != last + 1)
            words += QStringLiteral("-%1 %2").arg(last).arg(number);
        last = number;
    }
    return words + QStringLiteral("-%1").arg(last);
}

json::object checkOf(RunningAgent& agent, std::string_view id)
{
    const auto answer = agent.ask("diagnostics.run", json::object{});
    for (const json::value& check : answer ? answer->at("checks").as_array() : json::array()) {
        if (check.at("id").as_string() == id)
            return check.as_object();
    }
    return {};
}

} // namespace

class AwayTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void both_are_killed_and_all_edits_are_in_the_outbox_once()
    {
        World world;
        world.typeWithoutAgent(edits);
        if (QTest::currentTestFailed())
            return;
        QCOMPARE(world.waiting(), std::int64_t{edits});
        QFile journal(world.data() + QStringLiteral("/form.jrnl"));
        QVERIFY(journal.open(QIODevice::ReadOnly));
        QVERIFY(!journal.readAll().contains("quantity"));

        QVERIFY(world.agent.start() >= 0);
        {
            Desk desk(world.folder.path()); // Behind the lock it can do nothing.
            QVERIFY(!desk.says("ready", 500));
        }
        QCOMPARE(world.waiting(), std::int64_t{edits});
        QVERIFY(world.agent.unlock());
        QVERIFY(world.outbox().empty());
        const json::object check = checkOf(world.agent, "forms");
        QCOMPARE(check.at("finding").as_string().c_str(), "waiting");
        QCOMPARE(check.at("args").at(0).as_string().c_str(), "20");

        Desk desk(world.folder.path());
        QTRY_COMPARE_WITH_TIMEOUT(world.waiting(), std::int64_t{0}, 20'000);
        QCOMPARE(world.outbox(), upTo(edits));
        QCOMPARE(checkOf(world.agent, "forms").at("finding").as_string().c_str(), "none");

        // And on the platform each takes effect once, in that order.
        QVERIFY(world.agent.ask("sync.resume", json::object{}));
        QTRY_COMPARE_WITH_TIMEOUT(world.agent.number("pending"), 0, 20'000);
        QCOMPARE(world.platform.order(), upTo(edits));
    }

    void killed_again_and_again_while_it_is_handed_over()
    {
        constexpr int many = 400; // Some are written down and some are not when the agent dies.
        World world;
        world.typeWithoutAgent(many);
        if (QTest::currentTestFailed())
            return;
        QRandomGenerator dice(5);
        for (int i = 0; i < 6; ++i) {
            QVERIFY(world.agent.start() >= 0 && world.agent.unlock());
            Desk desk(world.folder.path());
            QVERIFY(desk.says("ready"));
            QTest::qWait(dice.bounded(5));
            if (i % 2 == 0)
                desk.kill();
            world.agent.kill();
        }
        QVERIFY(world.agent.start() >= 0 && world.agent.unlock());
        Desk desk(world.folder.path());
        QTRY_COMPARE_WITH_TIMEOUT(world.waiting(), std::int64_t{0}, 20'000);
        QCOMPARE(listed(world.outbox()), listed(upTo(many)));
    }

    void what_is_typed_with_an_agent_is_never_written_down()
    {
        World world;
        Desk desk(world.folder.path());
        QVERIFY(desk.says("ready"));
        desk.type(3);
        QTRY_COMPARE_WITH_TIMEOUT(world.outbox(), upTo(3), 20'000);
        QVERIFY(!QFile::exists(world.data() + QStringLiteral("/form.jrnl")));
    }

    void what_was_kept_and_cannot_be_taken_waits_for_its_person()
    {
        World world;
        json::object edit{
            {"name", "thing.edit"},
            {"key", Uuid::make().toString()},
            {"ops",
             json::array{json::object{
                 {"op", "update"},
                 {"entity", "thing"},
                 {"id", Uuid::make().toString()},
                 {"set", json::object{{"size", "7"}}}}}}};
        QCOMPARE(world.agent.ask("mutate", edit).error().reason, std::string("unknown_entity"));
        edit["kept"] = true;
        const auto kept = world.agent.ask("mutate", edit);
        QVERIFY(kept.has_value());
        QCOMPARE(world.agent.ask("mutate", edit)->at("mid"), kept->at("mid"));
        QTRY_COMPARE_WITH_TIMEOUT(world.agent.number("needYou"), 1, 20'000);
        const auto listed = world.agent.ask("pending.list", json::object{});
        const json::object item = listed->at("items").at(0).as_object();
        QCOMPARE(item.at("state").as_string().c_str(), "rejected");
        QCOMPARE(item.at("mid"), kept->at("mid"));
        QCOMPARE(item.at("error").at("reason").as_string().c_str(), "unknown_entity");
        QCOMPARE(item.at("ops").at(0).at("set").at("size").as_string().c_str(), "7");
        QVERIFY(world.agent.ask("pending.discard", json::object{{"mid", kept->at("mid")}}));
        QTRY_COMPARE_WITH_TIMEOUT(world.agent.number("needYou"), 0, 20'000);
    }

    void whoever_leaves_leaves_no_journal()
    {
        World world;
        world.typeWithoutAgent(edits);
        if (QTest::currentTestFailed())
            return;
        QVERIFY(world.agent.start() >= 0 && world.agent.unlock());
        QCOMPARE(world.waiting(), std::int64_t{edits});
        (void)world.agent.ask("session.signOut", {{"discardPending", true}});
        QTRY_VERIFY_WITH_TIMEOUT(
            !QFile::exists(world.data() + QStringLiteral("/form.jrnl")), 20'000
        );
    }
};

int main(int argc, char** argv)
{
    if (argc == 3 && std::string_view(argv[1]) == "desk")
        return beDesk(argc, argv);
    QCoreApplication application(argc, argv);
    AwayTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "away_test.moc"
