// tidemark-platform: reads the command line, prepares the database, runs.
#include "app/platform/options.hpp"
#include "app/platform/program.hpp"
#include "platform/telemetry/log.hpp"

#include <csignal>
#include <cstdio>
#include <sys/resource.h>

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

int run(const Options& options)
{
    if (auto started = startLog(options.logLevel); !started)
        return tell(started.error());
    auto place = prepareDatabase(options);
    if (!place)
        return tell(place.error());
    if (options.command == ProgramCommand::migrate)
        return 0;
    const auto ended = runPlatform(options, *place);
    flushLog();
    return ended ? 0 : tell(ended.error());
}

} // namespace

int main(int argc, char** argv)
{
    std::signal(SIGPIPE, SIG_IGN);
    raiseDescriptorLimit();
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
