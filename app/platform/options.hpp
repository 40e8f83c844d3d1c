// The command line of tidemark-platform.
#pragma once

#include "app/platform/client_options.hpp"
#include "app/platform/mail_options.hpp"
#include "app/platform/oidc_options.hpp"
#include "platform/identity/address_range.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tidemark::platform {

enum class ProgramCommand { audit, serve, work, migrate, demo, history, importUsers };

struct Options {
    ProgramCommand command = ProgramCommand::serve;
    std::filesystem::path data = {};
    std::string address = "127.0.0.1";
    std::uint16_t port = 8460;
    std::string tlsAddress = "127.0.0.1"; ///< Used with a certificate only.
    std::uint16_t tlsPort = 8461;
    std::filesystem::path tlsCertificate = {};
    std::filesystem::path tlsKey = {};
    std::vector<AddressRange> trustedProxies = {};
    std::string redisUrl = {}; ///< Empty: limits are counted in the database.
    MailOptions mail = {};
    OidcOptions oidc = {};
    LeastClient leastClient = {};
    std::string databaseUrl = {}; ///< Empty: the private cluster.
    std::string ownerUrl = {};    ///< Who applies migrations to `databaseUrl`.
    /// Of the private cluster, as `user@database`: what connectors may read by its local socket.
    std::vector<std::string> localSources = {};
    int readConnections = 0; ///< 0: what the database layer thinks right.
    int writeConnections = 0;
    std::string logLevel = "info";
    bool doesWork = true;
    bool isDemo = false;
    std::int64_t demoRows = 0; ///< Of one large report beside the demonstration's own.
    int generalLimit = 60;     ///< Requests of a user in a minute; 0: no limit.
    int heavyLimit = 10;
    std::int64_t demoRuns = 0;     ///< Finished runs beside the demonstration's own.
    std::string auditFile = {};    ///< An exported audit to prove, instead of the database's.
    std::string auditKey = {};     ///< Who signed it.
    std::string importTenant = {}; ///< Short name of the organization that people are taken into.
    std::string importFile = {};
    bool isTrial = false; ///< Of an import: nothing is written.
    int keepChangesDays = 35;
    int keepResultsDays = 90;
    int keepKeysDays = 1;
    bool isHistoryRenewed = false; ///< Of `history`: begin a new one; else only show it.

    [[nodiscard]] bool hasServer() const { return command == ProgramCommand::serve || isDemo; }
};

/// Reads the command line. Without a value the program ends with `exitCode`: help, version or a
/// mistake, which was told already.
struct ParsedOptions {
    std::optional<Options> options = {};
    int exitCode = 0;
};

[[nodiscard]] ParsedOptions readOptions(int argc, char** argv);

} // namespace tidemark::platform
