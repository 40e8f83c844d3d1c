// A disk under SQLite that fails at a chosen call.
#pragma once

#include <sqlite3.h>

#include <algorithm>
#include <vector>

namespace tidemark::test {

/// `change` stands for writes, truncations and, where those are counted, syncs.
enum class DiskCall { change, sync, read };

/// Which calls count and what the n-th of them answers.
struct DiskPlan {
    long failAt = 0; ///< 1 is the next; 0: never.
    bool staysBroken = false;
    int code = SQLITE_FULL;
    DiskCall counted = DiskCall::change;
    /// What a failed sync leaves of the writes since the one before: nothing, or all of it for now.
    /// The next sync says that all is well in any case, as a kernel may that took them for written.
    bool forgets = false;
    long calls = 0;
    bool hasFailed = false;

    [[nodiscard]] bool fails(DiskCall call)
    {
        const bool isSyncOfAll = call == DiskCall::sync && counted == DiskCall::change;
        if (call != counted && !isSyncOfAll)
            return false;
        ++calls;
        const bool isNow = failAt > 0 && (staysBroken ? calls >= failAt : calls == failAt);
        hasFailed = hasFailed || isNow;
        return isNow;
    }
    void arm(long at, int with, bool stays, DiskCall which = DiskCall::change)
    {
        *this = DiskPlan{.failAt = at, .staysBroken = stays, .code = with, .counted = which};
    }
    void heal() { failAt = 0; }
};

/// Registers itself as the default file system under SQLite's and the cipher's. One in a process,
/// made before the first file is opened.
class FailingDisk {
public:
    static FailingDisk& install()
    {
        static FailingDisk disk;
        return disk;
    }
    DiskPlan plan = {};

private:
    /// A write since the last sync, and what was there before.
    struct Change {
        sqlite3_int64 at = 0;
        sqlite3_int64 sizeBefore = 0;
        std::vector<char> before = {};
    };
    struct File {
        sqlite3_file base;
        sqlite3_file* real;
        std::vector<Change>* unsynced;
    };

    FailingDisk()
        : real_(
              sqlite3_vfs_find("unix") != nullptr ? sqlite3_vfs_find("unix")
                                                  : sqlite3_vfs_find(nullptr)
          )
        , vfs_(*real_)
    {
        fill();
        vfs_.pNext = nullptr;
        vfs_.zName = "failing";
        vfs_.szOsFile = static_cast<int>(sizeof(File)) + real_->szOsFile;
        vfs_.pAppData = this;
        vfs_.xOpen = &open;
        sqlite3_vfs_register(&vfs_, 0);
        sqlite3mc_vfs_create("failing", 1); // The cipher's file system, above ours, by default.
    }

    static FailingDisk& self() { return install(); }
    static sqlite3_file* realOf(sqlite3_file* file) { return reinterpret_cast<File*>(file)->real; }

