// What the platform decides about clients, mutations and cursors.
#include "models/protocol/ledger.hpp"

#include <QTest>

using namespace tidemark;

namespace {

const ClientRecord known{"maya", 3, 10};
const Pusher maya{"maya", 3};

PushMutation numbered(std::int64_t mid)
{
    PushMutation mutation{.mid = mid, .name = "fuelSupply.edit"};
    mutation.sha = shaOf(mutation);
    return mutation;
}

template <class T>
std::string reasonOf(const Result<T>& result)
{
    return result ? "" : result.error().reason;
}

} // namespace

class LedgerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void mutationsComeOneByOne()
    {
        QCOMPARE(*turnOf(known, maya, 11), PushTurn::apply);
        QCOMPARE(*turnOf(known, maya, 10), PushTurn::repeat);
        QCOMPARE(*turnOf(known, maya, 1), PushTurn::repeat);
        QCOMPARE(reasonOf(turnOf(known, maya, 12)), std::string("mid_gap"));
    }

    void onlyTheNewestCopyOfItsOwnClientPushes()
    {
        QCOMPARE(reasonOf(turnOf(std::nullopt, maya, 1)), std::string("unknown_client"));
        QCOMPARE(reasonOf(turnOf(known, {"olga", 3}, 11)), std::string("unknown_client"));
        QCOMPARE(reasonOf(turnOf(known, {"maya", 2}, 11)), std::string("fork"));
        QVERIFY(turnOf(known, {"maya", 4}, 11).has_value());
    }

    void aRepeatedMutationHasItsFirstResult()
    {
        const PushMutation mutation = numbered(4);
        PushResult stored{.mid = 4, .status = PushStatus::merged};
        QCOMPARE(
            repeatedResult(LedgerEntry{shaOf(mutation), stored}, mutation)->status,
            PushStatus::merged
        );
        QCOMPARE(
            reasonOf(repeatedResult(LedgerEntry{"other", stored}, mutation)),
            std::string("mid_reuse")
        );
        const auto expired = repeatedResult(std::nullopt, mutation);
        QCOMPARE(expired->status, PushStatus::noop);
        QCOMPARE(expired->code, std::string("result_expired"));
    }

    void whatIsParkedOrHasLostItsGroundIsNotCarriedOut()
    {
        PushMutation mutation = numbered(4);
        QVERIFY(!resultWithoutWork(mutation, std::nullopt));
        QCOMPARE(resultWithoutWork(mutation, 3)->code, std::string("dep_failed"));
        mutation.park = true;
        QCOMPARE(resultWithoutWork(mutation, std::nullopt)->status, PushStatus::parked);
    }

    void aCopyOfAnOlderStateIsAFork()
    {
        SessionRequest request{.incarnation = 3, .nextMid = 11};
        QCOMPARE(*resumePoint(known, "maya", request, "h1"), std::int64_t{10});
        QCOMPARE(*resumePoint(std::nullopt, "maya", request, "h1"), std::int64_t{0});
        QCOMPARE(reasonOf(resumePoint(known, "olga", request, "h1")), std::string("fork"));
        request.nextMid = 10;
        QCOMPARE(reasonOf(resumePoint(known, "maya", request, "h1")), std::string("fork"));
        request.nextMid = 11;
        request.incarnation = 2;
        QCOMPARE(reasonOf(resumePoint(known, "maya", request, "h1")), std::string("fork"));
    }

    void afterARestoreTheClientGoesOnWithWhatItStillHas()
    {
        SessionRequest request{.incarnation = 3, .nextMid = 40};
        request.mirror = SyncCursor{"old", 1, 5, "s"};
        request.oldestMid = 20;
        QCOMPARE(*resumePoint(known, "maya", request, "new"), std::int64_t{19});
        QCOMPARE(*resumePoint(std::nullopt, "maya", request, "new"), std::int64_t{19});
        QCOMPARE(*resumePoint(known, "maya", request, "old"), std::int64_t{10}); // No restore.
        request.oldestMid = 5;
        QCOMPARE(*resumePoint(known, "maya", request, "new"), std::int64_t{10});
        request.oldestMid = 41; // More than it ever made.
        QCOMPARE(*resumePoint(known, "maya", request, "new"), std::int64_t{10});
    }

    void whoDidNotHearOfItsSessionAfterARestoreSendsAgainWhatCameSince()
    {
        SessionRequest request{.incarnation = 4, .nextMid = 40};
        request.mirror = SyncCursor{"old", 1, 5, "s"};
        request.oldestMid = 3;
        const auto opened = resumePoint(known, "maya", request, "new");
        auto record = resumedClient(known, {"maya", 4}, "new", *opened);
        QCOMPARE(record, (ClientRecord{"maya", 4, 10, "new", 10}));
        record.lastMid = 12; // Its own, before it ended; or those of a copy.
        ++request.incarnation;
        const auto again = resumePoint(record, "maya", request, "new");
        QCOMPARE(again ? *again : 0, std::int64_t{10});
        record = resumedClient(record, {"maya", 5}, "new", *again);
        QCOMPARE(record, (ClientRecord{"maya", 5, 12, "new", 10, 12}));
        QCOMPARE(*turnOf(record, {"maya", 5}, 11), PushTurn::repeat);
        QVERIFY(isToldAgain(record, 11) && isToldAgain(record, 12));
        QVERIFY(!isToldAgain(record, 10) && !isToldAgain(record, 13));
        request.mirror->history = "new";
        QCOMPARE(*resumePoint(record, "maya", request, "new"), std::int64_t{12});
        QVERIFY(!isToldAgain(resumedClient(record, {"maya", 5}, "new", 12), 12));
        request.mirror->history = "old";
        QCOMPARE(*resumePoint(record, "maya", request, "newer"), std::int64_t{12});
        request.nextMid = 12;
        QCOMPARE(reasonOf(resumePoint(record, "maya", request, "new")), std::string("fork"));
    }

    void aCursorOfAnotherPastIsTold()
    {
        const ServerPast past{"h1", 1, 50, 20, "s"};
        QVERIFY(checkCursor(past, {"h1", 1, 30, "s"}).has_value());
        QCOMPARE(reasonOf(checkCursor(past, {"h0", 1, 30, "s"})), std::string("history_changed"));
        QCOMPARE(reasonOf(checkCursor(past, {"h1", 2, 30, "s"})), std::string("history_changed"));
        QCOMPARE(reasonOf(checkCursor(past, {"h1", 1, 51, "s"})), std::string("cursor_ahead"));
        QCOMPARE(reasonOf(checkCursor(past, {"h1", 1, 19, "s"})), std::string("cursor_too_old"));
        QVERIFY(checkCursor(past, {"h1", 1, 20, "s"}).has_value());
        QCOMPARE(reasonOf(checkCursor(past, {"h1", 1, 30, "x"})), std::string("salt_mismatch"));
        const ServerPast whole{"h1", 1, 50, 0, std::nullopt};
        QVERIFY(checkCursor(whole, {"h1", 1, 0, ""}).has_value());
    }

    void theNewestVersionThatBothSpeakIsTaken()
    {
        QCOMPARE(agreedProtocol(1, 1, 1, 1), std::optional(1));
        QCOMPARE(agreedProtocol(1, 2, 1, 1), std::optional(1));
        QCOMPARE(agreedProtocol(1, 1, 1, 2), std::optional(1));
        QCOMPARE(agreedProtocol(1, 2, 2, 3), std::optional(2));
        QCOMPARE(agreedProtocol(3, 4, 1, 2), std::nullopt);
        QCOMPARE(agreedProtocol(1, 2, 3, 4), std::nullopt);
    }
};

QTEST_APPLESS_MAIN(LedgerTest)
#include "ledger_test.moc"
