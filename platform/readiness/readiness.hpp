// What must work before requests are sent to this platform: the parts that /readyz asks.
#pragma once

#include "platform/telemetry/health.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>

namespace tidemark::platform {

class Database;
class RunWorker;
class Sequencer;

struct ReadinessLimits {
    std::uintmax_t leastFreeBytes = 64ULL * 1024 * 1024; ///< Of the data folder's disk.
    std::chrono::seconds sequencerSilence{10};           ///< Without a cut that succeeded.
};

/// The parts in use. All must outlive the `Health` that they are added to.
struct ReadinessParts {
    Database& database;
    const Sequencer& sequencer;
    const RunWorker* worker = nullptr; ///< Null: this process leaves runs to others.
    std::filesystem::path data = {};
    ReadinessLimits limits = {};
};

/// Adds `database`, `migrations`, `disk`, `feed` and, where runs are worked on, `worker`.
void addReadiness(Health& health, const ReadinessParts& parts);

} // namespace tidemark::platform
