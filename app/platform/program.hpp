// The platform, put together: the parts in the order of their making, and how they run and stop.
#pragma once

#include "app/platform/options.hpp"
#include "platform/cluster/cluster.hpp"
#include "platform/runs/run_services.hpp"

#include <boost/asio/io_context.hpp>

#include <memory>
#include <optional>
#include <string>

namespace tidemark::platform {

/// Where the database is, as whom.
struct DatabasePlace {
    std::optional<PrivateCluster> cluster = {};
    std::string app = {};   ///< Connection of the server.
    std::string owner = {}; ///< Connection for migrations; empty when it was not given.
};

/// Makes the data folder, starts the private cluster when it is used, and migrates.
[[nodiscard]] Result<DatabasePlace> prepareDatabase(const Options& options);

/// What the operator lets connectors read by the private cluster's socket.
[[nodiscard]] std::vector<OpenedSource>
openedSources(const Options& options, const DatabasePlace& place);

/// Runs until SIGTERM or SIGINT.
[[nodiscard]] Result<void> runPlatform(const Options& options, DatabasePlace& place);

} // namespace tidemark::platform
