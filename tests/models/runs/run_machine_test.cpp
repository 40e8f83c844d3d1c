// The run's states, steps and retries, over every pair of states.
#include "models/entity/entity_info.hpp"
#include "models/entity/record_codec.hpp"
#include "models/runs/run_machine.hpp"

#include <QtTest>

#include <boost/json.hpp>

#include <fstream>
#include <iterator>
#include <set>

using namespace tidemark;
using namespace std::chrono_literals;

namespace {

constexpr int stateCount = 13;

const boost::json::object& sourceSystem()
{
    static const boost::json::value read = [] {
        std::ifstream file(TIDEMARK_SOURCE_DIR "/tests/data/openreg/workflow.json");
        return boost::json::parse(std::string(std::istreambuf_iterator<char>(file), {}));
    }();
    return read.as_object();
}

/// `fetching_data` of the source system is `fetchingData` here.
std::string snake(std::string_view camelCase)
{
    return snakeCase(camelCase);
}

RunState state(int number)
{
    return static_cast<RunState>(number);
}

std::vector<RunState> walk(const RunShape& shape)
{
    std::vector<RunState> path{RunState::pending, firstState()};
    while (!isFinal(path.back()))
        path.push_back(stateAfter(*stepOf(path.back()), shape));
    return path;
}

} // namespace

class RunMachineTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void edgesAreThoseOfTheSourceSystem();
    void planIsThatOfTheSourceSystem();
    void theWayThroughFollowsTheEdges();
    void optionalStepsAreSkipped();
    void finalStatesStayFinal();
    void waitingStatesMayBePaused();
    void everyStateMayBeCancelledOrIsFinal();
    void progressRises();
    void retriesFollowThePlan();
    void nothingIsRetriedPastTheEnd();
};

void RunMachineTest::edgesAreThoseOfTheSourceSystem()
{
    std::set<std::string> added;
    for (int from = 0; from < stateCount; ++from) {
        const std::string fromName = snake(choiceName(state(from)));
        std::set<std::string> wanted;
        for (const auto& to : sourceSystem().at("transitions").at(fromName).as_array())
            wanted.emplace(to.as_string());
        for (int to = 0; to < stateCount; ++to) {
            const std::string toName = snake(choiceName(state(to)));
            if (canMove(state(from), state(to)) && !wanted.contains(toName))
                added.insert(fromName + " " + toName);
            QVERIFY(canMove(state(from), state(to)) || !wanted.contains(toName));
        }
    }
    const std::set<std::string> agreed{
        "initializing waiting_retry", "pending paused", "waiting_retry paused"};
    QVERIFY(added == agreed);
}

void RunMachineTest::planIsThatOfTheSourceSystem()
{
    const auto& wanted = sourceSystem().at("steps").as_array();
    QCOMPARE(runSteps().size(), wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const RunStepPlan& plan = runSteps()[i];
        const auto& step = wanted[i].as_object();
        QCOMPARE(snake(choiceName(plan.kind)), std::string(step.at("name").as_string()));
        QCOMPARE(snake(choiceName(plan.state)), std::string(step.at("state").as_string()));
        QCOMPARE(plan.retriesMost, step.at("max_retries").as_int64());
        QCOMPARE(plan.retryDelay.count(), step.at("retry_delay_s").as_int64());
        QCOMPARE(plan.timeout.count(), step.at("timeout_s").as_int64());
    }
    for (const auto& code : sourceSystem().at("retryable_codes").as_array())
        QVERIFY(isRetryable(std::string_view(code.as_string())));
}

void RunMachineTest::theWayThroughFollowsTheEdges()
{
    for (int mask = 0; mask < 8; ++mask) {
        const auto path = walk({(mask & 1) != 0, (mask & 2) != 0, (mask & 4) != 0});
        QCOMPARE(path.back(), RunState::completed);
        for (std::size_t i = 1; i < path.size(); ++i) {
            QVERIFY(canMove(path[i - 1], path[i]));
            QVERIFY(progressOf(path[i]) > progressOf(path[i - 1]));
        }
    }
}

void RunMachineTest::optionalStepsAreSkipped()
{
    QCOMPARE(walk({true, true, true}).size(), 9U);
    QCOMPARE(walk({}).size(), 6U);
    QCOMPARE(stateAfter(RunStepKind::fetchData, {}), RunState::transforming);
    QCOMPARE(stateAfter(RunStepKind::generateArtifacts, {}), RunState::completed);
}

void RunMachineTest::finalStatesStayFinal()
{
    for (int to = 0; to < stateCount; ++to) {
        for (const RunState from : {RunState::completed, RunState::failed, RunState::cancelled})
            QVERIFY(!canMove(from, state(to)));
    }
    const auto refused = moveRun(RunState::completed, RunState::pending);
    QCOMPARE(refused.error().reason, std::string("wrong_run_state"));
}

void RunMachineTest::waitingStatesMayBePaused()
{
    std::set<RunState> pausable;
    for (int from = 0; from < stateCount; ++from) {
        if (canMove(state(from), RunState::paused))
            pausable.insert(state(from));
    }
    QVERIFY((pausable == std::set{RunState::pending, RunState::waitingRetry}));
    QVERIFY(canMove(RunState::paused, RunState::fetchingData));
    QVERIFY(!canMove(RunState::paused, RunState::failed));
}

void RunMachineTest::everyStateMayBeCancelledOrIsFinal()
{
    for (int from = 0; from < stateCount; ++from) {
        QCOMPARE(canMove(state(from), RunState::cancelled), !isFinal(state(from)));
        QVERIFY(!canMove(state(from), state(from)));
        QVERIFY(!canMove(state(from), RunState::pending));
    }
}

void RunMachineTest::progressRises()
{
    QCOMPARE(progressOf(RunState::pending), 0);
    QCOMPARE(progressOf(RunState::cancelled), 100);
    QCOMPARE(progressOf(RunState::waitingRetry, RunState::transforming), 50);
    QCOMPARE(progressOf(RunState::paused), 0);
}

void RunMachineTest::retriesFollowThePlan()
{
    QCOMPARE(retryDelay(RunStepKind::fetchData, 1), 30s);
    QCOMPARE(retryDelay(RunStepKind::fetchData, 2), 60s);
    QCOMPARE(retryDelay(RunStepKind::fetchData, 3), 120s);
    QCOMPARE(retryDelay(RunStepKind::deliver, 9), 300s);
    QCOMPARE(retryDelay(RunStepKind::deliver, 1000), 300s);
    QVERIFY(retryAfter(RunStepKind::fetchData, 3, "TIMEOUT", 10s).has_value());
    QVERIFY(!retryAfter(RunStepKind::fetchData, 4, "TIMEOUT", 10s));
    QVERIFY(!retryAfter(RunStepKind::fetchData, 1, "VALIDATION_FAILED", 10s));
}

void RunMachineTest::nothingIsRetriedPastTheEnd()
{
    QVERIFY(retryAfter(RunStepKind::fetchData, 1, "CONNECTION_ERROR", 7169s).has_value());
    QVERIFY(!retryAfter(RunStepKind::fetchData, 1, "CONNECTION_ERROR", 7170s));
    QVERIFY(isRetryable(codeOf(runErrorOf(Fault{.code = FaultCode::offline}))));
    QVERIFY(!isRetryable(codeOf(runErrorOf(Fault{.code = FaultCode::invalid}))));
}

QTEST_GUILESS_MAIN(RunMachineTest)
#include "run_machine_test.moc"
