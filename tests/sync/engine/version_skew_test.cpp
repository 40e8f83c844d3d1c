// A real agent and platforms of other versions: what cannot be sent waits, is told in words, can be
// exported, and goes by itself when both fit.
#include "models/entities/entities.hpp"
#include "tests/sync/engine/fake_platform.hpp"
#include "tests/sync/engine/running.hpp"
#include "tests/sync/engine/supply_edit.hpp"

#include <QTemporaryDir>
#include <QtTest>

using namespace tidemark;
using namespace tidemark::test;
namespace json = boost::json;

namespace {

constexpr int port = 8565;

json::object creationOf(const std::string& quantity, const std::string& code)
{
    json::object op{
        {"op", "create"},
        {"entity", "fuelSupply"},
        {"id", Uuid::make().toString()},
        {"set", {{"quantity", quantity}, {"fuelCode", code}}}};
    return {{"name", "fuelSupply.edit"}, {"ops", json::array{std::move(op)}}};
}

json::object editOf(RunningAgent& agent, const std::string& quantity)
{
    const auto window =
        agent.ask("rows.window", {{"entity", "fuelSupply"}, {"offset", 0}, {"limit", 1}});
    const json::object row = window->at("rows").as_array().at(0).as_object();
    return supplyEdit(row, quantity);
}

json::object lastPending(RunningAgent& agent)
{
    const auto listed = agent.ask("pending.list", json::object{});
    const auto* items = listed ? &listed->at("items").as_array() : nullptr;
    return items == nullptr || items->empty() ? json::object() : items->back().as_object();
}

std::string reasonIn(const json::object& told, const char* key)
{
    const auto* fault = told.if_contains(key);
    return fault && fault->is_object() ? std::string(fault->at("reason").as_string()) : "";
}

} // namespace

class VersionSkewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void what_an_older_platform_does_not_know_waits_for_it()
    {
        KnownFields known = writableFields(allEntities());
        known.entities["fuelSupply"].erase("fuelCode");
        FakePlatform platform;
        platform.knows(known);
        QTemporaryDir folder;
        RunningAgent maya(folder.path(), "maya@demo.example");
        QVERIFY(maya.start() >= 0 && maya.unlock());
        QVERIFY(maya.signIn(platform.address()));
        QVERIFY(maya.becomes("pull", "live"));
        QVERIFY(maya.ask("mutate", creationOf("471", "C1")));
        QTRY_COMPARE_WITH_TIMEOUT(maya.number("pending"), 1, 20'000);
        QCOMPARE(platform.taken(), std::vector<std::string>{"quantity"});
        QCOMPARE(reasonIn(lastPending(maya), "error"), std::string("not_known_yet"));

        QVERIFY(maya.ask("mutate", creationOf("472", "C2"))); // Nothing is held up.
        QTRY_COMPARE_WITH_TIMEOUT(platform.effects().count("472"), std::size_t{1}, 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(maya.number("pending"), 2, 20'000);
        maya.kill(); // Also over a crash.
        QVERIFY(maya.start() >= 0 && maya.unlock());
        QVERIFY(maya.becomes("pull", "live"));
        QCOMPARE(maya.number("pending"), 2);

        platform.knows(std::nullopt); // Updated; the next session tells.
        QVERIFY(maya.ask("sync.pause", json::object{}));
        QVERIFY(maya.ask("sync.resume", json::object{}));
        QTRY_COMPARE_WITH_TIMEOUT(maya.number("pending"), 0, 20'000);
        QCOMPARE(
            platform.taken(),
            (std::vector<std::string>{"quantity", "quantity", "fuelCode", "fuelCode"})
        );
        QVERIFY(platform.refused().empty());
        QCOMPARE(maya.number("needYou"), 0);
    }

    void an_agent_that_is_too_old_keeps_its_changes_until_it_is_not()
    {
        QVERIFY2(!platformProgram().isEmpty(), "The platform was not built.");
        QTemporaryDir folder;
        QFile::setPermissions(
            folder.path(), QFile::permissions(folder.path()) | QFile::ExeGroup | QFile::ExeOther
        );
        RunningPlatform platform(folder.filePath(QStringLiteral("p")), port);
        const QStringList wanting{
            QStringLiteral("--least-client"),
            QStringLiteral("99"),
            QStringLiteral("--least-client-grace"),
            QStringLiteral("2999-12-31")};
        QVERIFY(platform.start(wanting));
        RunningAgent maya(folder.filePath(QStringLiteral("m")), "maya@demo.example");
        QVERIFY(maya.start() >= 0 && maya.unlock());
        QVERIFY(maya.signIn(platform.address()));
        QVERIFY(maya.becomes("pull", "live", 60'000)); // Receiving goes on.
        QTRY_COMPARE(reasonIn(maya.status(), "fault"), std::string("upgrade_required"));
        QVERIFY(maya.ask("mutate", editOf(maya, "8811")));
        QTRY_COMPARE(std::string(lastPending(maya).at("state").as_string()), std::string("held"));
        QCOMPARE(reasonIn(lastPending(maya), "error"), std::string("upgrade_required"));
        const auto checked = maya.ask("diagnostics.run", json::object{});
        QVERIFY2(checked, checked ? "" : checked.error().cause.c_str());
        const std::string checks = json::serialize(*checked);
        QVERIFY2(checks.find("tooOldSoon") != std::string::npos, checks.c_str());
        QVERIFY(checks.find("2999-12-31") != std::string::npos);
        const auto exported = maya.ask("pending.export", json::object{});
        QVERIFY2(exported, exported ? "" : exported.error().cause.c_str());
        QVERIFY(json::serialize(*exported).find("8811") != std::string::npos);

        platform.stop();
        QVERIFY(platform.start({QStringLiteral("--least-client"), QStringLiteral("0.0.1")}));
        const auto isSent = [&maya] {
            (void)maya.ask("sync.now", json::object{});
            return maya.number("pending") == 0;
        };
        QVERIFY(QTest::qWaitFor(isSent, 90'000));
        QVERIFY(maya.status().at("fault").is_null());
    }
};

QTEST_GUILESS_MAIN(VersionSkewTest)
#include "version_skew_test.moc"
