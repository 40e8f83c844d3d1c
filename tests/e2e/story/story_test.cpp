// The demo story, with the real programs: sign in, draft offline, survive a crash, converge,
// submit, and watch a run. Each step leaves a picture in TIDEMARK_PICTURES.
//
// The steps build on each other; after a failed one the rest is skipped by the fixture.
#include "tests/e2e/story/person.hpp"
#include "tests/e2e/story/platform_program.hpp"

#include <QDir>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QtTest>

#include <memory>

using namespace tidemark::e2e;

namespace {

constexpr int firstPort = 8461;
constexpr int pastedRows = 200;
constexpr int rowsBefore = 14; ///< Of the demo's 2025 report.

const QString reports = QStringLiteral("Compliance reports");
const QString schedule = QStringLiteral("Fuel supply schedule");

/// 200 rows as a spreadsheet puts them on the clipboard, under a row of heads. Each is a fuel of
/// its own name, because a schedule must not repeat a row.
QString pastedTable()
{
    QString text = QStringLiteral(
        "Fuel type\tCategory\tProvision\tEnd use\tName of other fuel\tEnergy density\tQuantity\n"
    );
    for (int i = 0; i < pastedRows; ++i) {
        text += QStringLiteral("Other\t%1\tDefault CI\tAny\tBlend %2\t35.%3\t%4\n")
                    .arg(i % 2 == 0 ? QStringLiteral("Gasoline") : QStringLiteral("Diesel"))
                    .arg(i + 1, 3, 10, QChar(u'0'))
                    .arg(i % 100, 2, 10, QChar(u'0'))
                    .arg(10'000 + i);
    }
    return text;
}

/// What the demo's run goes through, as the watch names it: it delivers to nowhere.
const QStringList runStates{
    QStringLiteral("pending"),
    QStringLiteral("starting"),
    QStringLiteral("fetching data"),
    QStringLiteral("checking input"),
    QStringLiteral("transforming"),
    QStringLiteral("checking output"),
    QStringLiteral("writing files"),
    QStringLiteral("completed")};

QString rowsLabel(int rows)
{
    return QStringLiteral("%1 rows*").arg(rows);
}

} // namespace

#define MUST(person, action) QVERIFY2((person)->action, qPrintable((person)->lastFailure()))

class StoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void a01_sign_in_with_one_click();
    void a02_first_sync_and_reports_list();
    void a03_a_second_drafter_opens_the_same_report();
    void a04_the_platform_stops_and_the_desk_says_so();
    void a05_two_hundred_rows_are_pasted_offline();
    void a06_an_edit_is_undone_and_redone();
    void a07_desk_and_agent_are_killed_and_nothing_is_lost();
    void a08_the_platform_is_back_and_the_outbox_drains();
    void a09_the_second_desk_shows_the_rows();
    void a10_the_report_is_submitted();
    void a11_an_admin_starts_a_run_and_watches_it();
    void cleanupTestCase();

private:
    [[nodiscard]] std::unique_ptr<Person> person(const char* name);
    /// What the watch says of the run's states, each time it says something new, until its end.
    [[nodiscard]] QStringList watchesStates();

    QTemporaryDir folder_;
    QString pictures_;
    std::unique_ptr<PlatformProgram> platform_;
    std::unique_ptr<Person> maya_;
    std::unique_ptr<Person> jon_;
    std::unique_ptr<Person> ada_;
    QString editedCell_;
    bool isBroken_ = false;
};

std::unique_ptr<Person> StoryTest::person(const char* name)
{
    const QString called = QString::fromLatin1(name);
    return std::make_unique<Person>(
        called, folder_.filePath(called), pictures_, platform_->server()
    );
}

void StoryTest::initTestCase()
{
    // The cluster's system user must be able to walk to its folder.
    QFile::setPermissions(folder_.path(), QFile::permissions(folder_.path()) | QFile::ExeOther);
    pictures_ =
        qEnvironmentVariable("TIDEMARK_PICTURES", folder_.filePath(QStringLiteral("pictures")));
    QDir().mkpath(pictures_);
    platform_ = std::make_unique<PlatformProgram>(
        folder_.filePath(QStringLiteral("p")), freePort(firstPort)
    );
    QVERIFY(platform_->start());
    maya_ = person("maya");
    jon_ = person("jon");
    ada_ = person("ada");
}

void StoryTest::init()
{
    if (isBroken_)
        QFAIL("an earlier step of the story failed");
    isBroken_ = true;
}

