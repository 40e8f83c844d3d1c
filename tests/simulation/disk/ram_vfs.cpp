#include "tests/simulation/disk/ram_vfs.hpp"

#include "tests/simulation/disk/ram_disk.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <new>

namespace tidemark::sim {
namespace {

constexpr const char* name = "tidemark-ram";
constexpr std::size_t mostPath = 200;

std::map<int, RamDisk*>& disks()
{
    static std::map<int, RamDisk*> mounted;
    return mounted;
}

struct Handle {
    sqlite3_file base;
    RamDisk* disk;
    std::shared_ptr<RamFile> file;
    bool sharesMemory;
};

Handle& of(sqlite3_file* file)
{
    return *reinterpret_cast<Handle*>(file);
}

struct Place {
    RamDisk* disk = nullptr;
    std::string file = {};
};

Place placeOf(const char* path)
{
    const std::string text(path);
    const std::size_t slash = text.find('/');
    const auto found = disks().find(std::atoi(text.c_str()));
    if (slash == std::string::npos || found == disks().end())
        return {};
    return {found->second, text.substr(slash + 1)};
}

int closeFile(sqlite3_file* file)
{
    of(file).~Handle();
    return SQLITE_OK;
}

int readFile(sqlite3_file* file, void* to, int amount, sqlite3_int64 at)
{
    const auto& bytes = of(file).file->bytes;
    const auto from = static_cast<std::size_t>(at);
    const auto wanted = static_cast<std::size_t>(amount);
    const std::size_t there = from < bytes.size() ? std::min(wanted, bytes.size() - from) : 0;
    if (there > 0)
        std::memcpy(to, bytes.data() + from, there);
    if (there == wanted)
        return SQLITE_OK;
    std::memset(static_cast<char*>(to) + there, 0, wanted - there);
    return SQLITE_IOERR_SHORT_READ;
}

void remember(RamFile& file, std::size_t at, std::size_t amount, RamFile::Change& change)
{
    change.at = at;
    change.sizeBefore = file.bytes.size();
    const std::size_t end = std::min(at + amount, file.bytes.size());
    if (at < end)
        change.before.assign(
            file.bytes.begin() + static_cast<std::ptrdiff_t>(at),
            file.bytes.begin() + static_cast<std::ptrdiff_t>(end)
        );
}

int writeFile(sqlite3_file* file, const void* from, int amount, sqlite3_int64 at)
{
    Handle& handle = of(file);
    RamFile& target = *handle.file;
    const auto begin = static_cast<std::size_t>(at);
    const auto size = static_cast<std::size_t>(amount);
    if (handle.disk->isFull() && begin + size > target.bytes.size())
        return SQLITE_FULL;
    if (!handle.disk->mayWrite())
        return SQLITE_IOERR_WRITE;
    const auto* bytes = static_cast<const std::uint8_t*>(from);
    RamFile::Change change;
    remember(target, begin, size, change);
    change.after.assign(bytes, bytes + size);
    if (target.bytes.size() < begin + size)
        target.bytes.resize(begin + size);
    std::memcpy(target.bytes.data() + begin, bytes, size);
    change.sizeAfter = target.bytes.size();
    target.unsynced.push_back(std::move(change));
    return SQLITE_OK;
}

int truncateFile(sqlite3_file* file, sqlite3_int64 size)
{
    Handle& handle = of(file);
    if (!handle.disk->mayWrite())
        return SQLITE_IOERR_TRUNCATE;
    RamFile& target = *handle.file;
    const auto wanted = static_cast<std::size_t>(size);
    if (wanted < target.bytes.size()) {
        RamFile::Change change;
        remember(target, wanted, target.bytes.size() - wanted, change);
        change.sizeAfter = wanted;
        target.unsynced.push_back(std::move(change));
    }
    target.bytes.resize(wanted);
    return SQLITE_OK;
}

int syncFile(sqlite3_file* file, int)
{
    Handle& handle = of(file);
    if (!handle.disk->mayWrite())
        return SQLITE_IOERR_FSYNC;
    handle.file->unsynced.clear();
    return SQLITE_OK;
}

int fileSize(sqlite3_file* file, sqlite3_int64* size)
{
    *size = static_cast<sqlite3_int64>(of(file).file->bytes.size());
    return SQLITE_OK;
}

int lockFile(sqlite3_file*, int)
{
    return SQLITE_OK; // One thread, and a log: the locks that matter are those of its index.
}

int checkLock(sqlite3_file*, int* isReserved)
{
    *isReserved = 0;
    return SQLITE_OK;
}

int control(sqlite3_file*, int, void*)
{
    return SQLITE_NOTFOUND;
}

int sectorSize(sqlite3_file*)
{
    return 512;
}

int characteristics(sqlite3_file*)
{
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

int mapShared(sqlite3_file* file, int region, int size, int extend, void volatile** to)
{
    Handle& handle = of(file);
    RamFile& target = *handle.file;
    if (!handle.sharesMemory) {
        handle.sharesMemory = true;
        ++target.sharers;
    }
    const auto index = static_cast<std::size_t>(region);
    if (index >= target.shared.size() && extend == 0) {
        *to = nullptr;
        return SQLITE_OK;
    }
    while (index >= target.shared.size())
        target.shared.push_back(std::make_unique<std::uint8_t[]>(static_cast<std::size_t>(size)));
    *to = target.shared[index].get();
    return SQLITE_OK;
}

int lockShared(sqlite3_file* file, int first, int count, int flags)
{
    Handle& handle = of(file);
    RamFile& target = *handle.file;
    const auto begin = static_cast<std::size_t>(first);
    const auto end = begin + static_cast<std::size_t>(count);
    const bool isExclusive = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
    if ((flags & SQLITE_SHM_UNLOCK) != 0) {
        for (std::size_t i = begin; i < end; ++i) {
            if (isExclusive)
                target.writeLocks[i] = nullptr;
            else
                --target.readLocks[i];
        }
        return SQLITE_OK;
    }
    for (std::size_t i = begin; i < end; ++i) {
        if (target.writeLocks[i] != nullptr || (isExclusive && target.readLocks[i] > 0))
            return SQLITE_BUSY;
    }
    for (std::size_t i = begin; i < end; ++i) {
        if (isExclusive)
            target.writeLocks[i] = &handle;
        else
            ++target.readLocks[i];
    }
    return SQLITE_OK;
}

void fence(sqlite3_file*) {}

int unmapShared(sqlite3_file* file, int)
{
    Handle& handle = of(file);
    if (handle.sharesMemory && --handle.file->sharers == 0) {
        handle.file->shared.clear();
        std::fill(handle.file->readLocks.begin(), handle.file->readLocks.end(), 0);
        std::fill(handle.file->writeLocks.begin(), handle.file->writeLocks.end(), nullptr);
    }
    handle.sharesMemory = false;
    return SQLITE_OK;
}

const sqlite3_io_methods methods = {
    2,
    closeFile,
    readFile,
    writeFile,
    truncateFile,
    syncFile,
    fileSize,
    lockFile,
    lockFile,
    checkLock,
    control,
    sectorSize,
    characteristics,
    mapShared,
    lockShared,
    fence,
    unmapShared,
    nullptr,
    nullptr};

int openPath(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* outFlags)
{
    file->pMethods = nullptr;
    if (path == nullptr)
        return SQLITE_CANTOPEN;
    const Place place = placeOf(path);
    if (place.disk == nullptr)
        return SQLITE_CANTOPEN;
    auto target = openFile(*place.disk, place.file, (flags & SQLITE_OPEN_CREATE) != 0);
    if (!target)
        return SQLITE_CANTOPEN;
    new (file) Handle{{&methods}, place.disk, std::move(target), false};
    if (outFlags != nullptr)
        *outFlags = flags;
    return SQLITE_OK;
}

int deletePath(sqlite3_vfs*, const char* path, int)
{
    const Place place = placeOf(path);
    if (place.disk != nullptr)
        place.disk->remove(place.file);
    return SQLITE_OK;
}

int hasPath(sqlite3_vfs*, const char* path, int, int* result)
{
    const Place place = placeOf(path);
    *result = place.disk != nullptr && place.disk->has(place.file) ? 1 : 0;
    return SQLITE_OK;
}

int fullPath(sqlite3_vfs*, const char* path, int room, char* to)
{
    sqlite3_snprintf(room, to, "%s", path);
    return SQLITE_OK;
}

int randomBytes(sqlite3_vfs*, int amount, char* to)
{
    std::memset(to, 42, static_cast<std::size_t>(amount)); // Chance comes from the seed alone.
    return amount;
}

int sleepMicros(sqlite3_vfs*, int micros)
{
    return micros;
}

int julianDay(sqlite3_vfs*, sqlite3_int64* milliseconds)
{
    *milliseconds = 212'800'000'000'000;
    return SQLITE_OK;
}

} // namespace

const char* registerRamVfs()
{
    static sqlite3_vfs vfs = [] {
        // One thread, and many small statements: no locks, no counts, memory at hand.
        sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
        sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 512, 400);
        sqlite3_vfs made = {};
        made.iVersion = 2;
        made.szOsFile = sizeof(Handle);
        made.mxPathname = mostPath;
        made.zName = name;
        made.xOpen = openPath;
        made.xDelete = deletePath;
        made.xAccess = hasPath;
        made.xFullPathname = fullPath;
        made.xRandomness = randomBytes;
        made.xSleep = sleepMicros;
        made.xCurrentTimeInt64 = julianDay;
        return made;
    }();
    static const int registered = sqlite3_vfs_register(&vfs, 0);
    return registered == SQLITE_OK ? name : nullptr;
}

int mountDisk(RamDisk& disk)
{
    static int last = 0;
    disks()[++last] = &disk;
    return last;
}

void unmountDisk(int number)
{
    disks().erase(number);
}

} // namespace tidemark::sim
