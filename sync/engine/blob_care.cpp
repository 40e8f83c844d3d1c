// Files as the windows ask for them.
#include "models/entities/attachment_rules.hpp"
#include "sync/engine/blob_driver.hpp"
#include "sync/engine/blob_steps.hpp"

#include <boost/json.hpp>

namespace tidemark::sync {
namespace {

namespace json = boost::json;

Fault notOnDevice()
{
    return {
        FaultCode::unavailable,
        "not_on_device",
        "The file is not on this device.",
        "Fetch it; that needs the platform."};
}

std::string textIn(const json::object& row, std::string_view key)
{
    const auto* value = row.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->get_string())
                                                  : std::string();
}

Result<AttachmentRow> attachmentRow(DeskStore& desk, const Uuid& id)
{
    const auto text = desk.windows.get("attachment", id);
    if (!text)
        return text.error();
    boost::system::error_code failed;
    const auto value = json::parse(*text, failed);
    const auto* object = failed ? nullptr : value.if_object();
    const auto report =
        object != nullptr ? Uuid::parse(textIn(*object, "reportId")) : Result<Uuid>(notOnDevice());
    if (!report)
        return report.error();
    AttachmentRow row;
    row.id = id;
    row.key = {textIn(*object, "sha256"), *report};
    row.name = textIn(*object, "name");
    row.mime = textIn(*object, "mime");
    row.remoteId = textIn(*object, "blobId");
    const auto* size = object->if_contains("size");
    row.size = size != nullptr && size->is_int64() ? size->get_int64() : 0;
    return row;
}

} // namespace

QCoro::Task<Result<BlobDriver::Blob>>
BlobDriver::take(Uuid report, QString file, QByteArray bytes, std::string name)
{
    if (auto named = checkFileName(name); !named)
        co_return named.error();
    const auto copy = [this, file, bytes]() -> Result<std::shared_ptr<ImportedBlob>> {
        auto imported = file.isEmpty() ? folder_.takeBytes(bytes) : folder_.take(file);
        if (!imported)
            return imported.error();
        return std::make_shared<ImportedBlob>(*std::move(imported));
    };
    ++taking_;
    const auto imported = co_await files_.run(copy);
    if (!imported) {
        --taking_;
        co_return imported.error();
    }
    const auto blob = std::make_shared<LocalBlob>();
    blob->sha256 = (*imported)->sha256;
    blob->report = report;
    blob->size = (*imported)->size;
    blob->mime = mimeOf(name, (*imported)->firstBytes);
    blob->file = (*imported)->file;
    blob->key = (*imported)->key.clone();
    blob->usedAt = Timestamp::now();
    const auto put = [this, blob](DeskStore& desk) -> Result<std::string> {
        auto known = desk.vault.blobs().find({blob->sha256, blob->report});
        if (!known)
            return known.error();
        std::string spare;
        const bool isOnItsWay = *known && (*known)->state == BlobPlaceState::local &&
                                (*known)->nextTry.micros != waitsForPerson.micros &&
                                folder_.has((*known)->file);
        if (isOnItsWay) { // It may be read for sending right now: the new copy is the spare one.
            spare = blob->file;
            (*known)->usedAt = blob->usedAt;
            *blob = *std::move(*known);
        } else if (*known) { // The platform may have it already; ours is as good as what was here.
            spare = (*known)->file;
            blob->remoteId = (*known)->remoteId;
            if ((*known)->state != BlobPlaceState::local) {
                blob->state = BlobPlaceState::here;
                blob->done = blob->size;
            }
        }
        if (auto saved = desk.vault.blobs().put(*blob); !saved)
            return saved.error();
        return spare;
    };
    const auto spare = co_await stores_.desk(put);
    --taking_;
    const auto clear = [this, file = spare ? *spare : (*imported)->file]() -> bool {
        folder_.remove(file);
        return true;
    };
    if (!spare || !spare->empty())
        (void)co_await files_.run(clear);
    if (!spare)
        co_return spare.error();
    tell(*blob);
    co_return blob;
}

QCoro::Task<Result<AttachmentRow>> BlobDriver::row(Uuid attachment)
{
    const auto read = [attachment](DeskStore& desk) { return attachmentRow(desk, attachment); };
    co_return co_await stores_.desk(read);
}

