#include "sync/engine/blob_steps.hpp"

#include "models/core/segment_cipher.hpp"
#include "sync/blobs/blob_folder.hpp"

#include <charconv>

namespace tidemark::sync {
namespace {

constexpr std::string_view budgetSetting = "blobs.budget";

Result<std::int64_t> scopeOf(DeskStore& desk, const Uuid& report)
{
    auto statement =
        desk.windows.reader().database().prepare("SELECT _scope FROM m_compliance_report WHERE id=?"
        );
    if (!statement)
        return statement.error();
    const auto row = statement->bind(1, report).step();
    if (!row)
        return row.error();
    return *row ? statement->integer(0) : 0;
}

Result<std::set<std::string>> namedByWork(DeskStore& desk)
{
    const auto pending = desk.vault.pending();
    if (!pending)
        return pending.error();
    std::set<std::string> named;
    for (const PendingMutation& one : *pending)
        named.merge(contentsOf(one.mutation.ops));
    const auto kept = desk.vault.quarantined();
    if (!kept)
        return kept.error();
    for (const QuarantinedWork& one : *kept)
        named.merge(contentsOf(one.mutation.ops));
    return named;
}

} // namespace

Result<DueTransfer>
dueTransfer(DeskStore& desk, BlobPlaceState state, Timestamp now, const std::set<BlobKey>& underWay)
{
    const auto most = static_cast<std::int64_t>(underWay.size()) + 1;
    auto blobs = desk.vault.blobs().due(state, now, most);
    if (!blobs)
        return blobs.error();
    DueTransfer due;
    for (LocalBlob& blob : *blobs) {
        if (underWay.contains({blob.sha256, blob.report}))
            continue;
        const auto scope = scopeOf(desk, blob.report);
        if (!scope)
            return scope.error();
        due.scope = *scope;
        due.blob = std::make_shared<LocalBlob>(std::move(blob));
        break;
    }
    return due;
}

Result<BlobCensus> blobCensus(DeskStore& desk)
{
    BlobCensus census;
    auto blobs = desk.vault.blobs().all();
    if (!blobs)
        return blobs.error();
    census.blobs = *std::move(blobs);
    if (census.blobs.empty())
        return census;
    auto needed = namedByWork(desk);
    if (!needed)
        return needed.error();
    census.needed = *std::move(needed);
    auto pinned = desk.vault.blobs().pinnedReports();
    if (!pinned)
        return pinned.error();
    census.pinned = *std::move(pinned);
    const auto budget = blobBudget(desk);
    if (!budget)
        return budget.error();
    census.budget = *budget;
    const auto joining = desk.windows.reader().isJoining();
    const auto cursor = desk.windows.reader().cursor();
    census.isWhole = joining && !*joining && cursor && cursor->has_value();
    for (const LocalBlob& blob : census.blobs) {
        const auto scope = scopeOf(desk, blob.report);
        if (!scope)
            return scope.error();
        if (*scope != 0)
            census.reports.insert(blob.report);
        auto statement = desk.windows.reader().database().prepare(
            "SELECT 1 FROM m_attachment WHERE report_id=? AND sha256=? LIMIT 1"
        );
        if (!statement)
            return statement.error();
        statement->bind(1, blob.report).bind(2, std::string_view(blob.sha256));
        const auto row = statement->step();
        if (!row)
            return row.error();
        if (*row)
            census.attached.insert({blob.sha256, blob.report});
    }
    return census;
}

Result<std::vector<RemoteAttachment>> missingPinned(DeskStore& desk)
{
    const auto pinned = desk.vault.blobs().pinnedReports();
    if (!pinned)
        return pinned.error();
    std::vector<RemoteAttachment> missing;
    for (const Uuid& report : *pinned) {
        std::vector<RemoteAttachment> named;
        auto statement = desk.windows.reader().database().prepare(
            "SELECT sha256, blob_id, mime, size FROM m_attachment WHERE report_id=? "
            "AND blob_id IS NOT NULL"
        );
        if (!statement)
            return statement.error();
        auto more = statement->bind(1, report).step();
        for (; more && *more; more = statement->step()) {
            RemoteAttachment one;
            one.key = {std::string(statement->text(0)), report};
            one.remoteId = statement->uuid(1).toString();
            one.mime = statement->text(2);
            one.size = statement->integer(3);
            named.push_back(std::move(one));
        }
        if (!more)
            return more.error();
        for (RemoteAttachment& one : named) {
            const auto known = desk.vault.blobs().find(one.key);
            if (!known)
                return known.error();
            if (!*known)
                missing.push_back(std::move(one));
        }
    }
    return missing;
}

Result<std::int64_t> blobBudget(DeskStore& desk)
{
    const auto text = desk.vault.setting(budgetSetting);
    if (!text)
        return text.error();
    std::int64_t bytes = 0;
    if (*text)
        std::from_chars((*text)->data(), (*text)->data() + (*text)->size(), bytes);
    return bytes > 0 ? bytes : defaultBlobBudget;
}

Result<void> setBlobBudget(DeskStore& desk, std::int64_t bytes)
{
    return desk.vault.setSetting(budgetSetting, std::to_string(bytes));
}

LocalBlob toFetch(const RemoteAttachment& attachment)
{
    LocalBlob blob;
    blob.sha256 = attachment.key.sha256;
    blob.report = attachment.key.report;
    blob.size = attachment.size;
    blob.mime = attachment.mime;
    blob.remoteId = attachment.remoteId;
    blob.file = randomBlobName();
    blob.key = SegmentCipher::newKey();
    blob.state = BlobPlaceState::fetching;
    blob.usedAt = Timestamp::now();
    return blob;
}

} // namespace tidemark::sync
