// Migrations: applied once, in order, by the owner; what does not fit is refused with words.
#include "platform/schema/migrations.hpp"
#include "tests/platform/postgres_fixture.hpp"

#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;

class MigrationsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { postgres_ = std::make_unique<PostgresFixture>(PostgresFixture::Schema::none); }
    void cleanup() { postgres_.reset(); }

    void allAreAppliedOnce()
    {
        const auto first = migrate(postgres_->adminConnection());
        QVERIFY(first.has_value());
        QCOMPARE(first->applied, static_cast<int>(allMigrations().size()));
        const auto again = migrate(postgres_->adminConnection());
        QVERIFY(again.has_value());
        QCOMPARE(again->applied, 0);
        QCOMPARE(again->total, first->total);
        const auto asOwner = migrate(postgres_->ownerConnection());
        QVERIFY(asOwner.has_value());
    }

    void numbersRise()
    {
        int last = 0;
        for (const Migration& migration : allMigrations()) {
            QVERIFY(migration.number > last);
            last = migration.number;
        }
    }

    void aChangedFileIsRefused()
    {
        QVERIFY(migrate(postgres_->adminConnection()).has_value());
        postgres_->asAdmin("UPDATE migration.applied SET sha256 = 'x' WHERE number = 3");
        const auto outcome = migrate(postgres_->adminConnection());
        QCOMPARE(outcome.error().reason, std::string("migration_changed"));
        QVERIFY(outcome.error().cause.find("0003_") != std::string::npos);
    }

    void aNewerDatabaseIsRefused()
    {
        QVERIFY(migrate(postgres_->adminConnection()).has_value());
        postgres_->asAdmin("INSERT INTO migration.applied VALUES (9999, 'later', 'x')");
        QCOMPARE(
            migrate(postgres_->adminConnection()).error().reason, std::string("schema_too_new")
        );
    }

    void whatFailsLeavesNothingBehind()
    {
        postgres_->asAdmin("CREATE SCHEMA app; CREATE TABLE app.tenant (x int)");
        const auto outcome = migrate(postgres_->adminConnection());
        QCOMPARE(outcome.error().reason, std::string("migration_failed"));
        QCOMPARE(
            postgres_->asAdmin("SELECT count(*) FROM pg_namespace WHERE nspname = 'sync'"),
            std::string("0")
        );
    }

    void onlyTheOwnerMay()
    {
        QVERIFY(migrate(postgres_->adminConnection()).has_value());
        QCOMPARE(migrate(postgres_->appConnection()).error().reason, std::string("not_owner"));
        QCOMPARE(
            migrate("host=/nonexistent dbname=x user=y").error().reason,
            std::string("database_unreachable")
        );
    }

private:
    std::unique_ptr<PostgresFixture> postgres_;
};

QTEST_GUILESS_MAIN(MigrationsTest)
#include "migrations_test.moc"
