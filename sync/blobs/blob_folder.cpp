#include "sync/blobs/blob_folder.hpp"

#include "models/core/segment_cipher.hpp"
#include "models/entities/attachment_rules.hpp"
#include "sync/keys/durable_file.hpp"

#include <QBuffer>
#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QSaveFile>
#include <QStorageInfo>

namespace tidemark::sync {
namespace {

constexpr qint64 pieceBytes = 16 * static_cast<qint64>(SegmentCipher::segmentBytes);
constexpr std::int64_t leaveForFetched = 500LL * 1024 * 1024;
constexpr std::int64_t leaveForAdded = 100LL * 1024 * 1024;

std::int64_t segmentOf(std::int64_t offset)
{
    return offset / static_cast<std::int64_t>(SegmentCipher::segmentBytes);
}

std::string_view viewOf(const QByteArray& bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

Fault notWritten(const QString& why)
{
    return {
        FaultCode::full,
        "file_not_written",
        "The file could not be written: " + why.toStdString() + ".",
        "Make room on the disk, or choose another folder."};
}

Fault gone()
{
    return {
        FaultCode::notFound,
        "file_gone",
        "The file is no longer on this device.",
        "Fetch it from the platform again."};
}

/// What was fetched before is not on the disk.
Fault lostPart()
{
    return {
        FaultCode::corrupt,
        "wrong_content",
        "A part of the file that was fetched before is no longer on this device.",
        "It is fetched from its beginning."};
}

Fault wrongContent()
{
    return {
        FaultCode::corrupt,
        "wrong_content",
        "The file is not what the report names: it was damaged.",
        "It is fetched from its beginning; if this stays, ask whoever attached it."};
}

constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr auto ownerFolder = ownerOnly | QFileDevice::ExeOwner;

} // namespace

std::string randomBlobName()
{
    std::array<quint32, 4> words = {};
    QRandomGenerator::system()->fillRange(words.data(), static_cast<qsizetype>(words.size()));
    const auto bytes = QByteArray(reinterpret_cast<const char*>(words.data()), sizeof words);
    return bytes.toHex().toStdString();
}

BlobFolder::BlobFolder(QString folder, FreeBytes freeBytes)
    : folder_(std::move(folder))
    , freeBytes_(std::move(freeBytes))
{
    if (!freeBytes_)
        freeBytes_ = [](const QString& where) { return QStorageInfo(where).bytesAvailable(); };
}

QString BlobFolder::pathOf(const std::string& file) const
{
    return folder_ + QLatin1Char('/') + QString::fromStdString(file);
}

Result<void> BlobFolder::hasRoom(std::int64_t bytes, bool isFetched) const
{
    QDir().mkpath(folder_);
    QFile::setPermissions(folder_, ownerFolder);
    const std::int64_t left = freeBytes_(folder_) - bytes;
    if (left >= (isFetched ? leaveForFetched : leaveForAdded))
        return {};
    return Fault{
        FaultCode::full,
        "disk_almost_full",
        isFetched ? "There is too little room on this device to fetch the file."
                  : "There is too little room on this device to attach the file.",
        "Make room on the disk, then try again."};
}

Result<ImportedBlob> BlobFolder::take(const QString& file)
{
    const QFileInfo info(file);
    if (!info.exists() || !info.isFile())
        return Fault{
            FaultCode::invalid,
            "not_a_file",
            info.isDir() ? "This is a folder." : "There is no such file.",
            info.isDir() ? "Choose the files in it, or an archive of it." : "Choose a file."};
    if (info.size() > attachmentBytesMost)
        return Fault{
            FaultCode::tooLarge,
            "file_too_large",
            "The file is larger than 2 GB.",
            "Attach a smaller file."};
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly))
        return Fault{
            FaultCode::unavailable,
            "file_unreadable",
            "The file cannot be read: " + source.errorString().toStdString() + ".",
            "Close it in other programs, or check its rights."};
    if (auto room = hasRoom(info.size(), false); !room)
        return room.error();
    return takeFrom(source);
}

Result<ImportedBlob> BlobFolder::takeBytes(const QByteArray& bytes)
{
    if (auto room = hasRoom(bytes.size(), false); !room)
        return room.error();
    QBuffer source;
    source.setData(bytes);
    source.open(QIODevice::ReadOnly);
    return takeFrom(source);
}

Result<ImportedBlob> BlobFolder::takeFrom(QIODevice& source)
{
    ImportedBlob blob;
    blob.file = randomBlobName();
    blob.key = SegmentCipher::newKey();
    const SegmentCipher cipher(blob.key.clone());
    QCryptographicHash hash(QCryptographicHash::Sha256);
    QSaveFile target(pathOf(blob.file));
    if (!target.open(QIODevice::WriteOnly))
        return notWritten(target.errorString());
    target.setPermissions(ownerOnly);
    for (;;) {
        const QByteArray piece = source.read(pieceBytes);
        if (piece.isEmpty())
            break;
        if (blob.size == 0) {
            blob.firstBytes = std::string(viewOf(piece).substr(0, sniffBytes));
            if (auto checked = checkContent(blob.firstBytes); !checked)
                return checked.error();
        }
        hash.addData(piece);
        const std::string sealed = cipher.seal(segmentOf(blob.size), viewOf(piece));
        const auto count = static_cast<qint64>(sealed.size());
        if (target.write(sealed.data(), count) != count)
            return notWritten(target.errorString());
        blob.size += piece.size();
        if (piece.size() < pieceBytes && !source.atEnd())
            return Fault{
                FaultCode::unavailable,
                "file_unreadable",
                "The file cannot be read to its end.",
                "Copy it to this computer, then attach the copy."};
    }
    if (blob.size == 0)
        return Fault{
            FaultCode::invalid, "empty_file", "The file is empty.", "Attach a file with content."};
    if (!target.commit())
        return notWritten(target.errorString());
    syncFolder(folder_);
    blob.sha256 = hash.result().toHex().toStdString();
    return blob;
}

