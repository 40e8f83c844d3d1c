// The folder of files on this device. Nothing in it is plain: neither content nor names.
#pragma once

#include "models/core/fault.hpp"
#include "sync/vault/blob_book.hpp"

#include <QByteArray>
#include <QIODevice>
#include <QString>
#include <QStringList>

#include <functional>

namespace tidemark::sync {

/// Content that came into the folder.
struct ImportedBlob {
    std::string file = {}; ///< A random name.
    Secret key = {};       ///< Its own, random.
    std::string sha256 = {};
    std::int64_t size = 0;
    std::string firstBytes = {}; ///< Enough to tell what it is.
};

/// Free bytes of the disk that a folder is on; injected, so that tests fill it.
using FreeBytes = std::function<std::int64_t(const QString& folder)>;

/// Seals in segments (see models/core/segment_cipher.hpp) and opens again. Blocking: for a thread
/// of its own. Faults: `notFound`/`file_gone`, `corrupt`/`blob_damaged`, `full`/`disk_almost_full`,
/// `full`/`file_not_written`.
class BlobFolder {
public:
    explicit BlobFolder(QString folder, FreeBytes freeBytes = {});

    /// Takes a copy of what a person chose; on the disk for good when it returns. Also faults of
    /// the file: `invalid`/`empty_file`, `not_a_file`, `tooLarge`/`file_too_large`,
    /// `forbidden`/`executable_file`, `unavailable`/`file_unreadable`.
    [[nodiscard]] Result<ImportedBlob> take(const QString& file);
    [[nodiscard]] Result<ImportedBlob> takeBytes(const QByteArray& bytes);

    /// Plain bytes, from the beginning of a segment on.
    [[nodiscard]] Result<QByteArray>
    read(const LocalBlob& blob, std::int64_t offset, std::int64_t bytes) const;
    /// Puts a fetched part, whole segments but for the last, where it belongs.
    [[nodiscard]] Result<void>
    write(const LocalBlob& blob, std::int64_t offset, const QByteArray& plain) const;
    /// All of it is here and is what its name says; else `corrupt`/`wrong_content`.
    [[nodiscard]] Result<void> verify(const LocalBlob& blob) const;

    /// A plain copy where a person wants it, whole or not at all.
    [[nodiscard]] Result<void> saveAs(const LocalBlob& blob, const QString& path) const;
    /// A plain copy that only this user can read, in a new folder below `below`, under `name`.
    [[nodiscard]] Result<QString>
    openCopy(const LocalBlob& blob, const QString& below, const QString& name) const;

    [[nodiscard]] bool has(const std::string& file) const;
    void remove(const std::string& file) const;
    /// Deletes what nobody knows: left by a crash, or of keys that are gone.
    void removeAllBut(const std::set<std::string>& known) const;

    /// Room for so many bytes, and 500 MB beside (100 MB for what a person adds).
    [[nodiscard]] Result<void> hasRoom(std::int64_t bytes, bool isFetched) const;

private:
    [[nodiscard]] Result<ImportedBlob> takeFrom(QIODevice& source);
    [[nodiscard]] QString pathOf(const std::string& file) const;
    [[nodiscard]] Result<void> copyTo(const LocalBlob& blob, QIODevice& target) const;

    QString folder_;
    FreeBytes freeBytes_;
};

/// A new name that says nothing, for a file that is to be fetched.
[[nodiscard]] std::string randomBlobName();

} // namespace tidemark::sync
