// `tidemark-platform audit verify`: what it says, and its exit codes, over real chains.
#include "platform/audit/audit_chainer.hpp"
#include "platform/audit/audit_routes.hpp"
#include "platform/identity/server_key.hpp"
#include "tests/app/platform/platform_run.hpp"
#include "tests/platform/served_platform.hpp"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;
using namespace tidemark::test;

class AuditCommandTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        postgres_ = std::make_unique<PostgresFixture>();
        seed(*postgres_);
        served_ = std::make_unique<ServedPlatform>(postgres_->appConnection());
        const auto secret = loadServerKey(data_.filePath("platform.key").toStdString());
        QVERIFY(secret);
        key_ = std::make_unique<AuditKey>(*secret);
        chainer_ = std::make_unique<AuditChainer>(served_->database, *key_);
        addAuditRoutes(served_->router, served_->database, *key_, *chainer_);
        for (int i = 0; i < 5; ++i) {
            const boost::json::object row{
                {"name", "use " + std::to_string(i)}, {"intendedUse", true}};
            const std::string body = boost::json::serialize(row);
            QCOMPARE(served_->call(ada(), Method::post, "end-uses", body).status, 201);
        }
        QVERIFY(served_->run(chainer_->chainAll()));
        export_ = served_->call(ada(), Method::get, "audit/export"); // An entry itself: the sixth.
        QCOMPARE(export_.status, 200);
        QVERIFY(served_->run(chainer_->sealAll()));
    }

    void cleanupTestCase()
    {
        chainer_.reset();
        served_.reset();
        postgres_.reset();
    }

    void anExportedFileIsProvenByItself()
    {
        const std::string key = served_->call(ada(), Method::get, "audit/key").member("publicKey");
        QVERIFY(!key.empty());
        const QString whole = written("whole.jsonl", QByteArray::fromStdString(export_.text));
        const PlatformRun good = verifyFile(whole, key);
        QVERIFY2(good.code == 0, qPrintable(good.out + good.errors));
        QVERIFY2(good.out.contains(QStringLiteral("whole, 6 entries")), qPrintable(good.out));
        const QByteArray changed =
            QByteArray::fromStdString(export_.text).replace("use 3", "use 4");
        const PlatformRun bad = verifyFile(written("changed.jsonl", changed), key);
        QCOMPARE(bad.code, 2);
        QVERIFY(bad.out.contains(QStringLiteral("ALTERED")));
        const PlatformRun none = verifyFile(data_.filePath("absent.jsonl"), key);
        QCOMPARE(none.code, 1);
        QVERIFY(none.errors.contains(QStringLiteral("[file_missing]")));
    }

    void theDatabaseIsProvenAndAChangeIsFound()
    {
        const PlatformRun good = verify();
        QVERIFY2(good.code == 0, qPrintable(good.out + good.errors));
        QVERIFY2(
            good.out.contains(QStringLiteral("tenant 1: whole, 6 entries")), qPrintable(good.out)
        );
        QVERIFY(good.out.contains(QStringLiteral("tenant 2: whole")));
        postgres_->asAdmin("ALTER TABLE app.audit_entry DISABLE TRIGGER USER;"
                           "UPDATE app.audit_entry SET actor = 'Nobody' WHERE after::text LIKE"
                           " '%use 2%'; ALTER TABLE app.audit_entry ENABLE TRIGGER USER");
        const PlatformRun bad = verify();
        QVERIFY2(bad.code == 2, qPrintable(bad.out + bad.errors));
        QVERIFY2(
            bad.out.contains(QStringLiteral("tenant 1: ALTERED, 6 entries")), qPrintable(bad.out)
        );
        QVERIFY(bad.out.contains(QStringLiteral("  number 3: ")));
        QVERIFY(bad.out.contains(QStringLiteral("tenant 2: whole")));
    }

    void withoutADatabaseItSaysSo()
    {
        const PlatformRun run = runPlatformProgram(
            {"audit", "verify", "--data", data_.path(), "--database-url", "host=/nowhere"}
        );
        QCOMPARE(run.code, 1);
        QVERIFY(run.errors.contains(QStringLiteral("tidemark-platform: ")));
    }

private:
    PlatformRun verify() const
    {
        return runPlatformProgram(
            {"audit",
             "verify",
             "--data",
             data_.path(),
             "--database-url",
             QString::fromStdString(postgres_->appConnection())}
        );
    }

    static PlatformRun verifyFile(const QString& file, const std::string& key)
    {
        return runPlatformProgram(
            {"audit", "verify", "--file", file, "--key", QString::fromStdString(key)}
        );
    }

    QString written(const char* name, const QByteArray& text) const
    {
        QFile file(data_.filePath(QString::fromLatin1(name)));
        if (file.open(QIODevice::WriteOnly))
            file.write(text);
        return file.fileName();
    }

    QTemporaryDir data_;
    std::unique_ptr<PostgresFixture> postgres_;
    std::unique_ptr<ServedPlatform> served_;
    std::unique_ptr<AuditKey> key_;
    std::unique_ptr<AuditChainer> chainer_;
    Answered export_;
};

QTEST_GUILESS_MAIN(AuditCommandTest)
#include "audit_command_test.moc"
