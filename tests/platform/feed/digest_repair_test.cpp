// Repair by digests against a real PostgreSQL: what is wrong in a mirror is found and mended by
// fetching that alone; a mirror older than the feed's floor is brought up to date the same way.
#include "platform/feed/retention.hpp"
#include "tests/platform/feed/sync_client.hpp"

#include <QTest>

#include <zstd.h>

using namespace tidemark;
using namespace tidemark::platform;

class DigestRepairTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        postgres_ = std::make_unique<PostgresFixture>();
        seed(*postgres_);
        fillEveryEntity(*postgres_);
        addSupplies(500);
    }
    void init() { platform_ = std::make_unique<ServedPlatform>(postgres_->appConnection()); }
    void cleanup() { platform_.reset(); }

    void anEmptyMirrorIsFilledByRepairAlone()
    {
        SyncClient client = filled(maya());
        QVERIFY(client.mirror.scopes[1001].size() > 500);
        QVERIFY(client.agrees);
    }

    void onlyWhatIsWrongTravels()
    {
        SyncClient client = filled(maya());
        auto& rows = client.mirror.scopes[1001];
        rows.erase(rows.begin());                              // Missing.
        rows.begin()->second.rv -= 1;                          // Older.
        rows[Uuid::make().toString()] = rows.rbegin()->second; // Not there.
        QCOMPARE(client.pull(), 200);
        QVERIFY(!client.agrees);
        QCOMPARE(client.repair(1001), 2);
        QCOMPARE(client.pull(), 200);
        QVERIFY(client.agrees);
    }

    void whatChangesDuringARepairIsRightAtItsEnd()
    {
        SyncClient client = filled(maya());
        client.mirror.scopes[1001].clear();
        addSupplies(3); // After the client's cut.
        postgres_->asAdmin("DELETE FROM app.fuel_supply WHERE position = 'x' AND id = (SELECT id"
                           " FROM app.fuel_supply WHERE position = 'x' LIMIT 1)");
        (void)client.repair(1001);
        addSupplies(2);
        QCOMPARE(client.pull(), 200);
        QVERIFY(client.agrees);
    }

    void keysComeInPagesOfTheirBuckets()
    {
        SyncClient client(*platform_, maya());
        QCOMPARE(client.open(), 200);
        KeysRequest request{.scope = 1001, .buckets = {3, 60}};
        const Answered all = client.post("rows", toJson(request));
        const auto keys = readKeysAnswer(boost::json::parse(all.text));
        QVERIFY(keys && keys->keys.size() > 4 && !keys->next);
        for (const VersionedKey& one : keys->keys)
            QVERIFY(bucketOf(one.key.id) == 3 || bucketOf(one.key.id) == 60);
        const VersionedKey& second = keys->keys[1];
        request.after = EntityKey{second.entity, second.key.id};
        const Answered rest = client.post("rows", toJson(request));
        const auto later = readKeysAnswer(boost::json::parse(rest.text));
        QCOMPARE(later->keys.size(), keys->keys.size() - 2);
        QVERIFY(later->keys.front() == keys->keys[2]);
    }

    void scopesOfOthersAreClosed()
    {
        SyncClient client(*platform_, olga());
        QCOMPARE(client.open(), 200);
        QCOMPARE(client.post("digest", toJson(DigestRequest{1001})).status, 403);
        QCOMPARE(client.post("rows", toJson(KeysRequest{1001, {1}})).status, 403);
        QCOMPARE(client.post("fetch", toJson(FetchRequest{1001, {}})).status, 403);
        // Rows of another scope are not to be had through one's own.
        const std::string foreign =
            postgres_->asAdmin("SELECT id FROM app.fuel_supply WHERE scope_id = 1001 LIMIT 1");
        const FetchRequest fetch{1002, {{"fuelSupply", idOf(foreign)}}};
        QCOMPARE(client.post("fetch", toJson(fetch)).frames().size(), std::size_t{1});
    }

    void aSnapshotEndsWithTheDigestOfItsCut()
    {
        const Answered page =
            platform_->call(maya(), Method::get, "sync/snapshot?scope=1001&entity=organization");
        Mirror mirror;
        mirror.apply(page.frames());
        const auto frames = page.frames();
        DigestSum sum;
        for (const auto& [id, row] : mirror.scopes[1001])
            sum.add(idOf(id), row.rv);
        const auto& digest = frames.back().at("digest").as_object();
        QCOMPARE(textOf(digest.at("s")), std::to_string(sum.sum));
        QCOMPARE(digest.at("n").to_number<std::int64_t>(), sum.count);
    }

    void answersAreCompressedForWhoAsks()
    {
        const std::string target = "sync/snapshot?scope=1001&entity=organization";
        const Answered plain = platform_->call(maya(), Method::get, target);
        const Answered packed = platform_->call(
            maya(),
            Method::get,
            target,
            {},
            {{"Accept-Encoding", "gzip, ZSTD;q=0.8"}, {"X-Forwarded-For", "203.0.113.9"}}
        );
        QVERIFY(!plain.headers.contains("Content-Encoding"));
        QCOMPARE(packed.headers.at("Content-Encoding"), std::string("zstd"));
        QVERIFY(packed.text.size() * 3 < plain.text.size());
        QCOMPARE(unpacked(packed.text), plain.text);
        const Answered refused = platform_->call(
            maya(),
            Method::get,
            target,
            {},
            {{"Accept-Encoding", "zstd;q=0, br"}, {"X-Forwarded-For", "203.0.113.9"}}
        );
        QVERIFY(!refused.headers.contains("Content-Encoding"));
        const Answered near =
            platform_->call(maya(), Method::get, target, {}, {{"Accept-Encoding", "zstd"}});
        QVERIFY(!near.headers.contains("Content-Encoding"));
    }

    void aMirrorBelowTheFloorIsRepaired()
    {
        SyncClient client = filled(maya());
        addSupplies(4);
        makeEverythingOld();
        QCOMPARE(client.open(), 200); // A cut of its own.
        QVERIFY(trim() >= 0);
        addSupplies(1);
        QCOMPARE(client.pull(), 410);
        QCOMPARE(client.reason, std::string("cursor_too_old"));
        QVERIFY(std::stoll(textOf(client.refusal.at("floorCut"))) > client.mirror.cut);
        QCOMPARE(client.open(), 200);
        client.startAtHead();
        QVERIFY(client.repair(1001) <= 10);
        (void)client.repair(1);
        QCOMPARE(client.pull(), 200);
        QVERIFY(client.agrees);
    }

    void whatIsNotKeptGoesInTwoSteps()
    {
        addSupplies(2);
        cutNow();
        makeEverythingOld();
        addSupplies(2);
        cutNow();
        const auto rows = [&] {
            return std::stoi(postgres_->asAdmin("SELECT count(*) FROM sync.feed"));
        };
        const int before = rows();
        postgres_->asAdmin("UPDATE sync.head SET floor_at = now()");
        QVERIFY(trim("0") >= 0); // Below the old floor.
        const int kept = rows();
        QCOMPARE(trim(), 0); // The floor has risen, and a pull may be under way.
        QCOMPARE(rows(), kept);
        QVERIFY(trim("0") > 0);
        QVERIFY(rows() < before);
        SyncClient client = filled(maya()); // Digests of old cuts still add up.
        QVERIFY(client.agrees);
        Retention retention(platform_->database, KeepingTimes{});
        QVERIFY(platform_->run(retention.run()).has_value());
    }

