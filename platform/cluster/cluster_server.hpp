// The server of one private cluster: its folder, its making, its start. Internal.
#pragma once

#include "platform/cluster/process.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tidemark::platform {

/// One cluster's folder and the programs that serve it.
struct ClusterPlace {
    std::filesystem::path folder = {};
    std::filesystem::path data = {};
    std::filesystem::path sockets = {};
    std::filesystem::path binaries = {};
    SystemUser owner = {};
    bool isDurable = true;

    /// Runs a program of PostgreSQL, named without its folder.
    [[nodiscard]] Result<ProcessResult> run(std::vector<std::string> arguments) const;
};

/// initdb works in a folder beside and is renamed into place, so half a cluster is never used.
[[nodiscard]] Result<void> createCluster(const ClusterPlace& place);

/// Writes the three configuration files.
[[nodiscard]] Result<void> configureCluster(const ClusterPlace& place);

/// Starts the server and waits until it answers.
[[nodiscard]] Result<void> startServer(const ClusterPlace& place);

/// True when the pid file names a live server of this very folder. Numbers of processes are used
/// again, so the number alone says nothing.
[[nodiscard]] bool isServerRunning(const std::filesystem::path& data);

/// Another program may be stopping (or starting) the server at this moment. Waits until it has.
void waitWhileRefusing(const ClusterPlace& place);

/// Makes a folder that belongs to `owner`.
[[nodiscard]] Result<void> makeFolder(const std::filesystem::path& folder, const SystemUser& owner);

/// What a failed helper means for the person who started the platform.
[[nodiscard]] Fault clusterFailure(const std::string& what, const std::string& words);

/// A connection string over the local socket.
[[nodiscard]] std::string clusterConnection(
    const std::filesystem::path& sockets, const std::string& database, const std::string& role
);

/// The number that a file's content or name begins with.
[[nodiscard]] std::optional<int> numberIn(const std::string& text);

[[nodiscard]] std::string contentOf(const std::filesystem::path& file);

} // namespace tidemark::platform
