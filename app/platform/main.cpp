// tidemark-platform: reads the command line, prepares the database, runs.
#include "app/platform/audit_command.hpp"
#include "app/platform/import_command.hpp"
#include "app/platform/options.hpp"
#include "app/platform/recovery_command.hpp"
#include "platform/schema/history.hpp"
#include "platform/telemetry/log.hpp"

#include <csignal>
#include <cstdio>
#include <cstdlib> // Defines __GLIBC__ where it is the C library.
#include <sys/resource.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace {

using namespace tidemark;
using namespace tidemark::platform;

int tell(const Fault& fault)
{
    std::fprintf(
        stderr,
        "tidemark-platform: %s %s [%s]\n",
        fault.cause.c_str(),
        fault.nextStep.c_str(),
        fault.reason.c_str()
    );
    return 1;
}

/// A server has a descriptor for each desk; the default limit is for interactive programs.
void raiseDescriptorLimit()
{
    rlimit limit = {};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

/// Checking a password takes 19 MiB for a moment. glibc would learn from the first one to keep such
/// blocks, for each thread that ever checked one; a fixed threshold gives them back.
void giveLargeBlocksBack()
{
#ifdef __GLIBC__
    constexpr int largeBytes = 4 * 1024 * 1024;
    mallopt(M_MMAP_THRESHOLD, largeBytes);
    mallopt(M_TRIM_THRESHOLD, largeBytes);
#endif
}

int showHistory(const Options& options, const DatabasePlace& place)
{
    const auto history =
        options.isHistoryRenewed ? renewHistory(place.owner) : readHistory(place.owner);
    if (!history)
        return tell(history.error());
    std::printf(
        "history %s, epoch %d, since %s\n",
        history->id.c_str(),
        history->epoch,
        history->since.c_str()
    );
    if (history->isRenewed)
        std::printf("Desks compare their data at the next contact and send again what was lost.\n");
    return 0;
}

int tellCode(const Result<int>& outcome)
{
    return outcome ? *outcome : tell(outcome.error());
}

int run(const Options& options)
{
    if (auto started = startLog(options.logLevel); !started)
        return tell(started.error());
    if (!options.auditFile.empty())
        return tellCode(proveAuditFile(options.auditFile, options.auditKey));
    auto place = prepareDatabase(options);
    if (!place)
        return tell(place.error());
    if (options.command == ProgramCommand::migrate)
        return 0;
    if (options.command == ProgramCommand::history)
        return showHistory(options, *place);
    if (options.command == ProgramCommand::audit)
        return tellCode(proveAudits(options, *place));
    if (options.command == ProgramCommand::importUsers)
        return tellCode(importUsersFrom(options, *place));
    const auto ended = runPlatform(options, *place);
    flushLog();
    return ended ? 0 : tell(ended.error());
}

} // namespace

int main(int argc, char** argv)
{
    std::signal(SIGPIPE, SIG_IGN);
    raiseDescriptorLimit();
    giveLargeBlocksBack();
    if (asksForRecoveryKey(argc, argv))
        return runRecoveryCommand(argc, argv);
    const ParsedOptions parsed = readOptions(argc, argv);
    if (!parsed.options)
        return parsed.exitCode;
    try {
        return run(*parsed.options);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "tidemark-platform: %s\n", error.what());
        return 2;
    }
}
