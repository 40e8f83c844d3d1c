// A region that is stuck is begun anew, and not for ever.
#include "sync/protocol/watchdog.hpp"

#include <QtTest>

using namespace tidemark::sync;

class WatchdogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void what_moves_or_rests_is_fine();
    void what_is_stuck_is_begun_anew_three_times_an_hour();
};

void WatchdogTest::what_moves_or_rests_is_fine()
{
    Watchdog dog(100);
    QCOMPARE(dog.look(1, true, 0), WatchVerdict::fine);
    QCOMPARE(dog.look(2, true, 150), WatchVerdict::fine);  // It moved.
    QCOMPARE(dog.look(2, false, 900), WatchVerdict::fine); // It rests.
    QCOMPARE(dog.look(2, true, 950), WatchVerdict::fine);  // Busy since a moment ago.
}

void WatchdogTest::what_is_stuck_is_begun_anew_three_times_an_hour()
{
    Watchdog dog(100);
    (void)dog.look(7, true, 0);
    QCOMPARE(dog.look(7, true, 99), WatchVerdict::fine);
    QCOMPARE(dog.look(7, true, 100), WatchVerdict::restart);
    QCOMPARE(dog.look(7, true, 150), WatchVerdict::fine);
    QCOMPARE(dog.look(7, true, 200), WatchVerdict::restart);
    QCOMPARE(dog.look(7, true, 300), WatchVerdict::restart);
    QCOMPARE(dog.look(7, true, 400), WatchVerdict::needsAttention);
    QCOMPARE(dog.look(7, true, 401 + watchWindow), WatchVerdict::restart);
}

QTEST_APPLESS_MAIN(WatchdogTest)
#include "watchdog_test.moc"
