// A private PostgreSQL cluster in the data folder, reached by its local socket only.
#pragma once

#include "models/core/fault.hpp"

#include <filesystem>
#include <string>

namespace tidemark::platform {

struct ClusterSettings {
    std::filesystem::path folder = {};   ///< Holds `data`, `run` (socket), `conf`, `log`.
    bool isDurable = true;               ///< False only in tests: no fsync.
    std::filesystem::path binaries = {}; ///< Empty: the newest of the system, 15 or later.
};

/// A running cluster. Started by `open`, or reused when it already runs from the same folder. The
/// first program that opens it owns it, also one that finds it left over from a crash; only the
/// owner's `close` stops it. Blocking: for the start and the end of a program.
class PrivateCluster {
public:
    /// Creates what is missing: the cluster, the database `tidemark`. As root the server runs as
    /// the system's user `postgres`. Faults name what to do: `postgres_missing`,
    /// `postgres_too_old`, `cluster_version`, `socket_path_too_long`, `folder_unreachable`,
    /// `disk_full`, `cluster_start_failed`.
    [[nodiscard]] static Result<PrivateCluster> open(const ClusterSettings& settings);

    PrivateCluster(PrivateCluster&& other) noexcept;
    PrivateCluster& operator=(PrivateCluster&& other) noexcept;
    ~PrivateCluster(); ///< As `close`.

    /// Starts the server again if this object owns it and it has gone; true when it had to. Quick
    /// when it runs.
    [[nodiscard]] Result<bool> revive();

    /// Stops the server (fast) if this object owns it.
    void close();

    /// Superuser `tidemark_cluster`: creates roles, runs the first migrations.
    [[nodiscard]] std::string adminConnection() const;
    /// `tidemark_owner`, who owns all objects. Exists after the migrations.
    [[nodiscard]] std::string ownerConnection() const;
    /// `tidemark_app`, the server's only login. Exists after the migrations.
    [[nodiscard]] std::string appConnection() const;
    /// Any other role; such roles sign in with a password (scram).
    [[nodiscard]] std::string connectionAs(const std::string& role) const;

    [[nodiscard]] const std::filesystem::path& socketFolder() const { return socketFolder_; }
    [[nodiscard]] bool isOwner() const { return isOwner_; }

private:
    PrivateCluster() = default;

    ClusterSettings settings_ = {};
    std::filesystem::path binaries_ = {};
    std::filesystem::path socketFolder_ = {};
    bool isOwner_ = false;
    int lock_ = -1; ///< Held by the owner for as long as it lives.
};

} // namespace tidemark::platform
