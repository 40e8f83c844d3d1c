#include "platform/cluster/cluster_files.hpp"

namespace tidemark::platform {
namespace {

constexpr const char* common =
    R"(# Written by tidemark-platform at each start: changes here are lost.
listen_addresses = ''
unix_socket_permissions = 0700
max_connections = 120
password_encryption = scram-sha-256
timezone = 'UTC'
log_timezone = 'UTC'
log_statement = 'none'
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
log_min_error_statement = panic
log_error_verbosity = terse
log_line_prefix = '%m [%p] %u '
datestyle = 'iso, ymd'
jit = off
wal_level = replica
max_wal_size = 2GB
checkpoint_timeout = 15min
idle_in_transaction_session_timeout = '120s'
track_io_timing = off
)";

constexpr const char* durable = "shared_buffers = 256MB\n"
                                "synchronous_commit = on\n"
                                "autovacuum_naptime = 10s\n"; // The queues fill fast.

constexpr const char* forgetful = "shared_buffers = 48MB\n"
                                  "fsync = off\n"
                                  "full_page_writes = off\n"
                                  "synchronous_commit = off\n"
                                  "autovacuum_naptime = 10min\n";

std::string quoted(const std::string& text)
{
    std::string out = "'";
    for (const char letter : text) {
        out += letter;
        if (letter == '\'')
            out += letter;
    }
    return out + "'";
}

} // namespace

std::string clusterConfiguration(const std::string& socketFolder, bool isDurable)
{
    return std::string(common) + (isDurable ? durable : forgetful) +
           "port = " + std::to_string(clusterPort) + "\n" +
           "unix_socket_directories = " + quoted(socketFolder) + "\n";
}

std::string clusterFileSettings(const std::string& folder)
{
    return "hba_file = " + quoted(folder + "/pg_hba.conf") + "\n" +
           "ident_file = " + quoted(folder + "/pg_ident.conf") + "\n";
}

std::string clusterAuthentication()
{
    return "# Written by tidemark-platform at each start: changes here are lost.\n"
           "local all tidemark_cluster,tidemark_owner,tidemark_app peer map=tidemark\n"
           "local all all scram-sha-256\n";
}

std::string clusterUserMap(const SystemUser& platform, const SystemUser& server)
{
    std::string text = "# Written by tidemark-platform at each start: changes here are lost.\n";
    const auto allow = [&text](const std::string& user) {
        for (const char* role : {"tidemark_cluster", "tidemark_owner", "tidemark_app"})
            text += "tidemark \"" + user + "\" " + role + "\n";
    };
    allow(platform.name);
    if (server.name != platform.name)
        allow(server.name);
    return text;
}

std::string connectionValue(const std::string& value)
{
    std::string out = "'";
    for (const char letter : value) {
        if (letter == '\'' || letter == '\\')
            out += '\\';
        out += letter;
    }
    return out + "'";
}

} // namespace tidemark::platform
