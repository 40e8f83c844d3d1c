// Somebody cuts the vault's files, takes its log away, or puts older copies in their place: the
// file itself shows it, or the number of the last change that the platform has seen, or nothing is
// missing that was ever sent. TIDEMARK_ROLLBACKS makes it longer, TIDEMARK_ROLLBACK_SEED another.
#include "models/protocol/ledger.hpp"
#include "sync/vault/vault_backup.hpp"
#include "tests/sync/vault/vault_fixture.hpp"

#include <QRandomGenerator>
#include <QTest>

using namespace tidemark;
using namespace tidemark::sync;
using namespace tidemark::test;

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t incarnation = 4; // Of the session in which all this was sent.
constexpr auto client = "c1";
constexpr auto user = "maya";
constexpr auto history = "h";
constexpr qsizetype inUse = 128 * 1024; // Behind it a file may be nothing but room kept free.

int fromEnvironment(const char* name, int fallback)
{
    const int given = qEnvironmentVariableIntValue(name);
    return given > 0 ? given : fallback;
}

/// The vault's file and its log at one moment.
struct Moment {
    QByteArray body = {};
    QByteArray log = {};
};

fs::path logOf(const fs::path& file)
{
    return fs::path(file) += "-wal";
}

QByteArray bytesOf(const fs::path& file)
{
    QFile in(QString::fromStdString(file.string()));
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

void write(const fs::path& file, const QByteArray& bytes)
{
    QFile out(QString::fromStdString(file.string()));
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size())
        qFatal("the copy cannot be written");
}

/// A device that worked for a while, moment by moment, and what the platform has of it.
struct Past {
    VaultFixture box = {};
    QTemporaryDir album = {}; ///< Copies of its files, which are large.
    int moments = 0;
    std::map<Mid, std::string> values = {}; ///< What each number stood for.
    Mid lastSent = 0;

    void note()
    {
        const fs::path copy = placeOf(moments++);
        fs::copy(box.file(), copy);
        if (fs::exists(logOf(box.file())))
            fs::copy(logOf(box.file()), logOf(copy));
    }
    [[nodiscard]] fs::path placeOf(int moment) const
    {
        return fs::path(album.path().toStdString()) / std::to_string(moment);
    }
    [[nodiscard]] Moment at(int moment) const
    {
        return {bytesOf(placeOf(moment)), bytesOf(logOf(placeOf(moment)))};
    }
    void live(int edits, int kept)
    {
        if (!box.vault->setClient(client, incarnation))
            qFatal("the vault cannot be written");
        for (int i = 0; i < edits; ++i) {
            const std::string value = std::to_string(1'000 + i);
            values[box.edit(1, value)] = value;
            if (i % 4 == 0)
                note();
            if (i % 3 == 0 || i + kept >= edits)
                continue;
            const auto due = box.due();
            box.send(due);
            if (i % 4 == 1)
                note();
            std::vector<PushResult> results;
            for (const Mid mid : due)
                results.push_back(aResult(mid, PushStatus::applied));
            lastSent = due.back();
            if (!box.vault->noteResults(results) || !box.vault->sweep(noFacts(), 1))
                qFatal("the vault cannot be written");
            if (i % 4 == 2)
                note();
            if (i % 10 == 7 && !box.vault->database().checkpoint())
                qFatal("the vault cannot be written");
        }
        note();
    }
};

enum class Trick { cutBody, cutLog, noLog, older, olderBody, olderLog, count };

Moment spoiled(const Past& past, Trick trick, QRandomGenerator& dice)
{
    Moment now = past.at(past.moments - 1);
    const Moment earlier = past.at(static_cast<int>(dice.bounded(past.moments - 1)));
    const auto cut = [&dice](QByteArray& bytes) {
        const auto part = dice.bounded(2) == 0 ? bytes.size() : std::min(bytes.size(), inUse);
        if (part > 0)
            bytes.truncate(dice.bounded(static_cast<quint32>(part)));
    };
    switch (trick) {
    case Trick::cutBody:
        cut(now.body);
        break;
    case Trick::cutLog:
        cut(now.log);
        break;
    case Trick::noLog:
        now.log.clear();
        break;
    case Trick::older:
        return earlier;
    case Trick::olderBody:
        now.body = earlier.body;
        break;
    case Trick::olderLog:
        now.log = earlier.log;
        break;
    case Trick::count:
        break;
    }
    return now;
}

} // namespace

class VaultRollbackTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void what_was_sent_is_never_missing_without_notice_data();
    void what_was_sent_is_never_missing_without_notice();

