#include "platform/blobs/blob_book.hpp"

#include "models/entities/attachment_rules.hpp"
#include "platform/blobs/blob_rows.hpp"
#include "platform/database/offload.hpp"

namespace tidemark::platform {
namespace {

constexpr std::string_view uploadSql =
    "SELECT " BLOB_COLUMNS " FROM app.blob b WHERE b.id = $1 AND b.created_by = $2"
    " AND b.state = 'uploading' FOR UPDATE";
constexpr std::string_view knownSql =
    "UPDATE app.blob b SET touched_at = clock_timestamp() WHERE b.scope_id = $1::bigint"
    " AND b.sha256 = $2 AND (b.state = 'stored' OR b.created_by = $3 AND b.size = $4::bigint)"
    " AND b.id = (SELECT o.id FROM app.blob o WHERE o.scope_id = $1::bigint AND o.sha256 = $2"
    "  AND (o.state = 'stored' OR o.created_by = $3) ORDER BY o.state LIMIT 1)"
    " RETURNING " BLOB_COLUMNS;
constexpr std::string_view insertSql =
    "INSERT INTO app.blob AS b (tenant_id, id, scope_id, sha256, size, mime, sealed_key,"
    " created_by) VALUES ($1::int, $2, $3::bigint, $4, $5::bigint, $6, decode($7, 'hex'), $8)"
    " RETURNING " BLOB_COLUMNS;

/// A type as browsers know them; those of programs are refused by their content as well.
bool isMime(std::string_view mime)
{
    const auto slash = mime.find('/');
    return mime.size() <= 120 && slash != std::string_view::npos && slash > 0 &&
           slash + 1 < mime.size() && mime.find('/', slash + 1) == std::string_view::npos &&
           mime.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.+-/") ==
               std::string_view::npos;
}

Result<void> checkOffer(const BlobOffer& offer)
{
    if (!isSha256(offer.sha256))
        return Fault{
            FaultCode::invalid,
            "bad_hash",
            "The content is not named by its SHA-256.",
            "Give 64 lower-case hexadecimal digits."};
    if (offer.size < 1)
        return Fault{
            FaultCode::invalid, "empty_file", "The file is empty.", "Attach a file with content."};
    if (!isMime(offer.mime))
        return Fault{
            FaultCode::invalid,
            "bad_type",
            "The file's type is not one.",
            "Give a type such as application/pdf."};
    return {};
}

std::string megabytes(std::int64_t bytes)
{
    return std::to_string(bytes / (1024 * 1024)) + " MB";
}

Fault tooLarge(std::int64_t most)
{
    return {
        FaultCode::tooLarge,
        "file_too_large",
        "The file is larger than " + megabytes(most) + ", the most that your organization allows.",
        "Attach a smaller file, or ask an administrator to raise the limit."};
}

Fault quotaUsedUp(const BlobLimits& limits)
{
    return {
        FaultCode::full,
        "quota_used_up",
        "The " + megabytes(limits.quotaBytes) + " that your organization may store are used up.",
        "Remove attachments that are not needed, or ask an administrator for more."};
}

} // namespace

struct BlobBook::Appended {
    BlobEntry entry = {};
    std::optional<Fault> refused = {};
    bool isToForget = false; ///< The bytes of `entry` go.
    Uuid bytesToForget = {};
};

BlobBook::BlobBook(Database& database, const Sealer& sealer, BlobStore& store)
    : database_(database)
    , sealer_(sealer)
    , store_(store)
    , threads_(2)
{
}

BlobBook::~BlobBook()
{
    threads_.join();
}

BlobBook::Task<BlobEntry> BlobBook::offer(const Actor& actor, const BlobOffer& offer)
{
    if (auto checked = checkOffer(offer); !checked)
        co_return checked.error();
    auto work = [&](Transaction& transaction) -> Task<BlobEntry> {
        Params scope = {
            actor.seesAllOrganizations() ? "true" : "false",
            std::to_string(actor.ownScope),
            std::to_string(offer.scope)};
        static constexpr std::string_view scopeSql =
            "SELECT FROM sync.scope WHERE kind = 'organization' AND scope_id = $3::bigint"
            " AND ($1::boolean OR scope_id = $2::bigint)";
        auto held = co_await transaction.run(scopeSql, std::move(scope));
        if (!held)
            co_return held.error();
        if (held->isEmpty())
            co_return Fault{
                FaultCode::notFound,
                "no_such_scope",
                "There is no such place for files.",
                "Open the report again, then attach the file."};
        // One offer of a tenant at a time, so that many cannot pass the quota together.
        Params lock = {std::to_string(actor.tenancy.tenant)};
        static constexpr std::string_view lockSql =
            "SELECT pg_advisory_xact_lock(7310022, $1::int)";
        if (auto locked = co_await transaction.run(lockSql, std::move(lock)); !locked)
            co_return locked.error();
        Params key = {
            std::to_string(offer.scope),
            offer.sha256,
            actor.userId.toString(),
            std::to_string(offer.size)};
        auto known = co_await transaction.run(knownSql, std::move(key));
        if (!known)
            co_return known.error();
        if (!known->isEmpty())
            co_return entryOf(*known);
        co_return co_await begin(transaction, actor, offer);
    };
    co_return co_await database_.transact(actor.tenancy, work);
}

BlobBook::Task<BlobEntry>
BlobBook::begin(Transaction& transaction, const Actor& actor, const BlobOffer& offer)
{
    auto rows = co_await transaction.run(limitsSql);
    if (!rows)
        co_return rows.error();
    const BlobLimits limits = limitsOf(*rows);
    if (offer.size > limits.fileBytes)
        co_return tooLarge(limits.fileBytes);
    if (rows->integer(0, 2) + offer.size > limits.quotaBytes)
        co_return quotaUsedUp(limits);
    const Uuid id = Uuid::make();
    const std::string sealed =
        sealer_.seal(SegmentCipher::newKey(), transaction.tenancy().tenant, id);
    Params row = {
        std::to_string(transaction.tenancy().tenant),
        id.toString(),
        std::to_string(offer.scope),
        offer.sha256,
        std::to_string(offer.size),
        offer.mime,
        hexOf(sealed),
        actor.userId.toString()};
    auto made = co_await transaction.run(insertSql, std::move(row));
    if (!made)
        co_return made.error();
    co_return entryOf(*made);
}

BlobBook::Task<BlobEntry>
BlobBook::append(const Actor& actor, Uuid id, std::int64_t offset, std::string_view bytes)
{
    auto work = [&](Transaction& transaction) -> Task<Appended> {
        Params key = {id.toString(), actor.userId.toString()};
        auto rows = co_await transaction.run(uploadSql, std::move(key));
        if (!rows)
            co_return rows.error();
        if (rows->isEmpty())
            co_return noSuchBlob();
        BlobEntry upload = entryOf(*rows);
        if (upload.received != offset)
            co_return Fault{
                FaultCode::conflict,
                "wrong_offset",
                "The next part begins at byte " + std::to_string(upload.received) + ".",
                "Ask where the upload stands, then go on from there."};
        const std::int64_t end = offset + static_cast<std::int64_t>(bytes.size());
        const bool isWhole = end % static_cast<std::int64_t>(SegmentCipher::segmentBytes) == 0;
        if (bytes.empty() || end > upload.size || (!isWhole && end != upload.size))
            co_return Fault{
                FaultCode::invalid,
                "bad_part",
                "The part is empty, goes past the end or is no multiple of 64 KiB.",
                "Send parts of whole 64 KiB; only the last one may be shorter."};
        co_return co_await take(transaction, std::move(upload), bytes);
    };
    auto done = co_await database_.transact(actor.tenancy, work);
    if (!done)
        co_return done.error();
    const BlobPlace place{actor.tenancy.tenant, done->bytesToForget};
    const BlobPlace settled{actor.tenancy.tenant, done->entry.id};
    auto tidy = [&]() -> bool { // After the commit, so that a row never lacks its bytes.
        if (done->isToForget)
            store_.remove(place);
        else if (done->entry.isStored)
            store_.settle(settled);
        return true;
    };
    if (done->isToForget || done->entry.isStored)
        co_await offload(threads_, tidy);
    if (done->refused)
        co_return *done->refused;
    co_return std::move(done->entry);
}

BlobBook::Task<BlobBook::Appended>
BlobBook::take(Transaction& transaction, BlobEntry upload, std::string_view bytes)
{
    if (upload.received == 0) {
        if (auto checked = checkContent(bytes.substr(0, sniffBytes)); !checked) {
            if (auto gone = co_await forget(transaction, upload); !gone)
                co_return gone.error();
            const Uuid id = upload.id;
            co_return Appended{std::move(upload), checked.error(), true, id};
        }
    }
    const int tenant = transaction.tenancy().tenant;
    auto key = sealer_.open(upload.sealedKey, tenant, upload.id);
    if (!key)
        co_return key.error();
    const SegmentCipher cipher(std::move(*key));
    auto write = [&]() -> Result<void> {
        const std::int64_t first = segmentAt(upload.received);
        const BlobPlace place{tenant, upload.id};
        return store_.write(place, SegmentCipher::placeOf(first), cipher.seal(first, bytes));
    };
    if (auto written = co_await offload(threads_, write); !written)
        co_return written.error();
    upload.received += static_cast<std::int64_t>(bytes.size());
    if (upload.received == upload.size)
        co_return co_await finish(transaction, std::move(upload));
    Params moved = {upload.id.toString(), std::to_string(upload.received)};
    static constexpr std::string_view movedSql =
        "UPDATE app.blob SET received = $2::bigint, touched_at = clock_timestamp() WHERE id = $1";
    if (auto done = co_await transaction.run(movedSql, std::move(moved)); !done)
        co_return done.error();
    co_return Appended{std::move(upload)};
}

BlobBook::Task<BlobBook::Appended> BlobBook::finish(Transaction& transaction, BlobEntry upload)
{
    const int tenant = transaction.tenancy().tenant;
    auto look = [&]() -> Result<std::string> { return hashOf(tenant, upload); };
    auto hash = co_await offload(threads_, look);
    if (!hash)
        co_return hash.error();
    const Uuid id = upload.id;
    if (*hash != upload.sha256) {
        if (auto gone = co_await forget(transaction, upload); !gone)
            co_return gone.error();
        Fault mismatch{
            FaultCode::invalid,
            "hash_mismatch",
            "What arrived is not what was announced: the file changed or was damaged on its way.",
            "Send the file again from its beginning."};
        co_return Appended{std::move(upload), std::move(mismatch), true, id};
    }
    // Somebody else may have sent the same meanwhile: then theirs is kept.
    Params key = {std::to_string(upload.scope), upload.sha256};
    static constexpr std::string_view twinSql =
        "SELECT " BLOB_COLUMNS " FROM app.blob b WHERE b.state = 'stored'"
        " AND b.scope_id = $1::bigint AND b.sha256 = $2";
    auto twin = co_await transaction.run(twinSql, std::move(key));
    if (!twin)
        co_return twin.error();
    if (!twin->isEmpty()) {
        if (auto gone = co_await forget(transaction, upload); !gone)
            co_return gone.error();
        co_return Appended{entryOf(*twin), std::nullopt, true, id};
    }
    Params stored = {id.toString(), std::to_string(upload.size)};
    static constexpr std::string_view storedSql =
        "UPDATE app.blob SET state = 'stored', received = $2::bigint,"
        " touched_at = clock_timestamp() WHERE id = $1";
    if (auto done = co_await transaction.run(storedSql, std::move(stored)); !done)
        co_return done.error();
    upload.isStored = true;
    co_return Appended{std::move(upload)};
}

BlobBook::Task<void> BlobBook::forget(Transaction& transaction, const BlobEntry& upload)
{
    Params key = {upload.id.toString()};
    static constexpr std::string_view sql =
        "DELETE FROM app.blob WHERE id = $1 AND state = 'uploading'";
    auto done = co_await transaction.run(sql, std::move(key));
    if (!done)
        co_return done.error();
    co_return Result<void>();
}

} // namespace tidemark::platform
