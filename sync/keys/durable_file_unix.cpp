// Names on the disk of a Unix system.
#include "sync/keys/durable_file.hpp"

#include <QFile>

#include <fcntl.h>
#include <unistd.h>

namespace tidemark::sync {

bool syncFile(QFile& file)
{
    return file.flush() && fsync(file.handle()) == 0;
}

void syncFolder(const QString& folder)
{
    const int handle = open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY);
    if (handle < 0)
        return; // A file system that cannot do this keeps names in its own way.
    (void)fsync(handle);
    close(handle);
}

} // namespace tidemark::sync
