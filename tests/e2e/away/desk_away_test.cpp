// The real desk while its agent is gone and cannot come back: open pages stay readable, what is
// typed is kept, and is there after the desk was killed too.
#include "sync/forms/form_journal.hpp"
#include "sync/localapi/instance_lock.hpp"
#include "tests/e2e/story/person.hpp"
#include "tests/e2e/story/platform_program.hpp"

#include <QTemporaryDir>
#include <QtTest>

#include <csignal>
#include <memory>

using namespace tidemark;
using namespace tidemark::e2e;

namespace {

constexpr int firstPort = 8610;
constexpr int quantity = 5; ///< Column of the schedule.
constexpr int rows = 4;
constexpr int edits = 20;

const QString reports = QStringLiteral("Compliance reports");
const QString schedule = QStringLiteral("Fuel supply schedule");

} // namespace

#define MUST(person, action) QVERIFY2((person)->action, qPrintable((person)->lastFailure()))

class DeskAwayTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void what_is_typed_without_an_agent_is_there_after_both_were_killed();
    void cleanupTestCase() { maya_->crash(); }

private:
    void opensReport(const char* button);
    /// Whether the cell of the quantity says this number.
    [[nodiscard]] bool shows(int row, int value);
    /// The agent is killed, and none can take its place.
    void takesAgentAway();

    QTemporaryDir folder_;
    std::unique_ptr<PlatformProgram> platform_;
    std::unique_ptr<Person> maya_;
    std::optional<sync::InstanceLock> inItsPlace_;
};

void DeskAwayTest::initTestCase()
{
    // The cluster's system user must be able to walk to its folder.
    QFile::setPermissions(folder_.path(), QFile::permissions(folder_.path()) | QFile::ExeOther);
    platform_ = std::make_unique<PlatformProgram>(
        folder_.filePath(QStringLiteral("p")), freePort(firstPort)
    );
    QVERIFY(platform_->start());
    maya_ = std::make_unique<Person>(
        QStringLiteral("maya"),
        folder_.filePath(QStringLiteral("maya")),
        qEnvironmentVariable("TIDEMARK_PICTURES", folder_.path()),
        platform_->server()
    );
}

void DeskAwayTest::opensReport(const char* button)
{
    MUST(maya_, sitDown());
    if (button != nullptr)
        MUST(maya_, clicks(QString::fromLatin1(button), 30000));
    MUST(maya_, clicks(QStringLiteral("Reports*"), 60000));
    QVERIFY(waitUntil([&] { return maya_->rowsOf(reports) > 0; }, 20000));
    MUST(maya_, doubleClicksCell(reports, 0, 0));
    MUST(maya_, sees(schedule));
    QVERIFY(waitUntil([&] { return !maya_->cell(schedule, 1, quantity).isEmpty(); }, 20000));
}

bool DeskAwayTest::shows(int row, int value)
{
    const QString wanted = QLocale(QLocale::English).toString(value);
    return maya_->cell(schedule, row, quantity).contains(wanted);
}

void DeskAwayTest::takesAgentAway()
{
    const auto home = sync::findHome(maya_->home());
    QVERIFY(home.has_value());
    const auto desk = static_cast<pid_t>(maya_->deskPid());
    QVERIFY(::kill(desk, SIGSTOP) == 0);
    QVERIFY(::kill(static_cast<pid_t>(maya_->agentPid()), SIGKILL) == 0);
    auto lock = sync::InstanceLock::take(*home, std::chrono::seconds(10));
    QVERIFY(::kill(desk, SIGCONT) == 0);
    QVERIFY2(lock.has_value(), lock ? "" : lock.error().cause.c_str());
    inItsPlace_.emplace(std::move(*lock));
}

void DeskAwayTest::what_is_typed_without_an_agent_is_there_after_both_were_killed()
{
    opensReport("Sign in as Maya Lindqvist*");
    MUST(maya_, sees(QStringLiteral("Up to date*"), 60000));
    takesAgentAway();
    if (QTest::currentTestFailed())
        return;
    MUST(maya_, sees(QStringLiteral("The sync service is not running*"), 20000));
    for (int i = 0; i < edits; ++i) {
        const int value = 700'001 + i;
        MUST(maya_, clicksCell(schedule, i % rows, quantity));
        MUST(maya_, types(QString::number(value)));
        MUST(maya_, presses(QStringLiteral("Return")));
        const auto isShown = [&] { return shows(i % rows, value); };
        QVERIFY2(waitUntil(isShown, 5000), qPrintable(maya_->cell(schedule, i % rows, quantity)));
    }
    MUST(maya_, sees(QStringLiteral("Kept on this device*"), 5000));
    MUST(maya_, photographs(QStringLiteral("agent-away.png")));
    const QString data = maya_->home() + QStringLiteral("/data");
    QCOMPARE(sync::formsIn(data).records, std::int64_t{edits});

    maya_->crashesDesk();
    inItsPlace_.reset();
    opensReport(nullptr);
    MUST(maya_, sees(QStringLiteral("Up to date*"), 60000));
    for (int row = 0; row < rows; ++row) {
        const auto isShown = [&] { return shows(row, 700'001 + edits - rows + row); };
        QVERIFY2(waitUntil(isShown, 20000), qPrintable(maya_->cell(schedule, row, quantity)));
    }
    QCOMPARE(sync::formsIn(data).records, std::int64_t{0});
    QCOMPARE(sync::formsIn(data).setAside, std::int64_t{0});
}

QTEST_GUILESS_MAIN(DeskAwayTest)
#include "desk_away_test.moc"
