// tidemarkctl as a script meets it: what it prints, and the code that it ends with.
#include "sync/wire/home.hpp"
#include "tests/ui/fake_agent.hpp"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <boost/json.hpp>

using namespace tidemark;
using namespace tidemark::sync;
using namespace tidemark::tests;
namespace json = boost::json;

namespace {

struct Outcome {
    int code = -1;
    QString out = {};
    QString err = {};
};

Status upToDate()
{
    Status status;
    status.state = AgentState::open;
    status.link = LinkState::online;
    status.pull = PullState::live;
    status.verified = true;
    status.cut = "57";
    status.headCut = "57";
    status.rows = 1555;
    return status;
}

json::object pendingItem(std::int64_t mid, const char* state)
{
    return {
        {"mid", mid},
        {"name", "fuelSupply.edit"},
        {"state", state},
        {"title", "fuelSupply.edit"},
        {"createdAt", "2026-01-05T10:00:00Z"},
        {"error", nullptr}};
}

json::object conflictItem()
{
    const json::object field{
        {"field", "quantity"}, {"base", "10"}, {"mine", "20"}, {"theirs", nullptr}};
    const json::object by{
        {"name", "Jon Tarvainen"}, {"device", "vm"}, {"at", "2026-01-05T10:00:00Z"}};
    const json::object group{{"group", "quantity"}, {"fields", json::array{field}}, {"by", by}};
    return {{"entity", "fuelSupply"}, {"id", "a1"}, {"groups", json::array{group}}};
}

} // namespace

class CommandLineTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<FakeAgent> agent_;

    Outcome run(const QStringList& arguments)
    {
        QProcess process;
        process.setProgram(QStringLiteral(TIDEMARK_BINARY_DIR "/bin/tidemarkctl"));
        process.setArguments(QStringList{QStringLiteral("--home"), folder_->path()} + arguments);
        process.start();
        // The stand-in lives in this process, so its events have to be served meanwhile.
        const bool ended =
            QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 20000);
        if (!ended)
            process.kill();
        return {
            ended ? process.exitCode() : -1,
            QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
    }

    json::object runJson(const QStringList& arguments)
    {
        const Outcome outcome = run(arguments + QStringList{QStringLiteral("--json")});
        boost::system::error_code error;
        const json::value value = json::parse(outcome.out.toStdString(), error);
        return value.is_object() ? value.get_object() : json::object();
    }

