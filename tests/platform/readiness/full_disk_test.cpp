// The database's disk is full: each write is refused in words, nothing that was acknowledged is
// lost, and work goes on once there is space.
#include "tests/platform/served_platform.hpp"

#include <QTest>

#include <fstream>

using namespace tidemark;
using namespace tidemark::platform;
namespace fs = std::filesystem;

class FullDiskTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        // Readable for the system user that the database runs as.
        std::string pattern = (fs::temp_directory_path() / "tidemark-full-XXXXXX").string();
        QVERIFY(mkdtemp(pattern.data()));
        folder_ = pattern;
        fs::permissions(folder_, fs::perms(0755));
        const fs::path shim = folder_ / "full_disk.so";
        fs::copy_file(TIDEMARK_FULL_DISK, shim);
        fs::permissions(shim, fs::perms(0755));
        setenv("TIDEMARK_TEST_FULL", (folder_ / "full").c_str(), 1);
        setenv("LD_PRELOAD", shim.c_str(), 1);
        postgres_ = std::make_unique<PostgresFixture>();
        unsetenv("LD_PRELOAD");
        seed(*postgres_);
        platform_ = std::make_unique<ServedPlatform>(postgres_->appConnection());
    }

    void cleanupTestCase()
    {
        fs::remove(folder_ / "full");
        platform_.reset();
        postgres_.reset();
        fs::remove_all(folder_);
    }

    void whatDoesNotFitIsRefusedAndNothingIsLost()
    {
        QCOMPARE(create(), 201);
        std::ofstream(folder_ / "full") << "x";
        int refused = 0;
        for (int i = 0; i < 2000 && refused < 20; ++i)
            refused += create() == 201 ? 0 : 1;
        QCOMPARE(refused, 20);
        QCOMPARE(last_.status, 503);
        QCOMPARE(last_.member("reason"), std::string("disk_full"));
        QVERIFY(!last_.member("detail").empty());
        QVERIFY(!last_.member("nextStep").empty());
        QCOMPARE(total(), acknowledged_); // Reading goes on.
        fs::remove(folder_ / "full");
        QCOMPARE(create(), 201);
        QCOMPARE(total(), acknowledged_);
    }

private:
    int create()
    {
        boost::json::object body = {
            {"name", "Source " + std::to_string(++number_) + std::string(100, 'x')},
            {"kind", "postgresql"},
            {"host", "h"},
            {"port", 5432},
            {"database", "d"},
            {"username", "u"},
            {"tlsMode", "prefer"}};
        last_ = platform_->call(ada(), Method::post, "connectors", boost::json::serialize(body));
        acknowledged_ += last_.status == 201 ? 1 : 0;
        return last_.status;
    }

    int total()
    {
        platform_->entities.forgetTotals(1);
        const Answered list = platform_->call(ada(), Method::get, "connectors?size=1");
        return std::stoi("0" + list.member("total"));
    }

    fs::path folder_;
    std::unique_ptr<PostgresFixture> postgres_;
    std::unique_ptr<ServedPlatform> platform_;
    Answered last_;
    int number_ = 0;
    int acknowledged_ = 0;
};

QTEST_GUILESS_MAIN(FullDiskTest)
#include "full_disk_test.moc"
