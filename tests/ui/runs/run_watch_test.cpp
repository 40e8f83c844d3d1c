// The watch of one run: rows first, then the live channel, and never an older state over a newer.
#include "sync/client/agent_client.hpp"
#include "tests/ui/fake_agent.hpp"
#include "ui/runs/run_watch.hpp"

#include <QTemporaryDir>
#include <QtTest>

#include <boost/json.hpp>

#include <memory>

using namespace tidemark;
namespace json = boost::json;

namespace {

constexpr auto runId = "01930000-0000-7000-8000-000000000001";
const QString channel = QStringLiteral("run:") + QString::fromLatin1(runId);

json::object runRow(const char* rv, const char* state, int progress)
{
    return {
        {"id", runId},
        {"rv", rv},
        {"number", 4812},
        {"definitionId", "d"},
        {"definitionName", "EMIR daily positions"},
        {"state", state},
        {"progress", progress},
        {"startedBy", "Ada Okafor"},
        {"createdAt", "2026-03-31T09:40:19Z"},
        {"startedAt", "2026-03-31T09:40:20Z"},
        {"finishedAt", nullptr},
        {"exceptions", 0}};
}

json::object stepRow(const char* id, int position, const char* kind, const char* status)
{
    return {
        {"id", id},
        {"rv", "1"},
        {"runId", runId},
        {"kind", kind},
        {"position", position},
        {"status", status},
        {"attempt", 1},
        {"attemptsMost", 3},
        {"startedAt", "2026-03-31T09:40:20Z"},
        {"finishedAt", nullptr},
        {"rowsIn", 10},
        {"rowsOut", 8}};
}

json::object logLine(int sequence)
{
    return {
        {"sequence", sequence},
        {"at", "2026-03-31T09:41:02Z"},
        {"level", "info"},
        {"step", "fetchData"},
        {"message", "line"}};
}

} // namespace

class RunWatchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void rows_of_the_mirror_fill_it_first();
    void live_states_overtake_rows_and_older_ones_are_ignored();
    void a_hole_in_the_live_log_is_read_from_the_platform();
    void a_stale_channel_is_said();
    void each_state_is_shown_with_its_time();
    void a_run_that_the_mirror_does_not_have_yet_comes_from_the_platform();
    void a_run_that_is_nowhere_is_said();

private:
    void tell(const json::object& message);
    void event(const char* kind, const json::object& data);

    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<tests::FakeAgent> fake_;
    std::unique_ptr<sync::AgentClient> client_;
    std::unique_ptr<ui::RunWatch> watch_;
    int logTotal_ = 2;
    std::optional<json::object> platformRun_;
};

void RunWatchTest::init()
{
    folder_ = std::make_unique<QTemporaryDir>();
    fake_ = std::make_unique<tests::FakeAgent>(folder_->filePath(QStringLiteral("agent.sock")));
    QVERIFY(fake_->isListening());
    fake_->rows["reportRun"] = {runRow("5", "fetchingData", 15)};
    fake_->rows["runStep"] = {
        stepRow("a", 0, "initialize", "completed"), stepRow("b", 1, "fetchData", "running")};
    logTotal_ = 2;
    platformRun_.reset();
    fake_->handlers["live.subscribe"] = [](const json::object&) { return json::object{}; };
    fake_->handlers["live.unsubscribe"] = [](const json::object&) { return json::object{}; };
    fake_->handlers["platform.call"] = [this](const json::object& params) -> Result<json::value> {
        const std::string path(params.at("path").as_string());
        if (!path.starts_with("/api/v1/report-runs/"))
            return Fault{FaultCode::forbidden, "path_refused"};
        if (path.find("/log?") == std::string::npos) {
            if (!platformRun_)
                return Fault{FaultCode::notFound, "no_such_row", "It is gone.", "Open the list."};
            return json::object{{"status", 200}, {"body", *platformRun_}};
        }
        const auto after = std::stoi(path.substr(path.find("after=") + 6));
        json::array lines;
        for (int i = after + 1; i <= logTotal_; ++i)
            lines.push_back(logLine(i));
        return json::object{{"status", 200}, {"body", {{"lines", lines}, {"last", logTotal_}}}};
    };
    client_ =
        std::make_unique<sync::AgentClient>(sync::AgentClientOptions{.address = fake_->address()});
    client_->start();
    watch_ = std::make_unique<ui::RunWatch>(*client_, runId);
    QTRY_COMPARE(watch_->steps().size(), 2);
    QTRY_COMPARE(watch_->log()->last(), 2);
}