void StoryTest::a01_sign_in_with_one_click()
{
    MUST(maya_, sitDown());
    MUST(maya_, sees(QStringLiteral("Sign in as Maya Lindqvist*"), 30000));
    MUST(maya_, photographs(QStringLiteral("01-sign-in.png")));
    MUST(maya_, clicks(QStringLiteral("Sign in as Maya Lindqvist*")));
    MUST(maya_, sees(QStringLiteral("Navigation"), 30000));
    isBroken_ = false;
}

void StoryTest::a02_first_sync_and_reports_list()
{
    MUST(maya_, photographs(QStringLiteral("02-first-sync.png")));
    MUST(maya_, sees(QStringLiteral("Up to date*"), 60000));
    MUST(maya_, clicks(QStringLiteral("Reports*")));
    MUST(maya_, sees(reports));
    QVERIFY(waitUntil([&] { return maya_->rowsOf(reports) > 0; }, 10000));
    MUST(maya_, photographs(QStringLiteral("03-reports.png")));
    MUST(maya_, doubleClicksCell(reports, 0, 0));
    MUST(maya_, sees(schedule));
    MUST(maya_, sees(rowsLabel(rowsBefore)));
    MUST(maya_, photographs(QStringLiteral("04-report.png")));
    isBroken_ = false;
}

void StoryTest::a03_a_second_drafter_opens_the_same_report()
{
    MUST(jon_, sitDown());
    MUST(jon_, clicks(QStringLiteral("Sign in as Jon Tarvainen*"), 30000));
    MUST(jon_, sees(QStringLiteral("Up to date*"), 60000));
    MUST(jon_, clicks(QStringLiteral("Reports*")));
    QVERIFY(waitUntil([&] { return jon_->rowsOf(reports) > 0; }, 10000));
    MUST(jon_, doubleClicksCell(reports, 0, 0));
    MUST(jon_, sees(schedule));
    MUST(jon_, sees(rowsLabel(rowsBefore)));
    isBroken_ = false;
}

void StoryTest::a04_the_platform_stops_and_the_desk_says_so()
{
    platform_->stop();
    MUST(maya_, sees(QStringLiteral("Offline since*"), 60000));
    MUST(maya_, photographs(QStringLiteral("05-offline.png")));
    isBroken_ = false;
}

void StoryTest::a05_two_hundred_rows_are_pasted_offline()
{
    MUST(maya_, copies(pastedTable()));
    MUST(maya_, clicksCell(schedule, rowsBefore, 0));
    MUST(maya_, presses(QStringLiteral("Ctrl+V")));
    MUST(maya_, sees(rowsLabel(rowsBefore + pastedRows), 15000));
    MUST(maya_, photographs(QStringLiteral("06-pasted-offline.png")));
    isBroken_ = false;
}

void StoryTest::a06_an_edit_is_undone_and_redone()
{
    const int quantity = 5;
    const QString before = maya_->cell(schedule, 0, quantity);
    MUST(maya_, clicksCell(schedule, 0, quantity));
    MUST(maya_, types(QStringLiteral("123456")));
    MUST(maya_, presses(QStringLiteral("Return")));
    QVERIFY(waitUntil([&] { return maya_->cell(schedule, 0, quantity) != before; }, 5000));
    editedCell_ = maya_->cell(schedule, 0, quantity);
    MUST(maya_, presses(QStringLiteral("Ctrl+Z")));
    QVERIFY(waitUntil([&] { return maya_->cell(schedule, 0, quantity) == before; }, 5000));
    MUST(maya_, photographs(QStringLiteral("07-undone.png")));
    MUST(maya_, presses(QStringLiteral("Ctrl+Shift+Z")));
    QVERIFY(waitUntil([&] { return maya_->cell(schedule, 0, quantity) == editedCell_; }, 5000));
    MUST(maya_, photographs(QStringLiteral("08-redone.png")));
    isBroken_ = false;
}

void StoryTest::a07_desk_and_agent_are_killed_and_nothing_is_lost()
{
    MUST(maya_, sees(QStringLiteral("Saved on this device*"), 10000));
    maya_->crash();
    MUST(maya_, sitDown());
    MUST(maya_, sees(QStringLiteral("Offline*"), 30000));
    MUST(maya_, clicks(QStringLiteral("Reports*")));
    QVERIFY(waitUntil([&] { return maya_->rowsOf(reports) > 0; }, 10000));
    MUST(maya_, doubleClicksCell(reports, 0, 0));
    MUST(maya_, sees(schedule));
    QVERIFY(waitUntil([&] { return maya_->rowsOf(schedule) >= rowsBefore + pastedRows; }, 15000));
    QVERIFY(waitUntil([&] { return maya_->cell(schedule, 0, 5) == editedCell_; }, 5000));
    MUST(maya_, sees(QStringLiteral("Saved on this device, not sent")));
    MUST(maya_, photographs(QStringLiteral("09-after-the-crash.png")));
    isBroken_ = false;
}

