// Preloaded into a program: writes down each change of the files below TIDEMARK_POWER_ROOT, in
// order, into TIDEMARK_POWER_LOG, so that a test can say what a power cut leaves of them. Synced is
// only what was asked for; the disk itself is not waited for. What is synced of files whose name
// ends with TIDEMARK_POWER_DEAF does not count, as on a store that does not ask for it. While there
// is a file TIDEMARK_POWER_FAIL, the disk fails to sync the vault's log.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

// The same layout is read by power_loss.hpp.
struct Entry {
    char what; // W write, T length, S sync, C create, R rename, U unlink, D folder synced
    char pad[3];
    uint32_t pathLength;
    uint64_t inode;
    uint64_t offset;
    uint64_t length;
};

static int isBelowRoot(const char* path)
{
    const char* root = getenv("TIDEMARK_POWER_ROOT");
    return root && strncmp(path, root, strlen(root)) == 0;
}

static int logFile(void)
{
    static int log = -1;
    if (log < 0)
        log = (int)syscall(
            SYS_openat,
            AT_FDCWD,
            getenv("TIDEMARK_POWER_LOG"),
            O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC,
            0600
        );
    return log;
}

static void note(struct Entry entry, const char* path, const void* bytes, size_t count)
{
    entry.pathLength = (uint32_t)strlen(path);
    struct iovec parts[3] = {
        {&entry, sizeof entry}, {(void*)path, entry.pathLength}, {(void*)bytes, count}};
    // One call is one piece of the log, whatever other threads do.
    syscall(SYS_writev, logFile(), parts, count ? 3 : 2);
}

// Where an open file is, and what it is; 0 when it is none of ours.
static int isOurs(int file, char* path, struct stat* facts)
{
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    const ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length <= 0)
        return 0;
    path[length] = 0;
    return isBelowRoot(path) && fstat(file, facts) == 0;
}

static void noteBytes(int file, const void* bytes, ssize_t count, off_t at)
{
    char path[PATH_MAX];
    struct stat facts;
    if (count <= 0 || !isOurs(file, path, &facts) || !S_ISREG(facts.st_mode))
        return;
    struct Entry entry = {.what = 'W', .inode = facts.st_ino};
    entry.offset = (uint64_t)at;
    entry.length = (uint64_t)count;
    note(entry, path, bytes, (size_t)count);
}

static void noteLength(int file)
{
    char path[PATH_MAX];
    struct stat facts;
    if (!isOurs(file, path, &facts) || !S_ISREG(facts.st_mode))
        return;
    struct Entry entry = {.what = 'T', .inode = facts.st_ino, .length = (uint64_t)facts.st_size};
    note(entry, path, NULL, 0);
}

static int endsWith(const char* text, const char* end)
{
    const size_t length = strlen(text);
    const size_t tail = strlen(end);
    return length >= tail && strcmp(text + length - tail, end) == 0;
}

static int noteSync(int file)
{
    char path[PATH_MAX];
    struct stat facts;
    if (!isOurs(file, path, &facts))
        return 0;
    const char* deaf = getenv("TIDEMARK_POWER_DEAF");
    if (deaf && *deaf && endsWith(path, deaf))
        return 1;
    struct Entry entry = {.what = S_ISDIR(facts.st_mode) ? 'D' : 'S', .inode = facts.st_ino};
    note(entry, path, NULL, 0);
    return 1;
}

static void noteCreated(int file)
{
    char path[PATH_MAX];
    struct stat facts;
    if (!isOurs(file, path, &facts) || !S_ISREG(facts.st_mode))
        return;
    struct Entry entry = {.what = 'C', .inode = facts.st_ino};
    note(entry, path, NULL, 0);
}

static void noteName(char what, const char* from, const char* to)
{
    if (!isBelowRoot(from))
        return;
    struct Entry entry = {.what = what, .length = to ? strlen(to) : 0};
    note(entry, from, to, to ? strlen(to) : 0);
}

static int openAnd(int folder, const char* path, int flags, mode_t mode)
{
    struct stat facts;
    const int isNew = (flags & O_CREAT) && fstatat(folder, path, &facts, 0) != 0;
    const int file = (int)syscall(SYS_openat, folder, path, flags, mode);
    if (file >= 0 && isNew)
        noteCreated(file);
    else if (file >= 0 && (flags & O_TRUNC))
        noteLength(file);
    return file;
}