private:
    static bool isNoticed(Vault& vault, Mid lastSent);
    static void holdsAllThatWasSent(Vault& vault, const Past& past);
    static void losesNothingByItsNewIdentity(Vault& vault);
};

void VaultRollbackTest::what_was_sent_is_never_missing_without_notice_data()
{
    QTest::addColumn<int>("kept");
    QTest::newRow("all was sent") << 0;
    QTest::newRow("some was not") << 7;
}

void VaultRollbackTest::what_was_sent_is_never_missing_without_notice()
{
    QFETCH(int, kept);
    Past past;
    past.live(32, kept);
    QVERIFY(past.lastSent > 20);
    QRandomGenerator dice(static_cast<quint32>(fromEnvironment("TIDEMARK_ROLLBACK_SEED", 3)));
    const int tries = fromEnvironment("TIDEMARK_ROLLBACKS", 36);
    std::map<std::string, int> ends;
    for (int i = 0; i < tries; ++i) {
        QTemporaryDir scratch;
        const fs::path file = fs::path(scratch.path().toStdString()) / "vault.db";
        const auto trick = static_cast<Trick>(i % static_cast<int>(Trick::count));
        const Moment left = spoiled(past, trick, dice);
        write(file, left.body);
        if (!left.log.isEmpty())
            write(logOf(file), left.log);
        fs::copy(fs::path(past.box.file()) += ".cipher", fs::path(file) += ".cipher");

        auto vault = Vault::open(file, aKey('v'));
        const bool isBroken = !vault;
        if (isBroken) {
            QVERIFY_OK(salvageVault(file, aKey('v')));
            vault = Vault::open(file, aKey('v'));
        }
        QVERIFY_OK(vault);
        const bool isSeen = isNoticed(*vault, past.lastSent);
        ++ends[isBroken ? "broken" : isSeen ? "older" : "whole"];
        if (!isBroken && !isSeen)
            holdsAllThatWasSent(*vault, past);
        else if (isSeen)
            losesNothingByItsNewIdentity(*vault);
        QVERIFY2(
            !QTest::currentTestFailed(),
            ("try " + std::to_string(i) + ", trick " + std::to_string(static_cast<int>(trick)))
                .c_str()
        );
    }
    qInfo(
        "%d files showed it, %d the platform's number, %d lacked nothing that was sent",
        ends["broken"],
        ends["older"],
        ends["whole"]
    );
    QVERIFY(ends["broken"] > 0 && ends["older"] > 0 && ends["whole"] > 0);
}

/// What the platform and the device make of it when a session is opened, see
/// PlatformModel::keepClient and Agent::takeSession in the simulation.
bool VaultRollbackTest::isNoticed(Vault& vault, Mid lastSent)
{
    auto identity = vault.identity().value();
    if (identity.clientId != client)
        return true; // It begins as a new one.
    const ClientRecord record{user, incarnation, lastSent};
    const SessionRequest request{
        .clientId = identity.clientId,
        .incarnation = identity.incarnation + 1,
        .nextMid = identity.nextMid,
        .oldestMid = vault.oldestSendable().value()};
    return !resumePoint(record, user, request, history) || identity.nextMid <= lastSent ||
           vault.areNumbersTaken(lastSent).value();
}

void VaultRollbackTest::holdsAllThatWasSent(Vault& vault, const Past& past)
{
    QVERIFY(vault.identity()->nextMid > past.lastSent);
    QVERIFY_OK(vault.historyChanged("again", 0)); // Brings the archive into the outbox.
    const auto pending = vault.pending();
    QVERIFY_OK(pending);
    Mid last = 0;
    for (const PendingMutation& mutation : *pending) {
        QCOMPARE(mutation.mid, ++last);
        const auto value = mutation.mutation.ops.front().set.at("quantity").as_string();
        QCOMPARE(std::string(value), past.values.at(mutation.mid));
    }
    QVERIFY(last >= past.lastSent);
}

void VaultRollbackTest::losesNothingByItsNewIdentity(Vault& vault)
{
    const auto before = vault.counts();
    QVERIFY_OK(before);
    QVERIFY_OK(vault.setClient("", 1));
    const auto after = vault.counts();
    QVERIFY_OK(after);
    QCOMPARE(after->pending, before->pending);
    QCOMPARE(after->needYou, before->needYou);
    const auto due = vault.nextPush({.mutations = 1'000, .bytes = 100U << 20U}, Timestamp::now());
    QVERIFY_OK(due);
    QCOMPARE(static_cast<std::int64_t>(due->size()), after->pending);
}

QTEST_GUILESS_MAIN(VaultRollbackTest)
#include "vault_rollback_test.moc"
