// `tidemark-platform import-users`: mistakes by line and an exit code, then everybody.
#include "tests/app/platform/platform_run.hpp"
#include "tests/platform/served_platform.hpp"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace tidemark;
using namespace tidemark::platform;
using namespace tidemark::test;

class ImportCommandTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        postgres_ = std::make_unique<PostgresFixture>();
        seed(*postgres_);
    }

    void cleanupTestCase() { postgres_.reset(); }

    void itTellsEachMistakeAndTakesNobody()
    {
        const PlatformRun run =
            import("{\"login\":\"jo@x.example\",\"displayName\":\"Jo\"}\n"
                   "{\"login\":\"kim@x.example\"}\n"
                   "{\"login\":\"lee@x.example\",\"displayName\":\"Lee\",\"hash\":\"md5\"}\n");
        QCOMPARE(run.code, 1);
        QVERIFY2(run.errors.contains(QStringLiteral("line 2: ")), qPrintable(run.errors));
        QVERIFY(run.errors.contains(QStringLiteral("line 3: The hash is neither")));
        QVERIFY(run.errors.contains(QStringLiteral("2 mistakes")));
        const PlatformRun unknown =
            import("{\"login\":\"jo@x.example\",\"displayName\":\"Jo\",\"roles\":[\"Nobody\"]}\n");
        QCOMPARE(unknown.code, 1);
        QVERIFY(unknown.errors.contains(QStringLiteral("line 1: There is no role Nobody.")));
        QCOMPARE(found(), std::string("0"));
    }

    void itTakesAll()
    {
        const QByteArray lines = "{\"login\":\"jo@x.example\",\"displayName\":\"Jo\"}\n"
                                 "{\"login\":\"kim@x.example\",\"displayName\":\"Kim\"}\n";
        const PlatformRun trial = import(lines, {"--dry-run"});
        QVERIFY2(trial.code == 0, qPrintable(trial.errors));
        QCOMPARE(found(), std::string("0"));
        const PlatformRun run = import(lines);
        QCOMPARE(run.code, 0);
        QCOMPARE(run.out, QStringLiteral("2 users were taken over.\n"));
        QCOMPARE(found(), std::string("2"));
    }

private:
    PlatformRun import(const QByteArray& lines, const QStringList& more = {}) const
    {
        QFile file(folder_.filePath(QStringLiteral("users.jsonl")));
        if (file.open(QIODevice::WriteOnly))
            file.write(lines);
        file.close();
        return runPlatformProgram(
            QStringList{
                "import-users",
                file.fileName(),
                "--tenant",
                "t1",
                "--data",
                folder_.path(),
                "--database-url",
                QString::fromStdString(postgres_->appConnection())} +
            more
        );
    }

    std::string found() const
    {
        return postgres_->asAdmin("SELECT count(*) FROM app.user WHERE login LIKE '%@x.example'");
    }

    QTemporaryDir folder_;
    std::unique_ptr<PostgresFixture> postgres_;
};

QTEST_GUILESS_MAIN(ImportCommandTest)
#include "import_command_test.moc"
