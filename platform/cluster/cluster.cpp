#include "platform/cluster/cluster.hpp"

#include "platform/cluster/cluster_files.hpp"
#include "platform/cluster/cluster_server.hpp"

#include <libpq-fe.h>

#include <chrono>
#include <fcntl.h>
#include <memory>
#include <optional>
#include <sys/file.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace tidemark::platform {
namespace fs = std::filesystem;

namespace {

constexpr int oldestMajor = 15;
constexpr std::size_t socketPathLimit = 107;
constexpr const char* binariesRoot = "/usr/lib/postgresql";

/// The folder of the binaries with that major version, or the newest for 0.
Result<fs::path> findBinaries(int wantedMajor)
{
    int best = 0;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(binariesRoot, ignored)) {
        const int major = numberIn(entry.path().filename().string()).value_or(0);
        const bool isComplete = fs::exists(entry.path() / "bin" / "initdb") &&
                                fs::exists(entry.path() / "bin" / "postgres");
        if (isComplete && major > best && (wantedMajor == 0 || major == wantedMajor))
            best = major;
    }
    if (best == 0 && wantedMajor != 0)
        return Fault{
            FaultCode::unsupported,
            "cluster_version",
            "The data folder was made by PostgreSQL " + std::to_string(wantedMajor) +
                ", which is not installed.",
            "Install postgresql-" + std::to_string(wantedMajor) + ", or choose another --data."};
    if (best == 0)
        return Fault{
            FaultCode::notFound,
            "postgres_missing",
            "PostgreSQL is not installed.",
            "Install the package postgresql (15 or later), or give --database-url."};
    if (best < oldestMajor)
        return Fault{
            FaultCode::unsupported,
            "postgres_too_old",
            "PostgreSQL " + std::to_string(best) + " is too old.",
            "Install PostgreSQL 15 or later, or give --database-url."};
    return fs::path(binariesRoot) / std::to_string(best) / "bin";
}

/// PostgreSQL refuses to run as root, so root hands the cluster to the package's own user.
Result<SystemUser> serverUser()
{
    const SystemUser me = currentUser();
    if (me.userId != 0)
        return me;
    return userNamed("postgres");
}

struct CloseConnection {
    void operator()(PGconn* connection) const { PQfinish(connection); }
};
using Connection = std::unique_ptr<PGconn, CloseConnection>;

Result<void> ensureDatabase(const fs::path& socketFolder)
{
    const Connection connection(
        PQconnectdb(clusterConnection(socketFolder, "postgres", clusterSuperuser).c_str())
    );
    if (PQstatus(connection.get()) != CONNECTION_OK)
        return clusterFailure(
            "Connecting to the private cluster", PQerrorMessage(connection.get())
        );
    const std::string find =
        std::string("SELECT 1 FROM pg_database WHERE datname = '") + clusterDatabase + "'";
    PGresult* found = PQexec(connection.get(), find.c_str());
    const bool exists = PQntuples(found) == 1;
    PQclear(found);
    if (exists)
        return {};
    PGresult* made =
        PQexec(connection.get(), (std::string("CREATE DATABASE ") + clusterDatabase).c_str());
    const bool isMade = PQresultStatus(made) == PGRES_COMMAND_OK;
    PQclear(made);
    if (!isMade)
        return clusterFailure("Creating the database", PQerrorMessage(connection.get()));
    return {};
}

