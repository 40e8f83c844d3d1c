// Which versions of Tidemark are served, on the command line.
#pragma once

#include "platform/feed/least_client.hpp"

namespace CLI {
class App;
} // namespace CLI

namespace tidemark::platform {

void addClientOptions(CLI::App& app, LeastClient& least);

} // namespace tidemark::platform
