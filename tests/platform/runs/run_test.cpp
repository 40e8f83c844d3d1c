// Runs from the action that starts them to the file, against a real source.
#include "tests/platform/runs/run_world.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;
namespace json = boost::json;

namespace {

const json::array leiMustHold = {json::object{
    {"name", "LEI is valid"},
    {"column", "lei"},
    {"check", "lei"},
    {"argument", nullptr},
    {"severity", "correctable"}}};

std::string text(const json::object& row, std::string_view key)
{
    return std::string(row.at(key).as_string());
}

} // namespace

class RunTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        postgres_ = std::make_unique<PostgresFixture>();
        seed(*postgres_);
        makeSource(*postgres_);
    }
    void init() { world_ = std::make_unique<RunWorld>(*postgres_); }
    void cleanup() { world_.reset(); }

    void aRunGoesThroughItsStepsAndLeavesAFile()
    {
        const auto definition = world_->define(
            "Daily",
            {{"preRules", leiMustHold},
             {"columns",
              json::array{
                  json::object{{"source", "lei"}, {"target", "LEI"}},
                  json::object{{"source", "note"}, {"target", "Note"}},
                  json::object{{"source", "amount"}, {"target", "Amount"}}}}}
        );
        world_->worker->start();

        const auto id = world_->start(definition);
        const auto run = world_->waitFor(id, "completed");

        QCOMPARE(text(run, "state"), std::string("completed"));
        QCOMPARE(run.at("progress").as_int64(), 100);
        QCOMPARE(run.at("rowsIn").as_int64(), 1000);
        QCOMPARE(run.at("rowsOut").as_int64(), 990);
        QCOMPARE(run.at("exceptions").as_int64(), 10);
        const auto file =
            world_->platform.call(ada(), Method::get, "report-runs/" + id + "/artefact");
        QCOMPARE(file.status, 200);
        QVERIFY(file.text.starts_with("LEI,Note,Amount\r\n549300GKFG0RYRRQ1414,plain,1.50\r\n"));
        QVERIFY(file.text.find("\"'=1+1\"") != std::string::npos);
        QCOMPARE(std::int64_t(file.text.size()), run.at("artefactBytes").as_int64());
        QCOMPARE(postgres_->asAdmin("SELECT count(*) FROM app.job"), std::string("0"));
        QCOMPARE(
            postgres_->asAdmin(
                "SELECT string_agg(status, ' ' ORDER BY position) FROM app.run_step"
                " WHERE run_id = '" +
                id + "'"
            ),
            std::string("completed completed completed completed skipped completed skipped")
        );
    }

    void watchersSeeEveryStateAndTheSameLogAsTheTable()
    {
        const auto definition = world_->define("Watched", {{"maxRowsPerSecond", 1000}});
        const auto id = world_->start(definition);
        const auto watcher = world_->hub.join(1, [] {});
        world_->hub.seed({1, "run:" + id}, json::object(), 0);
        QVERIFY(world_->hub.subscribe(watcher, "run:" + id, std::nullopt).has_value());

        world_->worker->start();
        world_->waitFor(id, "completed");

        std::vector<std::string> states;
        std::int64_t lines = 0;
        std::int64_t offset = 0;
        for (auto frames = world_->hub.take(watcher, 1 << 20).frames; !frames.empty();
             frames = world_->hub.take(watcher, 1 << 20).frames) {
            for (const Frame& frame : frames) {
                const auto message = json::parse(frame->substr(frame->find('{'))).as_object();
                if (message.at("t") != "ev")
                    continue;
                QCOMPARE(message.at("offset").as_int64(), ++offset);
                const auto& data = message.at("data").as_object();
                if (message.at("kind") == "log") {
                    for (const auto& line : data.at("lines").as_array())
                        QCOMPARE(line.at("sequence").as_int64(), ++lines);
                }
                if (message.at("kind") == "state" &&
                    (states.empty() || states.back() != text(data, "state")))
                    states.push_back(text(data, "state"));
            }
        }
        const std::vector<std::string> expected = {
            "initializing", "fetchingData", "transforming", "generatingArtifacts", "completed"};
        QVERIFY(states == expected);
        QCOMPARE(lines, std::int64_t(world_->log(id).size()));
        QVERIFY(lines >= 5);
    }

    void watchersOnAnotherProcessAreToldToo()
    {
        Hub elsewhere("elsewhere");
        RunRelay relay(world_->platform.database, elsewhere, "there");
        Listener listener(world_->platform.io.get_executor(), postgres_->appConnection());
        relay.follow(listener);
        listener.start();
        const auto id = world_->start(world_->define("Relayed", {{"maxRowsPerSecond", 1000}}));
        const auto watcher = elsewhere.join(1, [] {});
        elsewhere.seed({1, "run:" + id}, json::object(), 0);
        QVERIFY(elsewhere.subscribe(watcher, "run:" + id, std::nullopt).has_value());
        world_->letTimePass(std::chrono::milliseconds(200));

        world_->worker->start();
        world_->waitFor(id, "completed");
        world_->letTimePass(std::chrono::milliseconds(300));
        // News that come when the run is over already say nothing twice.
        postgres_->asAdmin("SELECT pg_notify('run_event', 'here 1 " + id + " 1')");
        world_->letTimePass(std::chrono::milliseconds(300));

        std::string state;
        std::int64_t lines = 0;
        for (const Frame& frame : elsewhere.take(watcher, 1 << 20).frames) {
            const auto message = json::parse(frame->substr(frame->find('{'))).as_object();
            if (message.at("t") != "ev")
                continue;
            const auto& data = message.at("data").as_object();
            if (message.at("kind") == "state")
                state = text(data, "state");
            if (message.at("kind") == "log") {
                for (const auto& line : data.at("lines").as_array())
                    QCOMPARE(line.at("sequence").as_int64(), ++lines);
            }
        }
        QCOMPARE(state, std::string("completed"));
        QCOMPARE(lines, std::int64_t(world_->log(id).size()));
        listener.stop();
    }

    void theSourceIsReadNoFasterThanTheDefinitionSays()
    {
        const auto definition = world_->define("Slow", {{"maxRowsPerSecond", 800}});
        const auto id = world_->start(definition);
        const auto begin = std::chrono::steady_clock::now();

        world_->worker->start();
        world_->waitFor(id, "completed");

        const auto took = std::chrono::steady_clock::now() - begin;
        QVERIFY(took >= std::chrono::milliseconds(1100));
    }

    void aRunThatIsCancelledStopsAndSaysWhoDidIt()
    {
        const auto definition = world_->define("Cancelled", {{"maxRowsPerSecond", 100}});
        const auto id = world_->start(definition);
        world_->worker->start();
        world_->waitFor(id, "fetchingData");

        QCOMPARE(world_->post("report-runs/" + id + "/cancel").status, 200);
        world_->letTimePass(std::chrono::milliseconds(1500));

        const auto run = world_->run(id);
        QCOMPARE(text(run, "state"), std::string("cancelled"));
        QCOMPARE(world_->worker->running(), 0);
        QVERIFY(text(world_->log(id).back().as_object(), "message").starts_with("Cancelled by"));
        QCOMPARE(world_->post("report-runs/" + id + "/cancel").status, 409);
    }

    void rowsThatBreakABlockingRuleFailTheRun()
    {
        auto rules = leiMustHold;
        rules[0].as_object()["severity"] = "blocking";
        const auto definition = world_->define("Blocked", {{"preRules", rules}});
        world_->worker->start();

        const auto run = world_->waitFor(world_->start(definition), "failed");

        QCOMPARE(text(run, "state"), std::string("failed"));
        QCOMPARE(text(run, "errorCode"), std::string("VALIDATION_FAILED"));
        QCOMPARE(text(run, "failedStep"), std::string("preValidation"));
        QVERIFY(world_->log(text(run, "id"), "?level=error").size() >= 1);
    }

    void aQueryThatWritesNeverReachesTheSource()
    {
        const auto definition = world_->define("Writes", {{"query", "SELECT 1; DROP TABLE trade"}});
        world_->worker->start();

        const auto run = world_->waitFor(world_->start(definition), "failed");

        QCOMPARE(text(run, "failedStep"), std::string("initialize"));
        QVERIFY(!text(run, "errorCause").empty());
    }

    void aSourceThatIsAwayIsTriedAgainLater()
    {
        const auto definition = world_->define("Away");
        postgres_->asAdmin("ALTER DATABASE trades ALLOW_CONNECTIONS false");
        world_->worker->start();

        const auto id = world_->start(definition);
        const auto run = world_->waitFor(id, "waitingRetry");
        postgres_->asAdmin("ALTER DATABASE trades ALLOW_CONNECTIONS true");

        QCOMPARE(text(run, "state"), std::string("waitingRetry"));
        QVERIFY(
            postgres_->asAdmin("SELECT due_at > now() + interval '20 seconds' FROM app.job") == "t"
        );
        postgres_->asAdmin("UPDATE app.job SET due_at = now()");
        postgres_->asAdmin("SELECT pg_notify('app_job', '')");
        QCOMPARE(text(world_->waitFor(id, "completed"), "state"), std::string("completed"));
    }

    void aRunWhoseWorkerDiedIsTakenOverWhenTheLeaseEnds()
    {
        const auto definition = world_->define("Orphan");
        const auto id = world_->start(definition);
        // What a worker leaves behind that is killed in the middle.
        postgres_->asAdmin(
            "SET app.tenant = '1'; UPDATE app.report_run SET state = 'transforming',"
            " progress = 50, started_at = now() WHERE id = '" +
            id +
            "';"
            "UPDATE app.job SET fence = 1, claims = 1, holder = 'dead',"
            " lease_until = now() + interval '1 second'"
        );
        world_->worker->start();
        world_->letTimePass(std::chrono::milliseconds(300));
        QCOMPARE(world_->stateOf(id), std::string("transforming"));

        const auto run = world_->waitFor(id, "completed");

        QCOMPARE(text(run, "state"), std::string("completed"));
        QVERIFY(
            text(world_->log(id)[0].as_object(), "message").find("starts again") !=
            std::string::npos
        );
    }

    void aWorkerThatStopsGivesItsRunBackAtOnce()
    {
        const auto definition = world_->define("Given back", {{"maxRowsPerSecond", 500}});
        const auto id = world_->start(definition);
        world_->worker->start();
        world_->waitFor(id, "fetchingData");

        world_->worker->stop();
        world_->letTimePass(std::chrono::milliseconds(800));

        QCOMPARE(world_->worker->running(), 0);
        QCOMPARE(
            postgres_->asAdmin("SELECT lease_until = '-infinity' FROM app.job"), std::string("t")
        );
        world_->worker->start();
        QCOMPARE(text(world_->waitFor(id, "completed"), "state"), std::string("completed"));
    }

    void aWorkerThatLostItsLeaseWritesNothing()
    {
        const auto definition = world_->define("Fenced", {{"maxRowsPerSecond", 200}});
        const auto id = world_->start(definition);
        world_->worker->start();
        world_->waitFor(id, "fetchingData");

        // Another worker has claimed it: the number is another one.
        postgres_->asAdmin("UPDATE app.job SET fence = fence + 1,"
                           " lease_until = now() + interval '1 hour'");
        const auto before = world_->log(id).size();
        for (int i = 0; i < 100 && world_->worker->running() > 0; ++i)
            world_->letTimePass(std::chrono::milliseconds(100));

        QCOMPARE(world_->log(id).size(), before);
        QCOMPARE(world_->stateOf(id), std::string("fetchingData"));
        QCOMPARE(world_->worker->running(), 0);
        postgres_->asAdmin("DELETE FROM app.job");
    }

    void aConnectorIsTestedStepByStep()
    {
        static_cast<void>(world_->define("Tested"));
        const auto path = "connectors/" + world_->lastConnector;

        const auto good = world_->post(path + "/test").json();
        const std::string wrong = R"({"password":"wrong"})";
        QCOMPARE(
            world_->platform.call(ada(), Method::put, path + "/credential", wrong).status, 204
        );
        const auto bad = world_->post(path + "/test").json();

        QVERIFY(good.at("ok").as_bool());
        QCOMPARE(good.at("steps").as_array().size(), std::size_t(5));
        QVERIFY(!bad.at("ok").as_bool());
        const auto& last = bad.at("steps").as_array().back().as_object();
        QCOMPARE(text(last, "name"), std::string("auth"));
        const auto row = world_->platform.call(ada(), Method::get, path).json();
        QCOMPARE(text(row, "testResult"), text(last, "cause"));
        QVERIFY(!row.at("testedAt").is_null());
    }

    void thePasswordIsNowhereInTheDatabase()
    {
        static_cast<void>(world_->define("Sealed"));
        const auto hits =
            postgres_->asAdmin("SELECT count(*) FROM app.credential"
                               " WHERE position('\\x702773732077'::bytea in sealed) > 0");
        QCOMPARE(hits, std::string("0"));
        const auto traces =
            postgres_->asAdmin("SELECT count(*) FROM app.audit_entry a WHERE a::text LIKE '%ss w%'"
            );
        QCOMPARE(traces, std::string("0"));
    }

private:
    std::unique_ptr<PostgresFixture> postgres_;
    std::unique_ptr<RunWorld> world_;
};

QTEST_APPLESS_MAIN(RunTest)
#include "run_test.moc"
