// One agent per home.
#pragma once

#include "models/core/fault.hpp"
#include "sync/wire/home.hpp"

#include <QLockFile>

#include <memory>

namespace tidemark::sync {

/// Held while the agent of a home runs; given back by the system when it is killed.
class InstanceLock {
public:
    /// Makes the runtime folder, for this user only, and takes the lock. `patience` lets an agent
    /// that is just ending finish. Fault `conflict`/`agent_running` names the other process.
    [[nodiscard]] static Result<InstanceLock>
    take(const Home& home, std::chrono::milliseconds patience);

private:
    explicit InstanceLock(std::unique_ptr<QLockFile> file)
        : file_(std::move(file))
    {
    }

    std::unique_ptr<QLockFile> file_;
};

} // namespace tidemark::sync
