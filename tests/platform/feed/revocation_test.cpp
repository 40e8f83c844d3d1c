// Access that changes through the entity API: scopes are granted and revoked in the transaction
// that changes a user, roles change what is read, and what devices hand in afterwards is kept.
#include "models/core/key_text.hpp"
#include "models/core/signature.hpp"
#include "models/protocol/escrow_seal.hpp"
#include "models/protocol/receipts.hpp"
#include "platform/feed/escrow_routes.hpp"
#include "platform/feed/recovery_routes.hpp"
#include "tests/platform/feed/sync_client.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;
namespace json = boost::json;

class RevocationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        postgres_ = std::make_unique<PostgresFixture>();
        seed(*postgres_);
        insertSupply(*postgres_, Uuid::make().toString());
    }
    void init()
    {
        platform_ = std::make_unique<ServedPlatform>(postgres_->appConnection());
        addRecoveryRoutes(platform_->router, platform_->database);
        addEscrowRoutes(platform_->router, platform_->database, sealer_);
    }
    void cleanup() { platform_.reset(); }

    void anAdministratorMovesAUserAndTheScopesFollow()
    {
        SyncClient client = filled(olga());
        QVERIFY(client.mirror.scopes[1002].size() > 0);
        patchUser(known::olga, {{"organizationId", known::demoFuels}});
        QCOMPARE(client.pull(), 200);
        const auto revokes = client.framesOf("revoke");
        QCOMPARE(revokes.size(), std::size_t{1});
        QCOMPARE(textOf(revokes[0].at("scope")), std::string("1002"));
        QCOMPARE(textOf(revokes[0].at("reason")), std::string("organization_changed"));
        QVERIFY(std::stoll(textOf(revokes[0].at("rv"))) > 0);
        QVERIFY(!client.mirror.scopes.contains(1002));
        platform_->run(platform_->sequencer.catchUp()).value();
        client.scopes = {1};
        QCOMPARE(client.pull(), 200);
        QCOMPARE(client.mirror.granted, (std::set<std::int64_t>{1001}));
        client.scopes = {1, 1001};
        QVERIFY(client.repair(1001) > 0);
        QCOMPARE(client.pull(), 200);
        QVERIFY(client.agrees);
        patchUser(known::olga, {{"organizationId", known::otherFuels}});
    }

    void aDeviceThatWasAwayLearnsOfItsLossWithTheVersion()
    {
        SyncClient client = filled(olga());
        patchUser(known::olga, {{"organizationId", known::demoFuels}});
        platform_->run(platform_->sequencer.catchUp()).value();
        QCOMPARE(client.open(), 200); // From the head on nothing tells of it any more.
        client.startAtHead();
        client.scopes = {1, 1002};
        QCOMPARE(client.pull(), 200);
        const auto revokes = client.framesOf("revoke");
        QCOMPARE(revokes.size(), std::size_t{1});
        QVERIFY(std::stoll(textOf(revokes[0].at("rv"))) > 0);
        patchUser(known::olga, {{"organizationId", known::otherFuels}});
    }

    void whatIsLostAndGivenBackIsLostFirst()
    {
        SyncClient client = filled(olga());
        patchUser(known::olga, {{"organizationId", known::demoFuels}});
        platform_->run(platform_->sequencer.catchUp()).value();
        SyncClient another(*platform_, olga());
        QCOMPARE(another.open(), 200);
        client.toCut = another.session.headCut;
        patchUser(known::olga, {{"organizationId", known::otherFuels}});
        platform_->run(platform_->sequencer.catchUp()).value();

        const auto told = [&client](const char* frame) {
            const auto all = client.framesOf(frame);
            return std::count_if(all.begin(), all.end(), [](const auto& one) {
                return textOf(one.at("scope")) == "1002";
            });
        };
        QCOMPARE(client.pull(), 200);
        QCOMPARE(told("revoke"), 1);
        QCOMPARE(told("grant"), 0);
        client.toCut.reset();
        QCOMPARE(client.pull(), 200);
        QCOMPARE(told("revoke"), 0);
        QCOMPARE(told("grant"), 1);
    }

    void whatIsLostAndGivenBackLaterIsHeldUntilThen()
    {
        SyncClient client = filled(olga());
        const std::string touch = "SET app.tenant = '1'; UPDATE app.compliance_report SET nickname "
                                  "= nickname || '!' WHERE id = '";
        postgres_->asAdmin(touch + known::otherReport + '\'');
        platform_->run(platform_->sequencer.catchUp()).value();
        SyncClient another(*platform_, olga());
        QCOMPARE(another.open(), 200);
        client.toCut = another.session.headCut;
        patchUser(known::olga, {{"organizationId", known::demoFuels}});
        patchUser(known::olga, {{"organizationId", known::otherFuels}});
        platform_->run(platform_->sequencer.catchUp()).value();

        client.mirror.rowsSeen = 0;
        QCOMPARE(client.pull(), 200);
        QVERIFY(client.framesOf("revoke").empty());
        QVERIFY(client.mirror.rowsSeen > 0);
        QVERIFY(client.agrees);
    }

    void receiptsAndUnsentWorkAreKeptOnce()
    {
        SyncClient client = filled(olga());
        patchUser(known::olga, {{"organizationId", known::demoFuels}});
        QCOMPARE(client.pull(), 200);
        PurgeReceipt receipt{.scope = 1002, .rows = 8, .bytes = 4096, .escrowed = 1};
        receipt.rv = std::stoll(textOf(client.framesOf("revoke")[0].at("rv")));
        receipt.at = Timestamp::now();
        for (int i = 0; i < 2; ++i)
            QCOMPARE(
                client.post("receipts", toJson(ReceiptsRequest{client.id, {receipt}})).status, 204
            );
        const auto work = mutationOf(7, {supplyCreate(Uuid::make())});
        const auto asked = client.post("escrow-keys", toJson(EscrowKeysRequest{{1002, 4711}}));
        const auto keys = readEscrowKeysAnswer(json::parse(asked.text));
        QVERIFY(keys.has_value());
        QCOMPARE(keys->keys.size(), std::size_t{1}); // The other one was never hers.
        const auto again = client.post("escrow-keys", toJson(EscrowKeysRequest{{1002}}));
        QCOMPARE(readEscrowKeysAnswer(json::parse(again.text))->keys, keys->keys);
        const EscrowKey& key = keys->keys.front();
        const auto sealed = sealWork(
            keyFromHex(key.publicKey).value(), {client.id, 1002, 7}, json::serialize(toJson(work))
        );
        const Uuid id = Uuid::make();
        EscrowRequest escrow{
            client.id, {{id, 1002, 7, "organization_changed", key.keyId, *sealed}}};
        escrow.items.push_back({Uuid::make(), 4711, 8, "denied", key.keyId, *sealed});
        for (int i = 0; i < 2; ++i) {
            const Answered kept = client.post("escrow", toJson(escrow));
            QCOMPARE(readEscrowAnswer(json::parse(kept.text))->stored, std::vector<Uuid>{id});
        }
        const std::string atRest =
            postgres_->asAdmin("SELECT encode(sealed, 'escape') FROM sync.escrow");
        QVERIFY(!atRest.empty() && atRest.find("fuelSupply") == std::string::npos);
        escrow.items.front().sealed = "not base64";
        QCOMPARE(client.post("escrow", toJson(escrow)).status, 400);
        escrow.items.front().sealed = *sealed;
        SyncClient thief(*platform_, maya());
        QCOMPARE(thief.post("escrow", toJson(escrow)).status, 409);
        QCOMPARE(thief.post("receipts", toJson(ReceiptsRequest{client.id, {receipt}})).status, 409);

        const auto certificate = itemsOf(ada(), "sync-revocations");
        const auto line = lineOf(certificate, client.id); // One for each device that she had.
        QCOMPARE(textOf(line.at("scope")), std::string("1002"));
        QCOMPARE(line.at("rows").to_number<int>(), 8);
        QCOMPARE(line.at("keptWork").to_number<int>(), 1);
        QVERIFY(!line.at("isSigned").as_bool()); // Its device never told a key.
        QVERIFY(!line.at("purgedAt").is_null());
        patchUser(known::olga, {{"organizationId", known::otherFuels}});
    }

    void aReceiptWithoutTheVersionIsOfTheLossBeforeIt()
    {
        SyncClient client = filled(olga());
        const auto lose = [this] {
            patchUser(known::olga, {{"organizationId", known::demoFuels}});
        };
        const auto isPurged = [&] {
            const auto line = lineOf(itemsOf(ada(), "sync-revocations"), client.id);
            return !line.at("purgedAt").is_null();
        };
        lose();
        QVERIFY(!isPurged());
        PurgeReceipt receipt{.scope = 1002, .rv = 0, .rows = 8, .bytes = 4096};
        receipt.at = Timestamp::now();
        QCOMPARE(
            client.post("receipts", toJson(ReceiptsRequest{client.id, {receipt}})).status, 204
        );
        QVERIFY(isPurged());
        patchUser(known::olga, {{"organizationId", known::otherFuels}});
        lose(); // What was told of the one before says nothing of this one.
        QVERIFY(!isPurged());
        patchUser(known::olga, {{"organizationId", known::otherFuels}});
    }

    void aReceiptIsSignedByTheKeyThatItsDeviceTold()
    {
        const auto key = makeSigningKey();
        const auto other = makeSigningKey();
        SyncClient client(*platform_, olga());
        client.deviceKey = key->open;
        QCOMPARE(client.open(), 200);
        PurgeReceipt receipt{.scope = 1002, .rv = 99, .rows = 8, .bytes = 4096};
        receipt.at = Timestamp::now();
        const auto post = [&] {
            return client.post("receipts", toJson(ReceiptsRequest{client.id, {receipt}})).status;
        };
        QCOMPARE(post(), 403); // Not signed.
        receipt.signature = signatureOf(*other, signedText(client.id, receipt)).value();
        QCOMPARE(post(), 403);
        receipt.signature = signatureOf(*key, signedText(client.id, receipt)).value();
        ++receipt.rows;
        QCOMPARE(post(), 403);
        --receipt.rows;
        QCOMPARE(post(), 204);
        const std::string by =
            "SELECT signed_by FROM sync.purge_receipt WHERE client_id = '" + client.id + "'";
        QCOMPARE(postgres_->asAdmin(by), key->open);
    }

    void whoHoldsTheScopeSettlesUnsentWork()
    {
        QVERIFY(itemsOf(maya(), "escrow").empty()); // It is of another organization.
        const auto items = itemsOf(ada(), "escrow");
        QCOMPARE(items.size(), std::size_t{1});
        const auto& item = items[0].as_object();
        QVERIFY(readMutation(item.at("mutation")).has_value());
        const std::string path = "escrow/" + textOf(item.at("id")) + "/close";
        const std::string taken = R"({"outcome":"taken"})";
        QCOMPARE(platform_->call(maya(), Method::post, path, taken).status, 404);
        QCOMPARE(platform_->call(ada(), Method::post, path, R"({"outcome":"x"})").status, 400);
        const auto byAuthor = platform_->call(olga(), Method::post, path, taken);
        QCOMPARE(byAuthor.member("reason"), std::string("same_person"));
        QCOMPARE(itemsOf(ada(), "escrow").size(), std::size_t{1});
        QCOMPARE(platform_->call(ada(), Method::post, path, taken).status, 204);
        QCOMPARE(platform_->call(ada(), Method::post, path, taken).status, 404);
        QVERIFY(itemsOf(ada(), "escrow").empty());
        const auto reader = actorOf(known::maya, 1, known::demoFuels, 1001, {"report:read"});
        QCOMPARE(platform_->call(reader, Method::get, "escrow").status, 403);
        QCOMPARE(platform_->call(reader, Method::get, "sync-restores").status, 403);
    }

    void aRoleChangeIsSeenInTheProjection()
    {
        const auto reader = [](std::vector<std::string> permissions) {
            return actorOf(known::maya, 1, known::demoFuels, 1001, std::move(permissions));
        };
        SyncClient client = filled(reader({"report:read", "schedule_row:read", "org:read"}));
        const std::string mark = client.session.projection;
        QCOMPARE(client.pull(mark), 200);
        QVERIFY(!client.frames.front().contains("reads"));
        client.actor = reader({"report:read"});
        QCOMPARE(client.pull(mark), 200);
        QVERIFY(!client.agrees); // Rows that may no longer be read do not count.
        const auto& head = client.frames.front();
        QVERIFY(textOf(head.at("projection")) != mark);
        std::set<std::string> reads;
        for (const auto& name : head.at("reads").as_array())
            reads.insert(textOf(name));
        for (auto& [scope, rows] : client.mirror.scopes)
            std::erase_if(rows, [&](const auto& row) {
                return !reads.contains(row.second.entity);
            });
        QCOMPARE(client.pull(textOf(head.at("projection"))), 200);
        QVERIFY(client.agrees);
    }

    void serversAreToldWhenAccessChanges()
    {
        const std::unique_ptr<PGconn, decltype(&PQfinish)> listener(
            PQconnectdb(postgres_->adminConnection().c_str()), &PQfinish
        );
        PQclear(PQexec(listener.get(), "LISTEN access_changed"));
        patchUser(known::olga, {{"title", "Nothing to do with access"}});
        patchUser(known::olga, {{"organizationId", known::demoFuels}});
        patchUser(known::olga, {{"organizationId", known::otherFuels}});
        PQclear(PQexec(listener.get(), "SELECT 1"));
        int told = 0;
        while (PGnotify* const notice = PQnotifies(listener.get())) {
            QCOMPARE(std::string(notice->extra), std::string("1")); // The tenant.
            PQfreemem(notice);
            ++told;
        }
        QCOMPARE(told, 2);
    }

