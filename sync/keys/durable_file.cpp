// A file beside, then a rename.
#include "sync/keys/durable_file.hpp"

#include <QFileInfo>
#include <QSaveFile>

namespace tidemark::sync {

Result<void> writeDurably(const QString& path, std::string_view text)
{
    QSaveFile target(path); // Its commit waits for the disk before it renames.
    const auto size = static_cast<qint64>(text.size());
    const bool isWritten =
        target.open(QIODevice::WriteOnly) &&
        target.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
        target.write(text.data(), size) == size && target.commit();
    if (!isWritten)
        return Fault{
            FaultCode::full,
            "file_unwritable",
            "The file " + path.toStdString() +
                " could not be written: " + target.errorString().toStdString() + ".",
            "Make room on the disk and check that you may write to the data folder."};
    syncFolder(QFileInfo(path).absolutePath());
    return {};
}

} // namespace tidemark::sync
