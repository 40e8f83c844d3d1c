// What everything about runs works with.
#pragma once

#include "platform/database/database.hpp"

#include <string>
#include <vector>

namespace tidemark::platform {

class ArtefactStore;
class Hub;
class Sealer;
class Sequencer;

/// A source in the private cluster that the operator lets connectors read by its local socket.
struct OpenedSource {
    std::string host = {}; ///< The folder of the socket.
    int port = 5432;
    std::string database = {};
    std::string username = {};
};

/// All outlive whoever holds this.
struct RunServices {
    Database& database;
    Sequencer& sequencer;
    Hub& hub;
    const Sealer& sealer;
    const ArtefactStore& artefacts;
    std::string node = {}; ///< Names this process among those that share the database.
    std::vector<OpenedSource> openedSources = {};
};

} // namespace tidemark::platform
