// How identity providers are reached, on the command line.
#pragma once

#include <string>

namespace CLI {
class App;
} // namespace CLI

namespace tidemark::platform {

struct OidcOptions {
    bool allowsThisMachine = false; ///< Also by plain http. For trials.
    std::string authorities = {};   ///< PEM; empty: the system's.
};

void addOidcOptions(CLI::App& app, OidcOptions& options);

} // namespace tidemark::platform