void RunWatchTest::cleanup()
{
    watch_.reset();
    client_.reset();
    fake_.reset();
}

void RunWatchTest::tell(const json::object& message)
{
    fake_->notify("live", json::object{{"channel", channel.toStdString()}, {"message", message}});
}

void RunWatchTest::event(const char* kind, const json::object& data)
{
    tell(
        {{"t", "ev"},
         {"channel", channel.toStdString()},
         {"offset", 1},
         {"kind", kind},
         {"data", data}}
    );
}

void RunWatchTest::rows_of_the_mirror_fill_it_first()
{
    QCOMPARE(watch_->progress(), 0.15);
    QVERIFY(watch_->isActive());
    QCOMPARE(watch_->selectedStep(), 1);
    QVERIFY(watch_->startedText().contains(QStringLiteral("Ada Okafor")));
}

void RunWatchTest::live_states_overtake_rows_and_older_ones_are_ignored()
{
    event("state", runRow("7", "transforming", 50));
    QTRY_COMPARE(watch_->progress(), 0.5);
    event("state", runRow("6", "preValidation", 30));
    event("step", stepRow("b", 1, "fetchData", "completed"));
    QTRY_COMPARE(
        watch_->steps().at(1).toMap().value(QStringLiteral("status")).toString(),
        QStringLiteral("completed")
    );
    QCOMPARE(watch_->progress(), 0.5);
}

void RunWatchTest::a_hole_in_the_live_log_is_read_from_the_platform()
{
    logTotal_ = 6;
    event("log", {{"lines", json::array{logLine(6)}}});
    QTRY_COMPARE(watch_->log()->last(), 6);
    QCOMPARE(watch_->log()->total(), 6);
}

void RunWatchTest::a_stale_channel_is_said()
{
    event("state", runRow("7", "transforming", 50));
    QTRY_VERIFY(watch_->ageText().contains(QStringLiteral("arrive live")));
    const QString fresh = watch_->ageText();
    tell({{"t", "stale"}, {"since", "2026-03-31T09:42:00Z"}});
    QTRY_VERIFY(watch_->ageText() != fresh);
    QVERIFY(watch_->ageText().contains(QStringLiteral("down")));
}

void RunWatchTest::each_state_is_shown_with_its_time()
{
    QCOMPARE(watch_->statesText(), QStringLiteral("pending, starting, fetching data"));
    event("step", stepRow("c", 2, "preValidation", "skipped"));
    event("step", stepRow("d", 3, "transform", "running"));
    event("state", runRow("7", "transforming", 50));
    QTRY_COMPARE(
        watch_->statesText(), QStringLiteral("pending, starting, fetching data, transforming")
    );
    auto last = runRow("8", "completed", 100);
    last["finishedAt"] = "2026-03-31T09:43:00Z";
    event("state", last);
    QTRY_COMPARE(
        watch_->statesText(),
        QStringLiteral("pending, starting, fetching data, transforming, completed")
    );
    const QVariantList states = watch_->states();
    QCOMPARE(states.size(), 5);
    for (const QVariant& state : states)
        QVERIFY(!state.toMap().value(QStringLiteral("time")).toString().isEmpty());
}

void RunWatchTest::a_run_that_the_mirror_does_not_have_yet_comes_from_the_platform()
{
    watch_.reset();
    fake_->rows["reportRun"].clear();
    platformRun_ = runRow("4", "pending", 0);
    watch_ = std::make_unique<ui::RunWatch>(*client_, runId);
    const QSignalSpy failures(watch_.get(), &ui::RunWatch::failed);
    QTRY_VERIFY(!watch_->run().empty());
    QVERIFY(watch_->startedText().contains(QStringLiteral("Ada Okafor")));
    QVERIFY(failures.isEmpty());
}

void RunWatchTest::a_run_that_is_nowhere_is_said()
{
    watch_.reset();
    fake_->rows["reportRun"].clear();
    watch_ = std::make_unique<ui::RunWatch>(*client_, runId);
    QSignalSpy failures(watch_.get(), &ui::RunWatch::failed);
    QTRY_COMPARE(failures.size(), 1);
    const auto fault = failures.first().first().value<Fault>();
    QCOMPARE(fault.cause, std::string("It is gone."));
    QVERIFY(!fault.nextStep.empty());
}

QTEST_MAIN(RunWatchTest)
#include "run_watch_test.moc"
