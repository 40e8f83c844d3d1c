#include "tests/simulation/disk/ram_disk.hpp"

#include "tests/simulation/disk/ram_vfs.hpp"

#include <algorithm>

namespace tidemark::sim {
namespace {

void undo(RamFile& file, const RamFile::Change& change)
{
    file.bytes.resize(std::max(change.sizeBefore, change.at + change.before.size()));
    std::copy(
        change.before.begin(),
        change.before.end(),
        file.bytes.begin() + static_cast<std::ptrdiff_t>(change.at)
    );
    file.bytes.resize(change.sizeBefore);
}

} // namespace

RamDisk::RamDisk()
    : number_(mountDisk(*this))
{
}

RamDisk::~RamDisk()
{
    unmountDisk(number_);
}

const char* RamDisk::vfsName()
{
    return registerRamVfs();
}

std::string RamDisk::pathOf(const std::string& name) const
{
    return std::to_string(number_) + "/" + name;
}

RamFile& RamDisk::file(const std::string& name)
{
    auto& file = files_[name];
    if (!file)
        file = std::make_shared<RamFile>();
    return *file;
}

std::shared_ptr<RamFile> openFile(RamDisk& disk, const std::string& name, bool create)
{
    if (!create && !disk.has(name))
        return nullptr;
    static_cast<void>(disk.file(name));
    return disk.files_[name];
}

RamDisk::Copy RamDisk::copyOf(const std::string& name) const
{
    Copy copy;
    if (const auto main = files_.find(name); main != files_.end())
        copy.main = main->second->bytes;
    if (const auto log = files_.find(name + "-wal"); log != files_.end())
        copy.log = log->second->bytes;
    return copy;
}

void RamDisk::restore(const std::string& name, const Copy& copy)
{
    files_.erase(name);
    files_.erase(name + "-wal");
    file(name).bytes = copy.main;
    if (!copy.log.empty())
        file(name + "-wal").bytes = copy.log;
}

void RamDisk::cutPower(Dice& dice)
{
    for (auto& [name, file] : files_) {
        auto& changes = file->unsynced;
        if (changes.empty())
            continue;
        const std::size_t kept = dice.below(changes.size() + 1);
        std::size_t torn = 0;
        if (kept < changes.size() && !changes[kept].after.empty())
            torn = dice.below(changes[kept].after.size() / 512 + 1) * 512;
        for (std::size_t i = changes.size(); i > kept; --i) {
            const bool isTorn = i == kept + 1 && torn > 0;
            const RamFile::Change change = std::move(changes[i - 1]);
            undo(*file, change);
            if (!isTorn)
                continue;
            const std::size_t most = std::min(torn, change.after.size());
            file->bytes.resize(std::max(file->bytes.size(), change.at + most));
            std::copy_n(
                change.after.begin(),
                most,
                file->bytes.begin() + static_cast<std::ptrdiff_t>(change.at)
            );
        }
        changes.clear();
    }
}

bool RamDisk::mayWrite()
{
    ++writes_;
    if (writesLeft_ < 0)
        return true;
    if (writesLeft_ == 0)
        return false;
    --writesLeft_;
    return true;
}

} // namespace tidemark::sim
