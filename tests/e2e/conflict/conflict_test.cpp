// Two people change the same field, one of them away from the network. The real platform, two real
// agents and two real desks: both values are kept, the one who came later decides, also offline.
#include "tests/e2e/story/person.hpp"
#include "tests/e2e/story/platform_program.hpp"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

#include <memory>

using namespace tidemark::e2e;

namespace {

constexpr int firstPort = 8560;
constexpr int quantity = 5; ///< Column of the schedule.

const QString reports = QStringLiteral("Compliance reports");
const QString schedule = QStringLiteral("Fuel supply schedule");

} // namespace

#define MUST(person, action) QVERIFY2((person)->action, qPrintable((person)->lastFailure()))

class ConflictTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void a01_both_have_the_report();
    void a02_maya_edits_without_a_network();
    void a03_jon_edits_the_same_cells();
    void a04_maya_comes_back_and_is_asked();
    void a05_she_decides_offline_and_undoes_it();
    void a06_she_decides_again_by_keys();
    void a07_the_decision_reaches_jon();
    void cleanupTestCase();

private:
    void opensReport(Person& person, const char* button);
    void editsQuantity(Person& person, int row, const char* value);

    QTemporaryDir folder_;
    std::unique_ptr<PlatformProgram> platform_;
    std::unique_ptr<Person> maya_;
    std::unique_ptr<Person> jon_;
    bool isBroken_ = false;
};

void ConflictTest::initTestCase()
{
    // The cluster's system user must be able to walk to its folder.
    QFile::setPermissions(folder_.path(), QFile::permissions(folder_.path()) | QFile::ExeOther);
    const QString pictures =
        qEnvironmentVariable("TIDEMARK_PICTURES", folder_.filePath(QStringLiteral("pictures")));
    QDir().mkpath(pictures);
    platform_ = std::make_unique<PlatformProgram>(
        folder_.filePath(QStringLiteral("p")), freePort(firstPort)
    );
    QVERIFY(platform_->start());
    const auto person = [&](const char* name) {
        const QString called = QString::fromLatin1(name);
        return std::make_unique<Person>(
            called, folder_.filePath(called), pictures, platform_->server()
        );
    };
    maya_ = person("maya");
    jon_ = person("jon");
}

void ConflictTest::init()
{
    if (isBroken_)
        QFAIL("an earlier step failed");
    isBroken_ = true;
}

void ConflictTest::opensReport(Person& person, const char* button)
{
    MUST(&person, sitDown());
    if (button != nullptr)
        MUST(&person, clicks(QString::fromLatin1(button), 30000));
    MUST(&person, clicks(QStringLiteral("Reports*"), 60000));
    QVERIFY(waitUntil([&] { return person.rowsOf(reports) > 0; }, 20000));
    MUST(&person, doubleClicksCell(reports, 0, 0));
    MUST(&person, sees(schedule));
    QVERIFY(waitUntil([&] { return !person.cell(schedule, 1, quantity).isEmpty(); }, 20000));
}

void ConflictTest::editsQuantity(Person& person, int row, const char* value)
{
    const QString before = person.cell(schedule, row, quantity);
    MUST(&person, clicksCell(schedule, row, quantity));
    MUST(&person, types(QString::fromLatin1(value)));
    MUST(&person, presses(QStringLiteral("Return")));
    QVERIFY(waitUntil([&] { return person.cell(schedule, row, quantity) != before; }, 5000));
}

void ConflictTest::a01_both_have_the_report()
{
    opensReport(*maya_, "Sign in as Maya Lindqvist*");
    MUST(maya_, sees(QStringLiteral("Up to date*"), 60000));
    opensReport(*jon_, "Sign in as Jon Tarvainen*");
    MUST(jon_, sees(QStringLiteral("Up to date*"), 60000));
    isBroken_ = QTest::currentTestFailed();
}