private:
    void patchUser(const char* user, const json::object& changes)
    {
        const std::string path = "users/" + std::string(user);
        const Answered now = platform_->call(ada(), Method::get, path);
        const Answered done = platform_->call(
            ada(),
            Method::patch,
            path,
            json::serialize(changes),
            {{"If-Match", '"' + now.member("rv") + '"'}}
        );
        if (done.status != 200)
            qFatal("%s", done.text.c_str());
    }

    json::array itemsOf(ActorPointer actor, const std::string& path)
    {
        const Answered answer = platform_->call(actor, Method::get, path);
        if (answer.status != 200)
            qFatal("%s", answer.text.c_str());
        return answer.json().at("items").as_array();
    }

    static json::object lineOf(const json::array& items, const std::string& client)
    {
        for (const auto& item : items) {
            if (textOf(item.as_object().at("clientId")) == client)
                return item.as_object();
        }
        qFatal("no line of this device");
    }

    SyncClient filled(ActorPointer actor)
    {
        SyncClient client(*platform_, actor);
        if (client.open() != 200)
            qFatal("no session");
        client.startAtHead();
        for (const std::int64_t scope : client.scopes)
            (void)client.repair(scope);
        if (client.pull() != 200 || !client.agrees)
            qFatal("no mirror");
        return client;
    }

    const Sealer sealer_{Secret("0123456789abcdef0123456789abcdef"), "escrow"};
    std::unique_ptr<PostgresFixture> postgres_;
    std::unique_ptr<ServedPlatform> platform_;
};

QTEST_GUILESS_MAIN(RevocationTest)
#include "revocation_test.moc"
