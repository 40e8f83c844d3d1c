// The clock rules of a live session.
#include "platform/live/timing.hpp"

#include <QtTest>

using namespace tidemark::platform;
using namespace std::chrono_literals;
using Due = SessionTiming::Due;

class TimingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withoutHelloTheSessionEndsAfterFiveSeconds()
    {
        const auto start = LiveClock::now();
        SessionTiming timing({}, start);
        QVERIFY(timing.nextAt() == start + 5s);
        QVERIFY(timing.due(start + 4s) == Due::nothing);
        QVERIFY(timing.due(start + 5s) == Due::lateHello);
    }

    void twoUnansweredPingsAreEnough()
    {
        const auto start = LiveClock::now();
        SessionTiming timing({}, start);
        timing.welcomed(start, start + 1h);
        QVERIFY(timing.due(start + 20s) == Due::ping);
        QVERIFY(timing.due(start + 40s) == Due::ping);
        QVERIFY(timing.due(start + 60s) == Due::silence);
    }

    void anyMessageProvesThatTheClientIsThere()
    {
        const auto start = LiveClock::now();
        SessionTiming timing({}, start);
        timing.welcomed(start, start + 1h);
        for (int beat = 1; beat <= 20; ++beat) {
            QVERIFY(timing.due(start + beat * 20s) == Due::ping);
            timing.heard();
        }
    }

    void theTokensEndIsADeadlineThatARenewalMoves()
    {
        const auto start = LiveClock::now();
        SessionTiming timing({}, start);
        timing.welcomed(start, start + 10s);
        QVERIFY(timing.nextAt() == start + 10s);
        timing.tokenRenewed(start + 30s);
        QVERIFY(timing.due(start + 10s) == Due::nothing);
        QVERIFY(timing.due(start + 30s) == Due::tokenEnded);
    }

    void aWriteThatNobodyTakesIsStuck()
    {
        const auto start = LiveClock::now();
        SessionTiming timing({}, start);
        timing.welcomed(start, start + 1h);
        timing.writing(start + 1s);
        QVERIFY(timing.due(start + 20s) == Due::ping);
        QVERIFY(timing.due(start + 21s) == Due::stuck);
        timing.written();
        QVERIFY(timing.due(start + 22s) == Due::nothing);
    }
};

QTEST_APPLESS_MAIN(TimingTest)
#include "timing_test.moc"
