// A real agent and platforms of other versions: what cannot be sent waits, is told in words, can be
// exported, and goes by itself when both fit.
#include "models/entities/entities.hpp"
#include "tests/sync/engine/fake_platform.hpp"
#include "tests/sync/engine/running.hpp"

#include <QTemporaryDir>
#include <QtTest>

using namespace tidemark;
using namespace tidemark::test;
namespace json = boost::json;

namespace {

json::object creationOf(const std::string& quantity, const std::string& code)
{
    json::object op{
        {"op", "create"},
        {"entity", "fuelSupply"},
        {"id", Uuid::make().toString()},
        {"set", {{"quantity", quantity}, {"fuelCode", code}}}};
    return {{"name", "fuelSupply.edit"}, {"ops", json::array{std::move(op)}}};
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

};

QTEST_GUILESS_MAIN(VersionSkewTest)
#include "version_skew_test.moc"
