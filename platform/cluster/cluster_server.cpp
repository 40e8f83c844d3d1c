#include "platform/cluster/cluster_server.hpp"

#include "platform/cluster/cluster_files.hpp"

#include <libpq-fe.h>

#include <cerrno>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fstream>
#include <sstream>
#include <thread>
#include <unistd.h>

namespace tidemark::platform {
namespace fs = std::filesystem;

namespace {

std::string lastLinesOf(const std::string& text)
{
    constexpr std::size_t enough = 600;
    std::string tail = text.size() > enough ? text.substr(text.size() - enough) : text;
    while (!tail.empty() && (tail.back() == '\n' || tail.back() == ' '))
        tail.pop_back();
    return tail;
}

/// In a folder of ours, which the server's user may read but not change: root writes nothing where
/// somebody else could have put a link.
Result<void> writeFile(const fs::path& file, const std::string& text)
{
    std::ofstream out(file, std::ios::trunc);
    out << text;
    out.close();
    if (!out)
        return clusterFailure("Writing " + file.string(), std::strerror(errno));
    std::error_code ignored;
    fs::permissions(file, geteuid() == 0 ? fs::perms(0644) : fs::perms(0600), ignored);
    return {};
}

/// For the shell that pg_ctl starts the server with.
std::string shellQuoted(const std::string& text)
{
    std::string out = "'";
    for (const char letter : text)
        out += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
    return out + "'";
}

} // namespace

Result<ProcessResult> ClusterPlace::run(std::vector<std::string> arguments) const
{
    arguments.front() = (binaries / arguments.front()).string();
    return runProcess(arguments, folder, owner);
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

Fault clusterFailure(const std::string& what, const std::string& words)
{
    if (words.find("No space left on device") != std::string::npos)
        return Fault{
            FaultCode::full,
            "disk_full",
            "The disk is full: " + what + " stopped.",
            "Free some space, then start again."};
    return Fault{
        FaultCode::unavailable,
        "cluster_start_failed",
        what + " failed: " + lastLinesOf(words),
        "Read postgres/log/postgres.log in the data folder."};
}

Result<void> makeFolder(const fs::path& folder, const SystemUser& owner)
{
    const bool isOurs = owner.userId == currentUser().userId;
    std::error_code error;
    fs::create_directories(folder, error);
    // As root, the server's user passes through our folders; what is secret has its own mode.
    if (!error)
        fs::permissions(
            folder, isOurs && geteuid() == 0 ? fs::perms(0711) : fs::perms(0700), error
        );
    if (!error && !isOurs && chown(folder.c_str(), owner.userId, owner.groupId) != 0)
        error = std::error_code(errno, std::generic_category());
    if (error == std::errc::no_space_on_device)
        return clusterFailure("Making " + folder.string(), "No space left on device");
    if (error)
        return Fault{
            FaultCode::forbidden,
            "folder_unreachable",
            "The folder " + folder.string() + " cannot be made: " + error.message() + ".",
            "Choose another folder with --data."};
    return {};
}

std::string clusterConnection(
    const fs::path& socketFolder, const std::string& database, const std::string& role
)
{
    return "host=" + connectionValue(socketFolder.string()) +
           " port=" + std::to_string(clusterPort) + " dbname=" + connectionValue(database) +
           " user=" + connectionValue(role) + " connect_timeout=10";
}

Result<void> createCluster(const ClusterPlace& place)
{
    const fs::path fresh = place.folder / "data.new";
    std::error_code error;
    fs::remove_all(fresh, error);
    if (auto made = makeFolder(fresh, place.owner); !made)
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
        return clusterFailure("Creating the private cluster (initdb)", done->output);
    fs::rename(fresh, place.data, error);
    if (error)
        return clusterFailure("Creating the private cluster", error.message());
    return {};
}

Result<void> configureCluster(const ClusterPlace& place)
{
    const fs::path folder = place.folder / "conf";
    if (auto made = makeFolder(folder, currentUser()); !made)
        return made;
    const std::string settings = clusterConfiguration(place.sockets.string(), place.isDurable) +
                                 clusterFileSettings(folder.string());
    if (auto done = writeFile(folder / "postgresql.conf", settings); !done)
        return done;
    if (auto done = writeFile(folder / "pg_hba.conf", clusterAuthentication()); !done)
        return done;
    return writeFile(folder / "pg_ident.conf", clusterUserMap(currentUser(), place.owner));
}

bool isServerRunning(const fs::path& data)
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

namespace {

/// Processes of a server that died are still at work in its data for a moment.
bool hasProcessesIn(const fs::path& data)
{
    std::error_code error;
    for (const fs::directory_entry& process : fs::directory_iterator("/proc", error)) {
        const fs::path where = fs::read_symlink(process.path() / "cwd", error);
        if (!error && fs::equivalent(where, data, error))
            return true;
    }
    return false;
}

/// A server that was killed leaves these, and its number may by now be somebody else's.
Result<void> removeLeftovers(const ClusterPlace& place)
{
    constexpr auto longest = std::chrono::seconds(20);
    const auto end = std::chrono::steady_clock::now() + longest;
    while (hasProcessesIn(place.data)) {
        if (std::chrono::steady_clock::now() > end)
            return clusterFailure(
                "Starting the private cluster",
                "Processes of a server that died still use " + place.data.string() + "."
            );
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    std::error_code ignored;
    fs::remove(place.data / "postmaster.pid", ignored);
    fs::remove(place.sockets / (".s.PGSQL." + std::to_string(clusterPort) + ".lock"), ignored);
    return {};
}

} // namespace

Result<void> startServer(const ClusterPlace& place)
{
    if (auto clean = removeLeftovers(place); !clean)
        return clean;
    const fs::path log = place.folder / "log" / "postgres.log";
    const std::string settings = (place.folder / "conf" / "postgresql.conf").string();
    auto done = place.run(
        {"pg_ctl",
         "start",
         "--pgdata=" + place.data.string(),
         "--wait",
         "--timeout=90",
         "--silent",
         "--log=" + log.string(),
         "--options=-c config_file=" + shellQuoted(settings)}
    );
    if (!done)
        return done.error();
    if (done->exitCode != 0)
        return clusterFailure("Starting the private cluster", lastLinesOf(contentOf(log)));
    return {};
}

void waitWhileRefusing(const ClusterPlace& place)
{
    constexpr auto longest = std::chrono::seconds(60);
    const auto end = std::chrono::steady_clock::now() + longest;
    const std::string connection = clusterConnection(place.sockets, "postgres", clusterSuperuser);
    while (isServerRunning(place.data) && PQping(connection.c_str()) != PQPING_OK &&
           std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
}

} // namespace tidemark::platform