private:
    void cutNow() { postgres_->asAdmin("SELECT count(*) FROM sync.sequence()"); }

    void addSupplies(int count)
    {
        postgres_->asAdmin(
            "INSERT INTO app.fuel_supply (tenant_id, id, report_id, position, is_canada_produced,"
            " is_q1_supplied) SELECT 1, gen_random_uuid(), '" +
            std::string(known::report) + "', 'x', false, false FROM generate_series(1, " +
            std::to_string(count) + ")"
        );
        cutNow();
    }

    void makeEverythingOld()
    {
        postgres_->asAdmin("UPDATE sync.cut SET cut_at = cut_at - interval '40 days';"
                           "UPDATE sync.head SET floor_at = now() - interval '1 hour'");
    }

    std::int64_t trim(const std::string& pullLongest = "10 minutes")
    {
        return std::stoll(postgres_->asAdmin(
            "SELECT sync.trim('35 days', '90 days', '1 day', 100000, '" + pullLongest + "')"
        ));
    }

    SyncClient filled(ActorPointer actor)
    {
        SyncClient client(*platform_, actor);
        if (client.open() != 200)
            qFatal("no session");
        client.startAtHead();
        for (const std::int64_t scope : client.scopes)
            (void)client.repair(scope);
        if (client.pull() != 200)
            qFatal("no pull");
        return client;
    }

    static std::string unpacked(const std::string& packed)
    {
        std::string text(64U << 20U, '\0');
        ZSTD_DCtx* const context = ZSTD_createDCtx();
        ZSTD_inBuffer in{packed.data(), packed.size(), 0};
        ZSTD_outBuffer out{text.data(), text.size(), 0};
        while (in.pos < in.size) {
            if (ZSTD_isError(ZSTD_decompressStream(context, &out, &in)))
                qFatal("not zstd");
        }
        ZSTD_freeDCtx(context);
        text.resize(out.pos);
        return text;
    }

    std::unique_ptr<PostgresFixture> postgres_;
    std::unique_ptr<ServedPlatform> platform_;
};

QTEST_GUILESS_MAIN(DigestRepairTest)
#include "digest_repair_test.moc"
