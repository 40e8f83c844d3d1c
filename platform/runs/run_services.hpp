// What everything about runs works with.
#pragma once

#include "platform/database/database.hpp"

#include <string>

namespace tidemark::platform {

class ArtefactStore;
class Hub;
class Sealer;
class Sequencer;

/// All outlive whoever holds this.
struct RunServices {
    Database& database;
    Sequencer& sequencer;
    Hub& hub;
    const Sealer& sealer;
    const ArtefactStore& artefacts;
    std::string node = {}; ///< Names this process among those that share the database.
};

} // namespace tidemark::platform
