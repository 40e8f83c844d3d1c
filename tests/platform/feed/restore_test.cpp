// Restores and replays against a real PostgreSQL: a new history is noticed, what a restore lost is
// done once more, and mutations that build on refused ones are refused.
#include "platform/feed/recovery_routes.hpp"
#include "platform/schema/history.hpp"
#include "tests/platform/feed/sync_client.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;

class RestoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        postgres_ = std::make_unique<PostgresFixture>();
        seed(*postgres_);
    }
    void init()
    {
        platform_ = std::make_unique<ServedPlatform>(
            postgres_->appConnection(), Greeting{std::string(settleHistorySql), {}}
        );
        addRecoveryRoutes(platform_->router, platform_->database);
    }
    void cleanup() { platform_.reset(); }

    void theFirstLookOnlyRemembersTheServer()
    {
        const auto first = settleHistory(postgres_->appConnection());
        QVERIFY2(first.has_value(), first ? "" : first.error().cause.c_str());
        QVERIFY(!first->isRenewed);
        QVERIFY(postgres_->asAdmin("SELECT sysid FROM sync.history") != "0");
        QVERIFY(!settleHistory(postgres_->appConnection())->isRenewed);
    }

    void anotherServerBeginsAnotherHistory()
    {
        const auto before = readHistory(postgres_->appConnection());
        postgres_->asAdmin("UPDATE sync.history SET timeline = timeline + 1");
        const auto after = settleHistory(postgres_->appConnection());
        QVERIFY(after->isRenewed);
        QCOMPARE(after->epoch, before->epoch + 1);
        QVERIFY(after->id != before->id);
        QVERIFY(!settleHistory(postgres_->appConnection())->isRenewed);
        QVERIFY(!renewHistory(postgres_->appConnection())); // Not the server's to decide.
    }

    void aServerThatChangesUnderARunningPlatformIsNoticedBeforeAnybodyIsAnswered()
    {
        SyncClient client(*platform_, maya());
        QCOMPARE(client.open(), 200);
        client.startAtHead();
        const std::string oldHistory = client.history;
        QCOMPARE(client.pull(), 200);
        postgres_->asAdmin("UPDATE sync.history SET timeline = timeline + 1");
        QCOMPARE(client.pull(), 200); // The connections are to the server that was there.
        loseConnections();
        QCOMPARE(client.pull(), 409);
        QCOMPARE(client.reason, std::string("history_changed"));
        QCOMPARE(client.open(), 200);
        QVERIFY(client.session.history != oldHistory);
        QCOMPARE(client.session.epoch, client.epoch + 1);
        loseConnections(); // The same server as before.
        client.startAtHead();
        QCOMPARE(client.pull(), 200);
    }

    void aBackupThatIsPutBackTwiceGivesNoVersionTwice()
    {
        const std::string backup = postgres_->asAdmin("SELECT last_value FROM sync.rv_seq");
        const auto firstAfterRestore = [&] {
            postgres_->asAdmin("SELECT setval('sync.rv_seq', " + backup + ")");
            postgres_->asAdmin("UPDATE sync.history SET epoch = 7");
            (void)renewHistory(postgres_->adminConnection());
            return std::stoll(postgres_->asAdmin("SELECT sync.next_rv()"));
        };
        const auto first = firstAfterRestore();
        const auto second = firstAfterRestore();
        constexpr long long manyChanges = 10'000;
        QVERIFY(std::abs(first - second) > manyChanges);
        QCOMPARE(first >> 52, second >> 52);
    }

    void aRestoreLosesNothingThatADeviceStillHas()
    {
        SyncClient client(*platform_, maya());
        QCOMPARE(client.open(), 200);
        client.startAtHead();
        const std::string oldHistory = client.history;
        std::vector<PushMutation> archive;
        for (std::int64_t mid = 1; mid <= 4; ++mid) {
            archive.push_back(mutationOf(mid, {supplyCreate(Uuid::make())}));
            QCOMPARE(client.pushOne(archive.back()).status, PushStatus::applied);
        }
        QCOMPARE(client.pull(), 200);
        loseAfter(client.id, 2, {archive[2], archive[3]});
        QVERIFY(renewHistory(postgres_->adminConnection()).has_value());

        QCOMPARE(client.pull(), 409);
        QCOMPARE(client.reason, std::string("history_changed"));
        QVERIFY(textOf(client.refusal.at("history")) != oldHistory);
        // Before it has opened a session, its numbers might stand for what the restore lost.
        const auto early = client.push({archive[2]});
        QCOMPARE(early.status, 409);
        QVERIFY2(early.text.find("unknown_client") != early.text.npos, early.text.c_str());
        QCOMPARE(client.open(1, 5), 200);
        QCOMPARE(client.session.lastMid, std::int64_t{2});
        for (std::size_t i = 2; i < 4; ++i) {
            PushMutation again = archive[i];
            again.history = oldHistory;
            QCOMPARE(client.pushOne(again).status, PushStatus::applied);
            QCOMPARE(client.pushOne(again).status, PushStatus::applied); // Its stored result.
        }
        // Its mirror is of the old past yet, so that session may not have been its own.
        QCOMPARE(client.open(1, 5), 200);
        QCOMPARE(client.session.lastMid, std::int64_t{2});
        QCOMPARE(client.pushOne(archive[2]).status, PushStatus::applied);
        for (const PushMutation& mutation : archive)
            QCOMPARE(supplies(mutation.ops[0].id), std::string("1"));

        client.startAtHead();
        for (const std::int64_t scope : client.scopes)
            (void)client.repair(scope);
        QCOMPARE(client.pull(), 200);
        QCOMPARE(client.framesOf("result").size(), std::size_t{1});
        QCOMPARE(client.framesOf("result").front().at("mid").to_number<int>(), 3);
        QVERIFY(client.agrees);
        const auto past = platform_->call(ada(), Method::get, "sync-restores").json();
        const auto& newest = past.at("past").as_array().at(0).as_object();
        QCOMPARE(textOf(newest.at("history")), oldHistory);
        QCOMPARE(newest.at("replayed").to_number<int>(), 2);
        QCOMPARE(newest.at("needPerson").to_number<int>(), 0);
        whatNeedsAPersonIsSeenInTheirOrganizationOnly(client.id, oldHistory);
    }

    void whatTheArchiveNoLongerHoldsIsLeftOut()
    {
        SyncClient client(*platform_, maya());
        QCOMPARE(client.open(), 200);
        client.startAtHead();
        for (std::int64_t mid = 1; mid <= 3; ++mid)
            (void)client.pushOne(mutationOf(mid, {supplyCreate(Uuid::make())}));
        loseAfter(client.id, 0, {});
        QVERIFY(renewHistory(postgres_->adminConnection()).has_value());
        QCOMPARE(client.open(3, 4), 200);
        QCOMPARE(client.session.lastMid, std::int64_t{2});
        (void)client.pushOne(mutationOf(3, {supplyCreate(Uuid::make())}));
    }

    void versionsOfANewHistoryAreNewer()
    {
        const std::string newest = "SELECT max(rv) FROM app.fuel_supply";
        const auto before = std::stoll(postgres_->asAdmin(newest));
        QVERIFY(renewHistory(postgres_->adminConnection()).has_value());
        // The sequence goes back with a restore.
        postgres_->asAdmin("SELECT setval('sync.rv_seq', 1)");
        insertSupply(*postgres_, Uuid::make().toString());
        QVERIFY(std::stoll(postgres_->asAdmin(newest)) > before);
    }

    void whatBuildsOnARefusedMutationIsRefused()
    {
        SyncClient client(*platform_, maya());
        QCOMPARE(client.open(), 200);
        PushMutation refused = mutationOf(1, {supplyCreate(Uuid::make())});
        refused.ops[0].set["reportId"] = Uuid::make().toString();
        refused.sha = shaOf(refused);
        QCOMPARE(client.pushOne(refused).status, PushStatus::rejected);
        PushMutation dependent = mutationOf(2, {supplyCreate(Uuid::make())});
        dependent.depends = {1};
        const PushResult result = client.pushOne(dependent);
        QCOMPARE(result.status, PushStatus::rejected);
        QCOMPARE(result.code, std::string("dep_failed"));
        QCOMPARE(supplies(dependent.ops[0].id), std::string("0"));
        PushMutation free = mutationOf(3, {supplyCreate(Uuid::make())});
        free.depends = {9}; // Nothing is known of it.
        QCOMPARE(client.pushOne(free).status, PushStatus::applied);
    }

    void aParkedMutationLetsTheNextPass()
    {
        SyncClient client(*platform_, maya());
        QCOMPARE(client.open(), 200);
        PushMutation poison = mutationOf(1, {supplyCreate(Uuid::make())});
        poison.park = true;
        const PushMutation next = mutationOf(2, {supplyCreate(Uuid::make())});
        const Answered answer = client.push({poison, next});
        const auto results = readPushAnswer(boost::json::parse(answer.text))->results;
        QCOMPARE(results.at(0).status, PushStatus::parked);
        QCOMPARE(results.at(1).status, PushStatus::applied);
        QCOMPARE(supplies(poison.ops[0].id), std::string("0"));
        QVERIFY(!postgres_
                     ->asAdmin(
                         "SELECT payload FROM sync.mutation WHERE client_id = '" + client.id +
                         "' AND mid = 1"
                     )
                     .empty());
    }

    void aResultThatIsNoLongerKeptIsToldAsSuch()
    {
        SyncClient client(*platform_, maya());
        QCOMPARE(client.open(), 200);
        const PushMutation old = mutationOf(1, {supplyCreate(Uuid::make())});
        (void)client.pushOne(old);
        postgres_->asAdmin(
            "UPDATE sync.mutation SET at = at - interval '100 days' WHERE"
            " client_id = '" +
            client.id + "'"
        );
        postgres_->asAdmin("SELECT sync.trim('35 days', '90 days', '1 day', 1000)");
        const PushResult again = client.pushOne(old);
        QCOMPARE(again.status, PushStatus::noop);
        QCOMPARE(again.code, std::string("result_expired"));
        QCOMPARE(supplies(old.ops[0].id), std::string("1"));
    }

    void onlyVersionsThatAreTooFarAwayAreTurnedAway()
    {
        const auto statusWith = [&](const std::string& path, const std::string& version) {
            return platform_
                ->call(
                    maya(),
                    Method::post,
                    "sync/" + path,
                    boost::json::serialize(toJson(SessionRequest{.deviceName = "t"})),
                    {{"X-Sync-Protocol", version}}
                )
                .status;
        };
        QCOMPARE(statusWith("push", "9"), 426);
        QCOMPARE(statusWith("push", "x"), 426);
        QCOMPARE(statusWith("session", "9"), 200); // Its body says what it speaks.
        SyncClient client(*platform_, maya());
        SessionRequest newer{.deviceName = "t", .protocolLeast = 1, .protocolMost = 2};
        QCOMPARE(client.post("session", toJson(newer)).json().at("protocol").to_number<int>(), 1);
        newer.protocolLeast = 2;
        QCOMPARE(client.post("session", toJson(newer)).status, 426);
    }