void StoryTest::a08_the_platform_is_back_and_the_outbox_drains()
{
    QVERIFY(platform_->start());
    MUST(maya_, sees(QStringLiteral("Up to date*"), 90000));
    MUST(maya_, photographs(QStringLiteral("10-drained.png")));
    isBroken_ = false;
}

void StoryTest::a09_the_second_desk_shows_the_rows()
{
    // The drained outbox says nothing of when the other desk reconnects; once it is back, the rows
    // come within a second.
    MUST(jon_, sees(QStringLiteral("Up to date*"), 90000));
    QVERIFY(waitUntil([&] { return jon_->rowsOf(schedule) >= rowsBefore + pastedRows; }, 1000));
    QVERIFY(waitUntil([&] { return jon_->cell(schedule, 0, 5) == editedCell_; }, 1000));
    MUST(jon_, photographs(QStringLiteral("11-second-desk.png")));
    isBroken_ = false;
}

void StoryTest::a10_the_report_is_submitted()
{
    MUST(maya_, clicks(QStringLiteral("Sign and submit*")));
    MUST(maya_, sees(QStringLiteral("I sign this report"), 20000));
    MUST(maya_, photographs(QStringLiteral("12-sign.png")));
    MUST(maya_, clicks(QStringLiteral("I sign this report")));
    MUST(maya_, clicks(QStringLiteral("Submit")));
    MUST(maya_, sees(QStringLiteral("Submitted"), 20000));
    MUST(maya_, photographs(QStringLiteral("13-submitted.png")));
    isBroken_ = false;
}

void StoryTest::a11_an_admin_starts_a_run_and_watches_it()
{
    MUST(ada_, sitDown());
    MUST(ada_, clicks(QStringLiteral("Sign in as Ada Okafor*"), 30000));
    MUST(ada_, sees(QStringLiteral("Up to date*"), 60000));
    MUST(ada_, clicks(QStringLiteral("Runs*")));
    MUST(ada_, clicks(QStringLiteral("Start a run*")));
    MUST(ada_, clicks(QStringLiteral("EMIR daily positions")));
    MUST(ada_, sees(QStringLiteral("Log lines"), 20000));
    const QStringList seen = watchesStates();
    const QString all = runStates.join(QStringLiteral(", "));
    QVERIFY2(!seen.isEmpty() && seen.last() == all, qPrintable(seen.join(u'\n')));
    // Each look found the states so far, in their order, and the long one while it lasted.
    for (const QString& states : seen)
        QVERIFY2(all.startsWith(states), qPrintable(states));
    const QString untilFetching = runStates.mid(0, 3).join(QStringLiteral(", "));
    QVERIFY2(seen.contains(untilFetching), qPrintable(seen.join(u'\n')));
    MUST(ada_, sees(runStates.last()));
    for (const QString& state : runStates)
        MUST(ada_, sees(state + u", *"));
    MUST(ada_, photographs(QStringLiteral("15-run-ended.png")));
    isBroken_ = false;
}

QStringList StoryTest::watchesStates()
{
    const QString label = QStringLiteral("States so far: ");
    QStringList seen;
    (void)waitUntil(
        [&] {
            const QString states = ada_->nameOf(label + u'*').mid(label.size());
            if (states.isEmpty() || (!seen.isEmpty() && states == seen.last()))
                return false;
            seen << states;
            const QString state = states.section(QStringLiteral(", "), -1).replace(u' ', u'-');
            (void)ada_->snaps(QStringLiteral("14-run-%1-%2.png").arg(seen.size()).arg(state));
            return states.endsWith(runStates.last());
        },
        60000
    );
    return seen;
}

void StoryTest::cleanupTestCase()
{
    // Logs and files of a broken story stay, for whoever looks into it.
    folder_.setAutoRemove(!isBroken_);
    if (isBroken_)
        qWarning("The story's files are in %s", qPrintable(folder_.path()));
    maya_.reset();
    jon_.reset();
    ada_.reset();
    platform_.reset();
}

QTEST_GUILESS_MAIN(StoryTest)
#include "story_test.moc"
