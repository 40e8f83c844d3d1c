#include "platform/cluster/cluster.hpp"

#include "platform/cluster/cluster_files.hpp"
#include "platform/cluster/process.hpp"

#include <libpq-fe.h>

#include <charconv>
#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <memory>
#include <optional>
#include <sstream>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace tidemark::platform {
namespace fs = std::filesystem;

namespace {

constexpr int oldestMajor = 15;
constexpr std::size_t socketPathLimit = 107;
constexpr const char* binariesRoot = "/usr/lib/postgresql";

Fault fault(FaultCode code, std::string reason, std::string cause, std::string nextStep)
{
    return Fault{code, std::move(reason), std::move(cause), std::move(nextStep)};
}

std::optional<int> numberIn(const std::string& text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end == text.data())
        return std::nullopt;
    return value;
}

std::string contentOf(const fs::path& file)
{
    std::ifstream in(file);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

std::string lastLinesOf(const std::string& text)
{
    constexpr std::size_t enough = 600;
    std::string tail = text.size() > enough ? text.substr(text.size() - enough) : text;
    while (!tail.empty() && (tail.back() == '\n' || tail.back() == ' '))
        tail.pop_back();
    return tail;
}

/// What a failed helper means for the person who started the platform.
Fault failureOf(const std::string& what, const std::string& words)
{
    if (words.find("No space left on device") != std::string::npos)
        return fault(
            FaultCode::full,
            "disk_full",
            "The disk is full: " + what + " stopped.",
            "Free some space, then start again."
        );
    return fault(
        FaultCode::unavailable,
        "cluster_start_failed",
        what + " failed: " + lastLinesOf(words),
        "Read postgres.log in the data folder."
    );
}

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
        return fault(
            FaultCode::unsupported,
            "cluster_version",
            "The data folder was made by PostgreSQL " + std::to_string(wantedMajor) +
                ", which is not installed.",
            "Install postgresql-" + std::to_string(wantedMajor) + ", or choose another --data."
        );
    if (best == 0)
        return fault(
            FaultCode::notFound,
            "postgres_missing",
            "PostgreSQL is not installed.",
            "Install the package postgresql (15 or later), or give --database-url."
        );
    if (best < oldestMajor)
        return fault(
            FaultCode::unsupported,
            "postgres_too_old",
            "PostgreSQL " + std::to_string(best) + " is too old.",
            "Install PostgreSQL 15 or later, or give --database-url."
        );
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

Result<void> makeFolder(const fs::path& folder, const SystemUser& owner, fs::perms mode)
{
    std::error_code error;
    fs::create_directories(folder, error);
    if (!error)
        fs::permissions(folder, mode, error);
    if (!error && geteuid() == 0 && chown(folder.c_str(), owner.userId, owner.groupId) != 0)
        error = std::error_code(errno, std::generic_category());
    if (error == std::errc::no_space_on_device)
        return failureOf("Making " + folder.string(), "No space left on device");
    if (error)
        return fault(
            FaultCode::forbidden,
            "folder_unreachable",
            "The folder " + folder.string() + " cannot be made: " + error.message() + ".",
            "Choose another folder with --data."
        );
    return {};
}

Result<void> writeFile(const fs::path& file, const std::string& text, const SystemUser& owner)
{
    std::ofstream out(file, std::ios::trunc);
    out << text;
    out.close();
    if (!out)
        return failureOf(
            "Writing " + file.string(), errno == ENOSPC ? "No space left on device" : ""
        );
    if (geteuid() == 0 && chown(file.c_str(), owner.userId, owner.groupId) != 0)
        return failureOf("Writing " + file.string(), "its owner cannot be changed");
    return {};
}

struct CloseConnection {
    void operator()(PGconn* connection) const { PQfinish(connection); }
};
using Connection = std::unique_ptr<PGconn, CloseConnection>;

std::string
connectionTo(const fs::path& socketFolder, const std::string& database, const std::string& role)
{
    return "host=" + connectionValue(socketFolder.string()) +
           " port=" + std::to_string(clusterPort) + " dbname=" + connectionValue(database) +
           " user=" + connectionValue(role) + " connect_timeout=10";
}

Result<void> ensureDatabase(const fs::path& socketFolder)
{
    const Connection connection(
        PQconnectdb(connectionTo(socketFolder, "postgres", clusterSuperuser).c_str())
    );
    if (PQstatus(connection.get()) != CONNECTION_OK)
        return failureOf("Connecting to the private cluster", PQerrorMessage(connection.get()));
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
        return failureOf("Creating the database", PQerrorMessage(connection.get()));
    return {};
}

/// One folder and its programs during `open`.
struct Place {
    fs::path folder;
    fs::path data;
    fs::path sockets;
    fs::path binaries;
    SystemUser owner;
    bool isDurable = true;

    [[nodiscard]] Result<ProcessResult> run(std::vector<std::string> arguments) const
    {
        arguments.front() = (binaries / arguments.front()).string();
        return runProcess(arguments, folder, owner);
    }
};

/// initdb works in a folder beside and is renamed into place, so half a cluster is never used.
Result<void> createCluster(const Place& place)
{
    const fs::path fresh = place.folder / "data.new";
    std::error_code error;
    fs::remove_all(fresh, error);
    if (auto made = makeFolder(fresh, place.owner, fs::perms::owner_all); !made)
        return made;
    std::vector<std::string> arguments = {
        "initdb",
        "--pgdata=" + fresh.string(),
        std::string("--username=") + clusterSuperuser,
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--auth=reject",
        "--data-checksums"};
    if (!place.isDurable)
        arguments.push_back("--no-sync");
    auto done = place.run(arguments);
    if (!done)
        return done.error();
    if (done->exitCode != 0)
        return failureOf("Creating the private cluster (initdb)", done->output);
    fs::rename(fresh, place.data, error);
    if (error)
        return failureOf("Creating the private cluster", error.message());
    return {};
}

Result<void> configure(const Place& place)
{
    const auto put = [&place](const char* name, const std::string& text) {
        return writeFile(place.data / name, text, place.owner);
    };
    if (auto done =
            put("postgresql.conf", clusterConfiguration(place.sockets.string(), place.isDurable));
        !done)
        return done;
    if (auto done = put("pg_hba.conf", clusterAuthentication()); !done)
        return done;
    return put("pg_ident.conf", clusterUserMap(currentUser(), place.owner));
}

/// True when the pid file names a live server of this very folder. Numbers of processes are used
/// again, so the number alone says nothing.
bool isServerOf(const fs::path& data)
{
    const auto pid = numberIn(contentOf(data / "postmaster.pid"));
    if (!pid || *pid <= 0 || (kill(*pid, 0) != 0 && errno == ESRCH))
        return false;
    std::error_code error;
    const fs::path where = fs::read_symlink("/proc/" + std::to_string(*pid) + "/cwd", error);
    if (error)
        return !fs::exists("/proc/self"); // Without /proc, believe the number.
    return fs::equivalent(where, data, error);
}

Result<void> startServer(const Place& place)
{
    std::error_code ignored;
    fs::remove(place.data / "postmaster.pid", ignored); // Stale: isServerOf said so.
    const fs::path log = place.folder / "postgres.log";
    auto done = place.run(
        {"pg_ctl",
         "start",
         "--pgdata=" + place.data.string(),
         "--wait",
         "--timeout=90",
         "--silent",
         "--log=" + log.string()}
    );
    if (!done)
        return done.error();
    if (done->exitCode != 0)
        return failureOf("Starting the private cluster", lastLinesOf(contentOf(log)));
    return {};
}

Result<Place> prepare(const ClusterSettings& settings)
{
    Place place;
    place.isDurable = settings.isDurable;
    std::error_code error;
    place.folder = fs::absolute(settings.folder, error).lexically_normal();
    place.data = place.folder / "data";
    place.sockets = place.folder / "run";
    const std::string socketFile =
        (place.sockets / (".s.PGSQL." + std::to_string(clusterPort))).string();
    if (socketFile.size() > socketPathLimit)
        return fault(
            FaultCode::invalid,
            "socket_path_too_long",
            "The socket's path has " + std::to_string(socketFile.size()) +
                " characters, more than " + std::to_string(socketPathLimit) + ": " + socketFile,
            "Choose a folder with a shorter path with --data."
        );
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
    for (const fs::path& folder : {place.folder, place.sockets}) {
        if (auto made = makeFolder(folder, place.owner, fs::perms::owner_all); !made)
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
    const Place& place = *prepared;
    PrivateCluster cluster;
    cluster.settings_ = settings;
    cluster.settings_.folder = place.folder;
    cluster.binaries_ = place.binaries;
    cluster.socketFolder_ = place.sockets;
    cluster.lock_ =
        ::open((place.folder / "owner.lock").c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    cluster.isOwner_ = cluster.lock_ >= 0 && flock(cluster.lock_, LOCK_EX | LOCK_NB) == 0;
    if (!isServerOf(place.data)) {
        if (!fs::exists(place.data / "PG_VERSION")) {
            if (auto made = createCluster(place); !made)
                return made.error();
        }
        if (auto written = configure(place); !written)
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
    return connectionTo(socketFolder_, clusterDatabase, role);
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