QCoro::Task<Result<BlobOverview>> BlobDriver::ofReport(Uuid report)
{
    using Found = std::pair<std::shared_ptr<std::vector<LocalBlob>>, BlobOverview>;
    const auto read = [report](DeskStore& desk) -> Result<Found> {
        Found found;
        auto all = desk.vault.blobs().all();
        if (!all)
            return all.error();
        const auto pinned = desk.vault.blobs().pinnedReports();
        if (!pinned)
            return pinned.error();
        const auto budget = blobBudget(desk);
        if (!budget)
            return budget.error();
        found.second.budgetBytes = *budget;
        found.second.isPinned = pinned->contains(report);
        for (const LocalBlob& blob : *all) {
            found.second.usedBytes += bytesOnDevice(blob);
            if (pinned->contains(blob.report))
                found.second.pinnedBytes += bytesOnDevice(blob);
        }
        std::erase_if(*all, [&](const LocalBlob& blob) { return blob.report != report; });
        found.first = std::make_shared<std::vector<LocalBlob>>(*std::move(all));
        return found;
    };
    auto found = co_await stores_.desk(read);
    if (!found)
        co_return found.error();
    for (const LocalBlob& blob : *found->first)
        found->second.items.push_back(progressOf(blob));
    co_return std::move(found->second);
}

QCoro::Task<Result<void>> BlobDriver::fetch(Uuid attachment)
{
    const auto named = co_await row(attachment);
    if (!named)
        co_return named.error();
    const AttachmentRow wanted = *named;
    // A person who fetches what seems to be here has a reason: its content is looked at.
    const auto held = co_await onDevice(wanted);
    if (held && (*held)->state == BlobPlaceState::here) {
        const auto check = [this, blob = *held] { return folder_.verify(*blob); };
        if (const auto sound = co_await files_.run(check); !sound) {
            const Fault told = co_await damaged(*held, sound.error());
            co_return told.reason == "refetching" ? Result<void>() : Result<void>(told);
        }
    }
    const auto begin = [this, wanted](DeskStore& desk) -> Result<Blob> {
        auto known = desk.vault.blobs().find(wanted.key);
        if (!known)
            return known.error();
        Blob blob;
        if (*known && ((*known)->state != BlobPlaceState::here || folder_.has((*known)->file))) {
            blob = std::make_shared<LocalBlob>(*std::move(*known));
            blob->nextTry = {};
            blob->attempts = 0;
            blob->fault.reset();
            blob->usedAt = Timestamp::now();
        } else if (wanted.remoteId.empty()) {
            return Fault{
                FaultCode::unavailable,
                "not_on_platform",
                "The platform does not have the file yet.",
                "Wait until the device that attached it is online."};
        } else {
            const RemoteAttachment remote{wanted.key, wanted.remoteId, wanted.mime, wanted.size};
            blob = std::make_shared<LocalBlob>(toFetch(remote));
        }
        if (auto saved = desk.vault.blobs().put(*blob); !saved)
            return saved.error();
        return blob;
    };
    const auto blob = co_await stores_.desk(begin);
    if (!blob)
        co_return blob.error();
    tell(**blob);
    look();
    co_return Result<void>{};
}

QCoro::Task<Result<void>> BlobDriver::cancel(Uuid attachment)
{
    const auto named = co_await row(attachment);
    if (!named)
        co_return named.error();
    const BlobKey key = named->key;
    fetching_.erase(key);
    const auto drop = [key](DeskStore& desk) -> Result<std::string> {
        auto known = desk.vault.blobs().find(key);
        if (!known)
            return known.error();
        if (!*known || (*known)->state != BlobPlaceState::fetching)
            return std::string();
        if (auto gone = desk.vault.blobs().forget(key); !gone)
            return gone.error();
        return (*known)->file;
    };
    const auto file = co_await stores_.desk(drop);
    if (!file)
        co_return file.error();
    if (file->empty())
        co_return Result<void>{};
    const auto clear = [this, name = *file]() -> bool {
        folder_.remove(name);
        return true;
    };
    (void)co_await files_.run(clear);
    const BlobProgress gone{key, "gone"};
    Q_EMIT progressed(gone);
    co_return Result<void>{};
}

QCoro::Task<Result<BlobDriver::Blob>> BlobDriver::onDevice(AttachmentRow row)
{
    const auto use = [this, row](DeskStore& desk) -> Result<Blob> {
        auto known = desk.vault.blobs().find(row.key);
        if (!known)
            return known.error();
        const bool isHere =
            *known && (*known)->state != BlobPlaceState::fetching && folder_.has((*known)->file);
        if (!isHere)
            return notOnDevice();
        (*known)->usedAt = Timestamp::now();
        if (auto saved = desk.vault.blobs().put(**known); !saved)
            return saved.error();
        return std::make_shared<LocalBlob>(*std::move(*known));
    };
    co_return co_await stores_.desk(use);
}

