#include "platform/blobs/blob_store.hpp"

#include <spdlog/spdlog.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace tidemark::platform {
namespace {

namespace fs = std::filesystem;

/// A file descriptor that closes itself.
class File {
public:
    File(const fs::path& path, int flags)
        : number_(::open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, 0600))
    {
    }
    ~File()
    {
        if (number_ >= 0)
            ::close(number_);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    [[nodiscard]] bool isOpen() const { return number_ >= 0; }
    [[nodiscard]] int number() const { return number_; }

private:
    int number_;
};

Fault notWritten()
{
    const bool isFull = errno == ENOSPC || errno == EDQUOT;
    return {
        isFull ? FaultCode::full : FaultCode::unavailable,
        isFull ? "store_full" : "blob_not_written",
        std::string("The platform could not store the file: ") + std::strerror(errno) + ".",
        "Try again later; the operator has to look at the platform's disk if this stays."};
}

/// A name is on the disk only when its folder is.
bool syncFolder(const fs::path& folder)
{
    const File directory(folder, O_RDONLY | O_DIRECTORY);
    return directory.isOpen() && ::fsync(directory.number()) == 0;
}

} // namespace

fs::path FolderBlobStore::partPath(const BlobPlace& place) const
{
    return root_ / std::to_string(place.tenant) / "parts" / place.id.toString();
}

fs::path FolderBlobStore::settledPath(const BlobPlace& place) const
{
    const std::string name = place.id.toString(); // Its last digits are random.
    return root_ / std::to_string(place.tenant) / name.substr(name.size() - 2) / name;
}

Result<void>
FolderBlobStore::write(const BlobPlace& place, std::int64_t offset, std::string_view bytes)
{
    const fs::path path = partPath(place);
    std::error_code ignored;
    const bool isNew = fs::create_directories(path.parent_path(), ignored) || offset == 0;
    const File file(path, O_WRONLY | O_CREAT);
    if (!file.isOpen() || ::ftruncate(file.number(), offset) != 0)
        return notWritten();
    while (!bytes.empty()) {
        const auto written = ::pwrite(file.number(), bytes.data(), bytes.size(), offset);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return notWritten();
        offset += written;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(file.number()) != 0 || (isNew && !syncFolder(path.parent_path())))
        return notWritten();
    return {};
}

Result<std::string>
FolderBlobStore::read(const BlobPlace& place, std::int64_t offset, std::size_t most)
{
    for (const fs::path& path : {settledPath(place), partPath(place)}) {
        const File file(path, O_RDONLY);
        if (!file.isOpen())
            continue;
        std::string bytes(most, '\0');
        std::size_t size = 0;
        while (size < most) {
            const auto count = ::pread(
                file.number(),
                bytes.data() + size,
                most - size,
                offset + static_cast<std::int64_t>(size)
            );
            if (count < 0 && errno == EINTR)
                continue;
            if (count <= 0)
                break;
            size += static_cast<std::size_t>(count);
        }
        bytes.resize(size);
        return bytes;
    }
    return Fault{
        FaultCode::notFound,
        "blob_gone",
        "The file's content is no longer in the store.",
        "Ask whoever attached it to attach it again."};
}

void FolderBlobStore::settle(const BlobPlace& place)
{
    const fs::path to = settledPath(place);
    std::error_code failed;
    fs::create_directories(to.parent_path(), failed);
    fs::rename(partPath(place), to, failed);
    if (failed) // It is found among the uploads as well.
        spdlog::warn("a blob stays among the uploads: {}", failed.message());
    else
        syncFolder(to.parent_path());
}

void FolderBlobStore::remove(const BlobPlace& place)
{
    std::error_code ignored;
    fs::remove(partPath(place), ignored);
    fs::remove(settledPath(place), ignored);
}

} // namespace tidemark::platform