private:
    void whatNeedsAPersonIsSeenInTheirOrganizationOnly(
        const std::string& client, const std::string& history
    )
    {
        postgres_->asAdmin(
            "UPDATE sync.mutation SET status = 'rejected' WHERE mid = 3 AND client_id = '" +
            client + "'"
        );
        const auto left = [&](const ActorPointer& who) {
            const auto answer =
                platform_->call(who, Method::get, "sync-restores/" + history + "/left").json();
            return answer.at("items").as_array().size();
        };
        const auto settle = [&](const ActorPointer& who) {
            const boost::json::object seen{{"clientId", client}, {"mid", 3}};
            return platform_
                ->call(who, Method::post, "sync-restores/settle", boost::json::serialize(seen))
                .status;
        };
        const auto other = actorOf(known::olga, 1, known::otherFuels, 1002, {"sync:read"});
        const auto own = actorOf(known::maya, 1, known::demoFuels, 1001, {"sync:read"});
        QCOMPARE(left(other), std::size_t{0});
        QCOMPARE(settle(other), 404);
        QCOMPARE(left(own), std::size_t{1});
        QCOMPARE(left(ada()), std::size_t{1});
        QCOMPARE(settle(own), 204);
        QCOMPARE(left(ada()), std::size_t{0});
        QCOMPARE(
            postgres_->asAdmin(
                "SELECT actor_id || ' ' || (after->>'clientId') FROM app.audit_entry"
                " WHERE action = 'restore.settle'"
            ),
            std::string(known::maya) + ' ' + client
        );
    }

    void loseConnections()
    {
        postgres_->asAdmin("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                           " WHERE application_name = 'tidemark-platform'");
    }

    /// As a restore to the time before the client's later mutations.
    void loseAfter(const std::string& client, int mid, const std::vector<PushMutation>& lost)
    {
        platform_->run(platform_->sequencer.catchUp()).value();
        for (const PushMutation& mutation : lost)
            postgres_->asAdmin(
                "DELETE FROM app.fuel_supply WHERE id = '" + mutation.ops[0].id.toString() + "'"
            );
        const std::string number = std::to_string(mid);
        postgres_->asAdmin(
            "DELETE FROM sync.mutation WHERE client_id = '" + client + "' AND mid > " + number +
            "; UPDATE sync.client SET last_mid = " + number + " WHERE client_id = '" + client + "'"
        );
    }

    std::string supplies(Uuid id) const
    {
        return postgres_->asAdmin(
            "SELECT count(*) FROM app.fuel_supply WHERE id = '" + id.toString() + "'"
        );
    }

    std::unique_ptr<PostgresFixture> postgres_;
    std::unique_ptr<ServedPlatform> platform_;
};

QTEST_GUILESS_MAIN(RestoreTest)
#include "restore_test.moc"
