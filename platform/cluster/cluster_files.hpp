// The configuration that a private cluster is started with.
#pragma once

#include "platform/cluster/process.hpp"

#include <string>

namespace tidemark::platform {

inline constexpr int clusterPort = 5432; ///< Only names the socket file; nothing listens on TCP.
inline constexpr const char* clusterSuperuser = "tidemark_cluster";
inline constexpr const char* clusterDatabase = "tidemark";

[[nodiscard]] std::string clusterConfiguration(const std::string& socketFolder, bool isDurable);

/// Where the server finds the other two files.
[[nodiscard]] std::string clusterFileSettings(const std::string& folder);

/// pg_hba.conf: our three roles are known by the operating system's user at the other end of the
/// socket; everybody else needs a password.
[[nodiscard]] std::string clusterAuthentication();

/// pg_ident.conf: the users that may be our roles.
[[nodiscard]] std::string clusterUserMap(const SystemUser& platform, const SystemUser& server);

/// A value of a libpq connection string, quoted.
[[nodiscard]] std::string connectionValue(const std::string& value);

} // namespace tidemark::platform
