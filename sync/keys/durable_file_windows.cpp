// Names on the disk of Windows: NTFS writes them in the order in which they were made.
#include "sync/keys/durable_file.hpp"

#include <io.h>

namespace tidemark::sync {

bool syncFile(QFile& file)
{
    return file.flush() && _commit(file.handle()) == 0;
}

void syncFolder(const QString&) {}

} // namespace tidemark::sync