    static int
    open(sqlite3_vfs* vfs, sqlite3_filename name, sqlite3_file* file, int flags, int* outFlags)
    {
        auto* disk = static_cast<FailingDisk*>(vfs->pAppData);
        auto* mine = reinterpret_cast<File*>(file);
        mine->real = reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + sizeof(File));
        mine->base.pMethods = nullptr;
        mine->unsynced = nullptr;
        const int code = disk->real_->xOpen(disk->real_, name, mine->real, flags, outFlags);
        if (code != SQLITE_OK)
            return code;
        mine->base.pMethods = &disk->methods_;
        mine->unsynced = new std::vector<Change>();
        return code;
    }
    static int close(sqlite3_file* file)
    {
        delete reinterpret_cast<File*>(file)->unsynced;
        return realOf(file)->pMethods->xClose(realOf(file));
    }
    static int read(sqlite3_file* file, void* to, int count, sqlite3_int64 at)
    {
        auto& plan = self().plan;
        if (plan.fails(DiskCall::read))
            return plan.code;
        return realOf(file)->pMethods->xRead(realOf(file), to, count, at);
    }
    static int write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 at)
    {
        auto& plan = self().plan;
        if (plan.fails(DiskCall::change))
            return plan.code;
        remember(file, count, at);
        return realOf(file)->pMethods->xWrite(realOf(file), bytes, count, at);
    }
    static void remember(sqlite3_file* file, int count, sqlite3_int64 at)
    {
        Change change{.at = at};
        realOf(file)->pMethods->xFileSize(realOf(file), &change.sizeBefore);
        const auto there = std::clamp<sqlite3_int64>(change.sizeBefore - at, 0, count);
        change.before.resize(static_cast<std::size_t>(there));
        if (there > 0)
            realOf(file)->pMethods->xRead(
                realOf(file), change.before.data(), static_cast<int>(there), at
            );
        reinterpret_cast<File*>(file)->unsynced->push_back(std::move(change));
    }
    static void forget(sqlite3_file* file)
    {
        auto& unsynced = *reinterpret_cast<File*>(file)->unsynced;
        for (auto one = unsynced.rbegin(); one != unsynced.rend(); ++one) {
            const auto size = static_cast<int>(one->before.size());
            if (size > 0)
                realOf(file)->pMethods->xWrite(realOf(file), one->before.data(), size, one->at);
            realOf(file)->pMethods->xTruncate(realOf(file), one->sizeBefore);
        }
        unsynced.clear();
    }
    static int sync(sqlite3_file* file, int flags)
    {
        auto& plan = self().plan;
        if (plan.fails(DiskCall::sync)) {
            if (plan.forgets)
                forget(file);
            return SQLITE_IOERR_FSYNC;
        }
        reinterpret_cast<File*>(file)->unsynced->clear();
        return realOf(file)->pMethods->xSync(realOf(file), flags);
    }
    static int truncate(sqlite3_file* file, sqlite3_int64 size)
    {
        auto& plan = self().plan;
        if (plan.fails(DiskCall::change))
            return SQLITE_IOERR_TRUNCATE;
        reinterpret_cast<File*>(file)->unsynced->clear(); // Of what is cut nothing comes back.
        return realOf(file)->pMethods->xTruncate(realOf(file), size);
    }

    void fill()
    {
        methods_.iVersion = 2;
        methods_.xClose = &close;
        methods_.xRead = &read;
        methods_.xWrite = &write;
        methods_.xTruncate = &truncate;
        methods_.xSync = &sync;
        methods_.xFileSize = [](sqlite3_file* f, sqlite3_int64* size) {
            return realOf(f)->pMethods->xFileSize(realOf(f), size);
        };
        methods_.xLock = [](sqlite3_file* f, int how) {
            return realOf(f)->pMethods->xLock(realOf(f), how);
        };
        methods_.xUnlock = [](sqlite3_file* f, int how) {
            return realOf(f)->pMethods->xUnlock(realOf(f), how);
        };
        methods_.xCheckReservedLock = [](sqlite3_file* f, int* out) {
            return realOf(f)->pMethods->xCheckReservedLock(realOf(f), out);
        };
        methods_.xFileControl = [](sqlite3_file* f, int op, void* arg) {
            return realOf(f)->pMethods->xFileControl(realOf(f), op, arg);
        };
        methods_.xSectorSize = [](sqlite3_file* f) {
            return realOf(f)->pMethods->xSectorSize(realOf(f));
        };
        methods_.xDeviceCharacteristics = [](sqlite3_file* f) {
            return realOf(f)->pMethods->xDeviceCharacteristics(realOf(f));
        };
        methods_.xShmMap = [](sqlite3_file* f, int page, int size, int grow, void volatile** out) {
            return realOf(f)->pMethods->xShmMap(realOf(f), page, size, grow, out);
        };
        methods_.xShmLock = [](sqlite3_file* f, int offset, int count, int flags) {
            return realOf(f)->pMethods->xShmLock(realOf(f), offset, count, flags);
        };
        methods_.xShmBarrier = [](sqlite3_file* f) { realOf(f)->pMethods->xShmBarrier(realOf(f)); };
        methods_.xShmUnmap = [](sqlite3_file* f, int remove) {
            return realOf(f)->pMethods->xShmUnmap(realOf(f), remove);
        };
    }

    sqlite3_vfs* real_;
    sqlite3_vfs vfs_;
    sqlite3_io_methods methods_ = {};
};

} // namespace tidemark::test
