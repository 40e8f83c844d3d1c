// The strip's words for each status; never green while anything is open.
#include "sync/wire/up_to_date.hpp"
#include "tests/ui/desk_fixture.hpp"
#include "ui/kit/fault_text.hpp"
#include "ui/settings/language.hpp"
#include "ui/shell/status_words.hpp"

#include <QTest>

#include <algorithm>

using namespace tidemark;
using namespace tidemark::ui;
using namespace tidemark::tests;

namespace {

QStringList wordsOf(const std::optional<sync::Status>& status)
{
    QStringList words;
    for (const StripPart& part : stripParts(status))
        words << part.words();
    return words;
}

Kind leadOf(const sync::Status& status)
{
    return stripParts(status).front().kind;
}

} // namespace

class StatusWordsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTranslations(*qApp); }

    void aGoodDayIsGreenAndSaysSince()
    {
        const QStringList words = wordsOf(openStatus());
        QCOMPARE(words.at(0), QStringLiteral("Up to date · 2 s ago"));
        QCOMPARE(words.at(1), QStringLiteral("0 pending"));
        QCOMPARE(words.at(2), QStringLiteral("Live, 14 ms"));
        QCOMPARE(words.at(3), QStringLiteral("Mirror 412 MB · 1,204,880 rows"));
        QCOMPARE(leadOf(openStatus()), Kind::ok);
    }

    void nothingOpenIsEverGreen()
    {
        using Change = std::function<void(sync::Status&)>;
        const Change changes[] = {
            [](auto& s) { s.pending = 1; },
            [](auto& s) { s.needYou = 1; },
            [](auto& s) { s.verified = false; },
            [](auto& s) { s.headCut = "58"; },
            [](auto& s) { s.link = sync::LinkState::offline; },
            [](auto& s) { s.link = sync::LinkState::probing; },
            [](auto& s) { s.link = sync::LinkState::captive; },
            [](auto& s) { s.pull = sync::PullState::catchup; },
            [](auto& s) { s.pull = sync::PullState::repair; },
            [](auto& s) { s.pull = sync::PullState::hold; },
            [](auto& s) {
                s.fault = Fault{FaultCode::full, "r", "Too much.", "Wait."};
            },
            [](auto& s) { s.state = sync::AgentState::locked; },
            [](auto& s) { s.state = sync::AgentState::signedOut; },
            [](auto& s) { s.state = sync::AgentState::damaged; },
        };
        int which = 0;
        for (const Change& change : changes) {
            sync::Status status = openStatus();
            change(status);
            QVERIFY2(leadOf(status) != Kind::ok, qPrintable(QString::number(which)));
            QVERIFY(!isUpToDate(status));
            ++which;
        }
    }

    void offlineSaysSinceWhenWhatIsSavedAndWhenNext()
    {
        sync::Status status = openStatus();
        status.link = sync::LinkState::offline;
        status.pending = 3;
        status.nextTryAt = Timestamp{Timestamp::now().micros + 20 * 1000000};
        const QStringList words = wordsOf(status);
        QVERIFY2(words.at(0).startsWith(QStringLiteral("Offline since ")), qPrintable(words.at(0)));
        QVERIFY(words.at(0).endsWith(QStringLiteral(" · 3 changes saved on this device")));
        QVERIFY(words.at(1).startsWith(QStringLiteral("Mirror as of ")));
        QVERIFY(words.at(1).endsWith(QStringLiteral(", verified")));
        QCOMPARE(words.at(2), QStringLiteral("Next try in 20 s"));
        status.pending = 1;
        QVERIFY(wordsOf(status).at(0).endsWith(QStringLiteral(" · 1 change saved on this device")));
    }

    void whatNeedsYouComesRightAfterTheLink()
    {
        sync::Status status = openStatus();
        status.needYou = 2;
        status.pending = 1;
        const auto parts = stripParts(status);
        QCOMPARE(parts.at(0).words(), QStringLiteral("Online"));
        QCOMPARE(parts.at(1).words(), QStringLiteral("2 need you"));
        QCOMPARE(parts.at(1).place.page, QStringLiteral("needs-you"));
        QCOMPARE(parts.at(2).words(), QStringLiteral("1 pending"));
        QCOMPARE(parts.at(2).place.page, QStringLiteral("pending"));
        status.needYou = 1;
        QCOMPARE(stripParts(status).at(1).words(), QStringLiteral("1 needs you"));
    }

    void aDeskThatIsTooOldSaysWhatBecomesOfItsChanges()
    {
        sync::Status status = openStatus();
        status.pending = 1;
        status.fault = Fault{FaultCode::unsupported, "upgrade_required", "426", "Update."};
        const auto parts = stripParts(status);
        QCOMPARE(parts.at(0).words(), QStringLiteral("Online")); // Receiving goes on.
        QCOMPARE(parts.at(1).words(), QStringLiteral("1 pending"));
        const auto told = std::find_if(parts.begin(), parts.end(), [](const StripPart& part) {
            return part.words().startsWith(QLatin1String("This Tidemark is too old"));
        });
        QVERIFY(told != parts.end());
        QCOMPARE(told->kind, Kind::bad);
        QVERIFY(faultNextStep(*status.fault).contains(QLatin1String("sent after the update")));
    }

    void receivingCounts()
    {
        sync::Status status = openStatus();
        status.pull = sync::PullState::bootstrap;
        status.progress = sync::Progress{12400, 88000};
        QCOMPARE(wordsOf(status).at(0), QStringLiteral("Receiving 12,400 of 88,000"));
        status.progress.reset();
        QCOMPARE(wordsOf(status).at(0), QStringLiteral("Receiving changes"));
    }

    void closedStoresSaySo()
    {
        sync::Status status = openStatus();
        status.state = sync::AgentState::locked;
        status.pending = 2;
        QCOMPARE(wordsOf(status).at(0), QStringLiteral("Locked · 2 changes saved on this device"));
        status.state = sync::AgentState::needsPassphrase;
        QCOMPARE(wordsOf(status).at(0), QStringLiteral("Needs a passphrase"));
        status.state = sync::AgentState::noProfile;
        QCOMPARE(wordsOf(status).at(0), QStringLiteral("Not signed in"));
        QCOMPARE(
            wordsOf(std::nullopt).at(0), QStringLiteral("No background program · connecting again")
        );
    }

    void aClockThatIsOffByADayIsTold()
    {
        sync::Status status = openStatus();
        status.clockSkewSeconds = -86400;
        QVERIFY(
            wordsOf(status).contains(QStringLiteral("The clock of this device is off by 24 h 0 m"))
        );
    }

    void everyPartOpensSomething()
    {
        sync::Status status = openStatus();
        status.needYou = 1;
        status.fault = Fault{FaultCode::full, "r", "Too much.", "Wait."};
        for (const StripPart& part : stripParts(status))
            QVERIFY2(!part.place.page.isEmpty(), qPrintable(part.words()));
    }
};

QTEST_MAIN(StatusWordsTest)
#include "status_words_test.moc"
