// What a push brings while a session is asked for: the session may know less than that.
#include "sync/engine/device_key.hpp"
#include "sync/engine/mirror_steps.hpp"
#include "tests/sync/vault/vault_fixture.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::sync;
using namespace tidemark::test;

namespace {

constexpr const char* history = "h";

/// An edit that was given up before it left, and one behind it; both are under way.
class DeskUnderWay {
public:
    DeskUnderWay()
    {
        QVERIFY_OK(desk.vault.enqueue(anEdit(1)));
        QVERIFY_OK(desk.vault.enqueue(anEdit(2)));
        QVERIFY_OK(desk.vault.discard(1));
        QVERIFY_OK(takeBack(desk, history, 0));
        past = desk.past;
        const std::vector<Mid> both{1, 2};
        sent = *markSent(desk, both, past);
    }

    /// The mids that an answer to both was taken for.
    std::vector<Mid> land()
    {
        std::vector<PushResult> answers{
            aResult(1, PushStatus::noop), aResult(2, PushStatus::applied, 2, 9)};
        for (std::size_t i = 0; i < answers.size(); ++i)
            answers[i].sha = shaBegin(sent.at(i));
        return landAnswers(desk, answers, past)->answered;
    }

    VaultFixture files;
    MirrorFixture mirror;
    DeskStore desk{*std::exchange(files.vault, std::nullopt), RowWindows(mirror.reader())};
    unsigned past = 0;
    std::vector<PushMutation> sent;
};

} // namespace

class SessionAskedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void what_is_taken_back_is_what_was_sent()
    {
        DeskUnderWay box;
        QCOMPARE(box.sent.size(), std::size_t{2});
        QVERIFY_OK(readOpening(box.desk));
        QVERIFY2(box.land().empty(), "the session does not know of it");
        QVERIFY_OK(takeBack(box.desk, history, 0));
        const auto again = *box.desk.vault.nextPush({}, Timestamp::now());
        QCOMPARE(again.size(), std::size_t{2});
        QCOMPARE(again.at(0).sha, box.sent.at(0).sha);
        QCOMPARE(again.at(1).sha, box.sent.at(1).sha);
    }

    void without_a_session_asked_for_the_answers_are_taken()
    {
        DeskUnderWay box;
        QCOMPARE(box.land(), (std::vector<Mid>{1, 2}));
    }
};

QTEST_GUILESS_MAIN(SessionAskedTest)
#include "session_asked_test.moc"
