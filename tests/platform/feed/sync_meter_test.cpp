// What sync counts for Prometheus moves when that happens, and only then.
#include "models/protocol/receipts.hpp"
#include "platform/feed/cut_times.hpp"
#include "platform/feed/sync_meter.hpp"
#include "tests/platform/feed/sync_client.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;
namespace json = boost::json;

namespace {

/// Labels stand in the order of their names.
std::string resultsOf(const std::string& status, const std::string& code = {})
{
    return "results_total{code=\"" + code + "\",status=\"" + status + "\"}";
}

} // namespace

class SyncMeterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        postgres_ = std::make_unique<PostgresFixture>();
        seed(*postgres_);
    }
    void init()
    {
        platform_ = std::make_unique<ServedPlatform>(postgres_->appConnection());
        client_ = std::make_unique<SyncClient>(*platform_, maya());
        QCOMPARE(client_->open(), 200);
        client_->startAtHead();
    }
    void cleanup()
    {
        client_.reset();
        platform_.reset();
    }

    void answersToMutationsCountByStatusAndCode()
    {
        const Uuid id = Uuid::make();
        QCOMPARE(figure(resultsOf("applied")), 0.0);
        QCOMPARE(client_->pushOne(mutationOf(1, {supplyCreate(id)})).status, PushStatus::applied);
        QCOMPARE(figure(resultsOf("applied")), 1.0);

        PushOp stale{.kind = PushOpKind::update, .entity = "fuelSupply", .id = id};
        stale.base = json::object{{"quantity", "7"}};
        stale.set = json::object{{"quantity", "8"}};
        const auto refused = client_->pushOne(mutationOf(2, {stale}));
        QCOMPARE(refused.status, PushStatus::conflict);
        QCOMPARE(figure(resultsOf("conflict", refused.code)), 1.0);
        QCOMPARE(figure("conflicts_total{entity=\"fuelSupply\"}"), 1.0);
    }

    void whatGoesThroughTheFeedAndIsPulledCounts()
    {
        (void)client_->pushOne(mutationOf(1, {supplyCreate(Uuid::make())}));
        platform_->run(platform_->sequencer.catchUp()).value();
        QVERIFY(figure("cut_rows_total") >= 1.0);
        QVERIFY(figure("cut_seconds_count") >= 1.0);
        QCOMPARE(figure("pull_bytes_total"), 0.0);
        QCOMPARE(client_->pull(), 200);
        QVERIFY(figure("pull_bytes_total") > 100.0);
        QCOMPARE(figure("cuts_behind_count"), 1.0);
        QVERIFY2(figure("cuts_behind_sum") >= 1.0, "there was a cut to pull");
        QCOMPARE(figure("delivery_seconds_count"), 1.0);
        QCOMPARE(client_->pull(), 200);
        QVERIFY2(figure("delivery_seconds_count") == 1.0, "nothing was there to deliver");
    }

    void whatIsTooOldOrNotThereIsNoDelivery()
    {
        const CutTimes times(platform_->sequencer);
        QVERIFY2(!times.waitedAfter(1, 0), "nothing was made yet");
        (void)client_->pushOne(mutationOf(1, {supplyCreate(Uuid::make())}));
        platform_->run(platform_->sequencer.catchUp()).value();
        const std::int64_t head = platform_->sequencer.headCut(1);
        QVERIFY(times.waitedAfter(1, head - 1).has_value());
        QVERIFY2(!times.waitedAfter(1, head), "all is known");
        QVERIFY2(!times.waitedAfter(1, head - 2), "the one before it may be older");
        QVERIFY2(!times.waitedAfter(2, head - 1), "another tenant's");
    }

    void repairsAndOtherPastsCount()
    {
        QCOMPARE(figure("comparisons_total"), 0.0);
        (void)client_->repair(1001);
        QCOMPARE(figure("comparisons_total"), 1.0);
        client_->history = Uuid::make().toString();
        QVERIFY(client_->pull() != 200);
        QCOMPARE(figure("reconciles_total{reason=\"" + client_->reason + "\"}"), 1.0);
        QCOMPARE(client_->open(), 200);
        QCOMPARE(figure("reconciles_total{reason=\"other_history\"}"), 1.0);
    }

    void aReceiptTellsOnceHowLongThePurgeTook()
    {
        postgres_->asAdmin(
            "UPDATE sync.user_scope SET revoked_at = now() - interval '90 seconds'"
            " WHERE user_id = '" +
            std::string(known::maya) + "' AND scope_id = 1001"
        );
        PurgeReceipt receipt{.scope = 1001, .rv = 7, .rows = 8, .bytes = 4096};
        receipt.at = Timestamp::now();
        const auto body = toJson(ReceiptsRequest{client_->id, {receipt}});
        for (int i = 0; i < 2; ++i)
            QCOMPARE(client_->post("receipts", body).status, 204);
        QCOMPARE(figure("purge_seconds_count"), 1.0);
        QVERIFY(figure("purge_seconds_sum") >= 90.0);
    }

private:
    /// The figure `tidemark_sync_<name>`; 0 when nothing was counted under it yet.
    double figure(const std::string& name)
    {
        const std::string text = platform_->metrics.text();
        const std::size_t at = text.find("\ntidemark_sync_" + name + " ");
        const std::size_t value = text.find(' ', at + 1);
        return at == std::string::npos ? 0.0 : std::stod(text.substr(value + 1));
    }

    std::unique_ptr<PostgresFixture> postgres_;
    std::unique_ptr<ServedPlatform> platform_;
    std::unique_ptr<SyncClient> client_;
};

QTEST_GUILESS_MAIN(SyncMeterTest)
#include "sync_meter_test.moc"
