// The real agent against the real platform: sign-in to first rows, edits, losses and returns.
#include "tests/sync/engine/running.hpp"

#include <QDir>

using namespace tidemark;
using namespace tidemark::test;
using tidemark::sync::faultFromJson;
namespace json = boost::json;

namespace {

constexpr int port = 8501;

json::object updateOf(const json::object& row, const std::string& field, const json::value& value)
{
    return {
        {"name", "fuelSupply.edit"},
        {"ops",
         json::array{json::object{
             {"op", "update"},
             {"entity", "fuelSupply"},
             {"id", row.at("id")},
             {"baseRv", row.at("rv")},
             {"base", json::object{{field, row.at(field)}}},
             {"set", json::object{{field, value}}}}}}};
}

bool names(const json::object& changed, const json::value& id)
{
    const auto* ids = changed.at("entities").as_object().if_contains("fuelSupply");
    if (!ids)
        return false;
    if (ids->is_null())
        return true;
    const auto& list = ids->as_array();
    return std::find(list.begin(), list.end(), id) != list.end();
}

} // namespace

class AgentStoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void an_agent_answers_at_once_and_asks_for_a_passphrase();
    void a_wrong_password_is_said_and_nothing_is_kept();
    void the_first_sync_brings_the_rows();
    void an_edit_reaches_the_platform_and_the_other_agent_within_a_second();
    void two_desks_on_one_agent_both_hear_of_a_change();
    void a_second_agent_of_the_same_home_ends_with_a_word();
    void edits_without_a_network_survive_a_kill_and_drain_later();
    void a_damaged_copy_is_fetched_again_and_no_work_is_lost();
    void a_damaged_vault_is_salvaged_and_said();
    void an_agent_says_how_it_stands_without_saying_what_was_written();
    void a_conflict_needs_a_person_and_goes_away_when_given_up();
    void a_locked_agent_stays_locked_until_unlocked();
    void signing_out_refuses_to_lose_work();

private:
    json::object firstRow(RunningAgent& agent);
    json::object rowOf(RunningAgent& agent, const json::value& id);
    bool sees(RunningAgent& agent, const json::value& id, const std::string& quantity, int ms);

    QTemporaryDir folder_;
    std::unique_ptr<RunningPlatform> platform_;
    std::unique_ptr<RunningAgent> maya_;
    std::unique_ptr<RunningAgent> jon_;
};

json::object AgentStoryTest::firstRow(RunningAgent& agent)
{
    const auto window =
        agent.ask("rows.window", {{"entity", "fuelSupply"}, {"offset", 0}, {"limit", 5}});
    return window ? window->at("rows").as_array().at(0).as_object() : json::object{};
}

json::object AgentStoryTest::rowOf(RunningAgent& agent, const json::value& id)
{
    const auto row = agent.ask("rows.get", {{"entity", "fuelSupply"}, {"id", id}});
    return row ? row->as_object() : json::object{};
}

bool AgentStoryTest::sees(
    RunningAgent& agent, const json::value& id, const std::string& quantity, int ms
)
{
    return QTest::qWaitFor(
        [&] {
            const auto row = rowOf(agent, id);
            return row.contains("quantity") && row.at("quantity") == json::value(quantity);
        },
        ms
    );
}

void AgentStoryTest::initTestCase()
{
    QVERIFY2(
        !platformProgram().isEmpty(), "The platform was not built; TIDEMARK_PLATFORM may name one."
    );
    // The private database runs as another user, who has to reach its folder.
    QFile::setPermissions(
        folder_.path(),
        QFile::permissions(folder_.path()) | QFileDevice::ReadGroup | QFileDevice::ExeGroup |
            QFileDevice::ReadOther | QFileDevice::ExeOther
    );
    platform_ = std::make_unique<RunningPlatform>(folder_.path() + QStringLiteral("/p"), port);
    QVERIFY(platform_->start());
    maya_ =
        std::make_unique<RunningAgent>(folder_.path() + QStringLiteral("/m"), "maya@demo.example");
    jon_ =
        std::make_unique<RunningAgent>(folder_.path() + QStringLiteral("/j"), "jon@demo.example");
}