/// The locked file, or -1 when another program owns the cluster. One that stopped the server lets
/// go of the lock a moment later: `isPatient` waits for that.
int lockFile(const fs::path& file, bool isPatient)
{
    const int lock = open(file.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    for (int attempt = isPatient ? 100 : 1; lock >= 0 && attempt > 0; --attempt) {
        if (flock(lock, LOCK_EX | LOCK_NB) == 0)
            return lock;
        if (attempt > 1)
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    if (lock >= 0)
        close(lock);
    return -1;
}

Result<ClusterPlace> prepare(const ClusterSettings& settings)
{
    ClusterPlace place;
    place.isDurable = settings.isDurable;
    std::error_code error;
    place.folder = fs::absolute(settings.folder, error).lexically_normal();
    place.data = place.folder / "data";
    place.sockets = place.folder / "run";
    const std::string socketFile =
        (place.sockets / (".s.PGSQL." + std::to_string(clusterPort))).string();
    if (socketFile.size() > socketPathLimit)
        return Fault{
            FaultCode::invalid,
            "socket_path_too_long",
            "The socket's path has " + std::to_string(socketFile.size()) +
                " characters, more than " + std::to_string(socketPathLimit) + ": " + socketFile,
            "Choose a folder with a shorter path with --data."};
    auto owner = serverUser();
    if (!owner)
        return owner.error();
    place.owner = *owner;
    const bool exists = fs::exists(place.data / "PG_VERSION");
    const int major = exists ? numberIn(contentOf(place.data / "PG_VERSION")).value_or(0) : 0;
    if (!settings.binaries.empty()) {
        place.binaries = settings.binaries;
    } else {
        auto binaries = findBinaries(major);
        if (!binaries)
            return binaries.error();
        place.binaries = *binaries;
    }
    if (auto made = makeFolder(place.folder, currentUser()); !made)
        return made.error();
    for (const fs::path& folder : {place.sockets, place.folder / "log"}) {
        if (auto made = makeFolder(folder, place.owner); !made)
            return made.error();
    }
    return place;
}

} // namespace

Result<PrivateCluster> PrivateCluster::open(const ClusterSettings& settings)
{
    auto prepared = prepare(settings);
    if (!prepared)
        return prepared.error();
    const ClusterPlace& place = *prepared;
    PrivateCluster cluster;
    cluster.settings_ = settings;
    cluster.settings_.folder = place.folder;
    cluster.binaries_ = place.binaries;
    cluster.socketFolder_ = place.sockets;
    waitWhileRefusing(place);
    const bool isRunning = isServerRunning(place.data);
    cluster.lock_ = lockFile(place.folder / "owner.lock", !isRunning);
    cluster.isOwner_ = cluster.lock_ >= 0;
    if (!isRunning) {
        if (!fs::exists(place.data / "PG_VERSION")) {
            if (auto made = createCluster(place); !made)
                return made.error();
        }
        if (auto written = configureCluster(place); !written)
            return written.error();
        if (auto started = startServer(place); !started)
            return started.error();
    }
    if (auto made = ensureDatabase(place.sockets); !made)
        return made.error();
    return cluster;
}

PrivateCluster::PrivateCluster(PrivateCluster&& other) noexcept
{
    *this = std::move(other);
}

PrivateCluster& PrivateCluster::operator=(PrivateCluster&& other) noexcept
{
    std::swap(settings_, other.settings_);
    std::swap(binaries_, other.binaries_);
    std::swap(socketFolder_, other.socketFolder_);
    std::swap(isOwner_, other.isOwner_);
    std::swap(lock_, other.lock_);
    return *this;
}

PrivateCluster::~PrivateCluster()
{
    close();
}

Result<bool> PrivateCluster::revive()
{
    if (!isOwner_ || isServerRunning(settings_.folder / "data"))
        return false;
    auto place = prepare(settings_);
    if (!place)
        return place.error();
    if (auto started = startServer(*place); !started)
        return started.error();
    return true;
}

void PrivateCluster::close()
{
    if (std::exchange(isOwner_, false)) {
        if (const auto owner = serverUser()) {
            const std::string data = (settings_.folder / "data").string();
            // Best effort: a server that does not stop is found again by the next start.
            (void)runProcess(
                {(binaries_ / "pg_ctl").string(),
                 "stop",
                 "--pgdata=" + data,
                 "--mode=fast",
                 "--wait",
                 "--timeout=30",
                 "--silent"},
                settings_.folder,
                *owner
            );
        }
    }
    if (lock_ >= 0)
        ::close(std::exchange(lock_, -1));
}

std::string PrivateCluster::connectionAs(const std::string& role) const
{
    return clusterConnection(socketFolder_, clusterDatabase, role);
}

std::string PrivateCluster::adminConnection() const
{
    return connectionAs(clusterSuperuser);
}

std::string PrivateCluster::ownerConnection() const
{
    return connectionAs("tidemark_owner");
}

std::string PrivateCluster::appConnection() const
{
    return connectionAs("tidemark_app");
}

} // namespace tidemark::platform
