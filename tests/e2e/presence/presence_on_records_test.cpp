// Two real agents at the real platform: each is told who has the same report open.
#include "tests/sync/engine/running.hpp"

#include <QTcpServer>

using namespace tidemark;
using namespace tidemark::test;
namespace json = boost::json;

namespace {

constexpr int soonMs = 20'000;

int freePort()
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : 0;
}

/// The next news of who is there that passes.
template <class Test>
bool hearsOf(RunningAgent& agent, const std::string& channel, Test test, int withinMs = soonMs)
{
    const auto passes = [&](const json::object& notice) {
        return notice.at("channel").as_string() == channel &&
               test(notice.at("message").as_object());
    };
    return agent.desk().hears("live", passes, withinMs);
}

auto only(std::string_view name, std::string_view field)
{
    return [name, field](const json::object& message) {
        const auto& people = message.at("people").as_array();
        return message.at("isLive").as_bool() && people.size() == 1 &&
               people[0].at("name").as_string() == name &&
               people[0].at("field").as_string() == field;
    };
}

} // namespace

class PresenceOnRecordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void two_people_see_each_other_and_are_remembered_offline()
    {
        QTemporaryDir folder;
        QFile::setPermissions(folder.path(), QFile::permissions(folder.path()) | QFile::ExeOther);
        if (platformProgram().isEmpty())
            QFAIL("The platform's program was not built.");
        RunningPlatform platform(folder.filePath(QStringLiteral("platform")), freePort());
        QVERIFY(platform.start());
        RunningAgent maya(folder.filePath(QStringLiteral("maya")), "maya@demo.example");
        RunningAgent jon(folder.filePath(QStringLiteral("jon")), "jon@demo.example");
        for (RunningAgent* agent : {&maya, &jon}) {
            QVERIFY(agent->start() >= 0);
            QVERIFY(agent->unlock());
            QVERIFY(agent->signIn(platform.address()));
            QVERIFY(agent->becomes("pull", "live", 60'000));
        }
        const std::string channel = "presence:complianceReport:" + aReport(maya);
        QVERIFY(!maya.ask("live.subscribe", {{"channel", "presence:complianceReport:x"}}));
        QVERIFY(!maya.ask("presence.say", {{"channel", channel}}));

        QVERIFY(maya.ask("live.subscribe", {{"channel", channel}}));
        QVERIFY(jon.ask("live.subscribe", {{"channel", channel}}));
        QVERIFY(hearsOf(jon, channel, only("Maya Lindqvist", "")));
        QVERIFY(hearsOf(maya, channel, only("Jon Tarvainen", "")));
        QVERIFY(jon.ask("presence.say", {{"channel", channel}, {"field", "nickname"}}));
        QVERIFY(hearsOf(maya, channel, only("Jon Tarvainen", "nickname")));

        platform.stop();
        const auto isRemembered = [](const json::object& message) {
            return !message.at("isLive").as_bool() && message.at("people").as_array().size() == 1;
        };
        QVERIFY(hearsOf(maya, channel, isRemembered, 60'000));
        maya.kill();
        QVERIFY(maya.start() >= 0);
        QVERIFY(maya.unlock());
        QVERIFY(maya.becomes("state", "open"));
        QVERIFY(maya.ask("live.subscribe", {{"channel", channel}}));
        QVERIFY(hearsOf(maya, channel, isRemembered));

        QVERIFY(platform.start());
        QVERIFY(jon.ask("live.unsubscribe", {{"channel", channel}}));
        const auto isAlone = [](const json::object& message) {
            return message.at("isLive").as_bool() && message.at("people").as_array().empty();
        };
        QVERIFY(hearsOf(maya, channel, isAlone, 60'000));
    }

private:
    static std::string aReport(RunningAgent& agent)
    {
        const auto page =
            agent.ask("rows.window", {{"entity", "complianceReport"}, {"offset", 0}, {"limit", 1}});
        return page ? std::string(page->at("rows").at(0).at("id").as_string()) : std::string();
    }
};

QTEST_GUILESS_MAIN(PresenceOnRecordsTest)
#include "presence_on_records_test.moc"
