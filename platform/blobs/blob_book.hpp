// Blobs: offered, sent in parts, verified, read and forgotten. The database says what there is, the
// store has the bytes.
#pragma once

#include "models/core/segment_cipher.hpp"
#include "platform/blobs/blob_store.hpp"
#include "platform/identity/actor.hpp"
#include "platform/vault/sealer.hpp"

#include <boost/asio/thread_pool.hpp>

#include <chrono>

namespace tidemark::platform {

/// Content that somebody wants to send.
struct BlobOffer {
    std::int64_t size = 0;
    std::string sha256 = {};
    std::int64_t scope = 0;
    std::string mime = {};
};

/// A blob as it is.
struct BlobEntry {
    Uuid id = {};
    std::int64_t scope = 0;
    std::string sha256 = {};
    std::int64_t size = 0;
    std::int64_t received = 0;
    std::string mime = {};
    bool isStored = false;
    std::string sealedKey = {};
};

/// What becomes of content that nobody needs.
struct BlobKeeping {
    std::chrono::hours parts{24 * 7};    ///< Since the last part of an upload.
    std::chrono::hours content{24 * 30}; ///< Since no attachment names it any more.
};

/// What a tenant may store.
struct BlobLimits {
    std::int64_t fileBytes = 100LL * 1024 * 1024;
    std::int64_t quotaBytes = 10LL * 1024 * 1024 * 1024;
};

/// Works for one actor at a time, on the database's executor; bytes go through threads of its own.
/// A blob in a scope that the actor does not hold, and an upload of somebody else, are `notFound`
/// `no_such_blob`, as one that is not there.
class BlobBook {
public:
    BlobBook(Database& database, const Sealer& sealer, BlobStore& store);
    ~BlobBook();
    BlobBook(const BlobBook&) = delete;
    BlobBook& operator=(const BlobBook&) = delete;

    template <class T>
    using Task = asio::awaitable<Result<T>>;

    /// The content when this scope has it already, or the actor's upload, begun or gone on with.
    /// Faults `invalid`, `notFound`/`no_such_scope`, `tooLarge`/`file_too_large`,
    /// `full`/`quota_used_up`.
    [[nodiscard]] Task<BlobEntry> offer(const Actor& actor, const BlobOffer& offer);

    /// The next part. Faults `conflict`/`wrong_offset`, `invalid`/`bad_part`; with
    /// `invalid`/`hash_mismatch` and `forbidden`/`executable_file` the upload is forgotten.
    [[nodiscard]] Task<BlobEntry>
    append(const Actor& actor, Uuid id, std::int64_t offset, std::string_view bytes);

    /// Content that the actor may read, or an upload of their own.
    [[nodiscard]] Task<BlobEntry> find(const Actor& actor, Uuid id);

    /// Plain bytes of stored content, at most 1 MiB from `offset` on and not past `end`.
    [[nodiscard]] Task<std::string>
    read(int tenant, const BlobEntry& blob, std::int64_t offset, std::int64_t end);

    /// What the actor's tenant may store, and how much it does.
    [[nodiscard]] Task<std::pair<BlobLimits, std::int64_t>> limits(const Actor& actor);

    /// Forgets, in all tenants, what was given up or is named no more; how much it was.
    [[nodiscard]] Task<std::int64_t> clear(const BlobKeeping& keeping);

private:
    struct Appended; // An entry, or why it was forgotten.

    [[nodiscard]] Task<BlobEntry>
    begin(Transaction& transaction, const Actor& actor, const BlobOffer& offer);
    [[nodiscard]] Task<Appended>
    take(Transaction& transaction, BlobEntry upload, std::string_view bytes);
    [[nodiscard]] Task<Appended> finish(Transaction& transaction, BlobEntry upload);
    [[nodiscard]] Task<void> forget(Transaction& transaction, const BlobEntry& upload);
    [[nodiscard]] Result<std::string> hashOf(int tenant, const BlobEntry& blob);

    Database& database_;
    const Sealer& sealer_;
    BlobStore& store_;
    asio::thread_pool threads_;
};

} // namespace tidemark::platform
