// Preloaded into PostgreSQL: a disk that is full while the file named in TIDEMARK_TEST_FULL exists.
// As on a real one, what is there may be written over, and nothing can grow.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static int hasNoRoom(int file, off_t end)
{
    const char* flag = getenv("TIDEMARK_TEST_FULL");
    struct stat facts;
    return flag && access(flag, F_OK) == 0 && fstat(file, &facts) == 0 && S_ISREG(facts.st_mode) &&
           end > facts.st_size;
}

static off_t lengthOf(const struct iovec* parts, int count)
{
    off_t all = 0;
    for (int i = 0; i < count; ++i)
        all += (off_t)parts[i].iov_len;
    return all;
}

typedef ssize_t (*Pwrite)(int, const void*, size_t, off_t);
typedef ssize_t (*Pwritev)(int, const struct iovec*, int, off_t);

ssize_t pwrite(int file, const void* bytes, size_t count, off_t at)
{
    static Pwrite real;
    if (!real)
        real = (Pwrite)dlsym(RTLD_NEXT, "pwrite");
    if (hasNoRoom(file, at + (off_t)count)) {
        errno = ENOSPC;
        return -1;
    }
    return real(file, bytes, count, at);
}

ssize_t pwrite64(int file, const void* bytes, size_t count, off_t at)
{
    return pwrite(file, bytes, count, at);
}

ssize_t pwritev(int file, const struct iovec* parts, int count, off_t at)
{
    static Pwritev real;
    if (!real)
        real = (Pwritev)dlsym(RTLD_NEXT, "pwritev");
    if (hasNoRoom(file, at + lengthOf(parts, count))) {
        errno = ENOSPC;
        return -1;
    }
    return real(file, parts, count, at);
}

ssize_t pwritev64(int file, const struct iovec* parts, int count, off_t at)
{
    return pwritev(file, parts, count, at);
}
