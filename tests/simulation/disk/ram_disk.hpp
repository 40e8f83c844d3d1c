// A disk in memory for SQLite, which forgets at a power cut what was never synced.
#pragma once

#include "tests/simulation/world/dice.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace tidemark::sim {

/// A file of a RamDisk.
struct RamFile {
    /// One write since the last sync: what was there and what came.
    struct Change {
        std::size_t at = 0;
        std::size_t sizeBefore = 0;
        std::size_t sizeAfter = 0;
        std::vector<std::uint8_t> before = {};
        std::vector<std::uint8_t> after = {};
    };
    std::vector<std::uint8_t> bytes = {};
    std::vector<Change> unsynced = {};
    // The index of a write-ahead log lives beside its database, as shared memory.
    std::vector<std::unique_ptr<std::uint8_t[]>> shared = {};
    int sharers = 0;
    std::vector<int> readLocks = std::vector<int>(8);
    std::vector<const void*> writeLocks = std::vector<const void*>(8);
};

/// The disk of one device. Files are named `<disk number>/<name>` for SQLite; see `pathOf`.
class RamDisk {
public:
    RamDisk();
    ~RamDisk();
    RamDisk(const RamDisk&) = delete;
    RamDisk& operator=(const RamDisk&) = delete;

    /// The name of SQLite's virtual file system over all disks of this thread.
    [[nodiscard]] static const char* vfsName();
    [[nodiscard]] std::string pathOf(const std::string& name) const;

    [[nodiscard]] bool has(const std::string& name) const { return files_.contains(name); }
    [[nodiscard]] RamFile& file(const std::string& name);
    void remove(const std::string& name) { files_.erase(name); }

    /// Contents of a database and its log, to come back later as a restored backup.
    struct Copy {
        std::vector<std::uint8_t> main = {};
        std::vector<std::uint8_t> log = {};
    };
    [[nodiscard]] Copy copyOf(const std::string& name) const;
    /// The database must be closed.
    void restore(const std::string& name, const Copy& copy);

    /// Power is gone: of what was not synced some part is on the disk, in the order in which it was
    /// written, the last write perhaps torn. Everything must be closed.
    void cutPower(Dice& dice);
    /// From now on the n-th write from here and all after it fail, until `heal`.
    void failAfter(int writes) { writesLeft_ = writes; }
    /// No write takes more room than there is.
    void setFull(bool isFull) { isFull_ = isFull; }
    void heal() { writesLeft_ = -1; }

    /// False: the write fails.
    [[nodiscard]] bool mayWrite();
    [[nodiscard]] bool isFull() const { return isFull_; }
    [[nodiscard]] std::uint64_t writes() const { return writes_; }

private:
    int number_ = 0;
    std::map<std::string, std::shared_ptr<RamFile>> files_ = {};
    int writesLeft_ = -1; // -1: no end.
    bool isFull_ = false;
    std::uint64_t writes_ = 0;

    friend std::shared_ptr<RamFile> openFile(RamDisk& disk, const std::string& name, bool create);
};

} // namespace tidemark::sim
