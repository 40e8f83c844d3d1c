// Real agents behind a proxy that lets no WebSocket through: changes and live states still come
// while they happen, by questions that wait.
#include "tests/sync/engine/refusing_proxy.hpp"
#include "tests/sync/engine/running.hpp"
#include "tests/sync/engine/supply_edit.hpp"

using namespace tidemark;
using namespace tidemark::test;
namespace json = boost::json;

namespace {

constexpr int port = 8523;

json::object firstOf(RunningAgent& agent, const std::string& entity)
{
    const auto window = agent.ask("rows.window", {{"entity", entity}, {"offset", 0}, {"limit", 1}});
    return window && !window->at("rows").as_array().empty() ? window->at("rows").at(0).as_object()
                                                            : json::object();
}

json::object rowOf(RunningAgent& agent, const json::value& id)
{
    const auto row = agent.ask("rows.get", {{"entity", "fuelSupply"}, {"id", id}});
    return row ? row->as_object() : json::object();
}

} // namespace

class LiveByAskingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void the_link_says_that_it_is_live_by_asking();
    void what_one_commits_the_other_sees_long_before_the_timer();
    void live_states_of_runs_still_come();
    void the_end_of_the_platform_is_noticed_and_its_return_too();

private:
    std::unique_ptr<RunningAgent> sitDown(const QString& name, const std::string& server);

    QTemporaryDir folder_;
    std::unique_ptr<RunningPlatform> platform_;
    std::unique_ptr<RefusingProxy> proxy_;
    std::unique_ptr<RunningAgent> maya_;
    std::unique_ptr<RunningAgent> jon_; // Behind the proxy, as is the next one.
    std::unique_ptr<RunningAgent> ada_;
};

std::unique_ptr<RunningAgent>
LiveByAskingTest::sitDown(const QString& name, const std::string& server)
{
    auto agent = std::make_unique<RunningAgent>(
        folder_.filePath(name), name.toStdString() + "@demo.example"
    );
    if (agent->start() < 0 || !agent->unlock() || !agent->signIn(server))
        qFatal("no agent");
    return agent;
}

void LiveByAskingTest::initTestCase()
{
    QVERIFY(!platformProgram().isEmpty());
    // The private database runs as another user, who has to reach its folder.
    QFile::setPermissions(
        folder_.path(), QFile::permissions(folder_.path()) | QFileDevice::ExeOther
    );
    platform_ = std::make_unique<RunningPlatform>(folder_.filePath(QStringLiteral("p")), port);
    QVERIFY(platform_->start());
    proxy_ = std::make_unique<RefusingProxy>(port);
    maya_ = sitDown(QStringLiteral("maya"), platform_->address());
    jon_ = sitDown(QStringLiteral("jon"), proxy_->address());
    ada_ = sitDown(QStringLiteral("ada"), proxy_->address());
    for (RunningAgent* agent : {maya_.get(), jon_.get(), ada_.get()})
        QVERIFY(agent->becomes("pull", "live", 60'000));
}

void LiveByAskingTest::the_link_says_that_it_is_live_by_asking()
{
    QVERIFY(maya_->becomes("link", "online"));
    QVERIFY(jon_->becomes("link", "onlinePoll", 30'000));
    QVERIFY(ada_->becomes("link", "onlinePoll", 30'000));
    QVERIFY(proxy_->refused() >= 6);
    const auto checks = jon_->ask("diagnostics.run", json::object{});
    QVERIFY(checks);
    QVERIFY(json::serialize(*checks).find("live by asking") != std::string::npos);
}

void LiveByAskingTest::what_one_commits_the_other_sees_long_before_the_timer()
{
    // The timer brings one of them at most in this time.
    QElapsedTimer took;
    took.start();
    for (const std::string quantity : {"6101", "6102", "6103", "6104"}) {
        const auto row = firstOf(*maya_, "fuelSupply");
        QVERIFY(!row.empty());
        QVERIFY(maya_->ask("mutate", supplyEdit(row, quantity)));
        const auto isThere = [&] {
            const auto seen = rowOf(*jon_, row.at("id"));
            return !seen.empty() && seen.at("quantity") == json::value(quantity);
        };
        QVERIFY2(QTest::qWaitFor(isThere, 55'000 - static_cast<int>(took.elapsed())), "in time");
    }
    qInfo("four changes, one after the other, in %lld ms", took.elapsed());
}

void LiveByAskingTest::live_states_of_runs_still_come()
{
    auto window = ada_->door();
    QVERIFY(window);
    QVERIFY(window->ask("live.subscribe", {{"channel", "runs"}}));
    const auto hears = [&](const std::string& kind) {
        return window->hears(
            "live",
            [&](const json::object& notice) {
                return notice.at("channel") == "runs" &&
                       notice.at("message").at("t") == json::value(kind);
            },
            20'000
        );
    };
    QVERIFY2(hears("st"), "the state, though no socket is up");
    const auto definition = firstOf(*ada_, "reportDefinition");
    QVERIFY(!definition.empty());
    const std::string path =
        "/api/v1/report-definitions/" + std::string(definition.at("id").as_string()) + "/run";
    const json::value call{{"method", "POST"}, {"path", path}, {"body", json::object{}}};
    QVERIFY(ada_->ask("platform.call", call));
    QVERIFY2(hears("ev"), "and what happens in it");
}

void LiveByAskingTest::the_end_of_the_platform_is_noticed_and_its_return_too()
{
    platform_->stop();
    QVERIFY(jon_->becomes("link", "offline"));
    QVERIFY(platform_->start());
    QVERIFY(jon_->ask("sync.now", json::object{}));
    QVERIFY(jon_->becomes("link", "onlinePoll", 60'000));
}

QTEST_GUILESS_MAIN(LiveByAskingTest)
#include "live_by_asking_test.moc"