private Q_SLOTS:
    void init()
    {
        folder_ = std::make_unique<QTemporaryDir>();
        const auto home = findHome(folder_->path());
        QVERIFY(home);
        QVERIFY(QDir().mkpath(home->run));
        agent_ = std::make_unique<FakeAgent>(home->agentAddress());
        QVERIFY(agent_->isListening());
        agent_->status = upToDate();
    }

    void withoutAnAgentItSaysSo()
    {
        agent_.reset();
        const Outcome outcome = run({QStringLiteral("status")});
        QCOMPARE(outcome.code, 3);
        QVERIFY(outcome.err.contains(QStringLiteral("Start the desk")));
        const auto document = runJson({QStringLiteral("status")});
        QCOMPARE(document.at("error").at("reason"), json::value("agent_not_running"));
    }

    void statusTellsTheTruth()
    {
        Outcome outcome = run({QStringLiteral("status")});
        QCOMPARE(outcome.code, 0);
        QVERIFY(outcome.out.startsWith(QStringLiteral("Up to date.")));
        agent_->status.verified = false;
        QVERIFY(!run({QStringLiteral("status")}).out.contains(QStringLiteral("Up to date")));
        agent_->status.needYou = 2;
        outcome = run({QStringLiteral("status")});
        QCOMPARE(outcome.code, 4);
        QCOMPARE(runJson({QStringLiteral("status")}).at("needYou"), json::value(2));
    }

    void workThatWasSetAsideIsListedExportedAndGivenUp()
    {
        const json::object item{
            {"qid", 3},
            {"name", "fuelSupply.edit"},
            {"scopeName", "Demo Fuels"},
            {"reason", "organization_changed"},
            {"policy", "keep"},
            {"at", "2026-01-05T10:00:00Z"},
            {"exportedAt", nullptr},
            {"handedAt", nullptr},
            {"files", json::array{"meter.pdf"}}};
        json::array items{item};
        std::vector<json::object> asked;
        const auto answer = [&](json::object with) {
            return [&asked, with](const json::object& params) -> Result<json::value> {
                asked.push_back(params);
                return json::value(with);
            };
        };
        agent_->handlers["quarantine.list"] = [&](const json::object&) -> Result<json::value> {
            return json::value(json::object{{"items", items}});
        };
        agent_->handlers["quarantine.export"] = answer({{"items", 1}});
        agent_->handlers["quarantine.handOver"] = answer({{"handed", 0}, {"left", 1}});
        agent_->handlers["quarantine.discard"] = answer({});
        const QString verb = QStringLiteral("quarantine");
        Outcome outcome = run({verb});
        QCOMPARE(outcome.code, 4);
        QVERIFY(outcome.out.contains(QStringLiteral("Demo Fuels")));
        QVERIFY(outcome.out.contains(QStringLiteral("on this device only")));
        QVERIFY(outcome.out.contains(QStringLiteral("meter.pdf")));
        QCOMPARE(runJson({verb, QStringLiteral("list")}).at("items").as_array().size(), 1U);
        QCOMPARE(run({verb, QStringLiteral("export")}).code, 2); // Where to?
        QCOMPARE(run({verb, QStringLiteral("export"), QStringLiteral("/tmp/x.json")}).code, 0);
        QCOMPARE(asked.back().at("file"), json::value("/tmp/x.json"));
        outcome = run({verb, QStringLiteral("hand-over")});
        QCOMPARE(outcome.code, 4);
        QVERIFY(outcome.out.contains(QStringLiteral("Left: 1")));
        QCOMPARE(run({verb, QStringLiteral("discard"), QStringLiteral("3")}).code, 0);
        QCOMPARE(asked.back().at("qid"), json::value(3));
        items.clear();
        QCOMPARE(run({verb}).code, 0);
    }

    void noticesAreListedAndTakenOffTheList()
    {
        const auto at = Timestamp::parse("2026-01-05T10:00:00Z").value();
        agent_->status.notices = {{"server_restored", at, 2, at}};
        std::string dismissed;
        agent_->handlers["notice.dismiss"] = [&](const json::object& params
                                             ) -> Result<json::value> {
            dismissed = params.at("id").as_string();
            return json::value(json::object());
        };
        const Outcome outcome = run({QStringLiteral("notices")});
        QCOMPARE(outcome.code, 4);
        QVERIFY(outcome.out.contains(QStringLiteral("server_restored")));
        QCOMPARE(
            run({QStringLiteral("notices"),
                 QStringLiteral("dismiss"),
                 QStringLiteral("server_restored")})
                .code,
            0
        );
        QCOMPARE(dismissed, std::string("server_restored"));
        agent_->status.notices.clear();
        QCOMPARE(run({QStringLiteral("notices")}).code, 0);
    }

    void syncWaitsUntilAllIsThere()
    {
        agent_->status.pending = 3;
        agent_->handlers["sync.now"] = [this](const json::object&) -> Result<json::value> {
            QMetaObject::invokeMethod(
                agent_.get(),
                [this] {
                    agent_->status.pending = 0;
                    agent_->tellStatus();
                },
                Qt::QueuedConnection
            );
            return json::value(json::object());
        };
        const Outcome outcome = run({QStringLiteral("sync")});
        QCOMPARE(outcome.code, 0);
        QVERIFY(outcome.out.startsWith(QStringLiteral("Up to date.")));
    }

    void syncEndsWhenTimeIsUp()
    {
        agent_->status.pending = 3;
        agent_->handlers["sync.now"] = [](const json::object&) -> Result<json::value> {
            return json::value(json::object());
        };
        const Outcome outcome =
            run({QStringLiteral("sync"), QStringLiteral("--wait"), QStringLiteral("1")});
        QCOMPARE(outcome.code, 5);
        QVERIFY(outcome.out.contains(QStringLiteral("Time is up")));
    }

    void pendingIsListedAndDiscardedByNumber()
    {
        agent_->pending = {pendingItem(41, "queued")};
        QVERIFY(run({QStringLiteral("pending")}).out.startsWith(QStringLiteral("41  queued")));
        json::value discarded;
        agent_->handlers["pending.discard"] = [&](const json::object& params) {
            discarded = params.at("mid");
            return Result<json::value>(json::object());
        };
        const QStringList discard{
            QStringLiteral("pending"), QStringLiteral("discard"), QStringLiteral("41")};
        QCOMPARE(run(discard).code, 0);
        QCOMPARE(discarded, json::value(41));
    }

    void conflictsShowBothSidesAndAskForAttention()
    {
        json::array items;
        agent_->handlers["conflicts.list"] = [&](const json::object&) {
            return Result<json::value>(json::object{{"items", items}});
        };
        QCOMPARE(run({QStringLiteral("conflicts")}).code, 0);
        items.push_back(conflictItem());
        const Outcome outcome = run({QStringLiteral("conflicts")});
        QCOMPARE(outcome.code, 4);
        QVERIFY(outcome.out.startsWith(QStringLiteral("fuelSupply a1\n  quantity")));
        QVERIFY(outcome.out.contains(QStringLiteral("mine        20\n")));
        QVERIFY(outcome.out.contains(QStringLiteral("theirs      (empty)\n")));
        QVERIFY(outcome.out.contains(QStringLiteral("Jon Tarvainen, vm, ")));
    }

    void aBadCheckAsksForAttention()
    {
        json::array checks{
            {{"id", "key"}, {"title", "Key"}, {"state", "ok"}, {"detail", "in the keyring"}},
            {{"id", "disk"},
             {"title", "Disk"},
             {"state", "warn"},
             {"detail", "1 GB left"},
             {"nextStep", "Make room."}}};
        agent_->handlers["diagnostics.run"] = [&](const json::object&) {
            return Result<json::value>(json::object{{"checks", checks}});
        };
        const Outcome fine = run({QStringLiteral("doctor")});
        QCOMPARE(fine.code, 0);
        QVERIFY(fine.out.contains(QStringLiteral("warn  Disk: 1 GB left\n      Make room.")));
        checks.push_back({{"id", "vault"}, {"title", "Vault"}, {"state", "bad"}});
        QCOMPARE(run({QStringLiteral("doctor")}).code, 4);
    }

    void theBundleIsRedactedUnlessAskedOtherwise()
    {
        json::object asked;
        agent_->handlers["support.bundle"] = [&](const json::object& params) {
            asked = params;
            return Result<json::value>(json::object{{"text", "versions"}, {"bytes", 8}});
        };
        QCOMPARE(run({QStringLiteral("support-bundle")}).out, QStringLiteral("versions\n"));
        QCOMPARE(asked.at("redact"), json::value(true));
        QVERIFY(!asked.contains("file"));
        QCOMPARE(run({QStringLiteral("support-bundle"), QStringLiteral("b.txt")}).code, 0);
        const std::string file(asked.at("file").get_string());
        QVERIFY(QDir::isAbsolutePath(QString::fromStdString(file)));
    }

    void aFaultIsSaidWithItsNextStep()
    {
        agent_->handlers["pending.retry"] = [](const json::object&) -> Result<json::value> {
            return Fault{FaultCode::notFound, "gone", "It is not waiting.", "Look again."};
        };
        const QStringList retry{
            QStringLiteral("pending"), QStringLiteral("retry"), QStringLiteral("9")};
        const Outcome outcome = run(retry);
        QCOMPARE(outcome.code, 1);
        QCOMPARE(outcome.err, QStringLiteral("tidemarkctl: It is not waiting. Look again.\n"));
    }

    void partsLeaveThisDeviceOrSayWhyNot()
    {
        const json::object here{
            {"id", "1001"}, {"name", "Near Fuels"}, {"standing", "live"}, {"rows", 12},
            {"wish", "pinned"}, {"need", "waiting"}};
        const json::object away{{"id", "1002"}, {"name", "Far Fuels"}, {"standing", "away"}};
        agent_->handlers["sync.status"] = [&](const json::object&) -> Result<json::value> {
            return json::value{{"scopes", json::array{here, away}}};
        };
        const Outcome listed = run({QStringLiteral("scopes")});
        QCOMPARE(listed.code, 0);
        QCOMPARE(
            listed.out,
            QStringLiteral("1001  Near Fuels: live, 12 rows, always kept, needed here (waiting)\n"
                           "1002  Far Fuels: not on this device\n")
        );
        json::object asked;
        agent_->handlers["scope.leave"] = [&](const json::object& params) -> Result<json::value> {
            asked = params;
            return Fault{FaultCode::conflict, "scope_needed_waiting", "It has changes.", "Wait."};
        };
        const Outcome refused =
            run({QStringLiteral("scopes"), QStringLiteral("leave"), QStringLiteral("1001")});
        QCOMPARE(refused.code, 1);
        QCOMPARE(asked.at("scope"), json::value("1001"));
        QCOMPARE(refused.err, QStringLiteral("tidemarkctl: It has changes. Wait.\n"));
        QCOMPARE(run({QStringLiteral("scopes"), QStringLiteral("leave")}).code, 2);
    }

    void aWrongCommandLineHasItsOwnCode()
    {
        QCOMPARE(run({QStringLiteral("pending"), QStringLiteral("discard")}).code, 2);
        QCOMPARE(run({QStringLiteral("nonsense")}).code, 2);
        QCOMPARE(run({QStringLiteral("completion"), QStringLiteral("tcsh")}).code, 2);
        const Outcome bash = run({QStringLiteral("completion"), QStringLiteral("bash")});
        QCOMPARE(bash.code, 0);
        QVERIFY(bash.out.contains(QStringLiteral("complete -F _tidemarkctl tidemarkctl")));
    }
};

QTEST_GUILESS_MAIN(CommandLineTest)
#include "command_line_test.moc"
