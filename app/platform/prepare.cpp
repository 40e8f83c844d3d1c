#include "app/platform/program.hpp"
#include "platform/schema/history.hpp"
#include "platform/schema/migrations.hpp"

#include <spdlog/spdlog.h>

#include <unistd.h>

namespace tidemark::platform {
namespace {

namespace fs = std::filesystem;

Result<void> makeDataFolder(const fs::path& folder)
{
    std::error_code error;
    const bool isNew = fs::create_directories(folder, error);
    if (error)
        return Fault{
            FaultCode::forbidden,
            "folder_unreachable",
            "The data folder " + folder.string() + " cannot be made: " + error.message() + ".",
            "Choose another with --data."};
    // As root, the user of the private cluster passes through; what is secret has its own mode.
    if (isNew)
        fs::permissions(folder, geteuid() == 0 ? fs::perms(0711) : fs::perms(0700), error);
    return {};
}

Result<void> bringUpToDate(const std::string& connection)
{
    const auto outcome = migrate(connection);
    if (!outcome)
        return outcome.error();
    if (outcome->applied > 0)
        spdlog::info("schema: applied {} of {} migrations", outcome->applied, outcome->total);
    return {};
}

/// A server that was restored, or took over from another, is noticed before anybody is answered.
Result<void> settle(const std::string& connection)
{
    const auto history = settleHistory(connection);
    if (!history)
        return history.error();
    if (history->isRenewed)
        spdlog::warn(
            "the database server is another than before: history {} with epoch {} begins; desks"
            " compare their data and send again what was lost",
            history->id,
            history->epoch
        );
    return {};
}

} // namespace

Result<DatabasePlace> prepareDatabase(const Options& options)
{
    if (auto made = makeDataFolder(options.data); !made)
        return made.error();
    DatabasePlace place;
    if (options.databaseUrl.empty()) {
        ClusterSettings settings;
        settings.folder = options.data / "postgres";
        auto cluster = PrivateCluster::open(settings);
        if (!cluster)
            return cluster.error();
        place.cluster.emplace(std::move(*cluster));
        place.app = place.cluster->appConnection();
        place.owner = place.cluster->adminConnection();
    } else {
        place.app = options.databaseUrl;
        place.owner = options.ownerUrl;
    }
    const bool isOwnersWork =
        options.command == ProgramCommand::migrate || options.command == ProgramCommand::history;
    if (place.owner.empty() && isOwnersWork)
        return Fault{
            FaultCode::invalid,
            "owner_url_missing",
            "This is done by the owner of the schema, not by the server's login.",
            "Give --owner-url with tidemark_owner or a superuser."};
    if (!place.owner.empty()) {
        if (auto done = bringUpToDate(place.owner); !done)
            return done.error();
    }
    if (auto settled = settle(place.app); !settled)
        return settled.error();
    return place;
}

std::vector<OpenedSource> openedSources(const Options& options, const DatabasePlace& place)
{
    std::vector<OpenedSource> opened;
    if (!place.cluster)
        return opened;
    for (const std::string& one : options.localSources) {
        OpenedSource source;
        source.host = place.cluster->socketFolder().string();
        source.username = one.substr(0, one.find('@'));
        source.database = one.substr(one.find('@') + 1);
        opened.push_back(std::move(source));
    }
    return opened;
}

} // namespace tidemark::platform