void ConflictTest::a02_maya_edits_without_a_network()
{
    platform_->stop();
    MUST(maya_, sees(QStringLiteral("Offline since*"), 60000));
    editsQuantity(*maya_, 0, "111111");
    editsQuantity(*maya_, 1, "121212");
    MUST(maya_, sees(QStringLiteral("Saved on this device*"), 10000));
    maya_->crash();
    isBroken_ = QTest::currentTestFailed();
}

void ConflictTest::a03_jon_edits_the_same_cells()
{
    QVERIFY(platform_->start());
    MUST(jon_, sees(QStringLiteral("Up to date*"), 90000));
    editsQuantity(*jon_, 0, "222222");
    editsQuantity(*jon_, 1, "232323");
    MUST(jon_, sees(QStringLiteral("Up to date*"), 30000));
    isBroken_ = QTest::currentTestFailed();
}

void ConflictTest::a04_maya_comes_back_and_is_asked()
{
    MUST(maya_, sitDown());
    MUST(maya_, sees(QStringLiteral("2 need you*"), 60000));
    MUST(maya_, clicks(QStringLiteral("Needs you*")));
    MUST(maya_, sees(QStringLiteral("Changes that need you")));
    // Both sides are there, with who wrote theirs; nothing is chosen.
    MUST(maya_, sees(QStringLiteral("111,111*")));
    MUST(maya_, sees(QStringLiteral("222,222*")));
    MUST(maya_, sees(QStringLiteral("Jon Tarvainen*")));
    MUST(maya_, sees(QStringLiteral("1 field still open. Nothing is chosen for you.")));
    MUST(maya_, photographs(QStringLiteral("c1-needs-you.png")));
    isBroken_ = false;
}

void ConflictTest::a05_she_decides_offline_and_undoes_it()
{
    platform_->stop();
    MUST(maya_, sees(QStringLiteral("Offline since*"), 60000));
    MUST(maya_, clicks(QStringLiteral("Quantity: take theirs")));
    MUST(maya_, sees(QStringLiteral("Everything is chosen.")));
    MUST(maya_, photographs(QStringLiteral("c2-chosen.png")));
    MUST(maya_, clicks(QStringLiteral("Apply")));
    MUST(maya_, sees(QStringLiteral("1 row decided. Saved on this device.")));
    MUST(maya_, sees(QStringLiteral("1 conflict, *")));
    MUST(maya_, photographs(QStringLiteral("c3-decided-offline.png")));
    MUST(maya_, clicks(QStringLiteral("Undo")));
    MUST(maya_, sees(QStringLiteral("2 conflicts, *")));
    isBroken_ = false;
}

void ConflictTest::a06_she_decides_again_by_keys()
{
    for (int left = 1; left >= 0; --left) {
        MUST(maya_, presses(QStringLiteral("1")));
        MUST(maya_, sees(QStringLiteral("Everything is chosen.")));
        MUST(maya_, presses(QStringLiteral("Ctrl+Return")));
        MUST(
            maya_,
            sees(left == 1 ? QStringLiteral("1 conflict, *") : QStringLiteral("Nothing needs you"))
        );
    }
    MUST(maya_, photographs(QStringLiteral("c4-nothing-needs-you.png")));
    isBroken_ = false;
}

void ConflictTest::a07_the_decision_reaches_jon()
{
    QVERIFY(platform_->start());
    MUST(maya_, sees(QStringLiteral("Up to date*"), 90000));
    MUST(jon_, sees(QStringLiteral("Up to date*"), 90000));
    const auto shows = [&](int row, const char* value) {
        return waitUntil(
            [&] { return jon_->cell(schedule, row, quantity).contains(QLatin1String(value)); },
            90000
        );
    };
    QVERIFY2(shows(0, "111,111"), qPrintable(jon_->cell(schedule, 0, quantity)));
    QVERIFY2(shows(1, "121,212"), qPrintable(jon_->cell(schedule, 1, quantity)));
    isBroken_ = false;
}

void ConflictTest::cleanupTestCase()
{
    maya_.reset();
    jon_.reset();
    platform_.reset();
}

QTEST_GUILESS_MAIN(ConflictTest)
#include "conflict_test.moc"
