// The files of a simulated agent, and the order in which its steps on them run.
#pragma once

#include "sync/sqlite/store_fault.hpp"
#include "tests/simulation/agent/agent.hpp"

namespace tidemark::sim {

struct Agent::Stores {
    sync::MirrorWriter writer;
    sync::DeskStore desk;
};

/// Opens both files of a disk, made from a template when they are new.
[[nodiscard]] Result<sync::Database> openOn(RamDisk& disk, const std::string& name, bool isFull);
/// Puts empty stores with their tables on a new disk.
void furnish(RamDisk& disk);

template <class T>
bool Agent::survived(const Result<T>& result)
{
    isTouched_ = true;
    const bool isLast = !result && (sync::isDiskFailure(result.error()) ||
                                    (result.error().reason == "disk_full" && !disk_.isFull()));
    if (!isLast)
        return true;
    isBroken_ = true; // The write that failed was the last of this process.
    return false;
}

template <class Work, class Then>
void Agent::onMirror(Work work, Then then)
{
    const unsigned life = life_;
    mirrorFree_ = std::max(mirrorFree_, outside_.now()) + someWait();
    auto step = [this, life, work = std::move(work), then = std::move(then)]() mutable {
        if (life != life_ || !stores_ || isBroken_)
            return;
        auto result = work(stores_->writer);
        if (survived(result))
            then(std::move(result));
    };
    outside_.after(mirrorFree_ - outside_.now(), std::move(step));
}

template <class Work, class Then>
void Agent::onDesk(Work work, Then then)
{
    const unsigned life = life_;
    deskFree_ = std::max(deskFree_, outside_.now()) + someWait();
    auto step = [this, life, work = std::move(work), then = std::move(then)]() mutable {
        if (life != life_ || !stores_ || isBroken_)
            return;
        auto result = work(stores_->desk);
        if (survived(result))
            then(std::move(result));
    };
    outside_.after(deskFree_ - outside_.now(), std::move(step));
}

} // namespace tidemark::sim