#define TAKE_MODE                                                                                  \
    mode_t mode = 0;                                                                               \
    if (flags & (O_CREAT | O_TMPFILE)) {                                                           \
        va_list more;                                                                              \
        va_start(more, flags);                                                                     \
        mode = va_arg(more, mode_t);                                                               \
        va_end(more);                                                                              \
    }

int open(const char* path, int flags, ...)
{
    TAKE_MODE
    return openAnd(AT_FDCWD, path, flags, mode);
}

int open64(const char* path, int flags, ...)
{
    TAKE_MODE
    return openAnd(AT_FDCWD, path, flags, mode);
}

int openat(int folder, const char* path, int flags, ...)
{
    TAKE_MODE
    return openAnd(folder, path, flags, mode);
}

int openat64(int folder, const char* path, int flags, ...)
{
    TAKE_MODE
    return openAnd(folder, path, flags, mode);
}

ssize_t write(int file, const void* bytes, size_t count)
{
    const off_t at = lseek(file, 0, SEEK_CUR);
    const ssize_t done = syscall(SYS_write, file, bytes, count);
    if (at >= 0)
        noteBytes(file, bytes, done, at);
    return done;
}

ssize_t writev(int file, const struct iovec* parts, int count)
{
    ssize_t all = 0;
    for (int i = 0; i < count; ++i) {
        const ssize_t done = write(file, parts[i].iov_base, parts[i].iov_len);
        if (done < 0)
            return all ? all : done;
        all += done;
        if ((size_t)done < parts[i].iov_len)
            break;
    }
    return all;
}

ssize_t pwrite(int file, const void* bytes, size_t count, off_t at)
{
    const ssize_t done = syscall(SYS_pwrite64, file, bytes, count, at);
    noteBytes(file, bytes, done, at);
    return done;
}

ssize_t pwrite64(int file, const void* bytes, size_t count, off_t at)
{
    return pwrite(file, bytes, count, at);
}

int ftruncate(int file, off_t length)
{
    const int done = (int)syscall(SYS_ftruncate, file, length);
    noteLength(file);
    return done;
}

int ftruncate64(int file, off_t length)
{
    return ftruncate(file, length);
}

static int failsToSync(int file)
{
    char path[PATH_MAX];
    struct stat facts;
    const char* sign = getenv("TIDEMARK_POWER_FAIL");
    if (!sign || access(sign, F_OK) != 0 || !isOurs(file, path, &facts))
        return 0;
    return endsWith(path, "/vault.db-wal");
}

static int syncBy(long call, int file)
{
    if (failsToSync(file)) {
        errno = EIO;
        return -1;
    }
    return noteSync(file) ? 0 : (int)syscall(call, file);
}

int fsync(int file)
{
    return syncBy(SYS_fsync, file);
}

int fdatasync(int file)
{
    return syncBy(SYS_fdatasync, file);
}

int rename(const char* from, const char* to)
{
    const int done = (int)syscall(SYS_rename, from, to);
    if (done == 0)
        noteName('R', from, to);
    return done;
}

int renameat2(int fromFolder, const char* from, int toFolder, const char* to, unsigned flags)
{
    const int done = (int)syscall(SYS_renameat2, fromFolder, from, toFolder, to, flags);
    if (done == 0)
        noteName('R', from, to);
    return done;
}

int unlink(const char* path)
{
    const int done = (int)syscall(SYS_unlink, path);
    if (done == 0)
        noteName('U', path, NULL);
    return done;
}

int unlinkat(int folder, const char* path, int flags)
{
    const int done = (int)syscall(SYS_unlinkat, folder, path, flags);
    if (done == 0 && folder == AT_FDCWD)
        noteName('U', path, NULL);
    return done;
}

int remove(const char* path)
{
    return unlink(path);
}

int linkat(int fromFolder, const char* from, int toFolder, const char* to, int flags)
{
    const int done = (int)syscall(SYS_linkat, fromFolder, from, toFolder, to, flags);
    struct stat facts;
    if (done == 0 && isBelowRoot(to) && stat(to, &facts) == 0) {
        struct Entry entry = {.what = 'L', .inode = facts.st_ino};
        note(entry, to, NULL, 0);
    }
    return done;
}
