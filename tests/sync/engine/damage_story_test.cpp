// A real agent whose copy is damaged on the disk after it ended well: it finds out while running,
// begins anew at once and only once, keeps its work, and leaves nothing of the damaged file behind.
#include "tests/sync/engine/fake_platform.hpp"
#include "tests/sync/engine/running.hpp"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

using namespace tidemark;
using namespace tidemark::test;
namespace json = boost::json;

namespace {

std::string findingOf(RunningAgent& agent, std::string_view id, json::object params = {})
{
    const auto answer = agent.ask("diagnostics.run", std::move(params));
    if (!answer)
        return answer.error().reason;
    for (const json::value& check : answer->at("checks").as_array()) {
        if (check.at("id") == json::value(id))
            return std::string(check.at("finding").as_string());
    }
    return "none";
}

int eventsOf(RunningAgent& agent, const char* what)
{
    const auto answer = agent.ask("synclog.list", {{"search", what}});
    return answer ? static_cast<int>(answer->at("items").as_array().size()) : -1;
}

/// Noise over the middle of the file, where the tables are.
void damage(const QString& path)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    const qint64 page = 4096;
    const qint64 pages = file.size() / page;
    for (qint64 at = pages / 4; at < pages / 4 * 3; ++at) {
        file.seek(at * page + 100);
        file.write(QByteArray(200, 'n'));
    }
}

} // namespace

class DamageStoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_copy_that_is_damaged_after_a_clean_end_is_found_and_fetched_again_once()
    {
        FakePlatform platform;
        platform.grant(0, 3000);
        QTemporaryDir folder;
        RunningAgent agent(folder.path(), "maya@demo.example");
        QVERIFY(agent.start() >= 0);
        QVERIFY(agent.unlock());
        QVERIFY(agent.signIn(platform.address()));
        QVERIFY(agent.becomes("pull", "live"));
        QCOMPARE(findingOf(agent, "mirror"), std::string("sound"));
        QCOMPARE(findingOf(agent, "vault"), std::string("sound"));
        QVERIFY(agent.quit());
        const QDir data(folder.path() + QStringLiteral("/data"));
        damage(data.filePath(QStringLiteral("mirror.db")));

        platform.beSilent(true);
        QVERIFY(agent.start() >= 0);
        QVERIFY(agent.unlock());
        const qint64 pid = agent.pid();
        (void)agent.ask("diagnostics.run", json::object{}); // Reads it, whatever else does not.
        QTRY_VERIFY_WITH_TIMEOUT(agent.word("state") == "open", 10'000);
        QTRY_VERIFY_WITH_TIMEOUT(eventsOf(agent, "mirror_replaced") == 1, 20'000);
        QCOMPARE(data.entryList({QStringLiteral("mirror.db.damaged-*Z")}).size(), 1);
        QVERIFY(!data.exists(QStringLiteral("mirror.db.damage-found")));
        QCOMPARE(findingOf(agent, "mirror"), std::string("sound"));

        platform.beSilent(false);
        (void)agent.ask("sync.now", json::object{});
        QVERIFY(agent.becomes("pull", "live", 40'000));
        QTRY_COMPARE_WITH_TIMEOUT(agent.number("rows"), 3000, 20'000);
        QVERIFY(agent.status().at("fault").is_null());
        // The next look finds that nobody needs the damaged file any more.
        QTRY_VERIFY_WITH_TIMEOUT(
            data.entryList({QStringLiteral("mirror.db.damaged-*")}).isEmpty(), 40'000
        );
        QCOMPARE(eventsOf(agent, "mirror_replaced"), 1);
        QCOMPARE(agent.pid(), pid);
    }
};

QTEST_GUILESS_MAIN(DamageStoryTest)
#include "damage_story_test.moc"
