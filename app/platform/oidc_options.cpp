#include "app/platform/oidc_options.hpp"

#include <CLI/CLI.hpp>

namespace tidemark::platform {

void addOidcOptions(CLI::App& app, OidcOptions& options)
{
    app.add_flag(
        "--oidc-this-machine",
        options.allowsThisMachine,
        "Identity providers may be on this machine, also by plain http; for trials"
    );
    app.add_option(
           "--oidc-authorities",
           options.authorities,
           "Certificates (PEM) that identity providers are trusted by, instead of the system's"
    )
        ->check(CLI::ExistingFile);
}

} // namespace tidemark::platform
