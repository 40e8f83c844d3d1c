// Each part that /readyz asks is named when it fails, with a cause and a next step.
#include "platform/readiness/readiness.hpp"
#include "tests/platform/runs/run_world.hpp"

#include <QTest>

#include <algorithm>

using namespace tidemark;
using namespace tidemark::platform;

class ReadinessTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { postgres_ = std::make_unique<PostgresFixture>(); }
    void init()
    {
        world_ = std::make_unique<RunWorld>(*postgres_);
        limits_ = {};
    }
    void cleanup() { world_.reset(); }

    void aPlatformThatWorksIsReady()
    {
        world_->platform.sequencer.start();
        world_->worker->start();
        QCOMPARE(failing(), QStringList());
    }

    void aMissingMigrationIsNamed()
    {
        const int known = allMigrations().back().number;
        tellNewest(known - 1);
        QCOMPARE(failing(), QStringList{QStringLiteral("migrations schema_too_old")});
        tellNewest(known + 1);
        QCOMPARE(failing(), QStringList{QStringLiteral("migrations schema_too_new")});
        tellNewest(known);
        QCOMPARE(failing(), QStringList());
    }

    void aNearlyFullDiskIsNamed()
    {
        limits_.leastFreeBytes = ~std::uintmax_t(0);
        QCOMPARE(failing(), QStringList{QStringLiteral("disk disk_nearly_full")});
    }

    void aMissingDataFolderIsNamed()
    {
        folder_ = postgres_->folder() / "nowhere";
        QCOMPARE(failing(), QStringList{QStringLiteral("disk folder_unreachable")});
        folder_ = postgres_->folder();
    }

    void aSequencerThatStandsStillIsNamed()
    {
        limits_.sequencerSilence = std::chrono::seconds(-1); // Any time that passes is too long.
        QCOMPARE(failing(), QStringList{QStringLiteral("feed sequencer_stopped")});
    }

    void aQueueThatCannotBeReadIsNamed()
    {
        postgres_->asAdmin("ALTER TABLE app.job RENAME TO job_away");
        world_->worker->start();
        QTRY_COMPARE(failing(), QStringList{QStringLiteral("worker sql_error")});
        postgres_->asAdmin("ALTER TABLE app.job_away RENAME TO job");
    }

    void aDatabaseThatIsAwayIsNamed()
    {
        world_->platform.database.close();
        QCOMPARE(failing(), QStringList{QStringLiteral("database database_unreachable")});
    }

private:
    /// The failing parts as "name reason"; every fault has words for a person.
    QStringList failing()
    {
        Health health;
        addReadiness(
            health,
            ReadinessParts{
                world_->platform.database,
                world_->platform.sequencer,
                world_->worker.get(),
                folder_.empty() ? postgres_->folder() : folder_,
                limits_}
        );
        QStringList names;
        for (const FailingPart& part : world_->platform.run(partsOf(health))) {
            names << QString::fromStdString(part.name + " " + part.fault.reason);
            if (part.fault.cause.empty() || part.fault.nextStep.empty())
                names << QStringLiteral("without words");
        }
        return names;
    }

    static asio::awaitable<std::vector<FailingPart>> partsOf(const Health& health)
    {
        co_return co_await health.failingParts();
    }

    void tellNewest(int number)
    {
        postgres_->asAdmin("COMMENT ON SCHEMA migration IS '" + std::to_string(number) + "'");
    }

    std::unique_ptr<PostgresFixture> postgres_;
    std::unique_ptr<RunWorld> world_;
    ReadinessLimits limits_;
    std::filesystem::path folder_;
};

QTEST_GUILESS_MAIN(ReadinessTest)
#include "readiness_test.moc"
