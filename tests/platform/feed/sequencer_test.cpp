// The sequencer's driving: at once when idle, by itself when nobody says a word, each cut told
// once.
#include "platform/feed/sequencer.hpp"
#include "tests/platform/served_platform.hpp"

#include <QTest>

#include <boost/asio/steady_timer.hpp>

using namespace tidemark;
using namespace tidemark::platform;

class SequencerTest : public QObject {
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
        told_.clear();
        subscription_ =
            platform_->sequencer.onCut([this](const CutMade& made) { told_.push_back(made); });
    }
    void cleanup() { platform_.reset(); }

    void aChangeIsCutAtOnce()
    {
        platform_->sequencer.start();
        runFor(100);
        std::vector<double> times;
        for (int i = 0; i < 20; ++i) {
            const std::size_t before = told_.size();
            change(1);
            const auto began = std::chrono::steady_clock::now();
            platform_->sequencer.changed();
            runUntil([&] { return told_.size() > before; });
            const std::chrono::duration<double, std::milli> took =
                std::chrono::steady_clock::now() - began;
            times.push_back(took.count());
            runFor(10);
        }
        std::sort(times.begin(), times.end());
        qInfo("changed → told: p50 %.2f ms, worst %.2f ms", times[10], times.back());
        QVERIFY(times[10] < 100); // The safety period is 250 ms.
    }

    void whatNobodyToldIsFoundByItself()
    {
        platform_->sequencer.start();
        runFor(50);
        const std::size_t before = told_.size();
        change(1);
        runUntil([&] { return told_.size() > before; });
        QCOMPARE(told_.size(), before + 1);
    }

    void cutsAreToldOnceAndRise()
    {
        platform_->sequencer.start();
        for (int i = 0; i < 30; ++i) {
            change(1 + i % 2);
            platform_->sequencer.changed();
            runFor(3);
        }
        runFor(400);
        std::map<int, std::int64_t> last;
        for (const CutMade& made : told_) {
            QVERIFY(made.cut > last[made.tenant]);
            last[made.tenant] = made.cut;
        }
        QCOMPARE(last.size(), std::size_t{2});
        QCOMPARE(std::to_string(last[1]), headCut(1));
        QCOMPARE(platform_->sequencer.headCut(2), last[2]);
    }

    void cutsOfOtherProcessesAreTold()
    {
        Listener listener(platform_->io.get_executor(), postgres_->appConnection());
        platform_->sequencer.follow(listener);
        listener.start();
        runUntil([&] { return listener.isConnected(); });
        runFor(50);
        change(1);
        postgres_->asAdmin("SELECT count(*) FROM sync.sequence()");
        runUntil([&] { return !told_.empty(); });
        QCOMPARE(std::to_string(told_.back().cut), headCut(1));
        listener.stop();
    }

    void catchingUpCoversAllThatWasCommitted()
    {
        change(1);
        QVERIFY(platform_->run(platform_->sequencer.catchUp()).has_value());
        QCOMPARE(postgres_->asAdmin("SELECT count(*) FROM sync.pending"), std::string("0"));
    }

    void anEndedSubscriptionIsToldNothing()
    {
        subscription_ = {};
        change(1);
        QVERIFY(platform_->run(platform_->sequencer.catchUp()).has_value());
        QVERIFY(told_.empty());
    }

private:
    void change(int tenant)
    {
        postgres_->asAdmin(
            "UPDATE app.fuel_category SET default_intensity = default_intensity + 1"
            " WHERE tenant_id = " +
            std::to_string(tenant)
        );
    }

    std::string headCut(int tenant)
    {
        return postgres_->asAdmin(
            "SELECT cut FROM sync.head WHERE tenant_id = " + std::to_string(tenant)
        );
    }

    void runFor(int milliseconds)
    {
        platform_->io.restart();
        platform_->io.run_for(std::chrono::milliseconds(milliseconds));
    }

    template <class Condition>
    void runUntil(Condition isMet)
    {
        platform_->io.restart();
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
        while (!isMet() && std::chrono::steady_clock::now() < end)
            platform_->io.run_one_for(std::chrono::milliseconds(50));
        QVERIFY(isMet());
    }

    std::unique_ptr<PostgresFixture> postgres_;
    std::unique_ptr<ServedPlatform> platform_;
    std::vector<CutMade> told_;
    Sequencer::Subscription subscription_;
};

QTEST_GUILESS_MAIN(SequencerTest)
#include "sequencer_test.moc"
