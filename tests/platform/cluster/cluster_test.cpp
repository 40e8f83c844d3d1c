// The private cluster: made, found again, and refused in words.
#include "platform/cluster/cluster.hpp"

#include <QElapsedTimer>
#include <QTest>

#include <libpq-fe.h>

#include <csignal>
#include <fstream>
#include <memory>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace tidemark;
using namespace tidemark::platform;
namespace fs = std::filesystem;

namespace {

std::string ask(const std::string& connection, const char* sql)
{
    const std::unique_ptr<PGconn, decltype(&PQfinish)> link(
        PQconnectdb(connection.c_str()), &PQfinish
    );
    if (PQstatus(link.get()) != CONNECTION_OK)
        return PQerrorMessage(link.get());
    const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(link.get(), sql), &PQclear);
    return PQntuples(result.get()) > 0 ? PQgetvalue(result.get(), 0, 0) : "";
}

void askWith(const std::string& connection, const char* sql, const char* value)
{
    const std::unique_ptr<PGconn, decltype(&PQfinish)> link(
        PQconnectdb(connection.c_str()), &PQfinish
    );
    PQclear(PQexecParams(link.get(), sql, 1, nullptr, &value, nullptr, nullptr, 0));
}

int serverPid(const fs::path& folder)
{
    int pid = 0;
    std::ifstream(folder / "data" / "postmaster.pid") >> pid;
    return pid;
}

} // namespace

class ClusterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        std::string pattern = (fs::temp_directory_path() / "tidemark-cluster-XXXXXX").string();
        QVERIFY(mkdtemp(pattern.data()));
        settings_.folder = pattern;
        settings_.isDurable = false;
    }

    void cleanup()
    {
        std::error_code ignored;
        fs::remove_all(settings_.folder, ignored);
    }

    void aClusterIsMadeUsedStoppedAndFoundAgain()
    {
        {
            auto cluster = PrivateCluster::open(settings_);
            QVERIFY2(cluster.has_value(), cluster ? "" : cluster.error().cause.c_str());
            QVERIFY(cluster->isOwner());
            QCOMPARE(
                ask(cluster->adminConnection(), "SELECT current_database()"),
                std::string("tidemark")
            );
            QCOMPARE(ask(cluster->adminConnection(), "SHOW listen_addresses"), std::string(""));
            QCOMPARE(ask(cluster->adminConnection(), "SHOW data_checksums"), std::string("on"));
            ask(cluster->adminConnection(), "CREATE TABLE kept AS SELECT 42 AS n");
            struct stat facts = {};
            QCOMPARE(stat(cluster->socketFolder().c_str(), &facts), 0);
            QCOMPARE(facts.st_mode & 0777, 0700U);
            // Only the first owns it; the second uses it and leaves it running.
            {
                auto second = PrivateCluster::open(settings_);
                QVERIFY(second);
                QVERIFY(!second->isOwner());
            }
            QCOMPARE(ask(cluster->adminConnection(), "SELECT n FROM kept"), std::string("42"));
        }
        QVERIFY(!fs::exists(settings_.folder / "data" / "postmaster.pid"));
        QElapsedTimer timer;
        timer.start();
        auto again = PrivateCluster::open(settings_);
        QVERIFY(again);
        QCOMPARE(ask(again->adminConnection(), "SELECT n FROM kept"), std::string("42"));
        QVERIFY(timer.elapsed() < 5000);
    }

    void aRoleNeedsAPasswordUnlessItIsOurs()
    {
        auto cluster = PrivateCluster::open(settings_);
        QVERIFY(cluster);
        ask(cluster->adminConnection(), "CREATE ROLE tidemark_app LOGIN");
        ask(cluster->adminConnection(), "CREATE ROLE guest LOGIN PASSWORD 'secret words'");
        QCOMPARE(ask(cluster->appConnection(), "SELECT current_user"), std::string("tidemark_app"));
        const std::string guest = cluster->connectionAs("guest");
        QVERIFY(ask(guest, "SELECT 1").find("password") != std::string::npos);
        QCOMPARE(
            ask(guest + " password='secret words'", "SELECT current_user"), std::string("guest")
        );
    }

    void itsLogHoldsNothingOfARow()
    {
        auto cluster = PrivateCluster::open(settings_);
        QVERIFY(cluster);
        const auto link = cluster->adminConnection();
        ask(link, "CREATE TABLE person (login text PRIMARY KEY, age int)");
        ask(link, "INSERT INTO person VALUES ('sentinel@demo.example', 1)");
        askWith(link, "INSERT INTO person VALUES ($1, 2)", "sentinel@demo.example");
        askWith(link, "SELECT 1 / (length($1) - 21)", "sentinel@demo.example");
        std::ifstream file(settings_.folder / "log" / "postgres.log");
        const std::string log((std::istreambuf_iterator<char>(file)), {});
        QVERIFY(log.find("duplicate key value") != log.npos); // That it happened may be told,
        QVERIFY(log.find("division by zero") != log.npos);
        QVERIFY2(log.find("sentinel") == log.npos, log.c_str()); // and not to whom.
    }

    void aServerThatCrashedIsStartedAgain()
    {
        auto first = PrivateCluster::open(settings_);
        QVERIFY(first);
        const int pid = serverPid(settings_.folder);
        kill(pid, SIGKILL);
        QTRY_VERIFY(kill(pid, 0) != 0);
        const auto revived = first->revive();
        QVERIFY(revived && *revived);
        QCOMPARE(ask(first->adminConnection(), "SELECT 1"), std::string("1"));
        QVERIFY(!*first->revive());
        first->close();
        QVERIFY(!*first->revive());
        auto second = PrivateCluster::open(settings_);
        QVERIFY2(second.has_value(), second ? "" : second.error().cause.c_str());
        QVERIFY(serverPid(settings_.folder) != pid);
    }

    void aStalePidFileOfAnotherProcessIsIgnored()
    {
        {
            auto cluster = PrivateCluster::open(settings_);
            QVERIFY(cluster);
        }
        std::ofstream(settings_.folder / "data" / "postmaster.pid") << getpid() << "\n/elsewhere\n";
        auto again = PrivateCluster::open(settings_);
        QVERIFY2(again.has_value(), again ? "" : again.error().cause.c_str());
        QCOMPARE(ask(again->adminConnection(), "SELECT 1"), std::string("1"));
    }

    void halfACreatedClusterIsMadeAgain()
    {
        fs::create_directories(settings_.folder / "data.new" / "base");
        std::ofstream(settings_.folder / "data.new" / "junk") << "x";
        auto cluster = PrivateCluster::open(settings_);
        QVERIFY(cluster);
        QVERIFY(!fs::exists(settings_.folder / "data.new"));
    }

    void aPathThatIsTooLongForASocketIsAFault()
    {
        settings_.folder /= std::string(90, 'x');
        const auto cluster = PrivateCluster::open(settings_);
        QVERIFY(!cluster);
        QCOMPARE(cluster.error().reason, std::string("socket_path_too_long"));
        QVERIFY(cluster.error().nextStep.find("--data") != std::string::npos);
        settings_.folder = settings_.folder.parent_path();
    }

    void aClusterOfAnotherVersionIsAFault()
    {
        fs::create_directories(settings_.folder / "data");
        std::ofstream(settings_.folder / "data" / "PG_VERSION") << "9\n";
        const auto cluster = PrivateCluster::open(settings_);
        QVERIFY(!cluster);
        QCOMPARE(cluster.error().reason, std::string("cluster_version"));
        QVERIFY(cluster.error().nextStep.find("postgresql-9") != std::string::npos);
    }

    void aFolderThatTheServerCannotEnterIsAFault()
    {
        const fs::path inner = settings_.folder / "inner";
        fs::create_directories(inner);
        // Root runs the server as somebody else; everybody else runs it as himself.
        const bool isRoot = geteuid() == 0;
        fs::permissions(settings_.folder, isRoot ? fs::perms::owner_all : fs::perms::none);
        settings_.folder = inner;
        const auto cluster = PrivateCluster::open(settings_);
        fs::permissions(inner.parent_path(), fs::perms::owner_all);
        QVERIFY(!cluster);
        QCOMPARE(cluster.error().reason, std::string("folder_unreachable"));
        settings_.folder = inner.parent_path();
    }

    void aDamagedClusterTellsWhy()
    {
        {
            auto cluster = PrivateCluster::open(settings_);
            QVERIFY(cluster);
        }
        fs::remove(settings_.folder / "data" / "global" / "pg_control");
        const auto cluster = PrivateCluster::open(settings_);
        QVERIFY(!cluster);
        QCOMPARE(cluster.error().reason, std::string("cluster_start_failed"));
        QVERIFY(cluster.error().cause.find("pg_control") != std::string::npos);
    }

private:
    ClusterSettings settings_ = {};
};

QTEST_GUILESS_MAIN(ClusterTest)
#include "cluster_test.moc"
