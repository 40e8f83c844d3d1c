#include "sync/sqlite/file_copy.hpp"

#include <fcntl.h>
#include <unistd.h>

namespace tidemark::sync {

void syncFile(const std::filesystem::path& file)
{
    const int handle = open(file.c_str(), O_RDONLY);
    if (handle < 0)
        return; // What cannot be opened is met again by whoever needs it.
    (void)fsync(handle);
    close(handle);
}

} // namespace tidemark::sync
