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
        // Two copies come from before a restore: the second one finds its numbers taken.
        auto seen = known;
        seen.history = "new";
        request.incarnation = seen.incarnation;
        QVERIFY(resumePoint(seen, "maya", request, "new")); // Its first answer was lost.
        ++request.incarnation;
        QCOMPARE(reasonOf(resumePoint(seen, "maya", request, "new")), std::string("fork"));
        request.oldestMid = 5;
        QCOMPARE(*resumePoint(known, "maya", request, "new"), std::int64_t{10});
        request.oldestMid = 41; // More than it ever made.
        QCOMPARE(*resumePoint(known, "maya", request, "new"), std::int64_t{10});
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