void AgentStoryTest::an_agent_answers_at_once_and_asks_for_a_passphrase()
{
    const int took = maya_->start();
    QVERIFY(took >= 0);
    qInfo("start to hello: %d ms", took);
    QVERIFY(took < 1000);
    QCOMPARE(maya_->word("state"), std::string("needsPassphrase"));
    QCOMPARE(maya_->word("keyStore"), std::string("none"));
    const auto refused =
        maya_->ask("rows.window", {{"entity", "fuelSupply"}, {"offset", 0}, {"limit", 1}});
    QCOMPARE(refused.error().code, FaultCode::locked);
    QVERIFY(maya_->unlock());
    QCOMPARE(maya_->word("state"), std::string("noProfile"));
    QCOMPARE(maya_->word("keyStore"), std::string("passphrase"));
}

void AgentStoryTest::a_wrong_password_is_said_and_nothing_is_kept()
{
    const auto refused = maya_->signIn(platform_->address(), "wrong");
    QCOMPARE(refused.error().reason, std::string("wrong_credentials"));
    QCOMPARE(maya_->word("state"), std::string("noProfile"));
    const auto nobody = maya_->signIn("http://127.0.0.1:9");
    QCOMPARE(nobody.error().reason, std::string("connection_refused"));
}

void AgentStoryTest::the_first_sync_brings_the_rows()
{
    QVERIFY(maya_->signIn(platform_->address()));
    QCOMPARE(maya_->word("state"), std::string("open"));
    QVERIFY(maya_->becomes("pull", "live"));
    QVERIFY(maya_->becomes("link", "online"));
    QVERIFY(maya_->number("rows") > 100);
    QVERIFY(maya_->status().at("verified").as_bool());
    QVERIFY(!firstRow(*maya_).empty());
    QVERIFY(jon_->start() >= 0);
    QVERIFY(jon_->unlock());
    QVERIFY(jon_->signIn(platform_->address()));
    QVERIFY(jon_->becomes("pull", "live"));
    QVERIFY(jon_->becomes("link", "online"));
}

void AgentStoryTest::an_edit_reaches_the_platform_and_the_other_agent_within_a_second()
{
    const auto row = firstRow(*maya_);
    QElapsedTimer took;
    took.start();
    QVERIFY(maya_->ask("mutate", updateOf(row, "quantity", "4711")));
    QVERIFY(jon_->desk().hears(
        "changed", [&](const json::object& what) { return names(what, row.at("id")); }, 1000
    ));
    qInfo("edit to the other agent: %lld ms", static_cast<long long>(took.elapsed()));
    QVERIFY(sees(*jon_, row.at("id"), "4711", 1000));
    const std::string path = "/api/v1/fuel-supplies/" + std::string(row.at("id").as_string());
    const auto answer = jon_->ask("platform.call", {{"method", "GET"}, {"path", path}});
    QCOMPARE(answer->at("status").as_int64(), 200);
    QVERIFY(answer->at("body").at("quantity") == json::value("4711"));
    QVERIFY(QTest::qWaitFor([&] { return maya_->number("pending") == 0; }, 2000));
    QVERIFY(!rowOf(*maya_, row.at("id")).contains("_pending"));
    const auto refused =
        maya_->ask("platform.call", {{"method", "POST"}, {"path", "/api/v1/auth/refresh"}});
    QCOMPARE(refused.error().reason, std::string("path_refused"));
}

void AgentStoryTest::two_desks_on_one_agent_both_hear_of_a_change()
{
    const auto other = maya_->door();
    QVERIFY(other);
    const auto row = firstRow(*maya_);
    QVERIFY(jon_->ask("mutate", updateOf(rowOf(*jon_, row.at("id")), "quantity", "4712")));
    const auto mine = [&](const json::object& what) { return names(what, row.at("id")); };
    QVERIFY(maya_->desk().hears("changed", mine, 2000));
    QVERIFY(other->hears("changed", mine, 2000));
}

void AgentStoryTest::a_second_agent_of_the_same_home_ends_with_a_word()
{
    QProcess second;
    second.start(
        QStringLiteral(TIDEMARK_BINARY_DIR "/bin/tidemark-agent"),
        {QStringLiteral("--home"), folder_.path() + QStringLiteral("/m")}
    );
    QVERIFY(second.waitForFinished(8000));
    QCOMPARE(second.exitCode(), 0);
    QVERIFY(second.readAllStandardError().contains("already runs"));
    QCOMPARE(maya_->word("state"), std::string("open"));
}