QCoro::Task<Result<QString>> BlobDriver::openCopy(Uuid attachment)
{
    const auto named = co_await row(attachment);
    if (!named)
        co_return named.error();
    const auto blob = co_await onDevice(*named);
    if (!blob)
        co_return blob.error();
    const auto copy = [this, held = *blob, name = fileNameFrom(named->name), below = copies_] {
        return folder_.openCopy(*held, below, QString::fromStdString(name));
    };
    auto opened = co_await files_.run(copy);
    if (!opened)
        co_return co_await damaged(*blob, opened.error());
    co_return opened;
}

QCoro::Task<Fault> BlobDriver::damaged(Blob blob, Fault fault)
{
    const bool isDamage = fault.code == FaultCode::corrupt || fault.reason == "file_gone";
    if (!isDamage || blob->state != BlobPlaceState::here || blob->remoteId.empty())
        co_return fault;
    // Under another name and key: nothing of the damaged one is built upon.
    const std::string spoiled = blob->file;
    const RemoteAttachment remote{
        {blob->sha256, blob->report}, blob->remoteId, blob->mime, blob->size};
    const auto fresh = std::make_shared<LocalBlob>(toFetch(remote));
    if (auto saved = co_await save(fresh); !saved)
        co_return fault;
    const auto clear = [this, spoiled]() -> bool {
        folder_.remove(spoiled);
        return true;
    };
    (void)co_await files_.run(clear);
    tell(*fresh);
    look();
    co_return Fault{
        FaultCode::unavailable,
        "refetching",
        "The copy of the file on this device was damaged.",
        "It is fetched from the platform again; open it when it is there."};
}

QCoro::Task<Result<void>> BlobDriver::saveAs(Uuid attachment, QString path)
{
    const auto named = co_await row(attachment);
    if (!named)
        co_return named.error();
    const auto blob = co_await onDevice(*named);
    if (!blob)
        co_return blob.error();
    const auto copy = [this, held = *blob, path] { return folder_.saveAs(*held, path); };
    auto saved = co_await files_.run(copy);
    if (!saved)
        co_return co_await damaged(*blob, saved.error());
    co_return saved;
}

QCoro::Task<Result<void>> BlobDriver::pin(Uuid report, bool isPinned)
{
    const auto keep = [report, isPinned](DeskStore& desk) {
        return desk.vault.blobs().pin(report, isPinned);
    };
    const auto kept = co_await stores_.desk(keep);
    look();
    co_return kept;
}

QCoro::Task<Result<void>> BlobDriver::setBudget(std::int64_t bytes)
{
    const auto set = [bytes](DeskStore& desk) { return setBlobBudget(desk, bytes); };
    const auto done = co_await stores_.desk(set);
    tidyTimer_.start(0);
    co_return done;
}

BlobProgress BlobDriver::progressOf(const LocalBlob& blob) const
{
    const BlobKey key{blob.sha256, blob.report};
    const bool isHere = blob.state != BlobPlaceState::fetching;
    BlobProgress progress{key, "here", isHere, blob.done, blob.size, blob.fault};
    const bool needsPerson = blob.nextTry.micros == waitsForPerson.micros;
    if (blob.state == BlobPlaceState::local)
        progress.state = sending_.contains(key) ? "uploading" : needsPerson ? "failed" : "waiting";
    else if (blob.state == BlobPlaceState::fetching)
        progress.state = fetching_.contains(key) ? "fetching" : needsPerson ? "failed" : "queued";
    if (!needsPerson && blob.nextTry.micros > Timestamp::now().micros)
        progress.nextTryAt = blob.nextTry;
    return progress;
}

void BlobDriver::tell(const LocalBlob& blob)
{
    ++steps_;
    Q_EMIT progressed(progressOf(blob));
}

json::object toJson(const BlobProgress& progress)
{
    json::object item{
        {"report", progress.key.report.toString()},
        {"sha256", progress.key.sha256},
        {"state", progress.state},
        {"here", progress.isHere},
        {"done", progress.done},
        {"size", progress.size}};
    item["nextTryAt"] = nullptr;
    if (progress.nextTryAt)
        item["nextTryAt"] = progress.nextTryAt->toString();
    item["fault"] = nullptr;
    if (progress.fault)
        item["fault"] = json::object{
            {"code", nameOf(progress.fault->code)},
            {"reason", progress.fault->reason},
            {"cause", progress.fault->cause},
            {"nextStep", progress.fault->nextStep}};
    return item;
}

} // namespace tidemark::sync
