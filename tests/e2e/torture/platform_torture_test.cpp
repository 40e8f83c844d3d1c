// The real platform and its PostgreSQL killed at any moment under real agents: what an agent
// acknowledged takes effect, and once. TIDEMARK_PLATFORM_KILLS makes it longer,
// TIDEMARK_PLATFORM_SEED another.
#include "tests/e2e/story/platform_program.hpp"
#include "tests/e2e/story/written_values.hpp"
#include "tests/sync/engine/running.hpp"

#include <QDirIterator>
#include <QRandomGenerator>

using namespace tidemark;
using namespace tidemark::test;
namespace json = boost::json;

namespace {

constexpr int firstPort = 8480;

int kills()
{
    const int given = qEnvironmentVariableIntValue("TIDEMARK_PLATFORM_KILLS");
    return given > 0 ? given : 6;
}

json::value filterOf(const char* field, const json::value& value)
{
    return json::array{{{"field", field}, {"op", "eq"}, {"value", value}}};
}

json::array window(RunningAgent& agent, const char* entity, const json::value& filter)
{
    const auto answer = agent.ask(
        "rows.window",
        {{"entity", entity},
         {"filter", filter},
         {"sort", json::array{"id"}},
         {"offset", 0},
         {"limit", 10}}
    );
    return answer ? answer->at("rows").as_array() : json::array{};
}

} // namespace

class PlatformTortureTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void killed_under_load_it_loses_and_doubles_nothing();

private:
    json::array rows(RunningAgent& agent);
    /// Writes a new value into a row of the draft; true when the agent has it safely.
    bool write();
    void killDatabase();

    QTemporaryDir folder_;
    std::unique_ptr<e2e::PlatformProgram> platform_;
    std::unique_ptr<RunningAgent> maya_;
    std::unique_ptr<RunningAgent> jon_;
    std::map<std::string, std::vector<std::string>> written_; ///< By row, in order.
    int number_ = 3000;
};

json::array PlatformTortureTest::rows(RunningAgent& agent)
{
    const auto drafts = window(agent, "complianceReport", filterOf("status", "draft"));
    return drafts.empty()
               ? json::array{}
               : window(agent, "fuelSupply", filterOf("reportId", drafts.at(0).at("id")));
}

bool PlatformTortureTest::write()
{
    const auto all = rows(*maya_);
    const auto& row = all.at(static_cast<std::size_t>(number_) % all.size()).as_object();
    const std::string value = std::to_string(++number_);
    const auto done = maya_->ask(
        "mutate",
        {{"name", "fuelSupply.edit"},
         {"ops",
          json::array{json::object{
              {"op", "update"},
              {"entity", "fuelSupply"},
              {"id", row.at("id")},
              {"baseRv", row.at("rv")},
              {"base", json::object{{"quantity", row.at("quantity")}}},
              {"set", json::object{{"quantity", value}}}}}}}
    );
    if (done)
        written_[std::string(row.at("id").as_string())].push_back(value);
    return done.has_value();
}

void PlatformTortureTest::killDatabase()
{
    QDirIterator files(
        folder_.path(),
        {QStringLiteral("postmaster.pid")},
        QDir::Files,
        QDirIterator::Subdirectories
    );
    QVERIFY(files.hasNext());
    QFile file(files.next());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const int pid = file.readLine().trimmed().toInt();
    QVERIFY(pid > 1);
    QCOMPARE(::kill(pid, SIGKILL), 0);
}

void PlatformTortureTest::initTestCase()
{
    QFile::setPermissions(
        folder_.path(),
        QFile::permissions(folder_.path()) | QFileDevice::ReadGroup | QFileDevice::ExeGroup |
            QFileDevice::ReadOther | QFileDevice::ExeOther
    );
    platform_ = std::make_unique<e2e::PlatformProgram>(
        folder_.path() + QStringLiteral("/p"), e2e::freePort(firstPort)
    );
    QVERIFY(platform_->start());
    const auto sitDown = [&](const char* home, const char* login) {
        auto agent =
            std::make_unique<RunningAgent>(folder_.path() + QString::fromLatin1(home), login);
        const bool isIn = agent->start() >= 0 && agent->unlock() &&
                          agent->signIn(platform_->server().toStdString()) &&
                          agent->becomes("pull", "live") && agent->becomes("link", "online");
        return isIn ? std::move(agent) : nullptr;
    };
    maya_ = sitDown("/m", "maya@demo.example");
    jon_ = sitDown("/j", "jon@demo.example");
    QVERIFY(maya_ && jon_);
    QVERIFY(rows(*maya_).size() >= 5);
}

void PlatformTortureTest::killed_under_load_it_loses_and_doubles_nothing()
{
    const int seed = qEnvironmentVariableIntValue("TIDEMARK_PLATFORM_SEED");
    QRandomGenerator dice(static_cast<quint32>(5 + seed));
    for (int round = 0; round < kills(); ++round) {
        (void)maya_->ask("sync.now", json::object{});
        QElapsedTimer load;
        load.start();
        const int length = 20 + dice.bounded(600);
        while (load.elapsed() < length)
            QVERIFY(write());
        platform_->kill();
        if (round % 3 == 2)
            killDatabase();
        QVERIFY2(write(), "work goes on while the platform is away");
        QVERIFY2(platform_->start(), "it comes back after every kill");
    }
    const auto isSettled = [&] {
        (void)maya_->ask("sync.now", json::object{});
        return maya_->number("pending") == 0;
    };
    QVERIFY(QTest::qWaitFor(isSettled, 120'000));
    QCOMPARE(maya_->number("needYou"), 0);
    for (const auto& [id, values] : written_) {
        const auto effects =
            e2e::writtenValues(QStringLiteral("127.0.0.1"), platform_->port(), id, "quantity");
        for (const std::string& value : values) {
            const auto found = effects.find(value);
            QVERIFY2(found != effects.end(), ("lost: " + value).c_str());
            QVERIFY2(found->second == 1, ("took effect twice: " + value).c_str());
        }
    }
    const auto isSeen = [&] {
        (void)jon_->ask("sync.now", json::object{});
        for (const auto& row : rows(*jon_)) {
            const auto mine = written_.find(std::string(row.at("id").as_string()));
            if (mine != written_.end() && row.at("quantity") != json::value(mine->second.back()))
                return false;
        }
        return true;
    };
    QVERIFY2(QTest::qWaitFor(isSeen, 60'000), "the other desk has the last of each");
    qInfo("%d kills, %d writes, none lost, none doubled", kills(), number_ - 3000);
}

QTEST_GUILESS_MAIN(PlatformTortureTest)
#include "platform_torture_test.moc"