void AgentStoryTest::edits_without_a_network_survive_a_kill_and_drain_later()
{
    const auto row = firstRow(*maya_);
    platform_->stop();
    QVERIFY(QTest::qWaitFor([&] { return maya_->word("link") != "online"; }, 5000));
    for (const char* quantity : {"5001", "5002", "5003"})
        QVERIFY(maya_->ask("mutate", updateOf(rowOf(*maya_, row.at("id")), "quantity", quantity)));
    QVERIFY(QTest::qWaitFor([&] { return maya_->number("pending") == 3; }, 2000));
    QVERIFY(maya_->becomes("link", "offline"));

    maya_->kill();
    QVERIFY(maya_->start() >= 0);
    QCOMPARE(maya_->word("state"), std::string("needsPassphrase"));
    QVERIFY(maya_->unlock());
    QCOMPARE(maya_->word("state"), std::string("open"));
    QCOMPARE(maya_->number("pending"), 3);
    const auto pending = maya_->ask("pending.list", json::object{});
    QCOMPARE(pending->at("items").as_array().size(), 3U);
    const auto mine = rowOf(*maya_, row.at("id"));
    QVERIFY(mine.at("quantity") == json::value("5003"));
    QVERIFY(mine.at("_pending") == json::value(true));

    QVERIFY(platform_->start());
    (void)maya_->ask("sync.now", json::object{});
    QVERIFY(QTest::qWaitFor([&] { return maya_->number("pending") == 0; }, 70'000));
    (void)jon_->ask("sync.now", json::object{});
    QVERIFY(sees(*jon_, row.at("id"), "5003", 70'000));
}

void AgentStoryTest::a_damaged_copy_is_fetched_again_and_no_work_is_lost()
{
    const auto row = firstRow(*maya_);
    QVERIFY(maya_->becomes("link", "online", 70'000));
    platform_->stop();
    QVERIFY(maya_->becomes("link", "offline"));
    QVERIFY(maya_->ask("mutate", updateOf(rowOf(*maya_, row.at("id")), "quantity", "5501")));
    QCOMPARE(maya_->number("pending"), 1);
    maya_->kill();
    const QString mirror = folder_.path() + QStringLiteral("/m/data/mirror.db");
    QFile file(mirror);
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.write(QByteArray(64 * 1024, 'x'));
    file.close();
    QFile::remove(mirror + QStringLiteral("-wal"));

    QVERIFY(maya_->start() >= 0);
    QVERIFY(maya_->unlock());
    QCOMPARE(maya_->word("state"), std::string("open"));
    QVERIFY(maya_->status().at("fault").is_object());
    QCOMPARE(maya_->number("pending"), 1);
    QVERIFY(platform_->start());
    (void)maya_->ask("sync.now", json::object{});
    QVERIFY(maya_->becomes("pull", "live", 70'000));
    QVERIFY(QTest::qWaitFor([&] { return maya_->number("pending") == 0; }, 20'000));
    QVERIFY(sees(*maya_, row.at("id"), "5501", 5000));
    QVERIFY(maya_->status().at("fault").is_null());
}

void AgentStoryTest::a_damaged_vault_is_salvaged_and_said()
{
    RunningAgent other(folder_.path() + QStringLiteral("/d"), "maya@demo.example");
    QVERIFY(other.start() >= 0);
    QVERIFY(other.unlock());
    other.kill();
    QFile file(folder_.path() + QStringLiteral("/d/data/vault.db"));
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.write(QByteArray(8192, 'x'));
    file.close();
    QFile::remove(file.fileName() + QStringLiteral("-wal"));
    QVERIFY(other.start() >= 0);
    QVERIFY(other.unlock());
    const auto notices = other.status().at("notices").as_array();
    QCOMPARE(notices.size(), std::size_t{1});
    QCOMPARE(notices.at(0).at("id").as_string().c_str(), "changes_lost");
    // Whoever can read more of it still has it.
    const QDir folder(folder_.path() + QStringLiteral("/d/data"));
    const auto kept = folder.entryList({QStringLiteral("vault.db.damaged-*Z")});
    QCOMPARE(kept.size(), 1);
    QFile aside(folder.filePath(kept.front()));
    QVERIFY(aside.open(QIODevice::ReadOnly));
    QVERIFY(aside.read(8192) == QByteArray(8192, 'x'));
    QVERIFY(other.ask("notice.dismiss", {{"id", "changes_lost"}}));
    QVERIFY(other.status().at("notices").as_array().empty());
}

void AgentStoryTest::an_agent_says_how_it_stands_without_saying_what_was_written()
{
    QVERIFY(maya_->becomes("pull", "live", 70'000));
    const auto scopes = maya_->ask("sync.status", json::object{})->at("scopes").as_array();
    QVERIFY(!scopes.empty());
    for (const auto& scope : scopes) {
        QCOMPARE(scope.at("standing").as_string().c_str(), "live");
        QCOMPARE(scope.at("recheck").as_string().c_str(), "none");
        QVERIFY(!scope.at("verifiedCut").is_null());
    }
    const auto checks = maya_->ask("diagnostics.run", json::object{})->at("checks").as_array();
    QVERIFY(checks.size() >= 10);
    for (const auto& check : checks) {
        const bool isFine = check.at("state") == json::value("ok");
        QVERIFY2(
            isFine || !check.at("nextStep").as_string().empty(), check.at("id").as_string().c_str()
        );
        QVERIFY(check.at("state") != json::value("bad"));
    }
    const auto bundle = maya_->ask("support.bundle", json::object{});
    const std::string text(bundle->at("text").as_string());
    for (const char* secret : {"Maya", "maya@demo", "127.0.0.1", "Demo Fuels"})
        QVERIFY2(text.find(secret) == std::string::npos, secret);
    for (const char* part : {"== versions", "== checks", "== scopes", "== pending", "== log"})
        QVERIFY2(text.find(part) != std::string::npos, part);
    const auto open = maya_->ask("support.bundle", {{"redact", false}});
    QVERIFY(std::string(open->at("text").as_string()).find("maya@demo") != std::string::npos);
}

void AgentStoryTest::a_conflict_needs_a_person_and_goes_away_when_given_up()
{
    QVERIFY(maya_->becomes("link", "online", 70'000));
    QVERIFY(jon_->becomes("link", "online", 70'000));
    auto row = firstRow(*maya_);
    const auto fresh = rowOf(*jon_, row.at("id"));
    QVERIFY(jon_->ask("mutate", updateOf(fresh, "quantity", "6001")));
    QVERIFY(QTest::qWaitFor([&] { return jon_->number("pending") == 0; }, 5000));
    QVERIFY(sees(*maya_, row.at("id"), "6001", 5000));
    // An edit on what Maya saw before Jon's: both changed the same field.
    QVERIFY(maya_->ask("mutate", updateOf(row, "quantity", "6002")));
    QVERIFY(QTest::qWaitFor([&] { return maya_->number("needYou") == 1; }, 5000));
    QVERIFY(rowOf(*maya_, row.at("id")).contains("_conflict"));
    const auto items = maya_->ask("pending.list", json::object{})->at("items").as_array();
    QCOMPARE(items.at(0).at("state").as_string().c_str(), "conflict");
    QVERIFY(maya_->ask("pending.discard", {{"mid", items.at(0).at("mid")}}));
    QVERIFY(QTest::qWaitFor([&] { return maya_->number("needYou") == 0; }, 5000));
    QVERIFY(rowOf(*maya_, row.at("id")).at("quantity") == json::value("6001"));
}

void AgentStoryTest::a_locked_agent_stays_locked_until_unlocked()
{
    QVERIFY(jon_->ask("vault.lock", json::object{}));
    QTest::qWait(300);
    QVERIFY(jon_->meet());
    QCOMPARE(jon_->word("state"), std::string("needsPassphrase"));
    QVERIFY(!jon_->ask("session.signOut", json::object{}));
    QVERIFY(jon_->unlock());
    QVERIFY(jon_->becomes("pull", "live"));
    QVERIFY(jon_->ask("agent.quit", json::object{}));
}

void AgentStoryTest::signing_out_refuses_to_lose_work()
{
    platform_->stop();
    const auto row = firstRow(*maya_);
    QVERIFY(maya_->ask("mutate", updateOf(row, "quantity", "7001")));
    const auto refused = maya_->ask("session.signOut", json::object{});
    QCOMPARE(refused.error().reason, std::string("pending_changes"));
    QVERIFY(maya_->ask("session.signOut", {{"discardPending", true}}));
    // It starts anew, as on a device on which nobody ever was.
    const auto isNew = [&] { return maya_->meet() && maya_->word("keyStore") == "none"; };
    QVERIFY(QTest::qWaitFor(isNew, 10'000));
    QCOMPARE(maya_->word("state"), std::string("needsPassphrase"));
    QCOMPARE(maya_->number("rows"), 0);
    QVERIFY(maya_->ask("agent.quit", json::object{}));
}

QTEST_GUILESS_MAIN(AgentStoryTest)
#include "agent_story_test.moc"
