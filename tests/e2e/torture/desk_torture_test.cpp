// The real desk killed while somebody types: what was on screen two seconds before is there when it
// starts again. TIDEMARK_DESK_KILLS makes it longer, TIDEMARK_DESK_SEED another.
#include "tests/e2e/story/person.hpp"
#include "tests/e2e/story/platform_program.hpp"

#include <QDir>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QtTest>

#include <memory>
#include <vector>

using namespace tidemark::e2e;

namespace {

constexpr int firstPort = 8500;
constexpr int quantity = 5;      ///< Column of the schedule.
constexpr int mostLostMs = 2000; ///< Typed later than this before the kill may be gone.

const QString reports = QStringLiteral("Compliance reports");
const QString schedule = QStringLiteral("Fuel supply schedule");

/// A value that the screen showed, and when.
struct Shown {
    int row = 0;
    QString text = {};
    qint64 at = 0;
};

int kills()
{
    const int given = qEnvironmentVariableIntValue("TIDEMARK_DESK_KILLS");
    return given > 0 ? given : 3;
}

} // namespace

#define MUST(person, action) QVERIFY2((person)->action, qPrintable((person)->lastFailure()))

class DeskTortureTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void killed_while_typing_it_has_what_was_shown();

private:
    void opensReport(const char* button);
    /// Types values into rows until the time is over; notes what the screen showed.
    void typesFor(int ms);

    QTemporaryDir folder_;
    std::unique_ptr<PlatformProgram> platform_;
    std::unique_ptr<Person> maya_;
    std::vector<Shown> shown_;
    QElapsedTimer clock_;
    int value_ = 1000;
};

void DeskTortureTest::opensReport(const char* button)
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

void DeskTortureTest::typesFor(int ms)
{
    const qint64 end = clock_.elapsed() + ms;
    for (int row = 0; clock_.elapsed() < end; row = (row + 1) % 4) {
        const QString before = maya_->cell(schedule, row, quantity);
        MUST(maya_, clicksCell(schedule, row, quantity));
        MUST(maya_, types(QString::number(++value_)));
        MUST(maya_, presses(QStringLiteral("Return")));
        QString now;
        QVERIFY(waitUntil(
            [&] {
                now = maya_->cell(schedule, row, quantity);
                return now != before;
            },
            5000
        ));
        shown_.push_back({row, now, clock_.elapsed()});
    }
    // And one that is not finished.
    MUST(maya_, clicksCell(schedule, 0, quantity));
    MUST(maya_, types(QStringLiteral("9")));
}

void DeskTortureTest::killed_while_typing_it_has_what_was_shown()
{
    QFile::setPermissions(folder_.path(), QFile::permissions(folder_.path()) | QFile::ExeOther);
    platform_ = std::make_unique<PlatformProgram>(
        folder_.filePath(QStringLiteral("p")), freePort(firstPort)
    );
    QVERIFY(platform_->start());
    maya_ = std::make_unique<Person>(
        QStringLiteral("maya"),
        folder_.filePath(QStringLiteral("maya")),
        folder_.path(),
        platform_->server()
    );
    opensReport("Sign in as Maya Lindqvist*");
    MUST(maya_, sees(QStringLiteral("Up to date*"), 60000));
    const int seed = qEnvironmentVariableIntValue("TIDEMARK_DESK_SEED");
    QRandomGenerator dice(static_cast<quint32>(3 + seed));
    clock_.start();
    qint64 longest = 0;
    for (int i = 0; i < kills(); ++i) {
        typesFor(200 + dice.bounded(3000));
        maya_->crashesDesk();
        const qint64 killed = clock_.elapsed();
        opensReport(nullptr);
        if (QTest::currentTestFailed())
            return;
        for (int row = 0; row < 4; ++row) {
            const QString now = maya_->cell(schedule, row, quantity);
            // What came last may be missing; then the one before it is there.
            for (auto shown = shown_.rbegin(); shown != shown_.rend(); ++shown) {
                if (shown->row != row)
                    continue;
                if (shown->text == now)
                    break;
                longest = std::max(longest, killed - shown->at);
            }
        }
        QVERIFY2(longest <= mostLostMs, "what the screen showed for long is gone");
    }
    qInfo(
        "%d kills, %zu values typed; the oldest that was missing had been there for %lld ms",
        kills(),
        shown_.size(),
        static_cast<long long>(longest)
    );
    QVERIFY(!shown_.empty());
}

QTEST_GUILESS_MAIN(DeskTortureTest)
#include "desk_torture_test.moc"
