// What there is and what is in it, read; and what is forgotten.
#include "platform/blobs/blob_rows.hpp"
#include "platform/database/offload.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <memory>

namespace tidemark::platform {
namespace {

constexpr std::int64_t pieceBytes = 1024 * 1024; // A whole number of segments.

/// $1 all scopes, $2 own scope, $3 user.
constexpr std::string_view findSql =
    "SELECT " BLOB_COLUMNS " FROM app.blob b WHERE b.id = $4"
    " AND ((b.state = 'uploading' AND b.created_by = $3)"
    "  OR (b.state = 'stored' AND ($1::boolean OR b.scope_id = $2::bigint"
    "   OR EXISTS (SELECT FROM app.attachment a WHERE a.blob_id = b.id"
    "    AND a.scope_id = $2::bigint))))";

std::string bytesOfHex(std::string_view hex)
{
    const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        bytes += static_cast<char>(digit(hex[i]) * 16 + digit(hex[i + 1]));
    return bytes;
}

} // namespace

Fault noSuchBlob()
{
    return {
        FaultCode::notFound,
        "no_such_blob",
        "There is no such file.",
        "Look at the list of attachments again."};
}

std::string hexOf(std::string_view bytes)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string hex;
    for (const char c : bytes) {
        hex += digits[static_cast<unsigned char>(c) >> 4];
        hex += digits[static_cast<unsigned char>(c) & 15];
    }
    return hex;
}

BlobEntry entryOf(const ResultSet& rows)
{
    BlobEntry entry;
    entry.id = Uuid::parse(rows.text(0, 0)).value();
    entry.scope = rows.integer(0, 1);
    entry.sha256 = rows.text(0, 2);
    entry.size = rows.integer(0, 3);
    entry.received = rows.integer(0, 4);
    entry.mime = rows.text(0, 5);
    entry.isStored = rows.boolean(0, 6);
    entry.sealedKey = bytesOfHex(rows.text(0, 7));
    return entry;
}

BlobLimits limitsOf(const ResultSet& rows)
{
    BlobLimits limits;
    if (rows.at(0, 0)) {
        limits.fileBytes = rows.integer(0, 0);
        limits.quotaBytes = rows.integer(0, 1);
    }
    return limits;
}

Result<std::string> BlobBook::hashOf(int tenant, const BlobEntry& blob)
{
    auto key = sealer_.open(blob.sealedKey, tenant, blob.id);
    if (!key)
        return key.error();
    const SegmentCipher cipher(std::move(*key));
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> digest(
        EVP_MD_CTX_new(), &EVP_MD_CTX_free
    );
    EVP_DigestInit_ex(digest.get(), EVP_sha256(), nullptr);
    const std::int64_t perPiece = segmentAt(pieceBytes);
    for (std::int64_t first = 0; first * pieceBytes < blob.size * perPiece; first += perPiece) {
        const std::int64_t from = SegmentCipher::placeOf(first);
        const auto sealed = store_.read(
            {tenant, blob.id},
            from,
            static_cast<std::size_t>(SegmentCipher::placeOf(first + perPiece) - from)
        );
        if (!sealed)
            return sealed.error();
        const auto plain = cipher.open(first, *sealed);
        if (!plain)
            return plain.error();
        if (plain->empty())
            break;
        EVP_DigestUpdate(digest.get(), plain->data(), plain->size());
    }
    std::string hash(32, '\0');
    unsigned size = 0;
    EVP_DigestFinal_ex(digest.get(), reinterpret_cast<unsigned char*>(hash.data()), &size);
    return hexOf(hash);
}

BlobBook::Task<BlobEntry> BlobBook::find(const Actor& actor, Uuid id)
{
    Params key = {
        actor.seesAllOrganizations() ? "true" : "false",
        std::to_string(actor.ownScope),
        actor.userId.toString(),
        id.toString()};
    auto rows = co_await database_.read(actor.tenancy, findSql, std::move(key));
    if (!rows)
        co_return rows.error();
    if (rows->isEmpty())
        co_return noSuchBlob();
    co_return entryOf(*rows);
}

BlobBook::Task<std::string>
BlobBook::read(int tenant, const BlobEntry& blob, std::int64_t offset, std::int64_t end)
{
    auto key = sealer_.open(blob.sealedKey, tenant, blob.id);
    if (!key)
        co_return key.error();
    const SegmentCipher cipher(std::move(*key));
    auto load = [&]() -> Result<std::string> {
        const std::int64_t first = segmentAt(offset);
        const std::int64_t last = segmentAt(std::min(end - 1, offset + pieceBytes - 1));
        const std::int64_t from = SegmentCipher::placeOf(first);
        const std::int64_t count = SegmentCipher::placeOf(last + 1) - from;
        auto sealed = store_.read({tenant, blob.id}, from, static_cast<std::size_t>(count));
        if (!sealed)
            return sealed.error();
        auto plain = cipher.open(first, *sealed);
        if (!plain)
            return plain.error();
        const auto segment = static_cast<std::int64_t>(SegmentCipher::segmentBytes);
        const std::int64_t skipped = offset - first * segment;
        const std::int64_t wanted = std::min({end - offset, pieceBytes, blob.size - offset});
        const auto have = static_cast<std::int64_t>(plain->size()) - skipped;
        const std::int64_t given = std::min(wanted, (last + 1) * segment - offset);
        if (have < given) // A whole segment is missing at the end.
            return Fault{FaultCode::corrupt, "blob_damaged", "The stored file is cut off.", ""};
        return plain->substr(static_cast<std::size_t>(skipped), static_cast<std::size_t>(given));
    };
    co_return co_await offload(threads_, load);
}

BlobBook::Task<std::pair<BlobLimits, std::int64_t>> BlobBook::limits(const Actor& actor)
{
    auto rows = co_await database_.read(actor.tenancy, limitsSql);
    if (!rows)
        co_return rows.error();
    co_return std::pair(limitsOf(*rows), rows->integer(0, 2));
}

BlobBook::Task<std::int64_t> BlobBook::clear(const BlobKeeping& keeping)
{
    constexpr int most = 500;
    std::vector<Statement> statements;
    statements.push_back(
        {"SELECT tenant_id, id FROM app.clear_blobs(make_interval(hours => $1::int),"
         " make_interval(hours => $2::int), $3::int)",
         {std::to_string(keeping.parts.count()),
          std::to_string(keeping.content.count()),
          std::to_string(most)}}
    );
    auto gone = co_await database_.write(Tenancy{}, std::move(statements));
    if (!gone)
        co_return gone.error();
    const ResultSet& rows = gone->front();
    auto remove = [&]() -> std::int64_t {
        for (int row = 0; row < rows.rowCount(); ++row) {
            if (const auto id = Uuid::parse(rows.text(row, 1)))
                store_.remove({static_cast<int>(rows.integer(row, 0)), *id});
        }
        return rows.rowCount();
    };
    co_return co_await offload(threads_, remove);
}

} // namespace tidemark::platform
