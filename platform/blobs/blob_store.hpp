// Where the bytes of blobs lie. The default is a folder; what is here is all that another kind of
// store has to do.
#pragma once

#include "models/core/fault.hpp"
#include "models/core/uuid.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace tidemark::platform {

/// One blob of one tenant. Made of numbers only: nothing that a client wrote becomes a path.
struct BlobPlace {
    int tenant = 0;
    Uuid id = {};
};

/// Keeps sealed bytes. Blocking; callers use a thread of their own. Faults `unavailable`
/// `blob_not_written`, `full`/`store_full`, and `notFound`/`blob_gone`.
class BlobStore {
public:
    virtual ~BlobStore() = default;

    /// Puts bytes where they belong; they survive a power cut when this returns. What was written
    /// at or after `offset` before is replaced.
    [[nodiscard]] virtual Result<void>
    write(const BlobPlace& place, std::int64_t offset, std::string_view bytes) = 0;

    /// At most `most` bytes from `offset`; fewer at the end only.
    [[nodiscard]] virtual Result<std::string>
    read(const BlobPlace& place, std::int64_t offset, std::size_t most) = 0;

    /// All of it is there: moves it from the uploads to the content. Readers find it before, too.
    virtual void settle(const BlobPlace& place) = 0;

    /// Deletes it, wherever it is; nothing is wrong when it is not there.
    virtual void remove(const BlobPlace& place) = 0;
};

/// `<root>/<tenant>/parts/<id>` while it comes, `<root>/<tenant>/<two digits>/<id>` then.
class FolderBlobStore final : public BlobStore {
public:
    explicit FolderBlobStore(std::filesystem::path root)
        : root_(std::move(root))
    {
    }

    [[nodiscard]] Result<void>
    write(const BlobPlace& place, std::int64_t offset, std::string_view bytes) override;
    [[nodiscard]] Result<std::string>
    read(const BlobPlace& place, std::int64_t offset, std::size_t most) override;
    void settle(const BlobPlace& place) override;
    void remove(const BlobPlace& place) override;

private:
    [[nodiscard]] std::filesystem::path partPath(const BlobPlace& place) const;
    [[nodiscard]] std::filesystem::path settledPath(const BlobPlace& place) const;

    std::filesystem::path root_;
};

} // namespace tidemark::platform
