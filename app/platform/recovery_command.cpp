#include "app/platform/recovery_command.hpp"

#include "platform/recovery/recovery_key.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string_view>

namespace tidemark::platform {

bool asksForRecoveryKey(int argc, char** argv)
{
    return argc > 1 && std::string_view(argv[1]) == "recovery-key";
}

int runRecoveryCommand(int argc, char** argv)
{
    CLI::App app("Makes a tenant's recovery key", "tidemark-platform recovery-key");
    app.require_subcommand(1);
    std::string file;
    app.add_subcommand("new", "Make a key: the private half to FILE, the public one to FILE.pub")
        ->add_option("file", file, "Best on a medium that leaves this computer")
        ->required();
    try {
        app.parse(argc - 1, argv + 1);
    } catch (const CLI::ParseError& error) {
        return app.exit(error);
    }
    const auto key = makeRecoveryKey();
    const auto written = key ? writeRecoveryKey(*key, file) : Result<void>(key.error());
    if (!written) {
        const Fault& fault = written.error();
        std::fprintf(
            stderr, "tidemark-platform: %s %s\n", fault.cause.c_str(), fault.nextStep.c_str()
        );
        return 1;
    }
    std::printf(
        "Recovery key %s.\n"
        "%s opens the data of every device that is sealed for it: keep it offline, with two "
        "officers.\n"
        "Give %s.pub to an administrator, who sets it with: tidemarkctl recovery-key %s.pub\n",
        key->keyId.c_str(),
        file.c_str(),
        file.c_str(),
        file.c_str()
    );
    return 0;
}

} // namespace tidemark::platform