Result<QByteArray>
BlobFolder::read(const LocalBlob& blob, std::int64_t offset, std::int64_t bytes) const
{
    QFile file(pathOf(blob.file));
    if (!file.open(QIODevice::ReadOnly))
        return gone();
    const std::int64_t first = segmentOf(offset);
    const std::int64_t end = segmentOf(offset + bytes - 1) + 1;
    const std::int64_t from = SegmentCipher::placeOf(first);
    if (!file.seek(from))
        return gone();
    const QByteArray sealed = file.read(SegmentCipher::placeOf(end) - from);
    const SegmentCipher cipher(blob.key.clone());
    const auto plain = cipher.open(first, viewOf(sealed));
    if (!plain)
        return plain.error();
    return QByteArray(plain->data(), static_cast<qsizetype>(plain->size()));
}

Result<void>
BlobFolder::write(const LocalBlob& blob, std::int64_t offset, const QByteArray& plain) const
{
    if (auto room = hasRoom(plain.size(), true); !room)
        return room;
    QFile file(pathOf(blob.file));
    if (!file.open(QIODevice::ReadWrite))
        return notWritten(file.errorString());
    file.setPermissions(ownerOnly);
    const std::int64_t first = segmentOf(offset);
    const std::int64_t place = SegmentCipher::placeOf(first);
    const SegmentCipher cipher(blob.key.clone());
    const std::string sealed = cipher.seal(first, viewOf(plain));
    const auto count = static_cast<qint64>(sealed.size());
    const bool isWritten = file.size() >= place && file.resize(place) && file.seek(place) &&
                           file.write(sealed.data(), count) == count && syncFile(file);
    if (!isWritten)
        return file.size() < place ? lostPart() : notWritten(file.errorString());
    // The vault counts on these bytes from here on, and so on the name of the file.
    if (first == 0)
        syncFolder(folder_);
    return {};
}

Result<void> BlobFolder::verify(const LocalBlob& blob) const
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (std::int64_t offset = 0; offset < blob.size;) {
        const auto piece = read(blob, offset, pieceBytes);
        if (!piece)
            return piece.error();
        if (piece->isEmpty())
            return wrongContent();
        hash.addData(*piece);
        offset += piece->size();
    }
    if (hash.result().toHex().toStdString() != blob.sha256)
        return wrongContent();
    return {};
}

Result<void> BlobFolder::copyTo(const LocalBlob& blob, QIODevice& target) const
{
    for (std::int64_t offset = 0; offset < blob.size;) {
        const auto piece = read(blob, offset, pieceBytes);
        if (!piece)
            return piece.error();
        if (piece->isEmpty())
            return gone();
        if (target.write(*piece) != piece->size())
            return notWritten(target.errorString());
        offset += piece->size();
    }
    return {};
}

Result<void> BlobFolder::saveAs(const LocalBlob& blob, const QString& path) const
{
    QSaveFile target(path);
    if (!target.open(QIODevice::WriteOnly))
        return notWritten(target.errorString());
    if (auto copied = copyTo(blob, target); !copied)
        return copied;
    if (!target.commit())
        return notWritten(target.errorString());
    return {};
}

Result<QString>
BlobFolder::openCopy(const LocalBlob& blob, const QString& below, const QString& name) const
{
    const QString folder = below + QLatin1Char('/') + QString::fromStdString(randomBlobName());
    if (!QDir().mkpath(folder))
        return notWritten(folder);
    QFile::setPermissions(below, ownerFolder);
    QFile::setPermissions(folder, ownerFolder);
    const QString path = folder + QLatin1Char('/') + name;
    QFile target(path);
    if (!target.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return notWritten(target.errorString());
    target.setPermissions(ownerOnly);
    auto copied = copyTo(blob, target);
    target.close();
    if (copied && target.error() != QFileDevice::NoError)
        copied = notWritten(target.errorString());
    if (!copied) {
        QDir(folder).removeRecursively();
        return copied.error();
    }
    target.setPermissions(QFileDevice::ReadOwner); // A change to the copy would go nowhere.
    return path;
}

bool BlobFolder::has(const std::string& file) const
{
    return QFile::exists(pathOf(file));
}

void BlobFolder::remove(const std::string& file) const
{
    QFile::remove(pathOf(file));
}

void BlobFolder::removeAllBut(const std::set<std::string>& known) const
{
    const auto names = QDir(folder_).entryList(QDir::Files | QDir::Hidden);
    for (const QString& name : names) {
        if (!known.contains(name.toStdString()))
            QFile::remove(folder_ + QLatin1Char('/') + name);
    }
}

} // namespace tidemark::sync
