#include "app/platform/options.hpp"

#include "platform/demo/trades_mart.hpp"

#include <CLI/CLI.hpp>
#include <charconv>
#include <cstdlib>
#include <unistd.h>

namespace tidemark::platform {
namespace {

namespace fs = std::filesystem;

std::string environment(const char* name)
{
    const char* value = std::getenv(name);
    return value ? value : "";
}

fs::path defaultData()
{
    if (const std::string home = environment("TIDEMARK_HOME"); !home.empty())
        return fs::path(home) / "platform";
    if (geteuid() == 0)
        return "/var/lib/tidemark"; // Root's home is closed to the user that runs PostgreSQL.
    if (const std::string data = environment("XDG_DATA_HOME"); !data.empty())
        return fs::path(data) / "tidemark-platform";
    return fs::path(environment("HOME")) / ".local/share/tidemark-platform";
}

/// `127.0.0.1:8460` or `[::1]:8460`, of the option `name`. An error text, or empty.
std::string
readAddress(const char* name, const std::string& text, std::string& address, std::uint16_t& port)
{
    const std::string option = name;
    const std::size_t colon = text.rfind(':');
    if (colon == std::string::npos)
        return option + " needs an address and a port, as 127.0.0.1:8460";
    const char* const first = text.data() + colon + 1;
    const char* const last = text.data() + text.size();
    const auto [end, error] = std::from_chars(first, last, port);
    if (error != std::errc{} || end != last)
        return option + ": the port is a number from 0 to 65535";
    address = text.substr(0, colon);
    if (address.size() > 2 && address.front() == '[')
        address = address.substr(1, address.size() - 2);
    return {};
}

/// The addresses as they were typed.
struct Listens {
    std::string plain = "127.0.0.1:8460";
    std::string tls = "127.0.0.1:8461";
    std::vector<std::string> proxies = {};
};

void addTransport(CLI::App& app, Options& options, Listens& listens)
{
    app.add_option("--listen", listens.plain, "Address and port to answer on")
        ->capture_default_str();
    auto* certificate = app.add_option(
        "--tls-cert", options.tlsCertificate, "Certificate for TLS, with its chain (PEM)"
    );
    auto* key = app.add_option("--tls-key", options.tlsKey, "Its private key (PEM)");
    certificate->needs(key);
    key->needs(certificate);
    app.add_option("--tls-listen", listens.tls, "Address and port to answer on with TLS")
        ->capture_default_str()
        ->needs(certificate);
    app.add_option(
        "--trusted-proxy",
        listens.proxies,
        "Address or range of a proxy whose X-Forwarded-For is believed; may be given several times"
    );
    app.add_option(
           "--redis-url",
           options.redisUrl,
           "Count limits in this Redis: redis://[user:password@]host[:port][/number] or unix:/path"
    )
        ->envname("TIDEMARK_REDIS_URL");
}

/// An error text, or empty.
std::string readListens(const Listens& listens, Options& options)
{
    std::string mistake = readAddress("--listen", listens.plain, options.address, options.port);
    if (mistake.empty())
        mistake = readAddress("--tls-listen", listens.tls, options.tlsAddress, options.tlsPort);
    for (const std::string& proxy : listens.proxies) {
        const auto range = AddressRange::parse(proxy);
        if (!range)
            return "--trusted-proxy " + proxy + ": " + range.error().cause;
        options.trustedProxies.push_back(*range);
    }
    return mistake;
}

void addKeepingTimes(CLI::App& app, Options& options)
{
    app.add_option(
           "--keep-changes",
           options.keepChangesDays,
           "Days that changes are kept for desks that were away"
    )
        ->check(CLI::Range(1, 3650))
        ->capture_default_str();
    app.add_option("--keep-results", options.keepResultsDays, "Days that results of edits are kept")
        ->check(CLI::Range(15, 3650))
        ->capture_default_str();
    app.add_option("--keep-keys", options.keepKeysDays, "Days that idempotency keys are kept")
        ->check(CLI::Range(1, 3650))
        ->capture_default_str();
}

/// An error text, or empty.
std::string isLocalSource(const std::string& text)
{
    const std::size_t at = text.find('@');
    const bool isWhole = at != std::string::npos && at > 0 && at + 1 < text.size();
    return isWhole ? std::string() : "a local source is user@database";
}

void addDatabase(CLI::App& app, Options& options)
{
    app.add_option(
        "--database-url",
        options.databaseUrl,
        "Another PostgreSQL than the private one: URL or keywords, as tidemark_app"
    );
    app.add_option(
        "--owner-url",
        options.ownerUrl,
        "The same database as tidemark_owner or a superuser, for migrations"
    );
    app.add_option(
           "--local-source",
           options.localSources,
           "Let connectors read a database of the private cluster: user@database"
    )
        ->check(isLocalSource);
    app.add_option(
           "--read-connections",
           options.readConnections,
           "Connections that reads share; 4 unless given"
    )
        ->check(CLI::Range(1, 64));
    app.add_option(
           "--write-connections",
           options.writeConnections,
           "Most transactions at once; 12 unless given"
    )
        ->check(CLI::Range(1, 400));
}

CLI::App* addDemo(CLI::App& app, Options& options)
{
    auto* demo = app.add_subcommand("demo", "Everything in one, with demonstration data");
    demo->add_option("--runs", options.demoRuns, "Also so many finished runs, to measure with")
        ->check(CLI::Range(std::int64_t(0), std::int64_t(5'000'000)));
    demo->add_option("--rows", options.demoRows, "Also a report of so many rows, to measure with")
        ->check(CLI::Range(0, 2'000'000));
    return demo;
}

CLI::App* addImport(CLI::App& app, Options& options)
{
    auto* import = app.add_subcommand(
        "import-users", "Take people of another system over, with their passwords' hashes"
    );
    import->add_option("--tenant", options.importTenant, "Short name of their organization")
        ->required();
    import->add_option("file", options.importFile, "JSON, one person a line; - for standard input")
        ->required();
    import->add_flag("--dry-run", options.isTrial, "Only say what is wrong with the lines");
    return import;
}

} // namespace

ParsedOptions readOptions(int argc, char** argv)
{
    Options options;
    Listens listens;
    std::string data;
    bool noWork = false;
    CLI::App app("The Tidemark platform: answers desks and works for them.", "tidemark-platform");
    app.set_version_flag("--version", std::string("tidemark-platform ") + TIDEMARK_VERSION);
    app.require_subcommand(1);
    app.fallthrough();
    app.add_option("--data", data, "Folder of the platform's data");
    addTransport(app, options, listens);
    addDatabase(app, options);
    addMailOptions(app, options.mail);
    addOidcOptions(app, options.oidc);
    addClientOptions(app, options.leastClient);
    addKeepingTimes(app, options);
    app.add_option("--log-level", options.logLevel, "trace, debug, info, warn, error or off")
        ->capture_default_str();
    auto* limit = app.add_option(
        "--limit", options.generalLimit, "Requests of a user in a minute; 0: no limit"
    );
    auto* heavy = app.add_option(
        "--limit-heavy", options.heavyLimit, "Of those, exports, proofs, runs and tests"
    );
    auto* serve = app.add_subcommand("serve", "Answer requests, and work unless --no-work");
    serve->add_flag("--no-work", noWork, "Leave jobs and schedules to others");
    auto* work = app.add_subcommand("work", "Run jobs and schedules only");
    auto* migrate = app.add_subcommand("migrate", "Bring the database to the newest schema");
    auto* demo = addDemo(app, options);
    auto* import = addImport(app, options);
    auto* history = app.add_subcommand("history", "The identity of the database's past");
    history->require_subcommand(1);
    history->add_subcommand("show", "Say which it is");
    auto* renew = history->add_subcommand(
        "renew", "Begin a new one, after a restore: desks then send again what was lost"
    );
    auto* audit = app.add_subcommand("audit", "The record of what was done");
    audit->require_subcommand(1);
    auto* verify = audit->add_subcommand("verify", "Prove that nothing of it was altered");
    verify->add_option("--file", options.auditFile, "An exported file instead of the database");
    verify->add_option("--key", options.auditKey, "The public key, of GET audit/key");
    for (CLI::App* command : {audit, verify, serve, work, migrate, demo, history, renew, import})
        command->fallthrough();
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return {std::nullopt, app.exit(error)};
    }
    options.command = work->parsed()      ? ProgramCommand::work
                      : migrate->parsed() ? ProgramCommand::migrate
                      : demo->parsed()    ? ProgramCommand::demo
                      : audit->parsed()   ? ProgramCommand::audit
                      : history->parsed() ? ProgramCommand::history
                      : import->parsed()  ? ProgramCommand::importUsers
                                          : ProgramCommand::serve;
    options.isDemo = demo->parsed();
    // One person tries everything there, and benchmarks measure.
    if (options.isDemo && limit->count() == 0)
        options.generalLimit = 0;
    if (options.isDemo && heavy->count() == 0)
        options.heavyLimit = 0;
    if (options.isDemo)
        options.localSources.push_back(std::string(tradesMartReader) + '@' + tradesMartDatabase);
    options.isHistoryRenewed = renew->parsed();
    options.doesWork = !noWork;
    options.data = data.empty() ? defaultData() : fs::path(data);
    if (const std::string mistake = readListens(listens, options); !mistake.empty())
        return {std::nullopt, app.exit(CLI::ValidationError(mistake))};
    return {options, 0};
}

} // namespace tidemark::platform
